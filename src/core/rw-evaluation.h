/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-calibration.h"
#include "rw-figures.h"
#include "rw-gains.h"

G_BEGIN_DECLS

/* What is bootstrapped: the figures, the lift of each tenth, and the share of leavers reached with
 * it. */
#define RW_EVALUATION_N_INTERVALS (RW_N_FIGURES + 2 * RW_N_GAINS)

/* How good probabilities are, and how sure that is. */
typedef struct
{
  RwMetrics metrics;                  /* of all rows given */
  RwInterval intervals[RW_N_FIGURES]; /* 95 %, by the percentile bootstrap of rows; NAN, NAN for
                                       * figures that are undefined */
  RwCalibration calibration;          /* the floor of the ECE, which has no interval, is in it */
  RwGain gains[RW_N_GAINS];
} RwEvaluation;

/**
 * rw_evaluation_new: evaluates @n probabilities (0 to 1) of customers with @labels (1: left, 0:
 * stayed). @threshold: as in RwMetrics. Runs on all cores, some seconds for a million rows; the
 * same input gives the same result on any number of them. Fails only when cancelled.
 */
RwEvaluation *rw_evaluation_new (const float *probabilities, const float *labels, guint32 n,
                                 double threshold, guint64 seed, GCancellable *cancellable,
                                 GError **error);

/* The same where the RW_EVALUATION_N_INTERVALS @intervals are known already. */
RwEvaluation *rw_evaluation_new_known (const RwRanking *ranking, double threshold, guint64 seed,
                                       const RwInterval *intervals, GCancellable *cancellable,
                                       GError **error);

/* What they are intervals of, where row i stands @counts[i] times: NAN where undefined. */
void rw_evaluation_measure (const RwRanking *ranking, const guint16 *counts, double threshold,
                            double *figures);

/* The seed of the resamples that rw_evaluation_new() draws, for who draws the same. */
guint64 rw_evaluation_get_bootstrap_seed (guint64 seed);

void rw_evaluation_free (RwEvaluation *evaluation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwEvaluation, rw_evaluation_free)

G_END_DECLS
