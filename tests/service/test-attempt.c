/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-attempt.h"

#include "rw-test-backend.h"
#include "rw-test-io.h"
#include "rw-test-job.h"
#include "rw-test-model.h"
#include "rw-test-service.h"
#include "rw-test.h"
#include "rw-worker-step.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define OWNER  "worker"
#define N_ROWS 20

typedef struct Trial Trial;

/* A job that waits, the clock stopped. */
struct Trial
{
  RwBackend *real;
  RwBackend *failing;
  RwModel *model;
  GCancellable *stopping;
  char *id;
  char *scored; /* what must come of it */
  RwWorkerStep step;
  void (*at_step) (Trial *trial); /* NULL: nothing happens on the way */
};

static Trial *current;
static void (*go_on) (RwWorkerStep step, const RwJobRecord *job);

static void
interfere (RwWorkerStep step, const RwJobRecord *job G_GNUC_UNUSED)
{
  if (current->at_step != NULL && step == current->step)
    current->at_step (current);
}

static void
set_up (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = rw_test_read_sample (N_ROWS);

  rw_test_stop_clock ();
  trial->real = rw_test_backend ();
  trial->failing = rw_test_failing_backend (trial->real);
  trial->model = rw_model_load_default (NULL);
  trial->stopping = g_cancellable_new ();
  trial->id = rw_test_submit (trial->real, "customers.csv", text);
  trial->scored = rw_test_dup_scored (text);
  current = trial;
  go_on = rw_worker_step;
  rw_worker_step = interfere;
}

static void
tear_down (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  rw_worker_step = go_on;
  g_free (trial->id);
  g_free (trial->scored);
  g_object_unref (trial->stopping);
  g_object_unref (trial->model);
  rw_backend_free (trial->failing);
  rw_backend_free (trial->real);
}

/* One attempt; its calls are counted from the first after the claim. */
static void
attempt (Trial *trial)
{
  g_autoptr (RwQueueMessage) message =
      rw_queue_receive (trial->real->queue, 0, RW_TEST_LEASE, NULL, NULL);
  RwAttemptSetting setting = { trial->failing, trial->model, 1,
                               RW_TEST_LEASE,  OWNER,        trial->stopping };

  g_assert_nonnull (message);
  rw_test_claim (trial->real->jobs, trial->id);
  g_autoptr (RwJobRecord) job = rw_test_find_job (trial->real->jobs, trial->id);
  rw_attempt_run (&setting, job, message);
  g_assert_cmpuint (rw_test_count_spool (trial->real), ==, 0);
}

static void
assert_moves (Trial *trial, const char *expected)
{
  g_autofree char *moves = rw_test_show_moves (trial->real->jobs, trial->id);

  g_assert_cmpstr (moves, ==, expected);
}

static void
assert_note (Trial *trial, const char *part)
{
  g_autoptr (GPtrArray) events = rw_jobs_list_events (trial->real->jobs, trial->id, NULL);
  const RwJobEvent *last = events->pdata[events->len - 1];

  g_assert_nonnull (last->note);
  g_assert_nonnull (strstr (last->note, part));
}

/* The message comes back between the two times (ms from now) and not before. */
static void
assert_comes_back (Trial *trial, gint64 from, gint64 to)
{
  if (from > 0)
    {
      rw_test_advance_clock (from - 1);
      g_assert_null (rw_queue_receive (trial->real->queue, 0, 0, NULL, NULL));
      rw_test_advance_clock (to - from + 1);
    }
  /* This only looks: the last receive that counts is the attempt's. */
  g_assert_cmpint (rw_queue_count (trial->real->queue, NULL), ==, 1);
}

static void
assert_message_removed (Trial *trial)
{
  g_assert_cmpint (rw_queue_count (trial->real->queue, NULL), ==, 0);
  g_assert_cmpuint (rw_test_count_dead (trial->real), ==, 0);
}

static void
test_completed (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  attempt (trial);
  assert_moves (trial, "QPD");
  rw_test_assert_completed (trial->real, trial->id, trial->scored);
  assert_message_removed (trial);
  g_autoptr (RwJobRecord) job = rw_test_find_job (trial->real->jobs, trial->id);
  g_assert_cmpint (job->n_rows, ==, N_ROWS);
  g_assert_cmpstr (job->model_sha256, ==, rw_model_get_sha256 (trial->model));
}

