/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-evaluation.h"

#include "rw-bootstrap.h"
#include "rw-splitmix.h"

#include <math.h>
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
measure_cb (const guint16 *counts, double *figures, gpointer data)
{
  const Sample *sample = data;

  rw_evaluation_measure (sample->ranking, counts, sample->threshold, figures);
}

void
rw_evaluation_measure (const RwRanking *ranking, const guint16 *counts, double threshold,
                       double *figures)
{
  RwMetrics metrics;
  RwGain gains[RW_N_GAINS];

  rw_ranking_measure (ranking, counts, threshold, &metrics);
  rw_gains_compute (ranking, counts, gains);
  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    figures[figure] = rw_figure_get (figure, &metrics);
  for (guint i = 0; i < RW_N_GAINS; i++)
    {
      figures[RW_N_FIGURES + i] = metrics.n_positive > 0 ? gains[i].lift : NAN;
      figures[RW_N_FIGURES + RW_N_GAINS + i] = metrics.n_positive > 0 ? gains[i].reached : NAN;
    }
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
  rw_gains_compute (ranking, NULL, evaluation->gains);
  for (guint i = 0; i < RW_N_GAINS; i++)
    {
      evaluation->gains[i].lift_interval = intervals[RW_N_FIGURES + i];
      evaluation->gains[i].reached_interval = intervals[RW_N_FIGURES + RW_N_GAINS + i];
    }
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
  RwInterval intervals[RW_EVALUATION_N_INTERVALS];

  if (!rw_bootstrap_run (n, RW_EVALUATION_N_INTERVALS, rw_evaluation_get_bootstrap_seed (seed), 0,
                         measure_cb, &sample, intervals, cancellable, error))
    return NULL;
  return rw_evaluation_new_known (ranking, threshold, seed, intervals, cancellable, error);
}

void
rw_evaluation_free (RwEvaluation *evaluation)
{
  g_free (evaluation);
}
