/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-bootstrap.h"

#include <math.h>

#define N 2000u

/* The mean of what 500 of the 2,000 rows have: their share; and how many rows were drawn. */
static void
measure (const guint16 *counts, double *figures, gpointer data)
{
  guint *n_undefined = data;
  guint hits = 0;
  guint all = 0;

  for (guint i = 0; i < N; i++)
    {
      hits += i % 4 == 0 ? counts[i] : 0u;
      all += counts[i];
    }
  figures[0] = hits / (double) N;
  figures[1] = all;
  figures[2] = n_undefined != NULL && hits <= N / 4 ? NAN : 1;
}

static void
run (guint64 seed, guint n_threads, RwInterval *intervals)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_bootstrap_run (N, 3, seed, n_threads, measure, NULL, intervals, NULL, &error));
  g_assert_no_error (error);
}

/* The interval of a share is known: 1.96 standard errors to each side. */
static void
test_share (void)
{
  RwInterval intervals[3];
  double error = sqrt (0.25 * 0.75 / N);

  run (1, 0, intervals);
  g_assert_cmpfloat_with_epsilon (intervals[0].low, 0.25 - 1.96 * error, 0.25 * error);
  g_assert_cmpfloat_with_epsilon (intervals[0].high, 0.25 + 1.96 * error, 0.25 * error);
  g_assert_cmpfloat (intervals[1].low, ==, N);
  g_assert_cmpfloat (intervals[1].high, ==, N);
}

static void
test_threads (void)
{
  RwInterval one[3];
  RwInterval several[3];
  RwInterval other[3];

  run (1, 1, one);
  run (1, 5, several);
  run (2, 5, other);
  g_assert_cmpmem (one, sizeof one, several, sizeof several);
  g_assert_true (one[0].low != other[0].low || one[0].high != other[0].high);
}

static void
test_undefined (void)
{
  guint n_undefined = 0;
  RwInterval intervals[3];

  g_assert_true (rw_bootstrap_run (N, 3, 1, 0, measure, &n_undefined, intervals, NULL, NULL));
  g_assert_cmpfloat (intervals[2].low, ==, 1);
  g_assert_cmpfloat (intervals[2].high, ==, 1);
}

static void
test_resamples (void)
{
  g_assert_cmpuint (rw_bootstrap_get_n_resamples (0), ==, 1000);
  g_assert_cmpuint (rw_bootstrap_get_n_resamples (400000), ==, 1000);
  g_assert_cmpuint (rw_bootstrap_get_n_resamples (1000000), ==, 400);
  g_assert_cmpuint (rw_bootstrap_get_n_resamples (100000000), ==, 200);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RwInterval intervals[3];

  g_cancellable_cancel (cancellable);
  g_assert_false (rw_bootstrap_run (N, 3, 1, 0, measure, NULL, intervals, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bootstrap/share", test_share);
  g_test_add_func ("/bootstrap/threads", test_threads);
  g_test_add_func ("/bootstrap/undefined", test_undefined);
  g_test_add_func ("/bootstrap/resamples", test_resamples);
  g_test_add_func ("/bootstrap/cancel", test_cancel);
  return g_test_run ();
}
