/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-heartbeat.h"

#include "rw-test-backend.h"
#include "rw-test-service.h"
#include "rw-test.h"

#define LEASE    90 /* ms; a beat every 30 */
#define N_ROUNDS 3
#define LONG     (60 * 1000)

/* A job that is worked on, its clock stopped. */
typedef struct
{
  RwBackend *real;
  RwBackend *failing;
  RwQueueMessage *message;
  RwJobRecord *job;
  RwJobLease lease;
  RwProgress *progress;
  GCancellable *cancellable;
} Beating;

static void
set_up (Beating *test, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = NULL;

  rw_test_stop_clock ();
  test->real = rw_test_backend ();
  test->failing = rw_test_failing_backend (test->real);
  id = rw_test_create_job (test->real->jobs);
  g_assert_true (rw_queue_send (test->real->queue, "body", 0, NULL));
  test->message = rw_queue_receive (test->real->queue, 0, LEASE, NULL, NULL);
  test->lease = (RwJobLease){ .id = id, .owner = "worker" };
  g_assert_cmpint (rw_jobs_claim (test->real->jobs, &test->lease, LEASE, &test->job, NULL), ==,
                   RW_CLAIM_TAKEN);
  test->lease.id = test->job->id;
  test->lease.attempt = test->job->attempt;
  test->progress = rw_progress_new ();
  test->cancellable = g_cancellable_new ();
}

static void
tear_down (Beating *test, gconstpointer data G_GNUC_UNUSED)
{
  g_object_unref (test->cancellable);
  rw_progress_unref (test->progress);
  rw_job_record_free (test->job);
  rw_queue_message_free (test->message);
  rw_backend_free (test->failing);
  rw_backend_free (test->real);
}

static RwHeartbeat *
start (Beating *test)
{
  return rw_heartbeat_start (test->failing, &test->lease, LEASE, test->message, test->progress,
                             test->cancellable);
}

/* Until a beat that began after this call is over. */
static void
wait_for_beat (void)
{
  rw_test_wait_for_calls ("renew", rw_test_count_calls ("renew") + 2);
}

/* Each beat is worth a whole lease again, and the message stays invisible. */
static void
test_renewed (Beating *test, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwHeartbeat) heartbeat = start (test);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      wait_for_beat ();
      rw_test_advance_clock (LEASE - 1);
    }
  g_assert_cmpint (rw_jobs_sweep (test->real->jobs, NULL), ==, 0);
  g_assert_null (rw_queue_receive (test->real->queue, 0, LEASE, NULL, NULL));
  g_assert_false (g_cancellable_is_cancelled (test->cancellable));
}

/* The lease runs out before the message comes back. */
static void
test_lease_first (Beating *test, gconstpointer data G_GNUC_UNUSED)
{
  RwHeartbeat *heartbeat = start (test);

  wait_for_beat ();
  rw_heartbeat_stop (heartbeat);
  rw_test_advance_clock (LEASE);
  g_assert_null (rw_queue_receive (test->real->queue, 0, LEASE, NULL, NULL));
  g_assert_cmpint (rw_jobs_sweep (test->real->jobs, NULL), ==, 1);
  rw_test_advance_clock (rw_heartbeat_get_invisible (LEASE) - LEASE);
  g_autoptr (RwQueueMessage) message = rw_queue_receive (test->real->queue, 0, LEASE, NULL, NULL);
  g_assert_nonnull (message);
}

static void
assert_rows (Beating *test, gint64 rows_done, gint64 n_rows)
{
  wait_for_beat ();
  g_autoptr (RwJobRecord) job = rw_test_find_job (test->real->jobs, test->job->id);
  g_assert_cmpint (job->rows_done, ==, rows_done);
  g_assert_cmpint (job->n_rows, ==, n_rows);
}

/* Bytes are no rows, and what was scored stays so while it is written. */
static void
test_rows (Beating *test, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwHeartbeat) heartbeat = start (test);

  rw_progress_begin (test->progress, RW_STAGE_PARSING, 12345);
  rw_progress_add (test->progress, 123);
  assert_rows (test, 0, 0);
  rw_progress_begin (test->progress, RW_STAGE_SCORING, 7000);
  assert_rows (test, 0, 7000);
  rw_progress_add (test->progress, 512);
  assert_rows (test, 512, 7000);
  rw_progress_end (test->progress);
  assert_rows (test, 512, 7000);
  rw_progress_begin (test->progress, RW_STAGE_WRITING, 7000);
  assert_rows (test, 7000, 7000);
  rw_progress_end (test->progress);
  assert_rows (test, 7000, 7000);
}

static void
wait_for_cancel (GCancellable *cancellable)
{
  GPollFD fd;

  g_assert_true (g_cancellable_make_pollfd (cancellable, &fd));
  g_assert_cmpint (g_poll (&fd, 1, LONG), ==, 1);
  g_cancellable_release_fd (cancellable);
}

static void
test_cancelled_job (Beating *test, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwHeartbeat) heartbeat = start (test);

  g_assert_true (rw_jobs_cancel (test->real->jobs, test->job->id, NULL));
  wait_for_cancel (test->cancellable);
}

static void
test_lease_ran_out (Beating *test, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwHeartbeat) heartbeat = NULL;

  rw_test_advance_clock (LEASE);
  heartbeat = start (test);
  wait_for_cancel (test->cancellable);
}

/* A successor's lease is not touched. */
static void
test_successor (Beating *test, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwHeartbeat) heartbeat = NULL;

  rw_test_advance_clock (LEASE);
  g_assert_cmpint (rw_test_claim (test->real->jobs, test->job->id), ==, 2);
  rw_progress_begin (test->progress, RW_STAGE_SCORING, 100);
  heartbeat = start (test);
  wait_for_cancel (test->cancellable);
  g_autoptr (RwJobRecord) job = rw_test_find_job (test->real->jobs, test->job->id);
  g_assert_cmpint (job->attempt, ==, 2);
  g_assert_cmpint (job->n_rows, ==, 0);
}

/* Whichever call fails, and however: the next beat makes up for it. */
static void
test_faults (Beating *test, gconstpointer data G_GNUC_UNUSED)
{
  for (guint n = 0; n < 2; n++)
    for (int failure = 0; failure < RW_TEST_N_FAILURES; failure++)
      {
        rw_test_fail_calls (n, 1, (RwTestFailure) failure);
        g_autoptr (RwHeartbeat) heartbeat = start (test);
        wait_for_beat ();
        g_assert_cmpstr (rw_test_get_failed_call (), ==, n == 0 ? "renew" : "extend");
        rw_test_advance_clock (LEASE - 1);
        wait_for_beat ();
        g_assert_false (g_cancellable_is_cancelled (test->cancellable));
        g_assert_cmpint (rw_jobs_sweep (test->real->jobs, NULL), ==, 0);
      }
}

#define ADD(name, func) g_test_add ("/heartbeat/" name, Beating, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("renewed", test_renewed);
  ADD ("lease-first", test_lease_first);
  ADD ("rows", test_rows);
  ADD ("cancelled-job", test_cancelled_job);
  ADD ("lease-ran-out", test_lease_ran_out);
  ADD ("successor", test_successor);
  ADD ("faults", test_faults);
  return g_test_run ();
}
