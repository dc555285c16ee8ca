/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-result.h"

#include "rw-export.h"
#include "rw-test-model.h"
#include "rw-test.h"

#include <string.h>

#define N_ROWS 300u
#define OURS   "churn_probability,retention_probability,risk_level,churn_rank"

/* What rw_export_write() writes is read back to the millionth. */
static void
test_written (void)
{
  g_autofree char *text = rw_test_read_sample (N_ROWS);
  g_autofree char *path = rw_test_dup_path ("result.csv");
  g_autoptr (GError) error = NULL;
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autoptr (RwTable) table = rw_test_load_for (model, text);
  g_autoptr (RwScores) scores = rw_test_score (model, table);
  g_autoptr (RwOutput) output = rw_output_open (path, NULL);
  g_autofree char *written = NULL;

  g_assert_true (rw_export_write (table, scores, &rw_risk_bands, NULL, output, NULL, NULL, &error));
  g_assert_true (rw_output_commit (output, &error));
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  g_autoptr (RwTable) result = rw_test_load (written, strlen (written));
  g_autoptr (RwScores) read = rw_result_read_scores (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rw_scores_get_n_rows (read), ==, N_ROWS);
  g_assert_null (rw_scores_get_model (read));
  for (guint i = 0; i < N_ROWS; i++)
    g_assert_cmpuint (rw_probability_to_millionths (rw_scores_get_probabilities (read)[i]), ==,
                      rw_probability_to_millionths (rw_scores_get_probabilities (scores)[i]));
}

static void
assert_written (RwTable *table, const RwRows *rows, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_dup_path ("again.csv");
  g_autoptr (RwOutput) output = rw_output_open (path, NULL);
  g_autofree char *written = NULL;

  g_assert_true (rw_export_write (table, NULL, &rw_risk_bands, rows, output, NULL, NULL, &error));
  g_assert_true (rw_output_commit (output, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  g_assert_cmpstr (written, ==, expected);
}

static RwScores *
read_text (const char *text, GError **error)
{
  g_autoptr (RwTable) table = rw_test_load (text, strlen (text));

  return rw_result_read_scores (table, error);
}

/* It is written as it is, in any order. */
static void
test_written_again (void)
{
  const char *text = "a," OURS "\n1,0.25,0.75,Low,2\r\n2,0.75,0.25,High,1\n";
  const guint32 second[] = { 1 };
  g_autoptr (RwTable) table = rw_test_load (text, strlen (text));
  g_autoptr (RwRows) rows = rw_rows_new_take (g_memdup2 (second, sizeof second), 1);

  assert_written (table, NULL, text);
  assert_written (table, rows, "a," OURS "\n2,0.75,0.25,High,1\n");
}

/* Names that were taken get a number; the last ones count. */
static void
test_renamed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwScores) scores =
      read_text (OURS ",churn_probability_2,retention_probability_2,risk_level_2,churn_rank_2\n"
                      "0.1,0.9,Low,1,0.25,0.75,Low,1\n",
                 &error);

  g_assert_no_error (error);
  g_assert_cmpfloat ((double) rw_scores_get_probabilities (scores)[0], ==, 0.25);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "a\n1\n",
    "a,b,c,d,e\n1,2,3,4,5\n",
    OURS ",note\n0.1,0.9,Low,1,x\n",
    "churn_probability_x,retention_probability,risk_level,churn_rank\n0.1,0.9,Low,1\n",
    OURS "\nsoon,0.9,Low,1\n",
    OURS "\n1.5,0.9,Low,1\n",
    OURS "\n0.5,0.5,Medium,1\n,0.9,Low,1\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (read_text (texts[i], &error));
      rw_test_assert_error (&error, RW_ERROR_FORMAT, "customers.csv");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/result/written", test_written);
  g_test_add_func ("/result/written-again", test_written_again);
  g_test_add_func ("/result/renamed", test_renamed);
  g_test_add_func ("/result/refused", test_refused);
  return g_test_run ();
}
