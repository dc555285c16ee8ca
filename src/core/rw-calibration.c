/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-calibration.h"

#include "rw-bootstrap.h"
#include "rw-parallel.h"
#include "rw-splitmix.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const RwRanking *ranking;
  const RwCalibrationBin *bins;
  guint64 seed;
  double *rates; /* of each bin, one after another, in each world where probabilities are right */
  double *eces;
  guint n_worlds;
} Simulation;

static void
fill_bins (const RwRanking *ranking, RwCalibrationBin *bins)
{
  guint32 place = 0;

  for (guint32 i = 0; i < ranking->n_steps; i++)
    {
      const RwRankingStep *step = &ranking->steps[i];
      RwCalibrationBin *bin = &bins[step->bin];
      bin->n += step->end - place;
      bin->mean_probability += step->probability * (step->end - place);
      for (; place < step->end; place++)
        bin->n_positive += ranking->labels[place];
    }
  for (guint i = 0; i < RW_METRICS_N_BINS; i++)
    if (bins[i].n > 0)
      {
        bins[i].mean_probability /= bins[i].n;
        bins[i].rate = (double) bins[i].n_positive / bins[i].n;
      }
}

static void
draw_labels (const RwRanking *ranking, guint64 state, guint32 *n_positive)
{
  guint32 place = 0;

  for (guint32 i = 0; i < ranking->n_steps; i++)
    for (; place < ranking->steps[i].end; place++)
      n_positive[ranking->steps[i].bin] +=
          rw_splitmix_next_unit (&state) < ranking->steps[i].probability;
}

static gboolean
simulate (gsize task, gpointer data, G_GNUC_UNUSED GError **error)
{
  Simulation *simulation = data;
  guint32 n_positive[RW_METRICS_N_BINS] = { 0 };
  double gap = 0;

  draw_labels (simulation->ranking, rw_splitmix_seed (simulation->seed, task), n_positive);
  for (guint i = 0; i < RW_METRICS_N_BINS; i++)
    {
      const RwCalibrationBin *bin = &simulation->bins[i];
      gap += fabs (bin->mean_probability * bin->n - n_positive[i]);
      simulation->rates[i * simulation->n_worlds + task] =
          bin->n > 0 ? (double) n_positive[i] / bin->n : NAN;
    }
  simulation->eces[task] = gap / simulation->ranking->n;
  return TRUE;
}

static double
get_mean (const double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];
  return sum / n;
}

gboolean
rw_calibration_compute (const RwRanking *ranking, guint64 seed, guint n_threads,
                        RwCalibration *calibration, GCancellable *cancellable, GError **error)
{
  guint n = rw_bootstrap_get_n_resamples (ranking->n);
  g_autofree double *rates = g_new (double, (gsize) n *RW_METRICS_N_BINS);
  g_autofree double *eces = g_new (double, n);
  Simulation simulation = { ranking, calibration->bins, seed, rates, eces, n };

  *calibration = (RwCalibration){ 0 };
  fill_bins (ranking, calibration->bins);
  if (!rw_parallel_run (n, n_threads, simulate, &simulation, cancellable, error))
    return FALSE;
  for (guint i = 0; i < RW_METRICS_N_BINS; i++)
    calibration->bins[i].expected = rw_interval_of_values (rates + i * n, n);
  calibration->ece_floor = ranking->n > 0 ? get_mean (eces, n) : 0;
  return TRUE;
}
