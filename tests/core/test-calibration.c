/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-calibration.h"

#include <math.h>

static void
compute (const float *p, const float *y, guint32 n, guint n_threads, RwCalibration *calibration)
{
  g_autoptr (RwRanking) ranking = rw_ranking_new (p, y, n);
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_calibration_compute (ranking, 3, n_threads, calibration, NULL, &error));
  g_assert_no_error (error);
}

static void
test_bins (void)
{
  static const float p[] = { 0.05f, 0.5f, 0.55f, 0.58f, 1 };
  static const float y[] = { 0, 1, 0, 1, 1 };
  RwCalibration calibration;
  guint32 n = 0;

  compute (p, y, 5, 0, &calibration);
  for (guint i = 0; i < RW_METRICS_N_BINS; i++)
    n += calibration.bins[i].n;
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpuint (calibration.bins[0].n, ==, 1);
  g_assert_cmpuint (calibration.bins[5].n, ==, 3);
  g_assert_cmpuint (calibration.bins[5].n_positive, ==, 2);
  g_assert_cmpfloat_with_epsilon (calibration.bins[5].rate, 2.0 / 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (calibration.bins[5].mean_probability, 1.63 / 3, 1e-6);
  g_assert_cmpuint (calibration.bins[9].n, ==, 1);
  /* Who certainly leaves, leaves in every world. */
  g_assert_cmpfloat (calibration.bins[9].expected.low, ==, 1);
  g_assert_cmpuint (calibration.bins[1].n, ==, 0);
  g_assert_true (isnan (calibration.bins[1].expected.low));
}

/* Of 400 rows at one half, the share that leaves has a standard error of 0.025, and its mean
 * distance from one half is sqrt (2 / π) of that. */
static void
test_chance (void)
{
  float p[400];
  float y[400];
  RwCalibration calibration;

  for (guint i = 0; i < 400; i++)
    {
      p[i] = 0.5f;
      y[i] = 1;
    }
  compute (p, y, 400, 0, &calibration);
  g_assert_cmpfloat_with_epsilon (calibration.ece_floor, 0.025 * sqrt (2 / G_PI), 0.002);
  g_assert_cmpfloat_with_epsilon (calibration.bins[5].expected.low, 0.5 - 1.96 * 0.025, 0.006);
  g_assert_cmpfloat_with_epsilon (calibration.bins[5].expected.high, 0.5 + 1.96 * 0.025, 0.006);
  g_assert_cmpfloat (calibration.bins[5].rate, ==, 1);
}

/* The floor is what the ECE is on average when labels are drawn with the probabilities. */
static void
test_floor (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  float p[500];
  float y[500];
  double mean = 0;
  RwCalibration calibration;

  for (guint i = 0; i < 500; i++)
    p[i] = (float) g_rand_double (rand);
  for (guint world = 0; world < 300; world++)
    {
      RwMetrics metrics;
      for (guint i = 0; i < 500; i++)
        y[i] = g_rand_double (rand) < (double) p[i];
      rw_metrics_compute (p, y, 500, 0.5, &metrics);
      mean += metrics.ece / 300;
    }
  compute (p, y, 500, 0, &calibration);
  g_assert_cmpfloat_with_epsilon (calibration.ece_floor, mean, 0.002);
}

static void
test_threads (void)
{
  static const float p[] = { 0.1f, 0.3f, 0.31f, 0.6f, 0.9f };
  static const float y[] = { 0, 1, 0, 1, 1 };
  RwCalibration one;
  RwCalibration several;

  compute (p, y, 5, 1, &one);
  compute (p, y, 5, 4, &several);
  g_assert_cmpfloat (one.ece_floor, ==, several.ece_floor);
  g_assert_cmpfloat (one.ece_floor, >, 0);
  for (guint i = 0; i < RW_METRICS_N_BINS; i++)
    if (one.bins[i].n > 0)
      g_assert_cmpmem (&one.bins[i].expected, sizeof (RwInterval), &several.bins[i].expected,
                       sizeof (RwInterval));
}

static void
test_no_rows (void)
{
  RwCalibration calibration;

  compute (NULL, NULL, 0, 0, &calibration);
  g_assert_cmpfloat (calibration.ece_floor, ==, 0);
  g_assert_cmpuint (calibration.bins[0].n, ==, 0);
}

static void
test_cancel (void)
{
  static const float p[] = { 0.1f };
  static const float y[] = { 0 };
  g_autoptr (RwRanking) ranking = rw_ranking_new (p, y, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RwCalibration calibration;

  g_cancellable_cancel (cancellable);
  g_assert_false (rw_calibration_compute (ranking, 3, 0, &calibration, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calibration/bins", test_bins);
  g_test_add_func ("/calibration/chance", test_chance);
  g_test_add_func ("/calibration/floor", test_floor);
  g_test_add_func ("/calibration/threads", test_threads);
  g_test_add_func ("/calibration/no-rows", test_no_rows);
  g_test_add_func ("/calibration/cancel", test_cancel);
  return g_test_run ();
}
