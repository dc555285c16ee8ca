/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rank.h"

guint32 *
rw_rank_scores (RwScores *scores)
{
  const float *probabilities = rw_scores_get_probabilities (scores);
  const guint32 *rows = rw_rows_get (rw_scores_get_descending (scores));
  guint32 n = rw_scores_get_n_rows (scores);
  guint32 *ranks = g_new (guint32, n);

  for (guint32 i = 0; i < n; i++)
    {
      gboolean same = i > 0 && probabilities[rows[i]] >= probabilities[rows[i - 1]];
      ranks[rows[i]] = same ? ranks[rows[i - 1]] : i + 1;
    }
  return ranks;
}
