/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-encoder.h"
#include "rw-model.h"
#include "rw-rows.h"

G_BEGIN_DECLS

/**
 * RwScores: the churn probability of every row of a table by one model. Immutable. A probability
 * depends on the cells of its row, on the mapping of columns and on the model only.
 */
#define RW_TYPE_SCORES (rw_scores_get_type ())
G_DECLARE_FINAL_TYPE (RwScores, rw_scores, RW, SCORES, GObject)

/**
 * rw_scores_compute: encodes and scores blocks of rows on @n_threads threads (0: one for each
 * core). The table must be loaded with rw_matching_hint(), which makes @mapping. Errors:
 * RW_ERROR_MISMATCH, RW_ERROR_LIBRARY.
 */
RwScores *rw_scores_compute (RwTable *table, RwModel *model, const RwMapping *mapping,
                             guint n_threads, RwProgress *progress, GCancellable *cancellable,
                             GError **error);

/* Scores given as they are (taken over); used where no model is at hand. */
RwScores *rw_scores_new_take (float *probabilities, guint32 n_rows);

guint32 rw_scores_get_n_rows (RwScores *self);
const float *rw_scores_get_probabilities (RwScores *self);

/* All rows, the highest probability first, equal ones as in the file (borrowed). */
const RwRows *rw_scores_get_descending (RwScores *self);

/* Rows with a probability of at least @millionths, as it is rounded for showing. Some steps only.
 */
guint32 rw_scores_count_from (RwScores *self, guint32 millionths);

/* NULL for scores given as they are. */
RwModel *rw_scores_get_model (RwScores *self);
const RwMapping *rw_scores_get_mapping (RwScores *self);

/* One for each of the model's inputs; NULL for scores given as they are. */
const RwInputCounts *rw_scores_get_counts (RwScores *self);

G_END_DECLS
