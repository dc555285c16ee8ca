/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-import.h"

G_BEGIN_DECLS

/* RwImportHeader: what is above a column of the import page: its name, and as which of the model's
 * inputs it is read, to be chosen from a menu. Signal "chosen" (input, NULL: none). */
#define RW_TYPE_IMPORT_HEADER (rw_import_header_get_type ())
G_DECLARE_FINAL_TYPE (RwImportHeader, rw_import_header, RW, IMPORT_HEADER, GtkBox)

RwImportHeader *rw_import_header_new (void);

/* Shows @column of the import's table. @rows: RwImportRow, whose cells at @place are of it. */
void rw_import_header_show (RwImportHeader *self, RwImport *import, guint column, GListModel *rows,
                            guint place);

/* Puts the focus on the choice. */
void rw_import_header_focus (RwImportHeader *self);

G_END_DECLS
