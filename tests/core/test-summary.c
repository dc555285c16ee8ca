/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-summary.h"

#include "rw-test.h"

static RwScores *
make_scores (const float *probabilities, guint32 n)
{
  return rw_scores_new_take (g_memdup2 (probabilities, n * sizeof (float)), n);
}

static void
test_bands (void)
{
  static const float probabilities[] = { 0.7f, 0.699999f, 0.4f, 0.399999f, 0, 1 };
  g_autoptr (RwScores) scores = make_scores (probabilities, 6);
  RwSummary summary = rw_summary_compute (scores, &rw_risk_bands);

  g_assert_cmpuint (summary.n_rows, ==, 6);
  g_assert_cmpuint (summary.n_of_risk[RW_RISK_HIGH], ==, 2);
  g_assert_cmpuint (summary.n_of_risk[RW_RISK_MEDIUM], ==, 2);
  g_assert_cmpuint (summary.n_of_risk[RW_RISK_LOW], ==, 2);
}

/* 0, 0.125, 0.25, 0.375, 0.5 in another order: at 5 % a fifth of the way from the first to the
 * second, at 95 % four fifths from the fourth to the fifth. */
static void
test_quantiles (void)
{
  static const float probabilities[] = { 0.5f, 0, 0.25f, 0.375f, 0.125f };
  static const double expected[] = { 0.025, 0.125, 0.25, 0.375, 0.475 };
  g_autoptr (RwScores) scores = make_scores (probabilities, 5);
  RwSummary summary = rw_summary_compute (scores, &rw_risk_bands);

  g_assert_cmpfloat_with_epsilon (summary.mean, 0.25, 1e-12);
  for (guint i = 0; i < RW_SUMMARY_N_QUANTILES; i++)
    g_assert_cmpfloat_with_epsilon (summary.quantiles[i], expected[i], 1e-12);
}

static void
test_one_and_none (void)
{
  static const float probabilities[] = { 0.25f };
  g_autoptr (RwScores) one = make_scores (probabilities, 1);
  g_autoptr (RwScores) none = make_scores (probabilities, G_MINDOUBLE);
  RwSummary summary = rw_summary_compute (one, &rw_risk_bands);

  g_assert_cmpfloat_with_epsilon (summary.quantiles[0], 0.25, G_MINDOUBLE);
  g_assert_cmpfloat_with_epsilon (summary.quantiles[4], 0.25, G_MINDOUBLE);
  summary = rw_summary_compute (none, &rw_risk_bands);
  g_assert_cmpuint (summary.n_rows, ==, 0);
  g_assert_cmpfloat_with_epsilon (summary.mean, 0, G_MINDOUBLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/summary/bands", test_bands);
  g_test_add_func ("/summary/quantiles", test_quantiles);
  g_test_add_func ("/summary/one-and-none", test_one_and_none);
  return g_test_run ();
}
