/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-comparison.h"

#include <math.h>

#define N_ROWS     2500u
#define N_LABELLED 2000u

/* Truth: who leaves does so with probability @p; model A says @p, model B with @noise added. Only
 * the first 2,000 rows have labels. */
typedef struct
{
  float a[N_ROWS];
  float b[N_ROWS];
  RwLabels labels;
} Case;

static Case *
make_case (double noise)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  Case *made = g_new0 (Case, 1);

  made->labels.rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  made->labels.values = g_array_new (FALSE, FALSE, sizeof (float));
  for (guint32 row = 0; row < N_ROWS; row++)
    {
      double p = g_rand_double (rand);
      float left = g_rand_double (rand) < p;
      made->a[row] = (float) p;
      made->b[row] = (float) CLAMP (p + noise * (g_rand_double (rand) - 0.5), 0, 1);
      if (row >= N_LABELLED)
        continue;
      g_array_append_val (made->labels.rows, row);
      g_array_append_val (made->labels.values, left);
    }
  return made;
}

static void
free_case (Case *made)
{
  g_array_unref (made->labels.rows);
  g_array_unref (made->labels.values);
  g_free (made);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, free_case)

static RwModelComparison *
compare (const float *a, const float *b, const RwLabels *labels)
{
  g_autoptr (GError) error = NULL;
  RwModelComparison *comparison =
      rw_model_comparison_new (a, b, N_ROWS, labels, &rw_risk_bands, 0.5, 42, NULL, &error);

  g_assert_no_error (error);
  return comparison;
}

static void
assert_evaluation (const RwEvaluation *got, const float *p, const RwLabels *labels)
{
  g_autoptr (RwEvaluation) wanted = rw_evaluation_new (
      p, (const float *) (gpointer) labels->values->data, N_LABELLED, 0.5, 42, NULL, NULL);

  g_assert_cmpmem (&got->metrics, sizeof got->metrics, &wanted->metrics, sizeof wanted->metrics);
  g_assert_cmpmem (got->intervals, sizeof got->intervals, wanted->intervals,
                   sizeof wanted->intervals);
  g_assert_cmpfloat (got->calibration.ece_floor, ==, wanted->calibration.ece_floor);
  g_assert_cmpfloat (got->gains[3].lift, ==, wanted->gains[3].lift);
}

/* Each model has what it has on its own. */
static void
test_evaluations (void)
{
  g_autoptr (Case) made = make_case (0.6);
  g_autoptr (RwModelComparison) comparison = compare (made->a, made->b, &made->labels);

  assert_evaluation (comparison->a, made->a, &made->labels);
  assert_evaluation (comparison->b, made->b, &made->labels);
  g_assert_cmpfloat_with_epsilon (comparison->differences[RW_FIGURE_AUC],
                                  comparison->b->metrics.auc - comparison->a->metrics.auc, 1e-15);
}

/* The interval of a mean of paired differences is known. */
static void
test_paired (void)
{
  g_autoptr (Case) made = make_case (0.2);
  g_autoptr (RwModelComparison) comparison = compare (made->a, made->b, &made->labels);
  RwInterval interval = comparison->difference_intervals[RW_FIGURE_MEAN_PROBABILITY];
  double sum = 0;
  double squares = 0;

  for (guint i = 0; i < N_LABELLED; i++)
    {
      double difference = (double) made->b[i] - (double) made->a[i];
      sum += difference / N_LABELLED;
      squares += difference * difference / N_LABELLED;
    }
  double error = sqrt ((squares - sum * sum) / N_LABELLED);
  g_assert_cmpfloat_with_epsilon (interval.low, sum - 1.96 * error, 0.25 * error);
  g_assert_cmpfloat_with_epsilon (interval.high, sum + 1.96 * error, 0.25 * error);
  /* Paired, it is far narrower than either model's own. */
  RwInterval own = comparison->a->intervals[RW_FIGURE_MEAN_PROBABILITY];
  g_assert_cmpfloat (interval.high - interval.low, <, (own.high - own.low) / 3);
}

