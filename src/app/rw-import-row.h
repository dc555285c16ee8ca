/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rw-table.h"

G_BEGIN_DECLS

/* RwImportRow: a row of a file as the import page shows it: what it says, and what is read. */
#define RW_TYPE_IMPORT_ROW (rw_import_row_get_type ())
G_DECLARE_FINAL_TYPE (RwImportRow, rw_import_row, RW, IMPORT_ROW, GObject)

/* @columns: the columns that are shown (guint). NULL when the file cannot be read any more. */
RwImportRow *rw_import_row_new (RwTable *table, guint32 row, const GArray *columns);

guint64 rw_import_row_get_line (RwImportRow *self);

/* Of the shown column at @place: what the file says, on one line; and what that is read as, NULL
 * where it is the same or missing. */
const char *rw_import_row_get_raw (RwImportRow *self, guint place);
const char *rw_import_row_get_value (RwImportRow *self, guint place);

/* Whether it could not be read, and counts as missing. */
gboolean rw_import_row_is_bad (RwImportRow *self, guint place);

G_END_DECLS
