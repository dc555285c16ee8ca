/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* RwColumnItem: a column of the file and whether the table shows it ("visible", read and write;
 * "name", read). */
#define RW_TYPE_COLUMN_ITEM (rw_column_item_get_type ())
G_DECLARE_FINAL_TYPE (RwColumnItem, rw_column_item, RW, COLUMN_ITEM, GObject)

/* @column: of the table, or RW_SORT_CHURN. */
RwColumnItem *rw_column_item_new (guint column, const char *name, gboolean visible);

guint rw_column_item_get_column (RwColumnItem *self);
const char *rw_column_item_get_name (RwColumnItem *self);
gboolean rw_column_item_get_visible (RwColumnItem *self);

G_END_DECLS
