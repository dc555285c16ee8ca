/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-row-model.h"

G_BEGIN_DECLS

/* A file of these bytes, scored; with the columns of the sample. */
RwAnalysis *rw_test_analyse (const char *text);

/* The first rows of the sample, or all (0). */
RwAnalysis *rw_test_analyse_sample (guint n_rows);

/* A view of it (transfer full); @search may be NULL. */
RwView *rw_test_view (RwAnalysis *analysis, RwSort sort, const char *search);

/* A model that shows all of @analysis, highest risk first, and has its whole length. */
RwRowModel *rw_test_row_model (RwAnalysis *analysis);
void rw_test_grow (RwRowModel *model, guint n);

G_END_DECLS
