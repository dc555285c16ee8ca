/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-rows.h"
#include "rw-scores.h"

G_BEGIN_DECLS

/* Bins of one width over [low, high]; a value on a border belongs to the bin above it, @high to the
 * last one. */
typedef struct
{
  double low;
  double high;
  guint n_bins;
  guint64 *counts;
  guint64 n; /* values counted */
  guint64 n_missing;
  double mean; /* of the values counted; 0 when there are none */
} RwHistogram;

/* Churn probabilities in millionths over [0, 1], of @rows or (NULL) all; @n_bins divides 1000000,
 * so that borders of bins are whole millionths. Cancelled is the only error. */
RwHistogram *rw_histogram_new_scores (RwScores *scores, const RwRows *rows, guint n_bins,
                                      GCancellable *cancellable, GError **error);

/* The same values in fewer bins; @n_bins divides those of @fine. */
RwHistogram *rw_histogram_new_merged (const RwHistogram *fine, guint n_bins);

/* The numbers of a column from the smallest to the largest. */
RwHistogram *rw_histogram_new_column (const RwColumn *column, guint32 n_rows, guint n_bins,
                                      GCancellable *cancellable, GError **error);
void rw_histogram_free (RwHistogram *histogram);

/* The bin of a value in [low, high]. */
guint rw_histogram_find_bin (const RwHistogram *histogram, double value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwHistogram, rw_histogram_free)

G_END_DECLS
