/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-comparison.h"

#include "rw-bootstrap.h"

#include <glib/gi18n.h>
#include <math.h>

/* What is bootstrapped: A's figures, B's figures, and B's − A's. */
enum
{
  START_A = 0,
  START_B = RW_EVALUATION_N_INTERVALS,
  START_DIFFERENCE = 2 * RW_EVALUATION_N_INTERVALS,
  N_ALL = START_DIFFERENCE + RW_N_FIGURES,
};

typedef struct
{
  RwRanking *a;
  RwRanking *b;
  double threshold;
} Pair;

static void
measure (const guint16 *counts, double *figures, gpointer data)
{
  const Pair *pair = data;

  rw_evaluation_measure (pair->a, counts, pair->threshold, figures + START_A);
  rw_evaluation_measure (pair->b, counts, pair->threshold, figures + START_B);
  for (guint i = 0; i < RW_N_FIGURES; i++)
    figures[START_DIFFERENCE + i] = figures[START_B + i] - figures[START_A + i];
}

static RwRanking *
rank (const float *probabilities, const RwLabels *labels)
{
  if (labels == NULL)
    return rw_ranking_new (NULL, NULL, 0);
  g_autofree float *picked = g_new (float, labels->rows->len + 1);
  for (guint i = 0; i < labels->rows->len; i++)
    picked[i] = probabilities[g_array_index (labels->rows, guint32, i)];
  return rw_ranking_new (picked, (const float *) (gpointer) labels->values->data,
                         labels->rows->len);
}

static gboolean
evaluate (RwModelComparison *comparison, const Pair *pair, guint64 seed, GCancellable *cancellable,
          GError **error)
{
  RwInterval intervals[N_ALL];

  if (!rw_bootstrap_run (pair->a->n, N_ALL, rw_evaluation_get_bootstrap_seed (seed), 0, measure,
                         (gpointer) pair, intervals, cancellable, error))
    return FALSE;
  comparison->a = rw_evaluation_new_known (pair->a, pair->threshold, seed, intervals + START_A,
                                           cancellable, error);
  if (comparison->a != NULL)
    comparison->b = rw_evaluation_new_known (pair->b, pair->threshold, seed, intervals + START_B,
                                             cancellable, error);
  if (comparison->b == NULL)
    return FALSE;
  for (RwFigureId i = 0; i < RW_N_FIGURES; i++)
    {
      comparison->differences[i] =
          rw_figure_get (i, &comparison->b->metrics) - rw_figure_get (i, &comparison->a->metrics);
      comparison->difference_intervals[i] = intervals[START_DIFFERENCE + i];
    }
  return TRUE;
}

static void
count_bands (RwModelComparison *comparison, const float *a, const float *b,
             const RwRiskBands *bands)
{
  comparison->changed = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 row = 0; row < comparison->n_rows; row++)
    {
      RwRisk before = rw_risk_bands_classify (bands, a[row]);
      RwRisk after = rw_risk_bands_classify (bands, b[row]);
      comparison->bands[before][after]++;
      if (before != after)
        g_array_append_val (comparison->changed, row);
    }
}

RwModelComparison *
rw_model_comparison_new (const float *a, const float *b, guint32 n_rows, const RwLabels *labels,
                         const RwRiskBands *bands, double threshold, guint64 seed,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (RwModelComparison) comparison = g_new0 (RwModelComparison, 1);
  g_autoptr (RwRanking) ranking_a = rank (a, labels);
  g_autoptr (RwRanking) ranking_b = rank (b, labels);
  Pair pair = { ranking_a, ranking_b, threshold };

  comparison->n_rows = n_rows;
  count_bands (comparison, a, b, bands);
  if (!evaluate (comparison, &pair, seed, cancellable, error))
    return NULL;
  return g_steal_pointer (&comparison);
}

void
rw_model_comparison_free (RwModelComparison *comparison)
{
  g_clear_pointer (&comparison->a, rw_evaluation_free);
  g_clear_pointer (&comparison->b, rw_evaluation_free);
  g_clear_pointer (&comparison->changed, g_array_unref);
  g_free (comparison);
}

const char *
rw_better_get_title (RwBetter better)
{
  switch (better)
    {
    case RW_BETTER_A:
      return _ ("A is better");
    case RW_BETTER_B:
      return _ ("B is better");
    case RW_BETTER_NEITHER:
    default:
      return _ ("may be chance");
    }
}

RwBetter
rw_model_comparison_get_better (const RwModelComparison *comparison, RwFigureId figure)
{
  RwInterval interval = comparison->difference_intervals[figure];
  int direction = rw_figure_get_direction (figure);

  if (direction == 0 || isnan (interval.low) || (interval.low <= 0 && interval.high >= 0))
    return RW_BETTER_NEITHER;
  return (interval.low > 0) == (direction > 0) ? RW_BETTER_B : RW_BETTER_A;
}

guint32
rw_model_comparison_count_higher (const RwModelComparison *comparison)
{
  guint32 n = 0;

  for (guint before = 0; before < RW_N_RISKS; before++)
    for (guint after = before + 1; after < RW_N_RISKS; after++)
      n += comparison->bands[before][after];
  return n;
}

guint32
rw_model_comparison_count_lower (const RwModelComparison *comparison)
{
  return comparison->changed->len - rw_model_comparison_count_higher (comparison);
}
