/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job.h"

#include "rw-job-private.h"
#include "rw-test-job-data.h"
#include "rw-test.h"

#include <glib/gstdio.h>
#include <locale.h>

static void
test_getters (void)
{
  g_autoptr (RwJob) job = rw_job_new (rw_test_job_data (10));
  RwJobState state = RW_N_JOB_STATES;

  g_assert_cmpint (rw_job_get_number (job), ==, 10);
  g_assert_cmpstr (rw_job_get_id (job), ==, "id-10");
  g_assert_cmpstr (rw_job_get_path (job), ==, "/data/customers-10");
  g_assert_cmpstr (rw_job_get_file_name (job), ==, "customers-10");
  g_assert_cmpint (rw_job_get_size (job), ==, 12);
  g_assert_cmpint (rw_job_get_modified_at (job), ==, 13);
  g_assert_cmpstr (rw_job_get_server (job), ==, "https://queue.example.com");
  g_assert_cmpstr (rw_job_get_host (job), ==, "queue.example.com");
  g_assert_cmpint (rw_job_get_phase (job), ==, RW_JOB_PHASE_SENT);
  g_assert_true (rw_job_get_state (job, &state));
  g_assert_cmpint (state, ==, RW_JOB_QUEUED);
  g_assert_cmpstr (rw_job_get_state_word (job), ==, "QUEUED");
  g_assert_cmpint (rw_job_get_submitted_at (job), ==, 15);
  g_assert_cmpint (rw_job_get_state_since (job), ==, 16);
  g_assert_cmpint (rw_job_get_checked_at (job), ==, 17);
  g_assert_cmpint (rw_job_get_n_rows (job), ==, 18);
  g_assert_cmpstr (rw_job_get_error (job), ==, "error-10");
  g_assert_cmpstr (rw_job_get_request_id (job), ==, "request-10");
  g_assert_cmpstr (rw_job_get_model_sha256 (job), ==, "model-10");
  g_assert_cmpstr (rw_job_get_result_sha256 (job), ==, "result-10");
}

static void
test_of_this_run (void)
{
  g_autoptr (RwJob) job = rw_job_new (rw_job_data_new ());
  RwJobData *data = rw_job_get_data (job);

  data->done = 5;
  data->total = 9;
  data->is_downloading = TRUE;
  g_assert_cmpint (rw_job_get_done (job), ==, 5);
  g_assert_cmpint (rw_job_get_total (job), ==, 9);
  g_assert_true (rw_job_is_downloading (job));
}

static void
check_over (RwJobPhase phase, const char *word, gboolean expected)
{
  g_autoptr (RwJob) job = rw_job_new (rw_test_job_data (1));
  RwJobData *data = rw_job_get_data (job);

  data->phase = phase;
  rw_job_data_set (&data->word, word);
  g_assert_cmpint (rw_job_is_over (job), ==, expected);
}

static void
test_over (void)
{
  check_over (RW_JOB_PHASE_WAITING, NULL, FALSE);
  check_over (RW_JOB_PHASE_SENDING, NULL, FALSE);
  check_over (RW_JOB_PHASE_UNSENT, NULL, TRUE);
  check_over (RW_JOB_PHASE_SENT, NULL, FALSE);
  check_over (RW_JOB_PHASE_SENT, "RUNNING", FALSE);
  check_over (RW_JOB_PHASE_SENT, "PONDERING", FALSE);
  check_over (RW_JOB_PHASE_SENT, "COMPLETED", TRUE);
  check_over (RW_JOB_PHASE_SENT, "failed", TRUE);
  check_over (RW_JOB_PHASE_SENT, "CANCELLED", TRUE);
}

static void
test_unknown_word (void)
{
  g_autoptr (RwJob) job = rw_job_new (rw_test_job_data (1));
  RwJobState state = RW_N_JOB_STATES;

  rw_job_data_set (&rw_job_get_data (job)->word, "PONDERING");
  g_assert_false (rw_job_get_state (job, &state));
  g_assert_cmpstr (rw_job_get_state_word (job), ==, "PONDERING");
}

static void
count_cb (RwJob *job G_GNUC_UNUSED, GParamSpec *pspec G_GNUC_UNUSED, guint *n)
{
  (*n)++;
}

static void
test_changed (void)
{
  g_autoptr (RwJob) job = rw_job_new (rw_test_job_data (1));
  gint64 at = 0;
  guint n = 0;

  g_signal_connect (job, "notify::changed-at", G_CALLBACK (count_cb), &n);
  rw_job_get_data (job)->n_rows = 4;
  g_assert_cmpuint (n, ==, 0);
  rw_job_changed (job);
  g_object_get (job, "changed-at", &at, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (at, >, 0);
  g_assert_cmpint (rw_job_get_data (job)->revision, ==, 3);
}

static void
test_result_path (void)
{
  g_autoptr (RwJob) job = rw_job_new (rw_job_data_new ());
  g_autofree char *path = rw_test_write ("result.csv", RW_TEST_BYTES ("a\n1\n"));

  g_assert_null (rw_job_get_result_path (job));
  rw_job_data_set (&rw_job_get_data (job)->result_path, path);
  g_assert_cmpstr (rw_job_get_result_path (job), ==, path);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_null (rw_job_get_result_path (job));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job/getters", test_getters);
  g_test_add_func ("/job/of-this-run", test_of_this_run);
  g_test_add_func ("/job/over", test_over);
  g_test_add_func ("/job/unknown-word", test_unknown_word);
  g_test_add_func ("/job/changed", test_changed);
  g_test_add_func ("/job/result-path", test_result_path);
  return g_test_run ();
}
