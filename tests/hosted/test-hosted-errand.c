/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted-private.h"
#include "rw-test-hosted.h"
#include "rw-test.h"

#include <locale.h>
#include <sqlite3.h>

static guint n_done;

static void
done_cb (RwHosted *self G_GNUC_UNUSED, RwHostedJob *job, RwErrand *errand)
{
  g_assert_null (job->cancellable);
  g_assert_null (job->progress);
  g_assert_cmpint (errand->kind, ==, RW_ERRAND_CANCEL);
  n_done++;
}

static gboolean
is_done (gpointer data G_GNUC_UNUSED)
{
  return n_done > 0;
}

static RwTestHosted *
make (const char *word)
{
  RwTestHosted *test = rw_test_hosted_new ();

  n_done = 0;
  rw_test_hosted_store (test, "j1", word);
  rw_test_hosted_restart (test);
  return test;
}

static void
test_done (void)
{
  g_autoptr (RwTestHosted) test = make ("COMPLETED");

  rw_test_queue_reply (test->queue, "POST /api/predictions/j1/cancel ", 200,
                       RW_TEST_PREDICTION ("j1", "CANCELLED"));
  rw_test_hosted_connect (test);
  RwHostedJob *job = test->hosted->jobs->pdata[0];
  g_assert_true (rw_hosted_run (test->hosted, job, RW_ERRAND_CANCEL, NULL, done_cb));
  g_assert_nonnull (job->cancellable);
  rw_test_wait_until (is_done, NULL);
}

/* Without the server of the job nothing runs, and the job says why. */
static void
test_unreachable (void)
{
  g_autoptr (RwTestHosted) test = make ("COMPLETED");
  RwHostedJob *job = test->hosted->jobs->pdata[0];

  g_assert_false (rw_hosted_run (test->hosted, job, RW_ERRAND_CANCEL, NULL, done_cb));
  g_assert_null (job->cancellable);
  rw_test_wait_error (job->job, "Choose that server");
}

static void
test_gone (void)
{
  g_autoptr (RwTestHosted) test = make ("COMPLETED");

  rw_test_server_reply (test->server, &(RwTestReply){ .is_stalled = TRUE });
  rw_test_hosted_connect (test);
  rw_hosted_run (test->hosted, test->hosted->jobs->pdata[0], RW_ERRAND_CANCEL, NULL, done_cb);
  rw_test_wait_requests (test->server, "POST", 1);
  rw_test_hosted_restart (test);
  rw_test_server_wait_gone (test->server, 1);
  rw_test_run_for (50);
  g_assert_cmpuint (n_done, ==, 0);
}

static void
test_kept (void)
{
  g_autoptr (RwTestHosted) test = make ("QUEUED");
  RwHostedJob *job = test->hosted->jobs->pdata[0];

  rw_job_data_set (&rw_job_get_data (job->job)->word, "RUNNING");
  rw_hosted_keep (test->hosted, job);
  rw_test_hosted_wait_saved (test, job->job);
  rw_test_hosted_restart (test);
  g_autoptr (RwJob) again = rw_test_hosted_get (test, 0);
  g_assert_cmpstr (rw_job_get_state_word (again), ==, "RUNNING");
}

/* A database that cannot be written is told of where it can be seen. */
static void
test_not_kept (void)
{
  g_autoptr (RwTestHosted) test = make ("QUEUED");
  RwHostedJob *job = test->hosted->jobs->pdata[0];
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (test->database, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "DROP TABLE jobs", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  rw_hosted_keep (test->hosted, job);
  rw_test_wait_error (job->job, test->database);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hosted-errand/done", test_done);
  g_test_add_func ("/hosted-errand/unreachable", test_unreachable);
  g_test_add_func ("/hosted-errand/gone", test_gone);
  g_test_add_func ("/hosted-errand/kept", test_kept);
  g_test_add_func ("/hosted-errand/not-kept", test_not_kept);
  return g_test_run ();
}
