/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-comparison.h"

#include "rw-analysis.h"
#include "rw-export.h"
#include "rw-test-model.h"
#include "rw-test.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define N_ROWS       300u
#define OTHER_SHA256 "0000000000000000000000000000000000000000000000000000000000000000"

/* A file, and the SHA-256 of what retainwise-cli writes of it. */
typedef struct
{
  RwModel *model;
  char *path;
  char *result_sha256;
  RwScoredElsewhere elsewhere;
} Fixture;

static char *
hash_result (const char *path, RwModel *model)
{
  g_autofree char *result = rw_test_dup_path ("result.csv");
  g_autoptr (RwSource) source = rw_source_open (path, NULL, NULL);
  g_autoptr (RwAnalysis) analysis = rw_analysis_run (source, model, NULL, NULL, NULL, NULL, NULL);
  g_autoptr (RwOutput) output = rw_output_open (result, NULL);
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (rw_export_write (rw_analysis_get_table (analysis),
                                  rw_analysis_get_scores (analysis), &rw_risk_bands, NULL, output,
                                  NULL, NULL, NULL));
  g_assert_true (rw_output_commit (output, NULL));
  g_assert_true (g_file_get_contents (result, &content, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
}

static gint64
get_modified_at (const char *path)
{
  g_autoptr (RwSource) source = rw_source_open (path, NULL, NULL);

  return rw_source_get_modified_at (source);
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = rw_test_read_sample (N_ROWS);

  fixture->model = rw_model_load_default (NULL);
  fixture->path = rw_test_write ("customers.csv", text, strlen (text));
  fixture->result_sha256 = hash_result (fixture->path, fixture->model);
  fixture->elsewhere = (RwScoredElsewhere){
    .path = fixture->path,
    .size = (gint64) strlen (text),
    .modified_at = get_modified_at (fixture->path),
    .model_sha256 = rw_model_get_sha256 (fixture->model),
    .result_sha256 = fixture->result_sha256,
  };
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_object_unref (fixture->model);
  g_free (fixture->path);
  g_free (fixture->result_sha256);
}

static void
assert_verdict (Fixture *fixture, RwComparisonVerdict verdict)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwComparison) comparison =
      rw_comparison_run (&fixture->elsewhere, fixture->model, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (comparison->verdict, ==, verdict);
  g_assert_cmpstr (comparison->model_sha256, ==, rw_model_get_sha256 (fixture->model));
  g_assert_cmpstr (comparison->other_model_sha256, ==, fixture->elsewhere.model_sha256);
}

/* What the server does not say is no reason to doubt the same bytes, nor is a new date of the file.
 */
static void
test_same (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_verdict (fixture, RW_COMPARISON_SAME);
  fixture->elsewhere.model_sha256 = NULL;
  fixture->elsewhere.modified_at = 0;
  assert_verdict (fixture, RW_COMPARISON_SAME);
}

static void
test_other_model (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->elsewhere.result_sha256 = OTHER_SHA256;
  fixture->elsewhere.model_sha256 = OTHER_SHA256;
  assert_verdict (fixture, RW_COMPARISON_OTHER_MODEL);
  fixture->elsewhere.model_sha256 = NULL;
  assert_verdict (fixture, RW_COMPARISON_OTHER_MODEL);
}

static void
test_other_file (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = rw_test_read_sample (N_ROWS + 1);

  rw_test_overwrite (fixture->path, text, strlen (text));
  assert_verdict (fixture, RW_COMPARISON_OTHER_FILE);
  fixture->elsewhere.size = (gint64) strlen (text);
  assert_verdict (fixture, RW_COMPARISON_OTHER_FILE);
  fixture->elsewhere.modified_at = get_modified_at (fixture->path);
  assert_verdict (fixture, RW_COMPARISON_DIFFERENT);
}

static void
test_different (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->elsewhere.result_sha256 = OTHER_SHA256;
  assert_verdict (fixture, RW_COMPARISON_DIFFERENT);
}

static void
test_fails (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (
      rw_comparison_run (&fixture->elsewhere, fixture->model, NULL, cancellable, &error));
  rw_test_assert_cancelled (&error);
  rw_test_overwrite (fixture->path, RW_TEST_BYTES ("a,b\n1,2\n"));
  g_assert_null (rw_comparison_run (&fixture->elsewhere, fixture->model, NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_MISMATCH, NULL);
  g_unlink (fixture->path);
  g_assert_null (rw_comparison_run (&fixture->elsewhere, fixture->model, NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "customers.csv");
}

#define ADD(name, func) g_test_add ("/comparison/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  ADD ("same", test_same);
  ADD ("other-model", test_other_model);
  ADD ("other-file", test_other_file);
  ADD ("different", test_different);
  ADD ("fails", test_fails);
  return g_test_run ();
}
