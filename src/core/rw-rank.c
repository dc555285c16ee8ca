/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rank.h"

#include "rw-order.h"

guint32 *
rw_rank_scores (RwScores *scores, GCancellable *cancellable, GError **error)
{
  const float *probabilities = rw_scores_get_probabilities (scores);
  guint32 n = rw_scores_get_n_rows (scores);
  g_autoptr (RwRows) descending = rw_order_by_scores (scores, TRUE, NULL, cancellable, error);

  if (descending == NULL)
    return NULL;
  const guint32 *rows = rw_rows_get (descending);
  guint32 *ranks = g_new (guint32, n);
  for (guint32 i = 0; i < n; i++)
    {
      gboolean same = i > 0 && probabilities[rows[i]] >= probabilities[rows[i - 1]];
      ranks[rows[i]] = same ? ranks[rows[i - 1]] : i + 1;
    }
  return ranks;
}
