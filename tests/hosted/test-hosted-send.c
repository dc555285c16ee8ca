/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted.h"

#include "rw-test-hosted.h"
#include "rw-test.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CSV   "POST /api/csv "
#define LARGE (1 << 30)

/* A server that takes files of any size and says no more about them than that they wait. */
static RwTestHosted *
make (void)
{
  RwTestHosted *test = rw_test_hosted_new ();

  rw_test_queue_set_limits (test->queue, "{\"max_bytes\":10000000000}");
  rw_test_server_reply (test->server, &(RwTestReply){ .route = "GET /api/predictions/",
                                                      .status = 200,
                                                      .body = RW_TEST_PREDICTION ("j1", "QUEUED"),
                                                      .is_lasting = TRUE });
  rw_test_hosted_connect (test);
  return test;
}

static void
test_sent (void)
{
  g_autoptr (RwTestHosted) test = make ();

  rw_test_queue_reply (test->queue, CSV, 200, RW_TEST_UPLOADED ("j1"));
  RwJob *job = rw_test_hosted_submit (test);
  g_assert_cmpstr (rw_job_get_path (job), ==, test->path);
  g_assert_cmpint (rw_job_get_size (job), ==, 11);
  g_assert_cmpstr (rw_job_get_server (job), ==, rw_endpoint_get_url (test->queue->endpoint));
  g_assert_cmpstr (rw_job_get_host (job), ==, rw_endpoint_get_host (test->queue->endpoint));
  g_assert_cmpint (rw_job_get_phase (job), ==, RW_JOB_PHASE_SENDING);
  g_assert_false (rw_job_is_over (job));
  rw_test_wait_phase (job, RW_JOB_PHASE_SENT);
  g_assert_cmpstr (rw_job_get_id (job), ==, "j1");
  g_assert_cmpstr (rw_job_get_state_word (job), ==, "QUEUED");
  g_assert_cmpint (rw_job_get_checked_at (job), >=, rw_job_get_submitted_at (job));
  g_assert_null (rw_job_get_error (job));
}

static void
check_refused (RwTestHosted *test, const char *path, RwError code, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_hosted_submit (test->hosted, path, &error));
  rw_test_assert_error (&error, code, part);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (test->hosted)), ==, 0);
}

static void
test_refused (void)
{
  g_autoptr (RwTestHosted) test = rw_test_hosted_new ();
  g_autofree char *pipe_path = rw_test_dup_path ("pipe.csv");
  g_autofree char *folder = g_path_get_dirname (pipe_path);

  check_refused (test, test->path, RW_ERROR_NETWORK, "no queue server");
  rw_test_hosted_connect (test);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  check_refused (test, pipe_path, RW_ERROR_FILE, "not a file that can be sent");
  check_refused (test, folder, RW_ERROR_FILE, "not a file that can be sent");
  check_refused (test, "no-such-file.csv", RW_ERROR_FILE, "no-such-file.csv");
}

/* One after the other, the oldest first. */
static void
test_one_at_a_time (void)
{
  g_autoptr (RwTestHosted) test = make ();

  rw_test_server_reply (test->server, &(RwTestReply){ .route = CSV, .is_stalled = TRUE });
  RwJob *first = rw_test_hosted_submit (test);
  RwJob *second = rw_test_hosted_submit (test);
  rw_test_wait_requests (test->server, CSV, 1);
  g_assert_cmpint (rw_job_get_phase (first), ==, RW_JOB_PHASE_SENDING);
  g_assert_cmpint (rw_job_get_phase (second), ==, RW_JOB_PHASE_WAITING);
  rw_test_queue_reply (test->queue, CSV, 200, RW_TEST_UPLOADED ("j1"));
  rw_hosted_cancel (test->hosted, first);
  rw_test_wait_phase (second, RW_JOB_PHASE_SENT);
}

/* What passes by itself is waited for, and shown meanwhile. */
static void
test_waits (void)
{
  g_autoptr (RwTestHosted) test = make ();

  rw_test_server_reply (test->server,
                        &(RwTestReply){ .route = CSV,
                                        .status = 503,
                                        .header = "Retry-After: 1\r\nX-Request-ID: r-1\r\n" });
  rw_test_queue_reply (test->queue, CSV, 200, RW_TEST_UPLOADED ("j1"));
  RwJob *job = rw_test_hosted_submit (test);
  rw_test_wait_error (job, "is busy. Try again in 1 second.");
  g_assert_cmpint (rw_job_get_phase (job), ==, RW_JOB_PHASE_WAITING);
  g_assert_cmpstr (rw_job_get_request_id (job), ==, "r-1");
  g_assert_cmpuint (test->n_ended, ==, 0);
  rw_test_wait_phase (job, RW_JOB_PHASE_SENT);
  g_assert_null (rw_job_get_error (job));
}

