/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-bootstrap.h"

#include "rw-parallel.h"
#include "rw-splitmix.h"

#define MAX_RESAMPLES 1000u
#define MIN_RESAMPLES 200u
#define MAX_DRAWS     400000000u /* rows of all resamples together */

typedef struct
{
  guint32 n_rows;
  guint n_figures;
  guint n_resamples;
  guint64 seed;
  RwBootstrapFunc func;
  gpointer data;
  double *figures; /* those of each resample */
} Bootstrap;

static gboolean
resample (gsize task, gpointer data, G_GNUC_UNUSED GError **error)
{
  Bootstrap *bootstrap = data;
  /* 16 bits: that a row is drawn 65,536 times does not happen */
  g_autofree guint16 *counts = g_new0 (guint16, bootstrap->n_rows);
  guint64 state = rw_splitmix_seed (bootstrap->seed, task);

  for (guint32 i = 0; i < bootstrap->n_rows; i++)
    counts[rw_splitmix_next_below (&state, bootstrap->n_rows)]++;
  bootstrap->func (counts, bootstrap->figures + task * bootstrap->n_figures, bootstrap->data);
  return TRUE;
}

static RwInterval
get_interval (const Bootstrap *bootstrap, guint figure)
{
  g_autofree double *values = g_new (double, bootstrap->n_resamples);

  for (guint i = 0; i < bootstrap->n_resamples; i++)
    values[i] = bootstrap->figures[i * bootstrap->n_figures + figure];
  return rw_interval_of_values (values, bootstrap->n_resamples);
}

guint
rw_bootstrap_get_n_resamples (guint32 n_rows)
{
  return CLAMP (MAX_DRAWS / MAX (n_rows, 1), MIN_RESAMPLES, MAX_RESAMPLES);
}

gboolean
rw_bootstrap_run (guint32 n_rows, guint n_figures, guint64 seed, guint n_threads,
                  RwBootstrapFunc func, gpointer data, RwInterval *intervals,
                  GCancellable *cancellable, GError **error)
{
  guint n = rw_bootstrap_get_n_resamples (n_rows);
  g_autofree double *figures = g_new (double, (gsize) n *n_figures);
  Bootstrap bootstrap = { n_rows, n_figures, n, seed, func, data, figures };

  if (!rw_parallel_run (n, n_threads, resample, &bootstrap, cancellable, error))
    return FALSE;
  for (guint i = 0; i < n_figures; i++)
    intervals[i] = get_interval (&bootstrap, i);
  return TRUE;
}
