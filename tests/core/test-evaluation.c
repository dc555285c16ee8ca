/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-evaluation.h"

#include <math.h>

#define N 3000u

typedef struct
{
  float p[N];
  float y[N];
} Rows;

static Rows *
make_rows (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Rows *rows = g_new (Rows, 1);

  for (guint i = 0; i < N; i++)
    {
      rows->p[i] = (float) pow (g_rand_double (rand), 2);
      rows->y[i] = g_rand_double (rand) < (double) rows->p[i];
    }
  return rows;
}

static RwEvaluation *
evaluate (const float *p, const float *y, guint32 n, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  RwEvaluation *evaluation = rw_evaluation_new (p, y, n, 0.5, seed, NULL, &error);

  g_assert_no_error (error);
  return evaluation;
}

static void
test_parts (void)
{
  g_autofree Rows *rows = make_rows (1);
  g_autoptr (RwEvaluation) evaluation = evaluate (rows->p, rows->y, N, 42);
  RwMetrics metrics;

  rw_metrics_compute (rows->p, rows->y, N, 0.5, &metrics);
  g_assert_cmpmem (&metrics, sizeof metrics, &evaluation->metrics, sizeof metrics);
  g_assert_cmpfloat_with_epsilon (evaluation->gains[0].lift, metrics.lift, 1e-12);
  g_assert_cmpfloat_with_epsilon (evaluation->gains[9].reached, 1, 1e-12);
  g_assert_cmpuint (evaluation->calibration.bins[0].n, >, 800);
  g_assert_cmpfloat (evaluation->calibration.ece_floor, >, 0.005);
  g_assert_cmpfloat (evaluation->calibration.ece_floor, <, 0.03);
  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    {
      double value = rw_figure_get (figure, &metrics);
      g_assert_cmpfloat (evaluation->intervals[figure].low, <, value);
      g_assert_cmpfloat (evaluation->intervals[figure].high, >, value);
    }
}

/* The lift of the first tenth is the lift; the last one reaches all, whatever is drawn. */
static void
test_gains (void)
{
  g_autofree Rows *rows = make_rows (1);
  g_autoptr (RwEvaluation) evaluation = evaluate (rows->p, rows->y, N, 42);
  const RwGain *gains = evaluation->gains;
  RwInterval lift = evaluation->intervals[RW_FIGURE_LIFT];

  g_assert_cmpfloat_with_epsilon (gains[0].lift_interval.low, lift.low, 1e-9);
  g_assert_cmpfloat_with_epsilon (gains[0].lift_interval.high, lift.high, 1e-9);
  for (guint i = 0; i < RW_N_GAINS - 1; i++)
    {
      g_assert_cmpfloat (gains[i].reached_interval.low, <=, gains[i].reached);
      g_assert_cmpfloat (gains[i].reached_interval.high, >=, gains[i].reached);
    }
  g_assert_cmpfloat (gains[0].reached_interval.low, <, gains[0].reached);
  g_assert_cmpfloat_with_epsilon (gains[9].reached_interval.low, 1, 1e-12);
}

/* For each row of one class: the share of the other class that it is told from. Returns the
 * variance of these shares, divided by their number. */
static double
get_placement_variance (const Rows *rows, float label)
{
  double sum = 0;
  double squares = 0;
  double n = 0;

  for (guint i = 0; i < N; i++)
    {
      double above = 0;
      double all = 0;
      for (guint k = 0; k < N && rows->y[i] == label; k++)
        if (rows->y[k] != label)
          {
            all++;
            above += rows->p[i] > rows->p[k] ? 1 : (rows->p[i] < rows->p[k] ? 0 : 0.5);
          }
      if (all == 0)
        continue;
      n++;
      sum += above / all;
      squares += above / all * above / all;
    }
  return (squares / n - sum / n * sum / n) / n;
}

/* The standard error of an AUC is that of E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson,
 * "Comparing the areas under two or more correlated receiver operating characteristic curves",
 * 1988; that of accuracy is that of a share. */
static void
test_widths (void)
{
  g_autofree Rows *rows = make_rows (2);
  g_autoptr (RwEvaluation) evaluation = evaluate (rows->p, rows->y, N, 42);
  double accuracy = evaluation->metrics.accuracy;
  double accuracy_error = sqrt (accuracy * (1 - accuracy) / N);
  double auc_error = sqrt (get_placement_variance (rows, 1) + get_placement_variance (rows, 0));
  RwInterval of_auc = evaluation->intervals[RW_FIGURE_AUC];
  RwInterval of_accuracy = evaluation->intervals[RW_FIGURE_ACCURACY];

  g_assert_cmpfloat_with_epsilon ((of_auc.high - of_auc.low) / (2 * 1.96 * auc_error), 1, 0.1);
  g_assert_cmpfloat_with_epsilon (
      (of_accuracy.high - of_accuracy.low) / (2 * 1.96 * accuracy_error), 1, 0.1);
}

static void
test_seed (void)
{
  g_autofree Rows *rows = make_rows (3);
  g_autoptr (RwEvaluation) first = evaluate (rows->p, rows->y, N, 42);
  g_autoptr (RwEvaluation) again = evaluate (rows->p, rows->y, N, 42);
  g_autoptr (RwEvaluation) other = evaluate (rows->p, rows->y, N, 43);

  g_assert_cmpmem (first->intervals, sizeof first->intervals, again->intervals,
                   sizeof again->intervals);
  g_assert_cmpfloat (first->calibration.ece_floor, ==, again->calibration.ece_floor);
  g_assert_cmpfloat (first->intervals[RW_FIGURE_AUC].low, !=, other->intervals[RW_FIGURE_AUC].low);
  g_assert_cmpfloat (first->calibration.ece_floor, !=, other->calibration.ece_floor);
}

static void
test_undefined (void)
{
  static const float p[] = { 0.9f, 0.2f };
  static const float y[] = { 0, 0 };
  g_autoptr (RwEvaluation) stayed = evaluate (p, y, 2, 42);
  g_autoptr (RwEvaluation) nobody = evaluate (NULL, NULL, 0, 42);

  g_assert_true (isnan (stayed->intervals[RW_FIGURE_AUC].low));
  g_assert_true (isnan (stayed->intervals[RW_FIGURE_RECALL].high));
  g_assert_cmpfloat_with_epsilon (stayed->intervals[RW_FIGURE_MEAN_PROBABILITY].high, 0.9, 1e-6);
  g_assert_true (isnan (nobody->intervals[RW_FIGURE_LOG_LOSS].low));
  g_assert_cmpuint (nobody->metrics.n, ==, 0);
}

static void
test_cancel (void)
{
  static const float p[] = { 0.9f, 0.2f };
  static const float y[] = { 0, 1 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_evaluation_new (p, y, 2, 0.5, 42, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evaluation/parts", test_parts);
  g_test_add_func ("/evaluation/gains", test_gains);
  g_test_add_func ("/evaluation/widths", test_widths);
  g_test_add_func ("/evaluation/seed", test_seed);
  g_test_add_func ("/evaluation/undefined", test_undefined);
  g_test_add_func ("/evaluation/cancel", test_cancel);
  return g_test_run ();
}
