/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-interval.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Computes figures of a resample in which row i stands @counts[i] times, NAN for those that are
 * undefined there. Called from several threads at once. */
typedef void (*RwBootstrapFunc) (const guint16 *counts, double *figures, gpointer data);

/* Resamples for @n_rows: 1,000 up to 400,000 rows, then fewer, at least 200, so that a million
 * rows takes some seconds. */
guint rw_bootstrap_get_n_resamples (guint32 n_rows);

/**
 * rw_bootstrap_run: 95 % intervals of @n_figures figures by the percentile bootstrap (B. Efron,
 * R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13): @n_rows rows are drawn
 * with replacement, again and again, and each interval is where the middle 95 % of its figure
 * lie. Resamples where a figure is undefined are left out of its interval.
 *
 * Runs on @n_threads threads (0: one for each core); the intervals depend on @seed alone, not on
 * threads. Fails only when cancelled.
 */
gboolean rw_bootstrap_run (guint32 n_rows, guint n_figures, guint64 seed, guint n_threads,
                           RwBootstrapFunc func, gpointer data, RwInterval *intervals,
                           GCancellable *cancellable, GError **error);

G_END_DECLS
