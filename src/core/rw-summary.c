/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-summary.h"

const double rw_summary_quantile_levels[RW_SUMMARY_N_QUANTILES] = { 0.05, 0.25, 0.5, 0.75, 0.95 };

static double
get_quantile (RwScores *scores, double level)
{
  const float *probabilities = rw_scores_get_probabilities (scores);
  const guint32 *rows = rw_rows_get (rw_scores_get_descending (scores));
  guint32 last = rw_scores_get_n_rows (scores) - 1;
  double place = level * last;
  guint32 below = (guint32) place;
  double low = (double) probabilities[rows[last - below]];
  double high = (double) probabilities[rows[last - MIN (below + 1, last)]];

  return low + (high - low) * (place - below);
}

RwSummary
rw_summary_compute (RwScores *scores, const RwRiskBands *bands)
{
  const float *probabilities = rw_scores_get_probabilities (scores);
  guint32 n = rw_scores_get_n_rows (scores);
  RwSummary summary = { .n_rows = n };

  for (guint32 i = 0; i < n; i++)
    {
      summary.n_of_risk[rw_risk_bands_classify (bands, probabilities[i])]++;
      summary.mean += (double) probabilities[i];
    }
  summary.mean = n > 0 ? summary.mean / n : 0;
  for (guint i = 0; n > 0 && i < RW_SUMMARY_N_QUANTILES; i++)
    summary.quantiles[i] = get_quantile (scores, rw_summary_quantile_levels[i]);
  return summary;
}
