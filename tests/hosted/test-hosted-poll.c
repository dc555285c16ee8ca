/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-clock.h"
#include "rw-job-private.h"
#include "rw-test-hosted.h"
#include "rw-test.h"

#include <gio/gio.h>
#include <locale.h>

#define J1   "GET /api/predictions/j1 "
#define LIST "GET /api/predictions/?"

static gint64 (*usual_clock) (void);
static gint64 shift;

static gint64
shifted_clock (void)
{
  return usual_clock () + shift;
}

/* A program that starts with one job at its server, which has not asked for it yet. */
static RwTestHosted *
make (const char *word)
{
  RwTestHosted *test = rw_test_hosted_new ();

  rw_test_hosted_store (test, "j1", word);
  rw_test_hosted_restart (test);
  return test;
}

static void
reply_word (RwTestHosted *test, const char *word)
{
  g_autofree char *body = g_strdup_printf (
      "{\"prediction\":{\"id\":\"j1\",\"status\":\"%s\",\"rows_processed\":5,\"rows_total\":9}}",
      word);

  rw_test_queue_reply (test->queue, J1, 200, body);
}

static void
reply_for_ever (RwTestHosted *test, const char *word)
{
  g_autofree char *body =
      g_strdup_printf ("{\"prediction\":{\"id\":\"j1\",\"status\":\"%s\"}}", word);

  rw_test_server_reply (
      test->server, &(RwTestReply){ .route = J1, .status = 200, .body = body, .is_lasting = TRUE });
}

static void
test_states (void)
{
  g_autoptr (RwTestHosted) test = make ("QUEUED");
  g_autoptr (RwJob) job = rw_test_hosted_get (test, 0);

  reply_word (test, "RUNNING");
  rw_test_queue_reply (test->queue, J1, 200,
                       "{\"prediction\":{\"id\":\"j1\",\"status\":\"COMPLETED\","
                       "\"status_since\":\"2023-11-14T22:13:20.042Z\",\"rows_processed\":9,"
                       "\"metrics_json\":{\"model_sha256\":\"m\",\"result_sha256\":\"r\"}}}");
  rw_test_hosted_connect (test);
  rw_test_wait_word (job, "RUNNING");
  g_assert_cmpint (rw_job_get_done (job), ==, 5);
  g_assert_cmpint (rw_job_get_total (job), ==, 9);
  g_assert_cmpint (rw_job_get_n_rows (job), ==, 0);
  g_assert_cmpuint (test->n_ended, ==, 0);
  rw_test_wait_word (job, "COMPLETED");
  g_assert_cmpint (rw_job_get_n_rows (job), ==, 9);
  g_assert_cmpint (rw_job_get_state_since (job), ==, 1700000000042);
  g_assert_cmpstr (rw_job_get_model_sha256 (job), ==, "m");
  g_assert_cmpstr (rw_job_get_result_sha256 (job), ==, "r");
  g_assert_cmpuint (test->n_ended, ==, 1);
  g_assert_cmpuint (rw_hosted_count_open (test->hosted), ==, 0);
  rw_test_hosted_wait_saved (test, job);
}

static void
test_failed_job (void)
{
  g_autoptr (RwTestHosted) test = make ("QUEUED");
  g_autoptr (RwJob) job = rw_test_hosted_get (test, 0);

  rw_test_queue_reply (test->queue, J1, 200,
                       "{\"prediction\":{\"id\":\"j1\",\"status\":\"FAILED\","
                       "\"error_message\":\"No column “tenure”.\"}}");
  rw_test_hosted_connect (test);
  rw_test_wait_word (job, "FAILED");
  g_assert_cmpstr (rw_job_get_error (job), ==, "No column “tenure”.");
  g_assert_cmpuint (test->n_ended, ==, 1);
}

/* What is over is left alone, and so is what is asked for by nobody: the stub ends the test at a
 * request that it has no reply for. */
static void
test_silence (void)
{
  g_autoptr (RwTestHosted) test = make ("COMPLETED");

  rw_test_hosted_connect (test);
  rw_hosted_refresh (test->hosted);
  rw_test_run_for (1500);
  g_assert_cmpuint (rw_test_server_count (test->server, ""), ==, 0);
}

static void
count_cb (guint *n)
{
  ++*n;
}

