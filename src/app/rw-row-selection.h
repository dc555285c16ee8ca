/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-row-model.h"

G_BEGIN_DECLS

/**
 * RwRowSelection: which rows of a RwRowModel are selected, by their number in the table, not by
 * their position: sorting and filtering keep the choice.
 */
#define RW_TYPE_ROW_SELECTION (rw_row_selection_get_type ())
G_DECLARE_FINAL_TYPE (RwRowSelection, rw_row_selection, RW, ROW_SELECTION, GObject)

RwRowSelection *rw_row_selection_new (RwRowModel *model);

/* The table rows that are both selected and shown, in the order shown, at most @limit (guint32,
 * transfer full). */
GArray *rw_row_selection_get_numbers (RwRowSelection *self, guint limit);

G_END_DECLS
