/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-analysis.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <string.h>

#define N_ROWS 300u

static RwSource *
open_sample (void)
{
  g_autofree char *text = rw_test_read_sample (N_ROWS);

  return rw_test_source (text, strlen (text));
}

/* The same bits as the single steps give, and figures of these rows. */
static void
test_steps (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rw_test_read_sample (N_ROWS);
  g_autoptr (RwSource) source = open_sample ();
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (RwAnalysis) analysis = rw_analysis_run (
      source, model, NULL, &(RwTableOptions){ .n_threads = 2 }, NULL, NULL, &error);
  g_autoptr (RwTable) table = rw_test_load_for (model, text);
  g_autoptr (RwScores) scores = rw_test_score (model, table);
  guint64 n = 0;

  g_assert_no_error (error);
  g_assert_cmpmem (rw_scores_get_probabilities (rw_analysis_get_scores (analysis)),
                   N_ROWS * sizeof (float), rw_scores_get_probabilities (scores),
                   N_ROWS * sizeof (float));
  g_assert_true (rw_analysis_get_model (analysis) == model);
  g_assert_cmpuint (rw_table_get_n_rows (rw_analysis_get_table (analysis)), ==, N_ROWS);
  g_assert_cmpuint (rw_analysis_get_summary (analysis)->n_rows, ==, N_ROWS);
  for (guint i = 0; i < RW_ANALYSIS_N_BINS; i++)
    n += rw_analysis_get_histogram (analysis)->counts[i];
  g_assert_cmpuint (n, ==, N_ROWS);
}

/* Figures of the scores that are in a file, which no model gave here. */
static void
test_result (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (
      RW_TEST_BYTES ("a,churn_probability,retention_probability,risk_level,churn_rank\n"
                     "1,0.25,0.75,Low,2\n2,0.75,0.25,High,1\n"));
  g_autoptr (RwSource) other = rw_test_source (RW_TEST_BYTES ("a,b\n1,2\n"));
  g_autoptr (RwAnalysis) analysis = rw_analysis_read_result (source, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (rw_analysis_get_model (analysis));
  g_assert_null (rw_analysis_get_mapping (analysis));
  g_assert_cmpuint (rw_analysis_get_summary (analysis)->n_rows, ==, 2);
  g_assert_cmpuint (rw_scores_count_from (rw_analysis_get_scores (analysis), 500000), ==, 1);
  g_assert_null (rw_analysis_read_result (other, NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "customers.csv");
}

static void
test_mismatch (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (RW_TEST_BYTES ("a,b\n1,2\n"));
  g_autoptr (RwModel) model = rw_model_load_default (NULL);

  g_assert_null (rw_analysis_run (source, model, NULL, NULL, NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_MISMATCH, NULL);
}

/* Columns of other names, and what somebody says of one. */
static void
test_mapping (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rw_test_read_sample (N_ROWS);
  g_autoptr (RwSource) source = open_sample ();
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (RwMapping) given = rw_mapping_new ();
  g_autoptr (RwAnalysis) plain = rw_analysis_run (source, model, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  memcpy (strstr (text, "tenure"), "TENURE", 6);
  memcpy (strstr (text, "Contract"), "Contrxxx", 8);
  g_autoptr (RwSource) other = rw_test_source (text, strlen (text));
  g_assert_null (rw_analysis_run (other, model, NULL, NULL, NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_MISMATCH, "Contract");
  rw_mapping_give_column (given, "Contract", "Contrxxx");
  g_autoptr (RwAnalysis) analysis = rw_analysis_run (other, model, given, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (
      rw_scores_get_probabilities (rw_analysis_get_scores (analysis)), N_ROWS * sizeof (float),
      rw_scores_get_probabilities (rw_analysis_get_scores (plain)), N_ROWS * sizeof (float));
  const RwMapping *mapping = rw_analysis_get_mapping (analysis);
  g_assert_cmpint (rw_mapping_find (mapping, "tenure")->match, ==, RW_MATCH_SIMILAR);
  g_assert_cmpint (rw_mapping_find (mapping, "Contract")->match, ==, RW_MATCH_GIVEN);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = open_sample ();
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_analysis_run (source, model, NULL, NULL, NULL, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/steps", test_steps);
  g_test_add_func ("/analysis/result", test_result);
  g_test_add_func ("/analysis/mismatch", test_mismatch);
  g_test_add_func ("/analysis/mapping", test_mapping);
  g_test_add_func ("/analysis/cancelled", test_cancelled);
  return g_test_run ();
}
