/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-metrics.h"

#include <math.h>

/* Worked out by hand. */
static void
test_small (void)
{
  static const float p[] = { 0.95f, 0.85f, 0.45f, 0.25f };
  static const float y[] = { 1, 0, 1, 0 };
  RwMetrics m;

  rw_metrics_compute (p, y, 4, 0.5, &m);
  g_assert_cmpuint (m.n, ==, 4);
  g_assert_cmpuint (m.n_positive, ==, 2);
  g_assert_cmpfloat_with_epsilon (m.mean_probability, 0.625, 1e-7);
  g_assert_cmpfloat_with_epsilon (m.auc, 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (m.average_precision, 0.5 * 1 + 0.5 * 2 / 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (m.log_loss,
                                  -(log (0.95) + log (0.15) + log (0.45) + log (0.75)) / 4, 1e-7);
  g_assert_cmpfloat_with_epsilon (m.brier, (0.0025 + 0.7225 + 0.3025 + 0.0625) / 4, 1e-7);
  g_assert_cmpfloat_with_epsilon (m.ece, (0.05 + 0.85 + 0.55 + 0.25) / 4, 1e-7);
  g_assert_cmpfloat_with_epsilon (m.lift, 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (m.accuracy, 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (m.precision, 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (m.recall, 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (m.f1, 0.5, 1e-12);
}

/* The share of pairs that are in the right order, ties half. */
static double
count_auc (const float *p, const float *y, guint32 n)
{
  double right = 0;
  double pairs = 0;

  for (guint32 i = 0; i < n; i++)
    for (guint32 k = 0; k < n; k++)
      if (y[i] > 0 && !(y[k] > 0))
        {
          pairs++;
          right += p[i] > p[k] ? 1 : (p[i] < p[k] ? 0 : 0.5);
        }
  return right / pairs;
}

/* Σ over thresholds at distinct probabilities of the step in recall × precision there. */
static double
count_average_precision (const float *p, const float *y, guint32 n, guint n_levels)
{
  double sum = 0;
  double last_recall = 0;

  for (guint level = n_levels; level-- > 0;)
    {
      double called = 0;
      double hits = 0;
      double positives = 0;
      for (guint32 i = 0; i < n; i++)
        {
          gboolean call = p[i] >= (float) level / (float) n_levels;
          called += call;
          hits += call && y[i] > 0;
          positives += y[i] > 0;
        }
      if (called > 0)
        sum += (hits / positives - last_recall) * hits / called;
      last_recall = hits / positives;
    }
  return sum;
}

static void
test_ties (void)
{
  const guint32 n = 1500;
  const guint n_levels = 40;
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autofree float *p = g_new (float, n);
  g_autofree float *y = g_new (float, n);
  RwMetrics m;

  for (guint32 i = 0; i < n; i++)
    {
      p[i] = (float) g_rand_int_range (rand, 0, (int) n_levels) / (float) n_levels;
      y[i] = g_rand_double (rand) < (double) p[i];
    }
  rw_metrics_compute (p, y, n, 0.5, &m);
  g_assert_cmpfloat_with_epsilon (m.auc, count_auc (p, y, n), 1e-12);
  g_assert_cmpfloat_with_epsilon (m.average_precision, count_average_precision (p, y, n, n_levels),
                                  1e-12);
}

/* One bin holds a 0.1 and a 0.2 too low, which cancel out; the other is 0.3 too high. */
static void
test_calibration_bins (void)
{
  static const float p[] = { 0.5f, 0.55f, 0.95f, 0.95f };
  static const float y[] = { 0, 1, 1, 0 };
  RwMetrics m;

  rw_metrics_compute (p, y, 4, 0.5, &m);
  g_assert_cmpfloat_with_epsilon (m.ece, (0.05 + 0.9) / 4, 1e-6);
}

static void
test_lift (void)
{
  float p[40];
  float y[40];
  RwMetrics m;

  for (guint i = 0; i < 40; i++)
    {
      p[i] = 1 - (float) i / 40;
      y[i] = i < 3 || i >= 33; /* ten of 40, three of them in the first four */
    }
  rw_metrics_compute (p, y, 40, 0.5, &m);
  g_assert_cmpfloat_with_epsilon (m.lift, 0.75 / 0.25, 1e-12);
}

/* Undefined figures are 0, never NaN. */
static void
test_degenerate (void)
{
  static const float p[] = { 1, 0 };
  static const float stayed[] = { 0, 0 };
  static const float left[] = { 1, 1 };
  RwMetrics m;

  rw_metrics_compute (p, stayed, 2, 0.5, &m);
  g_assert_cmpfloat_with_epsilon (m.auc, 0, G_MINDOUBLE);
  g_assert_cmpfloat_with_epsilon (m.recall, 0, G_MINDOUBLE);
  g_assert_cmpfloat_with_epsilon (m.lift, 0, G_MINDOUBLE);
  g_assert_true (isfinite (m.log_loss));
  rw_metrics_compute (p, left, 2, 0.5, &m);
  g_assert_cmpfloat_with_epsilon (m.auc, 0, G_MINDOUBLE);
  g_assert_cmpfloat_with_epsilon (m.average_precision, 1, 1e-12);
  rw_metrics_compute (p, left, 0, 0.5, &m);
  g_assert_cmpuint (m.n, ==, 0);
  g_assert_cmpfloat_with_epsilon (m.log_loss, 0, G_MINDOUBLE);
  g_assert_cmpfloat_with_epsilon (m.accuracy, 0, G_MINDOUBLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metrics/small", test_small);
  g_test_add_func ("/metrics/ties", test_ties);
  g_test_add_func ("/metrics/calibration-bins", test_calibration_bins);
  g_test_add_func ("/metrics/lift", test_lift);
  g_test_add_func ("/metrics/degenerate", test_degenerate);
  return g_test_run ();
}
