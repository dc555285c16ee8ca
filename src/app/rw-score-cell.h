/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* RwScoreCell: a churn probability as percent with a bar; a meter to screen readers. */
#define RW_TYPE_SCORE_CELL (rw_score_cell_get_type ())
G_DECLARE_FINAL_TYPE (RwScoreCell, rw_score_cell, RW, SCORE_CELL, GtkWidget)

GtkWidget *rw_score_cell_new (void);
void rw_score_cell_set_probability (RwScoreCell *self, float probability);

G_END_DECLS