/* A lost answer does not make two jobs: the key is the same, from one run to the next. */
static void
test_same_key_after_restart (void)
{
  g_autoptr (RwTestHosted) test = make ();

  rw_test_server_reply (test->server, &(RwTestReply){ .route = CSV, .is_stalled = TRUE });
  rw_test_hosted_submit (test);
  rw_test_wait_requests (test->server, CSV, 1);
  rw_test_hosted_restart (test);
  rw_test_queue_reply (test->queue, CSV, 200, RW_TEST_UPLOADED ("j1"));
  rw_test_hosted_connect (test);
  g_autoptr (RwJob) job = rw_test_hosted_get (test, 0);
  rw_test_wait_phase (job, RW_JOB_PHASE_SENT);
  g_autofree char *first = rw_test_server_dup_request (test->server, CSV, 0);
  g_autofree char *second = rw_test_server_dup_request (test->server, CSV, 1);
  const char *key = strstr (first, "Idempotency-Key: ");
  g_assert_nonnull (key);
  g_autofree char *line = g_strndup (key, strcspn (key, "\r"));
  g_assert_nonnull (strstr (second, line));
}

static void
test_sent_stays_sent (void)
{
  g_autoptr (RwTestHosted) test = make ();

  rw_test_queue_reply (test->queue, CSV, 200, RW_TEST_UPLOADED ("j1"));
  RwJob *job = rw_test_hosted_submit (test);
  rw_test_wait_phase (job, RW_JOB_PHASE_SENT);
  rw_test_hosted_wait_saved (test, job);
  rw_test_hosted_restart (test);
  g_autoptr (RwJob) again = rw_test_hosted_get (test, 0);
  g_assert_cmpint (rw_job_get_phase (again), ==, RW_JOB_PHASE_SENT);
  g_assert_cmpstr (rw_job_get_id (again), ==, "j1");
}

/* What does not pass by itself ends the job; who asked may try again. */
static void
test_unsent (void)
{
  g_autoptr (RwTestHosted) test = make ();

  rw_test_queue_reply (test->queue, CSV, 400, RW_TEST_ERROR ("Only .csv files."));
  RwJob *job = rw_test_hosted_submit (test);
  rw_test_wait_phase (job, RW_JOB_PHASE_UNSENT);
  g_assert_nonnull (strstr (rw_job_get_error (job), "Only .csv files."));
  g_assert_true (rw_job_is_over (job));
  g_assert_cmpuint (test->n_ended, ==, 1);
  rw_test_queue_reply (test->queue, CSV, 200, RW_TEST_UPLOADED ("j1"));
  rw_hosted_retry (test->hosted, job);
  g_assert_null (rw_job_get_error (job));
  rw_test_wait_phase (job, RW_JOB_PHASE_SENT);
}

static void
test_cancel_waiting (void)
{
  g_autoptr (RwTestHosted) test = make ();

  rw_test_server_reply (
      test->server,
      &(RwTestReply){ .route = CSV, .status = 429, .header = "Retry-After: 600\r\n" });
  RwJob *job = rw_test_hosted_submit (test);
  rw_test_wait_error (job, "busy");
  rw_hosted_cancel (test->hosted, job);
  g_assert_cmpint (rw_job_get_phase (job), ==, RW_JOB_PHASE_UNSENT);
  g_assert_cmpstr (rw_job_get_error (job), ==, "Sending was cancelled.");
  g_assert_cmpuint (rw_test_server_count (test->server, CSV), ==, 1);
}

/* The server had all of it and may or may not have made a job of it. */
static void
test_cancel_sending (void)
{
  g_autoptr (RwTestHosted) test = make ();

  rw_test_server_reply (test->server, &(RwTestReply){ .route = CSV, .is_stalled = TRUE });
  RwJob *job = rw_test_hosted_submit (test);
  rw_test_wait_requests (test->server, CSV, 1);
  rw_hosted_cancel (test->hosted, job);
  rw_test_wait_phase (job, RW_JOB_PHASE_UNSENT);
  g_assert_nonnull (strstr (rw_job_get_error (job), "Sending was cancelled."));
  rw_hosted_retry (test->hosted, job);
  rw_hosted_cancel (test->hosted, job);
  rw_test_wait_phase (job, RW_JOB_PHASE_UNSENT);
}

/* All stops without a server, and goes on where it was. */
static void
test_disconnected (void)
{
  g_autoptr (RwTestHosted) test = make ();

  rw_test_server_reply (test->server, &(RwTestReply){ .route = CSV, .is_stalled = TRUE });
  RwJob *job = rw_test_hosted_submit (test);
  rw_test_wait_requests (test->server, CSV, 1);
  rw_test_hosted_disconnect (test);
  rw_test_wait_phase (job, RW_JOB_PHASE_WAITING);
  g_assert_null (rw_job_get_error (job));
  rw_test_queue_reply (test->queue, CSV, 200, RW_TEST_UPLOADED ("j1"));
  rw_test_hosted_connect (test);
  rw_test_wait_phase (job, RW_JOB_PHASE_SENT);
}

