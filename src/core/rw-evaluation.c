/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-evaluation.h"

#include "rw-bootstrap.h"
#include "rw-splitmix.h"

#include <string.h>

typedef struct
{
  const RwRanking *ranking;
  double threshold;
} Sample;

/* Independent streams of one seed. */
enum
{
  STREAM_BOOTSTRAP,
  STREAM_CALIBRATION,
};

static void
measure (const guint16 *counts, double *figures, gpointer data)
{
  const Sample *sample = data;
  RwMetrics metrics;

  rw_ranking_measure (sample->ranking, counts, sample->threshold, &metrics);
  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    figures[figure] = rw_figure_get (figure, &metrics);
}

guint64
rw_evaluation_get_bootstrap_seed (guint64 seed)
{
  return rw_splitmix_seed (seed, STREAM_BOOTSTRAP);
}

RwEvaluation *
rw_evaluation_new_known (const RwRanking *ranking, double threshold, guint64 seed,
                         const RwInterval *intervals, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwEvaluation) evaluation = g_new0 (RwEvaluation, 1);

  rw_ranking_measure (ranking, NULL, threshold, &evaluation->metrics);
  memcpy (evaluation->intervals, intervals, sizeof evaluation->intervals);
  rw_gains_compute (ranking, evaluation->gains);
  if (!rw_calibration_compute (ranking, rw_splitmix_seed (seed, STREAM_CALIBRATION), 0,
                               &evaluation->calibration, cancellable, error))
    return NULL;
  return g_steal_pointer (&evaluation);
}

RwEvaluation *
rw_evaluation_new (const float *probabilities, const float *labels, guint32 n, double threshold,
                   guint64 seed, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwRanking) ranking = rw_ranking_new (probabilities, labels, n);
  Sample sample = { ranking, threshold };
  RwInterval intervals[RW_N_FIGURES];

  if (!rw_bootstrap_run (n, RW_N_FIGURES, rw_evaluation_get_bootstrap_seed (seed), 0, measure,
                         &sample, intervals, cancellable, error))
    return NULL;
  return rw_evaluation_new_known (ranking, threshold, seed, intervals, cancellable, error);
}

void
rw_evaluation_free (RwEvaluation *evaluation)
{
  g_free (evaluation);
}
