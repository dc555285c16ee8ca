/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram.h"

#include "rw-test.h"

static RwScores *
make_scores (const float *probabilities, guint32 n)
{
  return rw_scores_new_take (g_memdup2 (probabilities, n * sizeof (float)), n);
}

static void
assert_counts (const RwHistogram *histogram, const guint64 *expected)
{
  for (guint i = 0; i < histogram->n_bins; i++)
    g_assert_cmpuint (histogram->counts[i], ==, expected[i]);
}

/* A border belongs to the bin above it, 1 to the last one. */
static void
test_borders (void)
{
  static const float probabilities[] = { 0, 0.2499f, 0.25f, 0.5f, 0.7499f, 0.75f, 1 };
  static const guint64 expected[] = { 2, 1, 2, 2 };
  g_autoptr (RwScores) scores = make_scores (probabilities, 7);
  g_autoptr (RwHistogram) histogram = rw_histogram_new_scores (scores, NULL, 4, NULL, NULL);

  assert_counts (histogram, expected);
  g_assert_cmpuint (histogram->n, ==, 7);
  g_assert_cmpfloat_with_epsilon (histogram->mean, (0.2499 + 0.25 + 0.5 + 0.7499 + 0.75 + 1) / 7,
                                  1e-7);
}

/* What is shown as 40 % is in the bin that starts there, in fine and coarse bins alike. */
static void
test_rounded (void)
{
  static const float probabilities[] = { 0.39999998f, 0.4f, 0.3999994f, 0.29999998f, 0.7f };
  static const guint64 coarse[] = { 0, 2, 2, 1, 0 };
  g_autoptr (RwScores) scores = make_scores (probabilities, 5);
  g_autoptr (RwHistogram) fine = rw_histogram_new_scores (scores, NULL, 100, NULL, NULL);
  g_autoptr (RwHistogram) merged = rw_histogram_new_merged (fine, 5);

  g_assert_cmpuint (fine->counts[39], ==, 1);
  g_assert_cmpuint (fine->counts[40], ==, 2);
  g_assert_cmpuint (fine->counts[30], ==, 1);
  g_assert_cmpuint (fine->counts[70], ==, 1);
  assert_counts (merged, coarse);
  g_assert_cmpuint (merged->n, ==, 5);
  g_assert_cmpfloat_with_epsilon (merged->mean, fine->mean, G_MINDOUBLE);
}

static void
test_subset (void)
{
  static const float probabilities[] = { 0.1f, 0.9f, 0.1f };
  static const guint32 picked[] = { 1, 2 };
  static const guint64 expected[] = { 1, 1 };
  g_autoptr (RwScores) scores = make_scores (probabilities, 3);
  g_autoptr (RwRows) rows = rw_rows_new_take (g_memdup2 (picked, sizeof picked), 2);
  g_autoptr (RwHistogram) histogram = rw_histogram_new_scores (scores, rows, 2, NULL, NULL);

  assert_counts (histogram, expected);
}

static void
test_empty (void)
{
  g_autoptr (RwScores) scores = make_scores (NULL, G_MINDOUBLE);
  g_autoptr (RwHistogram) histogram = rw_histogram_new_scores (scores, NULL, 5, NULL, NULL);

  g_assert_cmpuint (histogram->n, ==, 0);
  g_assert_cmpfloat_with_epsilon (histogram->mean, 0, G_MINDOUBLE);
}

static void
test_column (void)
{
  static const guint64 expected[] = { 2, 1, 2 };
  g_autoptr (RwTable) table =
      rw_test_load (RW_TEST_BYTES ("n,x\n-3,1\n\n3,1\n-1.01,1\n0,1\n1,1\n,1\n"));
  g_autoptr (RwHistogram) histogram = rw_histogram_new_column (
      rw_table_get_column (table, 0), rw_table_get_n_rows (table), 3, NULL, NULL);

  g_assert_cmpfloat_with_epsilon (histogram->low, -3, G_MINDOUBLE);
  g_assert_cmpfloat_with_epsilon (histogram->high, 3, G_MINDOUBLE);
  g_assert_cmpuint (histogram->n_missing, ==, 1);
  assert_counts (histogram, expected);
}

static void
test_constant_column (void)
{
  static const guint64 expected[] = { 2, 0 };
  g_autoptr (RwTable) table = rw_test_load (RW_TEST_BYTES ("n,x\n5,1\n5,1\n"));
  g_autoptr (RwHistogram) histogram = rw_histogram_new_column (
      rw_table_get_column (table, 0), rw_table_get_n_rows (table), 2, NULL, NULL);

  assert_counts (histogram, expected);
}

/* The width of the range is more than the largest double. */
static void
test_huge_range (void)
{
  static const guint64 expected[] = { 2, 2 };
  g_autoptr (RwTable) table =
      rw_test_load (RW_TEST_BYTES ("n,x\n-1.7e308,1\n-1e308,1\n1e308,1\n1.7e308,1\n"));
  g_autoptr (RwHistogram) histogram = rw_histogram_new_column (
      rw_table_get_column (table, 0), rw_table_get_n_rows (table), 2, NULL, NULL);

  assert_counts (histogram, expected);
}

static void
test_cancel (void)
{
  static const float probabilities[] = { 0.25f };
  g_autoptr (RwScores) scores = make_scores (probabilities, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_histogram_new_scores (scores, NULL, 4, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/histogram/borders", test_borders);
  g_test_add_func ("/histogram/rounded", test_rounded);
  g_test_add_func ("/histogram/subset", test_subset);
  g_test_add_func ("/histogram/empty", test_empty);
  g_test_add_func ("/histogram/column", test_column);
  g_test_add_func ("/histogram/constant-column", test_constant_column);
  g_test_add_func ("/histogram/huge-range", test_huge_range);
  g_test_add_func ("/histogram/cancel", test_cancel);
  return g_test_run ();
}
