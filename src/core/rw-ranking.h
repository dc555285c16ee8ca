/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-metrics.h"

G_BEGIN_DECLS

/* Rows with one and the same probability. */
typedef struct
{
  guint32 end; /* the place behind its last row */
  guint bin;   /* of calibration, 0 … RW_METRICS_N_BINS - 1 */
  double probability;
  double log_left;   /* the natural logarithm of it, */
  double log_stayed; /* and of 1 - it, both kept as RwMetrics says */
} RwRankingStep;

/**
 * RwRanking: rows in the order of their probabilities, the highest first, ready to be measured
 * again and again with other weights without being sorted again. Immutable.
 */
typedef struct
{
  guint32 n;
  guint32 *rows;  /* at each place the row */
  guint8 *labels; /* at each place: left (1) or stayed (0) */
  RwRankingStep *steps;
  guint32 n_steps;
} RwRanking;

/* @labels: 0 or 1. (transfer full) */
RwRanking *rw_ranking_new (const float *probabilities, const float *labels, guint32 n);
void rw_ranking_free (RwRanking *ranking);

/**
 * rw_ranking_measure: the figures of a table of as many rows, in which row i stands
 * @counts[i] times (NULL: once),
 * in one linear pass. @threshold as in RwMetrics.
 */
void rw_ranking_measure (const RwRanking *ranking, const guint16 *counts, double threshold,
                         RwMetrics *metrics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwRanking, rw_ranking_free)

G_END_DECLS
