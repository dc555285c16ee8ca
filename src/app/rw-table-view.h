/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-session-box.h"

G_BEGIN_DECLS

/**
 * RwTableView: the customers of a session in a column view: the column that names them, churn
 * probability, risk, then the columns of the file that are chosen.
 */
#define RW_TYPE_TABLE_VIEW (rw_table_view_get_type ())
G_DECLARE_FINAL_TYPE (RwTableView, rw_table_view, RW, TABLE_VIEW, RwSessionBox)

/* Those that can be shown or hidden (RwColumnItem, borrowed). */
GListModel *rw_table_view_get_columns (RwTableView *self);

/* Gives up some of the widgets; FALSE when none are left. */
gboolean rw_table_view_shrink (RwTableView *self);

G_END_DECLS