/* An answer changes much and is told once. */
static void
test_told_once (void)
{
  g_autoptr (RwTestHosted) test = make ("QUEUED");
  g_autoptr (RwJob) job = rw_test_hosted_get (test, 0);
  guint n = 0;

  reply_word (test, "COMPLETED");
  g_signal_connect_swapped (job, "notify::changed-at", G_CALLBACK (count_cb), &n);
  rw_test_hosted_connect (test);
  rw_test_wait_word (job, "COMPLETED");
  rw_test_run_for (50);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_several (void)
{
  g_autoptr (RwTestHosted) test = make ("QUEUED");

  rw_test_hosted_store (test, "j2", "QUEUED");
  rw_test_hosted_restart (test);
  g_autoptr (RwJob) second = rw_test_hosted_get (test, 0);
  g_autoptr (RwJob) first = rw_test_hosted_get (test, 1);
  rw_test_server_reply (test->server,
                        &(RwTestReply){ .route = LIST,
                                        .status = 200,
                                        .body = "{\"predictions\":[" RW_TEST_JOB (
                                            "j2", "RUNNING") "," RW_TEST_JOB ("j1", "RUNNING") "]}",
                                        .is_lasting = TRUE });
  rw_test_hosted_connect (test);
  rw_test_wait_word (first, "RUNNING");
  rw_test_wait_word (second, "RUNNING");
  rw_test_wait_requests (test->server, LIST, 2);
  g_assert_cmpuint (rw_test_server_count (test->server, J1), ==, 0);
}

/* A server that fails is asked less often, and what it says is shown until it says better. */
static void
test_failures (void)
{
  g_autoptr (RwTestHosted) test = make ("QUEUED");
  g_autoptr (RwJob) job = rw_test_hosted_get (test, 0);

  rw_test_server_reply (
      test->server, &(RwTestReply){ .route = J1, .status = 429, .header = "Retry-After: 6\r\n" });
  rw_test_hosted_connect (test);
  rw_test_wait_error (job, "is busy");
  g_assert_cmpstr (rw_job_get_state_word (job), ==, "QUEUED");
  rw_test_run_for (1500);
  g_assert_cmpuint (rw_test_server_count (test->server, J1), ==, 1);
  reply_for_ever (test, "QUEUED");
  rw_hosted_refresh (test->hosted);
  rw_test_wait_error (job, NULL);
}

static void
test_unknown_word (void)
{
  g_autoptr (RwTestHosted) test = make ("QUEUED");
  g_autoptr (RwJob) job = rw_test_hosted_get (test, 0);

  reply_for_ever (test, "PONDERING");
  rw_test_hosted_connect (test);
  rw_test_wait_word (job, "PONDERING");
  rw_test_wait_requests (test->server, J1, 2);
}

/* What was done about a job while the question was under way is newer than the answer. */
static void
test_old_answer (void)
{
  g_autoptr (RwTestHosted) test = make ("QUEUED");
  g_autoptr (RwJob) job = rw_test_hosted_get (test, 0);

  reply_word (test, "RUNNING");
  reply_word (test, "COMPLETED");
  rw_test_hosted_connect (test);
  rw_job_changed (job);
  rw_test_wait_word (job, "COMPLETED");
  g_assert_cmpuint (rw_test_server_count (test->server, J1), ==, 2);
}

static void
ended_cb (RwHosted *hosted, RwJob *job)
{
  rw_hosted_forget (hosted, job);
}

static void
test_forgotten_when_ended (void)
{
  g_autoptr (RwTestHosted) test = make ("QUEUED");
  g_autoptr (RwJob) job = rw_test_hosted_get (test, 0);

  reply_word (test, "COMPLETED");
  g_signal_connect (test->hosted, "ended", G_CALLBACK (ended_cb), NULL);
  rw_test_hosted_connect (test);
  rw_test_wait_word (job, "COMPLETED");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (test->hosted)), ==, 0);
}

/* A job that has been in its state for long is due in half a minute; then something happens. */
static RwTestHosted *
make_patient (RwJob **job)
{
  RwTestHosted *test = make ("QUEUED");

  *job = rw_test_hosted_get (test, 0);
  reply_for_ever (test, "QUEUED");
  shift += 3600 * 1000;
  rw_test_hosted_connect (test);
  rw_test_wait_requests (test->server, J1, 1);
  rw_test_run_for (2500);
  g_assert_cmpuint (rw_test_server_count (test->server, J1), ==, 1);
  return test;
}

static void
test_network_is_back (void)
{
  g_autoptr (RwJob) job = NULL;
  g_autoptr (RwTestHosted) test = make_patient (&job);

  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  rw_test_wait_requests (test->server, J1, 2);
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", FALSE);
  rw_test_run_for (200);
  g_assert_cmpuint (rw_test_server_count (test->server, J1), ==, 2);
}

static void
test_after_sleep (void)
{
  g_autoptr (RwJob) job = NULL;
  g_autoptr (RwTestHosted) test = make_patient (&job);

  shift -= 60 * 1000;
  rw_test_wait_requests (test->server, J1, 2);
}

static void
test_refresh (void)
{
  g_autoptr (RwJob) job = NULL;
  g_autoptr (RwTestHosted) test = make_patient (&job);

  rw_hosted_refresh (test->hosted);
  rw_test_wait_requests (test->server, J1, 2);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  /* No news of this computer's network. */
  g_setenv ("GIO_USE_NETWORK_MONITOR", "base", TRUE);
  g_test_init (&argc, &argv, NULL);
  usual_clock = rw_clock_now;
  rw_clock_now = shifted_clock;
  g_test_add_func ("/hosted-poll/states", test_states);
  g_test_add_func ("/hosted-poll/failed-job", test_failed_job);
  g_test_add_func ("/hosted-poll/silence", test_silence);
  g_test_add_func ("/hosted-poll/told-once", test_told_once);
  g_test_add_func ("/hosted-poll/several", test_several);
  g_test_add_func ("/hosted-poll/failures", test_failures);
  g_test_add_func ("/hosted-poll/unknown-word", test_unknown_word);
  g_test_add_func ("/hosted-poll/old-answer", test_old_answer);
  g_test_add_func ("/hosted-poll/forgotten-when-ended", test_forgotten_when_ended);
  g_test_add_func ("/hosted-poll/network-is-back", test_network_is_back);
  g_test_add_func ("/hosted-poll/after-sleep", test_after_sleep);
  g_test_add_func ("/hosted-poll/refresh", test_refresh);
  return g_test_run ();
}
