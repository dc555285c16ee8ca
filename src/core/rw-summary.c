/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-summary.h"

#include "rw-order.h"

const double rw_summary_quantile_levels[RW_SUMMARY_N_QUANTILES] = { 0.05, 0.25, 0.5, 0.75, 0.95 };

static double
get_quantile (const float *probabilities, const RwRows *ascending, double level)
{
  const guint32 *rows = rw_rows_get (ascending);
  guint32 last = rw_rows_get_n (ascending) - 1;
  double place = level * last;
  guint32 below = (guint32) place;
  double low = (double) probabilities[rows[below]];
  double high = (double) probabilities[rows[MIN (below + 1, last)]];

  return low + (high - low) * (place - below);
}

gboolean
rw_summary_compute (RwScores *scores, const RwRiskBands *bands, RwSummary *summary,
                    GCancellable *cancellable, GError **error)
{
  const float *probabilities = rw_scores_get_probabilities (scores);
  guint32 n = rw_scores_get_n_rows (scores);
  g_autoptr (RwRows) ascending = rw_order_by_scores (scores, FALSE, NULL, cancellable, error);

  if (ascending == NULL)
    return FALSE;
  *summary = (RwSummary){ .n_rows = n };
  if (n == 0)
    return TRUE;
  for (guint32 i = 0; i < n; i++)
    {
      summary->n_of_risk[rw_risk_bands_classify (bands, probabilities[i])]++;
      summary->mean += (double) probabilities[i];
    }
  summary->mean /= n;
  for (guint i = 0; i < RW_SUMMARY_N_QUANTILES; i++)
    summary->quantiles[i] = get_quantile (probabilities, ascending, rw_summary_quantile_levels[i]);
  return TRUE;
}