static void
test_bad_file (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, trial->id, 0);

  g_assert_true (rw_storage_remove (trial->real->storage, key, NULL));
  rw_test_store (trial->real->storage, key, "a,b\n1,2\n");
  attempt (trial);
  assert_moves (trial, "QPF");
  rw_test_assert_failed (trial->real, trial->id, "“customers.csv”");
  assert_message_removed (trial);
}

/* Three times the same fault, each time with a longer pause, then it is given up. */
static void
fail_three_times (Trial *trial)
{
  rw_test_fail_calls (0, 1, RW_TEST_NOT_DONE);
  attempt (trial);
  assert_note (trial, "try again");
  assert_comes_back (trial, 5000, 7500);
  rw_test_fail_calls (0, 1, RW_TEST_NOT_DONE);
  attempt (trial);
  assert_note (trial, "try again");
  assert_comes_back (trial, 30000, 45000);
  rw_test_fail_calls (0, 1, RW_TEST_NOT_DONE);
  attempt (trial);
  rw_test_assert_failed (trial->real, trial->id, "in 3 attempts");
  g_assert_cmpint (rw_queue_count (trial->real->queue, NULL), ==, 0);
}

static void
test_given_up (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  fail_three_times (trial);
  assert_moves (trial, "QPQPQPF");
  g_assert_cmpuint (rw_test_count_dead (trial->real), ==, 1);
}

/* Attempts go on counting, but it has three again. */
static void
test_requeued (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) entries = NULL;

  fail_three_times (trial);
  g_assert_true (rw_jobs_requeue (trial->real->jobs, trial->id, NULL));
  entries = rw_jobs_take_outbox (trial->real->jobs, 1, NULL);
  const RwOutboxEntry *entry = entries->pdata[0];
  g_assert_true (rw_queue_send (trial->real->queue, entry->body, 0, NULL));
  fail_three_times (trial);
  assert_moves (trial, "QPQPQPFQPQPQPF");
}

static void
stop (Trial *trial)
{
  g_cancellable_cancel (trial->stopping);
}

static void
test_stopped (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  trial->at_step = stop;
  trial->step = RW_STEP_SCORING;
  attempt (trial);
  assert_moves (trial, "QPQ");
  assert_note (trial, "was stopped");
  assert_comes_back (trial, 0, 0);
  g_cancellable_reset (trial->stopping);
  trial->at_step = NULL;
  attempt (trial);
  rw_test_assert_completed (trial->real, trial->id, trial->scored);
}

/* Before it began. */
static void
test_stopped_already (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  stop (trial);
  attempt (trial);
  assert_moves (trial, "QPQ");
  assert_comes_back (trial, 0, 0);
}

static void
cancel_job (Trial *trial)
{
  g_assert_true (rw_jobs_cancel (trial->real->jobs, trial->id, NULL));
}

/* What is not wanted any more is not kept. */
static void
test_cancelled (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  trial->at_step = cancel_job;
  for (int step = RW_STEP_FETCHING; step <= RW_STEP_STORED; step++)
    {
      trial->step = (RwWorkerStep) step;
      attempt (trial);
      g_assert_cmpuint (rw_test_count_results (trial->real), ==, 0);
      g_autoptr (RwJobRecord) job = rw_test_find_job (trial->real->jobs, trial->id);
      g_assert_cmpint (job->state, ==, RW_JOB_CANCELLED);
      g_assert_true (rw_jobs_requeue (trial->real->jobs, trial->id, NULL));
      g_assert_true (rw_queue_send (trial->real->queue, "body", 0, NULL));
    }
}

static void
succeed (Trial *trial)
{
  RwJobLease lease = { trial->id, OWNER, 0 };
  g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, trial->id, 2);
  RwJobResult result = { key, 5, "0f3a", "9c2e", 1 };

  rw_test_advance_clock (RW_TEST_LEASE);
  lease.attempt = rw_test_claim (trial->real->jobs, trial->id);
  rw_test_store (trial->real->storage, key, "other");
  g_assert_true (rw_jobs_complete (trial->real->jobs, &lease, &result, NULL));
}

/* Somebody else was faster: his result stays, whatever becomes of ours. */
static void
test_successor (Trial *trial, gconstpointer data)
{
  g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, trial->id, 2);

  trial->at_step = succeed;
  trial->step = (RwWorkerStep) GPOINTER_TO_INT (data);
  attempt (trial);
  assert_moves (trial, "QPQPD");
  g_autoptr (RwJobRecord) job = rw_test_find_job (trial->real->jobs, trial->id);
  g_assert_cmpstr (job->result_key, ==, key);
  rw_test_assert_stored (trial->real->storage, key, "other");
  g_assert_cmpuint (rw_test_count_results (trial->real), ==, 1);
}

