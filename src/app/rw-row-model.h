/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-view.h"

G_BEGIN_DECLS

/* GTK counts pixels in 31 bits: more rows than this cannot be scrolled. */
#define RW_ROW_MODEL_MAX 60000000u

/**
 * RwRowModel: the rows of a view as a list of RwRow. Its items stand for positions, not for rows of
 * the table: sorting and filtering relabel what is on screen and change the length of the list, so
 * no widget is made anew and no signal walks a million items. Signals: "relabelled", after which
 * every position may show another row; "failed" (GError), when a record cannot be read.
 */
#define RW_TYPE_ROW_MODEL (rw_row_model_get_type ())
G_DECLARE_FINAL_TYPE (RwRowModel, rw_row_model, RW, ROW_MODEL, GObject)

RwRowModel *rw_row_model_new (void);

/* Shows @view of @analysis (both may be NULL: nothing). A list that was short grows to its length
 * in steps, between which frames are drawn. */
void rw_row_model_set_view (RwRowModel *self, RwAnalysis *analysis, RwView *view);

/* Takes some rows away, so that closing a window stops no other one; FALSE when there are none
 * left. */
gboolean rw_row_model_shrink (RwRowModel *self);

RwAnalysis *rw_row_model_get_analysis (RwRowModel *self);

/* The row of the table at a position. */
guint32 rw_row_model_get_number (RwRowModel *self, guint position);

void rw_row_model_report_error (RwRowModel *self, const GError *error);

G_END_DECLS
