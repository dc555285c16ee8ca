/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-risk.h"
#include "rw-scores.h"

G_BEGIN_DECLS

#define RW_SUMMARY_N_QUANTILES 5

/* The figures of one scored table. */
typedef struct
{
  guint32 n_rows;
  guint32 n_of_risk[RW_N_RISKS];
  double mean;
  /* At 5, 25, 50, 75 and 95 %; between two rows linearly (type 7 of R. J. Hyndman and Y. Fan,
   * "Sample quantiles in statistical packages", 1996). */
  double quantiles[RW_SUMMARY_N_QUANTILES];
} RwSummary;

extern const double rw_summary_quantile_levels[RW_SUMMARY_N_QUANTILES];

RwSummary rw_summary_compute (RwScores *scores, const RwRiskBands *bands);

G_END_DECLS
