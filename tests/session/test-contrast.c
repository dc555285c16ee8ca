/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-contrast.h"

#include "rw-mapping-memory.h"
#include "rw-test-contrast.h"
#include "rw-test-model.h"
#include "rw-test-session.h"
#include "rw-test.h"

#include <math.h>
#include <string.h>

#define N_ROWS 400u

/* The model that ships, and one that thinks everybody a bit more likely to leave. */
typedef struct
{
  RwModel *shipped;
  RwModel *higher;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->shipped = rw_model_load_default (NULL);
  fixture->higher = rw_test_contrast_load ("0.7", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_object_unref (fixture->shipped);
  g_object_unref (fixture->higher);
}

static RwAnalysis *
analyse (const char *path, RwModel *model, const RwMapping *given)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_source_open (path, NULL, &error);
  RwAnalysis *analysis = rw_analysis_run (source, model, given, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return analysis;
}

static RwContrast *
run (RwAnalysis *analysis, RwModel *a, RwModel *b, const char *label)
{
  const RwContrastRequest request = {
    .analysis = analysis,
    .models = { a, b },
    .names = { "one", "two" },
    .label = label,
    .threshold = 0.5,
  };
  g_autoptr (GError) error = NULL;
  RwContrast *contrast = rw_contrast_run (&request, NULL, NULL, &error);

  g_assert_no_error (error);
  return contrast;
}

/* What cannot be compared, and why. */
static void
assert_refused (RwAnalysis *analysis, RwModel *a, RwModel *b, const char *label, int code,
                const char *part)
{
  const RwContrastRequest request = {
    .analysis = analysis,
    .models = { a, b },
    .names = { "one", "two" },
    .label = label,
  };
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_contrast_run (&request, NULL, NULL, &error));
  g_assert_error (error, RW_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
}

/* That bands, means and moves are those of @a's and @b's own scores. */
static void
assert_compares (const RwContrast *contrast, RwAnalysis *a, RwAnalysis *b)
{
  const float *before = rw_scores_get_probabilities (rw_analysis_get_scores (a));
  const float *after = rw_scores_get_probabilities (rw_analysis_get_scores (b));
  g_autoptr (RwRows) rows = rw_contrast_list_changed (contrast);
  guint32 n_changed = 0;
  guint32 n_rising = 0;

  for (guint32 row = 0; row < N_ROWS; row++)
    {
      n_rising += before[row] < after[row];
      if (rw_risk_bands_classify (&rw_risk_bands, before[row]) ==
          rw_risk_bands_classify (&rw_risk_bands, after[row]))
        continue;
      g_assert_cmpuint (n_changed, <, rw_rows_get_n (rows));
      g_assert_cmpuint (rw_rows_get (rows)[n_changed++], ==, row);
    }
  g_assert_cmpuint (n_changed, ==, rw_rows_get_n (rows));
  g_assert_cmpuint (contrast->n_rising, ==, n_rising);
  g_assert_cmpfloat (contrast->means[RW_CONTRAST_A], ==, rw_analysis_get_summary (a)->mean);
  g_assert_cmpfloat (contrast->means[RW_CONTRAST_B], ==, rw_analysis_get_summary (b)->mean);
}

/* Without a label there are bands, but no figures. */
static void
test_bands (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  g_autoptr (RwAnalysis) other = analyse (file->path, fixture->higher, NULL);
  g_autoptr (RwContrast) contrast = run (file->analysis, fixture->shipped, fixture->higher, NULL);
  g_autoptr (RwContrast) back = run (file->analysis, fixture->higher, fixture->shipped, NULL);
  g_autoptr (RwContrast) same = run (file->analysis, fixture->higher, fixture->higher, NULL);

  g_assert_null (contrast->label);
  g_assert_null (contrast->positive);
  g_assert_true (isnan (contrast->comparison->differences[RW_FIGURE_AUC]));
  g_assert_cmpstr (contrast->names[RW_CONTRAST_B], ==, "two");
  g_assert_true (contrast->analysis == file->analysis);
  assert_compares (contrast, file->analysis, other);
  g_assert_cmpuint (contrast->n_rising, ==, N_ROWS);
  g_assert_cmpuint (contrast->comparison->changed->len, >, 20);
  assert_compares (back, other, file->analysis);
  g_assert_cmpuint (back->n_falling, ==, N_ROWS);
  assert_compares (same, other, other);
  g_assert_cmpuint (same->comparison->changed->len, ==, 0);
}

/* The label is found; one that is named is taken instead, or none. */
static void
test_label (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = rw_test_contrast_write_labelled ("labelled.csv", N_ROWS);
  g_autoptr (RwAnalysis) analysis = analyse (path, fixture->shipped, NULL);
  g_autoptr (RwContrast) contrast = run (analysis, fixture->shipped, fixture->higher, NULL);
  g_autoptr (RwContrast) none = run (analysis, fixture->shipped, fixture->higher, "");
  g_autoptr (RwContrast) other = run (analysis, fixture->shipped, fixture->higher, "gender");

  g_assert_cmpstr (contrast->label, ==, "Churn");
  g_assert_cmpstr (contrast->positive, ==, "Yes");
  g_assert_true (g_strv_contains ((const char *const *) contrast->candidates, "Churn"));
  g_assert_true (g_strv_contains ((const char *const *) contrast->candidates, "gender"));
  g_assert_cmpuint (contrast->comparison->a->metrics.n, ==, N_ROWS);
  g_assert_cmpint (rw_model_comparison_get_better (contrast->comparison, RW_FIGURE_LOG_LOSS), ==,
                   RW_BETTER_A);
  g_assert_cmpfloat (contrast->comparison->differences[RW_FIGURE_AUC], ==, 0);
  g_assert_null (none->label);
  g_assert_true (isnan (none->comparison->differences[RW_FIGURE_LOG_LOSS]));
  g_assert_cmpstr (other->label, ==, "gender");
  g_assert_cmpuint (other->comparison->a->metrics.n_positive, <=, N_ROWS / 2);
  assert_refused (analysis, fixture->shipped, fixture->higher, "tenure", RW_ERROR_LABEL, "tenure");
}

/* The file does not have what one of the models needs. */
static void
test_mismatch (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  g_autoptr (RwModel) foreign = rw_test_contrast_load ("0.5", "Weeks of loyalty");

  assert_refused (file->analysis, fixture->shipped, foreign, NULL, RW_ERROR_MISMATCH,
                  "“two” does not fit this file. ");
  assert_refused (file->analysis, foreign, fixture->shipped, NULL, RW_ERROR_MISMATCH,
                  "“one” does not fit this file. ");
  assert_refused (file->analysis, fixture->shipped, foreign, NULL, RW_ERROR_MISMATCH,
                  "Weeks of loyalty");
}

/* What somebody said of the columns holds for another model with the same inputs; what was
 * remembered for one with others. */
static void
test_given (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *sample = rw_test_read_sample (N_ROWS);
  g_auto (GStrv) parts = g_strsplit (sample, "tenure", 2);
  g_autofree char *text = g_strjoinv ("Weeks", parts);
  g_autofree char *path = rw_test_write ("weeks.csv", text, strlen (text));
  g_autoptr (RwModel) foreign = rw_test_contrast_load ("0.5", "Loyalty");
  g_autoptr (RwChoices) choices = rw_choices_new ();
  g_autoptr (RwMapping) remembered = rw_mapping_new ();

  rw_mapping_give_column (choices->columns, "tenure", "Weeks");
  rw_mapping_give_column (remembered, "Loyalty", "Weeks");
  g_autoptr (RwAnalysis) analysis = analyse (path, fixture->shipped, choices->columns);
  g_autoptr (GPtrArray) names = rw_table_list_names (rw_analysis_get_table (analysis));
  g_assert_true (rw_mapping_memory_save (rw_model_get_manifest (foreign), names, remembered, NULL));
  RwContrastRequest request = {
    .analysis = analysis,
    .choices = choices,
    .names = { "one", "two" },
    .models = { fixture->shipped, fixture->higher },
  };
  g_autoptr (RwContrast) contrast = rw_contrast_run (&request, NULL, NULL, NULL);
  g_assert_nonnull (contrast);
  g_assert_cmpuint (contrast->n_rising, ==, N_ROWS);
  request.models[RW_CONTRAST_B] = foreign;
  g_autoptr (RwContrast) other = rw_contrast_run (&request, NULL, NULL, NULL);
  g_assert_nonnull (other);
  g_assert_cmpuint (other->comparison->changed->len, ==, 0);
  g_assert_cmpuint (other->n_rising + other->n_falling, ==, 0);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  const RwContrastRequest request = { .analysis = file->analysis,
                                      .models = { fixture->shipped, fixture->higher },
                                      .names = { "one", "two" } };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_contrast_run (&request, NULL, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

#define ADD(name, func) g_test_add ("/contrast/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  rw_test_session_init (&argc, &argv);
  ADD ("bands", test_bands);
  ADD ("label", test_label);
  ADD ("mismatch", test_mismatch);
  ADD ("given", test_given);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
