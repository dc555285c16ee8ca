/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-metrics.h"

#include "rw-ranking.h"

#include <math.h>

void
rw_metrics_compute (const float *probabilities, const float *labels, guint32 n, double threshold,
                    RwMetrics *metrics)
{
  g_autoptr (RwRanking) ranking = rw_ranking_new (probabilities, labels, n);

  rw_ranking_measure (ranking, NULL, threshold, metrics);
}

double
rw_metrics_compute_auc (const float *probabilities, const float *labels, guint32 n)
{
  RwMetrics metrics;

  rw_metrics_compute (probabilities, labels, n, 0.5, &metrics);
  return metrics.auc;
}

double
rw_metrics_compute_log_loss (const float *probabilities, const float *labels, guint32 n)
{
  double sum = 0;

  for (guint32 i = 0; i < n; i++)
    {
      double y = (double) labels[i];
      double kept = CLAMP ((double) probabilities[i], RW_METRICS_KEPT_OFF, 1 - RW_METRICS_KEPT_OFF);
      sum -= y * log (kept) + (1 - y) * log1p (-kept);
    }
  return n > 0 ? sum / n : 0;
}

double
rw_metrics_find_threshold (const float *probabilities, const float *labels, guint32 n)
{
  g_autoptr (RwRanking) ranking = rw_ranking_new (probabilities, labels, n);
  double threshold = 0.5;
  double n_positive = 0;
  double hits = 0;
  double best = 0;
  guint32 place = 0;

  for (guint32 i = 0; i < n; i++)
    n_positive += ranking->labels[i];
  for (guint32 i = 0; i < ranking->n_steps; i++)
    {
      for (; place < ranking->steps[i].end; place++)
        hits += ranking->labels[place];
      double f1 = 2 * hits / (place + n_positive);
      if (f1 > best)
        {
          best = f1;
          threshold = ranking->steps[i].probability;
        }
    }
  return threshold;
}