static void
be_late (Trial *trial G_GNUC_UNUSED)
{
  rw_test_advance_clock (2 * RW_TEST_LEASE);
}

/* Nobody else took it: the work is done. */
static void
test_late (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  trial->at_step = be_late;
  trial->step = RW_STEP_STORED;
  attempt (trial);
  assert_moves (trial, "QPD");
  rw_test_assert_completed (trial->real, trial->id, trial->scored);
}

/* Nobody knows whether the job was completed, and it was: its result must stay. */
static void
test_completed_in_silence (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_fail_calls (3, 1, RW_TEST_DONE);
  attempt (trial);
  g_assert_cmpstr (rw_test_get_failed_call (), ==, "complete");
  assert_moves (trial, "QPD");
  rw_test_assert_completed (trial->real, trial->id, trial->scored);
}

static void
test_not_completed (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_fail_calls (3, 1, RW_TEST_NOT_DONE);
  attempt (trial);
  g_assert_cmpstr (rw_test_get_failed_call (), ==, "complete");
  assert_moves (trial, "QPQ");
  rw_test_advance_clock (RW_TEST_LEASE);
  attempt (trial);
  rw_test_assert_completed (trial->real, trial->id, trial->scored);
}

/* The whole backend is away until the attempt is over: time makes up for it. */
static void
test_backend_away (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_fail_calls (0, G_MAXUINT, RW_TEST_NOT_DONE);
  attempt (trial);
  assert_moves (trial, "QP");
  rw_test_fail_calls (0, 0, RW_TEST_NOT_DONE);
  rw_test_advance_clock (RW_TEST_LEASE);
  attempt (trial);
  assert_moves (trial, "QPQPD");
  rw_test_assert_completed (trial->real, trial->id, trial->scored);
}

static GString *lines;

static ssize_t
take_log (int fd, const void *bytes, size_t length)
{
  if (fd != STDERR_FILENO)
    return write (fd, bytes, length);
  g_string_append_len (lines, bytes, (gssize) length);
  return (ssize_t) length;
}

/* What the log says of an attempt whose file cannot be read with this error. */
static void
attempt_with_log (Trial *trial, RwTestCall call)
{
  lines = g_string_new (NULL);
  rw_test_set_fault (call, (RwTestFault){ .times = 1, .error_number = EIO });
  rw_io.write = take_log;
  attempt (trial);
  rw_io.write = write;
  rw_test_clear_faults ();
  g_assert_nonnull (strstr (lines->str, "\"attempt-failed\""));
  g_assert_nonnull (strstr (lines->str, "\"error\":\"file\""));
  g_assert_null (strstr (lines->str, "customers"));
  g_assert_null (strstr (lines->str, RW_TEST_USER));
}

/* The log says what is wrong with our disk, but never names a file of an analyst. */
static void
test_log (Trial *trial, gconstpointer data G_GNUC_UNUSED)
{
  attempt_with_log (trial, RW_TEST_PREAD);
  g_assert_null (strstr (lines->str, "reason"));
  g_string_free (lines, TRUE);
  rw_test_advance_clock (RW_TEST_LEASE);
  attempt_with_log (trial, RW_TEST_FSYNC);
  g_assert_nonnull (strstr (lines->str, "Input/output error"));
  g_string_free (lines, TRUE);
}

#define ADD(name, data, func) g_test_add ("/attempt/" name, Trial, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("completed", NULL, test_completed);
  ADD ("bad-file", NULL, test_bad_file);
  ADD ("given-up", NULL, test_given_up);
  ADD ("requeued", NULL, test_requeued);
  ADD ("stopped", NULL, test_stopped);
  ADD ("stopped-already", NULL, test_stopped_already);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("successor/scoring", GINT_TO_POINTER (RW_STEP_SCORING), test_successor);
  ADD ("successor/written", GINT_TO_POINTER (RW_STEP_WRITTEN), test_successor);
  ADD ("successor/stored", GINT_TO_POINTER (RW_STEP_STORED), test_successor);
  ADD ("late", NULL, test_late);
  ADD ("completed-in-silence", NULL, test_completed_in_silence);
  ADD ("not-completed", NULL, test_not_completed);
  ADD ("log", NULL, test_log);
  ADD ("backend-away", NULL, test_backend_away);
  return g_test_run ();
}
