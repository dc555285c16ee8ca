/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-metrics.h"

#include "rw-ranking.h"

void
rw_metrics_compute (const float *probabilities, const float *labels, guint32 n, double threshold,
                    RwMetrics *metrics)
{
  g_autoptr (RwRanking) ranking = rw_ranking_new (probabilities, labels, n);

  rw_ranking_measure (ranking, NULL, threshold, metrics);
}
