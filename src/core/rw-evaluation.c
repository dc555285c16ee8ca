/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-evaluation.h"

#include "rw-bootstrap.h"
#include "rw-splitmix.h"

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

RwEvaluation *
rw_evaluation_new (const float *probabilities, const float *labels, guint32 n, double threshold,
                   guint64 seed, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwEvaluation) evaluation = g_new0 (RwEvaluation, 1);
  g_autoptr (RwRanking) ranking = rw_ranking_new (probabilities, labels, n);
  Sample sample = { ranking, threshold };

  rw_ranking_measure (ranking, NULL, threshold, &evaluation->metrics);
  rw_gains_compute (ranking, evaluation->gains);
  if (!rw_bootstrap_run (n, RW_N_FIGURES, rw_splitmix_seed (seed, STREAM_BOOTSTRAP), 0, measure,
                         &sample, evaluation->intervals, cancellable, error) ||
      !rw_calibration_compute (ranking, rw_splitmix_seed (seed, STREAM_CALIBRATION), 0,
                               &evaluation->calibration, cancellable, error))
    return NULL;
  return g_steal_pointer (&evaluation);
}

void
rw_evaluation_free (RwEvaluation *evaluation)
{
  g_free (evaluation);
}
