/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-session.h"

G_BEGIN_DECLS

/* RwColumnPopover: sorting and columns without a pointer: by which column, in which direction, and
 * which columns the table shows. Property "session". */
#define RW_TYPE_COLUMN_POPOVER (rw_column_popover_get_type ())
G_DECLARE_FINAL_TYPE (RwColumnPopover, rw_column_popover, RW, COLUMN_POPOVER, GtkPopover)

/* @columns: RwColumnItem. */
void rw_column_popover_set_columns (RwColumnPopover *self, GListModel *columns);

G_END_DECLS
