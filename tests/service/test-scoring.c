/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-scoring.h"

#include "rw-test-backend.h"
#include "rw-test-io.h"
#include "rw-test-job.h"
#include "rw-test-model.h"
#include "rw-test-service.h"
#include "rw-test.h"
#include "rw-worker-step.h"

#include <errno.h>
#include <string.h>

#define N_ROWS 50

static const char unsure[] = "tenure,InternetService,OnlineSecurity,TechSupport,Contrct\n"
                             "1,DSL,No,No,One year\n";

/* A job that is worked on. */
typedef struct
{
  RwBackend *real;
  RwBackend *failing;
  RwModel *model;
  RwJobRecord *job;
  GCancellable *cancellable;
} Scored;

static void
set_up (Scored *test, gconstpointer text)
{
  g_autofree char *sample = rw_test_read_sample (N_ROWS);
  g_autofree char *id = NULL;

  test->real = rw_test_backend ();
  test->failing = rw_test_failing_backend (test->real);
  test->model = rw_model_load_default (NULL);
  id = rw_test_submit (test->real, "März.csv", text != NULL ? text : sample);
  g_assert_cmpint (rw_test_claim (test->real->jobs, id), ==, 1);
  test->job = rw_test_find_job (test->real->jobs, id);
  test->cancellable = g_cancellable_new ();
}

static void
tear_down (Scored *test, gconstpointer text G_GNUC_UNUSED)
{
  g_object_unref (test->cancellable);
  rw_job_record_free (test->job);
  g_object_unref (test->model);
  rw_backend_free (test->failing);
  rw_backend_free (test->real);
}

static RwScoring *
run (Scored *test, GError **error)
{
  return rw_scoring_run (test->failing->storage, test->job, test->model, 1, NULL, test->cancellable,
                         error);
}

/* It fails, and nothing is left. */
static void
assert_fails (Scored *test, GError **error)
{
  g_assert_null (run (test, error));
  g_assert_cmpuint (rw_test_count_spool (test->real), ==, 0);
  g_assert_cmpuint (rw_test_count_results (test->real), ==, 0);
}

static void
test_result (Scored *test, gconstpointer text G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sample = rw_test_read_sample (N_ROWS);
  g_autofree char *scored = rw_test_dup_scored (sample);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, scored, -1);
  g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, test->job->id, 1);
  g_autoptr (RwScoring) scoring = run (test, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (scoring->key, ==, key);
  g_assert_cmpstr (scoring->sha256, ==, sha256);
  g_assert_cmpint (scoring->size, ==, strlen (scored));
  g_assert_cmpint (scoring->n_rows, ==, N_ROWS);
  rw_test_assert_stored (test->real->storage, key, scored);
  g_assert_cmpuint (rw_test_count_spool (test->real), ==, 0);
}

/* The message is for the analyst: it knows the file by no other name. */
static void
test_bad_file (Scored *test, gconstpointer text G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  assert_fails (test, &error);
  g_assert_true (rw_scoring_is_final (error));
  g_assert_nonnull (strstr (error->message, "“März.csv”"));
  g_assert_null (strstr (error->message, test->job->id));
}

static void
test_storage_fails (Scored *test, gconstpointer text G_GNUC_UNUSED)
{
  static const char *const calls[] = { "fetch", "dup-spool-path", "store" };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GError) error = NULL;
      rw_test_fail_calls (i, 1, RW_TEST_NOT_DONE);
      assert_fails (test, &error);
      g_assert_cmpstr (rw_test_get_failed_call (), ==, calls[i]);
      g_assert_false (rw_scoring_is_final (error));
    }
}

static void
test_disk_full (Scored *test, gconstpointer text G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  rw_test_set_fault (RW_TEST_WRITE, (RwTestFault){ .times = 1, .error_number = ENOSPC });
  g_assert_null (run (test, &error));
  rw_test_clear_faults ();
  g_assert_cmpuint (rw_test_count_spool (test->real), ==, 0);
  rw_test_assert_error (&error, RW_ERROR_FILE, "disk is full");
}

static GCancellable *to_cancel;
static RwWorkerStep cancel_at;

static void
cancel_at_step (RwWorkerStep step, const RwJobRecord *job G_GNUC_UNUSED)
{
  if (step == cancel_at)
    g_cancellable_cancel (to_cancel);
}

/* Up to the moment when it is stored. */
static void
test_cancel (Scored *test, gconstpointer text G_GNUC_UNUSED)
{
  void (*before) (RwWorkerStep step, const RwJobRecord *job) = rw_worker_step;

  to_cancel = test->cancellable;
  rw_worker_step = cancel_at_step;
  for (int step = RW_STEP_FETCHING; step <= RW_STEP_WRITTEN; step++)
    {
      g_autoptr (GError) error = NULL;
      cancel_at = (RwWorkerStep) step;
      assert_fails (test, &error);
      g_assert_false (rw_scoring_is_final (error));
      rw_test_assert_cancelled (&error);
      g_cancellable_reset (test->cancellable);
    }
  rw_worker_step = before;
}

/* Nobody is there to ask which columns are meant: the job says what was found. */
static void
test_unsure (Scored *test, gconstpointer text G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  assert_fails (test, &error);
  g_assert_true (rw_scoring_is_final (error));
  rw_test_assert_error (&error, RW_ERROR_MISMATCH,
                        "must be confirmed: “Contract” may be “Contrct”.");
}

static void
test_is_final (void)
{
  static const RwError passing[] = { RW_ERROR_FILE,     RW_ERROR_CHANGED, RW_ERROR_LIBRARY,
                                     RW_ERROR_DATABASE, RW_ERROR_NETWORK, RW_ERROR_BUSY };
  static const RwError final[] = { RW_ERROR_FORMAT,  RW_ERROR_DIALECT, RW_ERROR_ENCODING,
                                   RW_ERROR_NUMBERS, RW_ERROR_EMPTY,   RW_ERROR_LIMIT,
                                   RW_ERROR_MISMATCH };
  g_autoptr (GError) io = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "x");

  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (RW_ERROR, passing[i], "x");
      g_assert_false (rw_scoring_is_final (error));
    }
  for (guint i = 0; i < G_N_ELEMENTS (final); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (RW_ERROR, final[i], "x");
      g_assert_true (rw_scoring_is_final (error));
    }
  g_assert_false (rw_scoring_is_final (io));
}

#define ADD(name, text, func) g_test_add ("/scoring/" name, Scored, text, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("result", NULL, test_result);
  ADD ("empty", "", test_bad_file);
  ADD ("no-rows", "tenure,Contract\n", test_bad_file);
  ADD ("binary", "\x01\x02\x03", test_bad_file);
  ADD ("other-columns", "a,b\n1,2\n", test_bad_file);
  ADD ("unsure", unsure, test_unsure);
  ADD ("storage-fails", NULL, test_storage_fails);
  ADD ("disk-full", NULL, test_disk_full);
  ADD ("cancel", NULL, test_cancel);
  g_test_add_func ("/scoring/is-final", test_is_final);
  return g_test_run ();
}