/* A job is for the server that it was submitted to. */
static void
test_other_server (void)
{
  g_autoptr (RwTestHosted) test = make ();
  g_autoptr (RwTestQueue) other = rw_test_queue_new ();

  rw_test_server_reply (test->server, &(RwTestReply){ .route = CSV, .is_stalled = TRUE });
  RwJob *job = rw_test_hosted_submit (test);
  rw_test_wait_requests (test->server, CSV, 1);
  rw_hosted_set_endpoint (test->hosted, other->endpoint);
  rw_test_wait_phase (job, RW_JOB_PHASE_WAITING);
  rw_hosted_refresh (test->hosted);
  rw_test_run_for (50);
  g_assert_cmpint (rw_job_get_phase (job), ==, RW_JOB_PHASE_WAITING);
  g_assert_cmpuint (rw_test_server_count (other->server, ""), ==, 0);
}

static RwJob *
start_with (RwTestHosted *test, const char *word)
{
  rw_test_hosted_store (test, "j1", word);
  rw_test_hosted_restart (test);
  rw_test_hosted_connect (test);
  return rw_test_hosted_get (test, 0);
}

static void
test_cancel_sent (void)
{
  g_autoptr (RwTestHosted) test = make ();
  g_autoptr (RwJob) job = start_with (test, "QUEUED");

  rw_test_queue_reply (test->queue, "POST /api/predictions/j1/cancel ", 200,
                       RW_TEST_PREDICTION ("j1", "CANCELLED"));
  rw_hosted_cancel (test->hosted, job);
  rw_hosted_cancel (test->hosted, job);
  rw_test_wait_word (job, "CANCELLED");
  g_assert_cmpuint (test->n_ended, ==, 1);
  g_assert_cmpuint (rw_test_server_count (test->server, "POST"), ==, 1);
}

static void
test_cancel_refused (void)
{
  g_autoptr (RwTestHosted) test = make ();
  g_autoptr (RwJob) job = start_with (test, "QUEUED");

  rw_test_queue_reply (test->queue, "POST /api/predictions/j1/cancel ", 409,
                       RW_TEST_ERROR ("It is over."));
  rw_hosted_cancel (test->hosted, job);
  rw_test_wait_error (job, "It is over.");
}

static void
test_retry_sent (void)
{
  g_autoptr (RwTestHosted) test = make ();
  g_autoptr (RwJob) job = start_with (test, "FAILED");

  rw_test_queue_reply (test->queue, "POST /api/predictions/j1/retry ", 200,
                       RW_TEST_PREDICTION ("j1", "QUEUED"));
  rw_hosted_retry (test->hosted, job);
  rw_test_wait_word (job, "QUEUED");
  g_assert_false (rw_job_is_over (job));
  rw_hosted_retry (test->hosted, job);
  g_assert_cmpuint (rw_test_server_count (test->server, "POST"), ==, 1);
}

static void
test_elsewhere (void)
{
  g_autoptr (RwTestHosted) test = make ();
  g_autoptr (RwJob) job = start_with (test, "FAILED");

  rw_test_hosted_disconnect (test);
  rw_hosted_retry (test->hosted, job);
  rw_test_wait_error (job, "Choose that server in Preferences");
}

/* The bar moves while a file is sent, and all that changes is told at once. */
static void
test_progress (void)
{
  g_autoptr (RwTestHosted) test = make ();
  g_autofree char *path = rw_test_write ("large.csv", RW_TEST_BYTES ("a\n"));

  g_assert_cmpint (truncate (path, LARGE), ==, 0);
  rw_test_server_reply (test->server,
                        &(RwTestReply){ .route = CSV, .is_early = TRUE, .is_stalled = TRUE });
  RwJob *job = rw_hosted_submit (test->hosted, path, NULL);
  g_assert_cmpint (rw_job_get_total (job), ==, LARGE);
  g_assert_cmpint (rw_job_get_done (job), ==, 0);
  while (rw_job_get_done (job) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (rw_job_get_done (job), <, LARGE);
  g_assert_cmpint (rw_job_get_total (job), ==, LARGE);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hosted-send/sent", test_sent);
  g_test_add_func ("/hosted-send/refused", test_refused);
  g_test_add_func ("/hosted-send/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/hosted-send/waits", test_waits);
  g_test_add_func ("/hosted-send/same-key-after-restart", test_same_key_after_restart);
  g_test_add_func ("/hosted-send/sent-stays-sent", test_sent_stays_sent);
  g_test_add_func ("/hosted-send/unsent", test_unsent);
  g_test_add_func ("/hosted-send/cancel-waiting", test_cancel_waiting);
  g_test_add_func ("/hosted-send/cancel-sending", test_cancel_sending);
  g_test_add_func ("/hosted-send/disconnected", test_disconnected);
  g_test_add_func ("/hosted-send/other-server", test_other_server);
  g_test_add_func ("/hosted-send/cancel-sent", test_cancel_sent);
  g_test_add_func ("/hosted-send/cancel-refused", test_cancel_refused);
  g_test_add_func ("/hosted-send/retry-sent", test_retry_sent);
  g_test_add_func ("/hosted-send/elsewhere", test_elsewhere);
  g_test_add_func ("/hosted-send/progress", test_progress);
  return g_test_run ();
}
