/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-interval.h"
#include "rw-ranking.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Rows with probabilities from i / 10 to below (i + 1) / 10; the last bin has those of 1, too. */
typedef struct
{
  guint32 n;
  guint32 n_positive;
  double mean_probability; /* 0 where there are no rows */
  double rate;             /* the share that left */
  RwInterval expected;     /* where the rate lies 95 times in 100 by chance alone, were all
                            * probabilities right; NAN, NAN where there are no rows */
} RwCalibrationBin;

typedef struct
{
  RwCalibrationBin bins[RW_METRICS_N_BINS];
  double ece_floor; /* the mean ECE of as many rows, were all probabilities right: an ECE about this
                     * is no sign of anything wrong */
} RwCalibration;

/**
 * rw_calibration_compute: probabilities beside what happened. Chance is what labels drawn with
 * these very probabilities give, 200 to 1,000 times, on @n_threads threads (0: one for each core);
 * the result depends on @seed alone, not on threads. Fails only when cancelled.
 */
gboolean rw_calibration_compute (const RwRanking *ranking, guint64 seed, guint n_threads,
                                 RwCalibration *calibration, GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
