/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-import.h"

G_BEGIN_DECLS

/* RwImportTable: the first rows of a file that is being imported, each cell with what it is read
 * as, below what each column is read as. Signal "chosen" (column, input; NULL: none). */
#define RW_TYPE_IMPORT_TABLE (rw_import_table_get_type ())
G_DECLARE_FINAL_TYPE (RwImportTable, rw_import_table, RW, IMPORT_TABLE, GtkBox)

/* Shows what the import has read last. */
void rw_import_table_show (RwImportTable *self, RwImport *import);

/* Shows the rows around that row, or puts the focus on that column's choice. */
void rw_import_table_go_to_row (RwImportTable *self, guint32 row);
void rw_import_table_go_to_column (RwImportTable *self, const char *column);

G_END_DECLS