static void
test_better (void)
{
  g_autoptr (Case) noisy = make_case (1.5);
  g_autoptr (RwModelComparison) worse = compare (noisy->a, noisy->b, &noisy->labels);
  g_autoptr (RwModelComparison) better = compare (noisy->b, noisy->a, &noisy->labels);
  g_autoptr (RwModelComparison) same = compare (noisy->a, noisy->a, &noisy->labels);

  g_assert_cmpint (rw_model_comparison_get_better (worse, RW_FIGURE_AUC), ==, RW_BETTER_A);
  g_assert_cmpint (rw_model_comparison_get_better (worse, RW_FIGURE_LOG_LOSS), ==, RW_BETTER_A);
  g_assert_cmpint (rw_model_comparison_get_better (better, RW_FIGURE_AUC), ==, RW_BETTER_B);
  g_assert_cmpint (rw_model_comparison_get_better (better, RW_FIGURE_BRIER), ==, RW_BETTER_B);
  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    g_assert_cmpint (rw_model_comparison_get_better (same, figure), ==, RW_BETTER_NEITHER);
  g_assert_cmpfloat (same->difference_intervals[RW_FIGURE_AUC].low, ==, 0);
}

/* Higher mean probabilities are neither better nor worse. */
static void
test_no_direction (void)
{
  g_autoptr (Case) made = make_case (0);

  for (guint i = 0; i < N_ROWS; i++)
    made->b[i] = made->a[i] / 2;
  g_autoptr (RwModelComparison) comparison = compare (made->a, made->b, &made->labels);
  g_assert_cmpfloat (comparison->difference_intervals[RW_FIGURE_MEAN_PROBABILITY].high, <, 0);
  g_assert_cmpint (rw_model_comparison_get_better (comparison, RW_FIGURE_MEAN_PROBABILITY), ==,
                   RW_BETTER_NEITHER);
  g_assert_cmpint (rw_model_comparison_get_better (comparison, RW_FIGURE_AUC), ==,
                   RW_BETTER_NEITHER);
  g_assert_cmpint (rw_model_comparison_get_better (comparison, RW_FIGURE_LOG_LOSS), ==,
                   RW_BETTER_A);
}

/* Bands are those of all rows, labelled or not. */
static void
test_bands (void)
{
  g_autoptr (Case) made = make_case (0);

  for (guint i = 0; i < N_ROWS; i++)
    made->a[i] = made->b[i] = 0.1f;
  made->b[3] = 0.5f;
  made->b[4] = 0.7f;
  made->a[10] = 0.9f;
  made->a[N_ROWS - 1] = 0.4f;
  made->b[N_ROWS - 1] = 0.399999f;
  g_autoptr (RwModelComparison) comparison = compare (made->a, made->b, &made->labels);
  static const guint32 expected[] = { 3, 4, 10, N_ROWS - 1 };
  g_assert_cmpmem (comparison->changed->data, comparison->changed->len * sizeof (guint32), expected,
                   sizeof expected);
  g_assert_cmpuint (comparison->n_rows, ==, N_ROWS);
  g_assert_cmpuint (comparison->bands[RW_RISK_LOW][RW_RISK_LOW], ==, N_ROWS - 4);
  g_assert_cmpuint (comparison->bands[RW_RISK_LOW][RW_RISK_MEDIUM], ==, 1);
  g_assert_cmpuint (comparison->bands[RW_RISK_LOW][RW_RISK_HIGH], ==, 1);
  g_assert_cmpuint (comparison->bands[RW_RISK_HIGH][RW_RISK_LOW], ==, 1);
  g_assert_cmpuint (comparison->bands[RW_RISK_MEDIUM][RW_RISK_LOW], ==, 1);
  g_assert_cmpuint (rw_model_comparison_count_higher (comparison), ==, 2);
  g_assert_cmpuint (rw_model_comparison_count_lower (comparison), ==, 2);
}

/* Without labels bands are all that is known. */
static void
test_no_labels (void)
{
  g_autoptr (Case) made = make_case (0.5);
  g_autoptr (RwModelComparison) comparison = compare (made->a, made->b, NULL);

  g_assert_cmpuint (comparison->a->metrics.n, ==, 0);
  g_assert_true (isnan (comparison->differences[RW_FIGURE_BRIER]));
  g_assert_cmpint (rw_model_comparison_get_better (comparison, RW_FIGURE_BRIER), ==,
                   RW_BETTER_NEITHER);
  g_assert_cmpuint (comparison->changed->len, >, 100);
}

static void
test_cancel (void)
{
  g_autoptr (Case) made = make_case (0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_model_comparison_new (made->a, made->b, N_ROWS, &made->labels, &rw_risk_bands,
                                          0.5, 42, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-comparison/evaluations", test_evaluations);
  g_test_add_func ("/model-comparison/paired", test_paired);
  g_test_add_func ("/model-comparison/better", test_better);
  g_test_add_func ("/model-comparison/no-direction", test_no_direction);
  g_test_add_func ("/model-comparison/bands", test_bands);
  g_test_add_func ("/model-comparison/no-labels", test_no_labels);
  g_test_add_func ("/model-comparison/cancel", test_cancel);
  return g_test_run ();
}
