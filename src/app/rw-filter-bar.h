/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-session-box.h"

G_BEGIN_DECLS

/* RwFilterBar: what is filtered, each with a button that takes it away; how many customers are
 * left; and the sort and columns button, whose list is the property "columns" of the table. */
#define RW_TYPE_FILTER_BAR (rw_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (RwFilterBar, rw_filter_bar, RW, FILTER_BAR, RwSessionBox)

/* @columns: RwColumnItem. */
void rw_filter_bar_set_columns (RwFilterBar *self, GListModel *columns);
void rw_filter_bar_show_columns (RwFilterBar *self);

G_END_DECLS
