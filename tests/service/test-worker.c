/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-worker.h"

#include "rw-model-shelf.h"
#include "rw-test-backend.h"
#include "rw-test-job.h"
#include "rw-test-model.h"
#include "rw-test-service.h"
#include "rw-test-shelf.h"
#include "rw-test.h"
#include "rw-worker-step.h"

#define N_ROWS 20
#define N_JOBS 5
#define LONG   (60 * 60 * 1000)

typedef struct
{
  RwBackend *real;
  RwBackend *failing;
  RwModel *model;
  RwWorker *worker;
  char *text;
  char *scored;
} Bench;

static void
set_up (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_stop_clock ();
  bench->real = rw_test_backend ();
  bench->failing = rw_test_failing_backend (bench->real);
  bench->model = rw_model_load_default (NULL);
  bench->worker = rw_worker_new (bench->failing, bench->model, 1, RW_TEST_LEASE);
  bench->text = rw_test_read_sample (N_ROWS);
  bench->scored = rw_test_dup_scored (bench->text);
}

static void
tear_down (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_free (bench->text);
  g_free (bench->scored);
  rw_worker_free (bench->worker);
  g_object_unref (bench->model);
  rw_backend_free (bench->failing);
  rw_backend_free (bench->real);
}

static char *
submit (Bench *bench)
{
  return rw_test_submit (bench->real, "customers.csv", bench->text);
}

static void
run_once (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_worker_run_once (bench->worker, 0, &error));
  g_assert_no_error (error);
}

static void
assert_empty (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_worker_run_once (bench->worker, 0, &error));
  g_assert_no_error (error);
}

static void
assert_moves (Bench *bench, const char *id, const char *expected)
{
  g_autofree char *moves = rw_test_show_moves (bench->real->jobs, id);

  g_assert_cmpstr (moves, ==, expected);
}

static void
test_jobs (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  char *ids[N_JOBS];

  for (guint i = 0; i < N_JOBS; i++)
    ids[i] = submit (bench);
  for (guint i = 0; i < N_JOBS; i++)
    run_once (bench);
  assert_empty (bench);
  for (guint i = 0; i < N_JOBS; i++)
    {
      rw_test_assert_completed (bench->real, ids[i], bench->scored);
      g_free (ids[i]);
    }
}

static void
assert_scored_by (Bench *bench, const char *id, const char *sha256)
{
  g_autoptr (RwJobRecord) job = rw_test_find_job (bench->real->jobs, id);

  g_assert_cmpint (job->state, ==, RW_JOB_COMPLETED);
  g_assert_cmpstr (job->model_sha256, ==, sha256);
}

/* Between two jobs it is another model that is in use. */
static void
test_follow (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = rw_test_dup_new_path ();
  g_autoptr (RwModelFeed) feed = rw_model_feed_new (bench->real->storage, folder, 0);
  g_autoptr (GBytes) bytes = rw_test_shelf_model (1);
  g_autofree char *first = submit (bench);
  g_autofree char *second = submit (bench);

  rw_worker_follow (bench->worker, feed);
  run_once (bench);
  assert_scored_by (bench, first, rw_model_get_sha256 (bench->model));
  g_autofree char *sha256 = rw_model_shelf_publish (bench->real->storage, bytes, NULL);
  run_once (bench);
  assert_scored_by (bench, second, sha256);
}

/* No job is scored by a model that nobody chose. */
static void
test_follow_nothing (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = rw_test_dup_new_path ();
  g_autoptr (RwModelFeed) feed = rw_model_feed_new (bench->real->storage, folder, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = submit (bench);

  rw_worker_follow (bench->worker, feed);
  rw_test_store (bench->real->storage, RW_STORAGE_CURRENT, "nonsense\n");
  g_assert_false (rw_worker_run_once (bench->worker, 0, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "which model is in use");
  assert_moves (bench, id, "Q");
}

/* A message that is none of a job's is a dead letter at once, and no job notices. */
static void
test_nonsense (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const bodies[] = { "", "nonsense", "{}", "{\"version\":2}",
                                        "{\"version\":1,\"prediction_id\":\"x\"}" };
  g_autofree char *done = submit (bench);
  g_autofree char *waiting = NULL;

  run_once (bench);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    g_assert_true (rw_queue_send (bench->real->queue, bodies[i], 0, NULL));
  waiting = submit (bench);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    run_once (bench);
  g_assert_cmpuint (rw_test_count_dead (bench->real), ==, G_N_ELEMENTS (bodies));
  g_assert_null (rw_queue_take_dead (bench->real->queue, NULL));
  assert_moves (bench, done, "QPD");
  assert_moves (bench, waiting, "Q");
}

/* A job's message that comes once more, and one of a job that nobody knows. */
static void
test_over (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = submit (bench);
  g_autoptr (RwQueueMessage) message = rw_queue_receive (bench->real->queue, 0, 0, NULL, NULL);

  run_once (bench);
  g_assert_true (rw_queue_send (bench->real->queue, message->body, 0, NULL));
  g_assert_true (rw_queue_send (
      bench->real->queue,
      "{\"version\":1,\"prediction_id\":\"9c2e0f3a-0f3a-4f3a-8f3a-0f3a0f3a0f3a\"}", 0, NULL));
  run_once (bench);
  run_once (bench);
  assert_moves (bench, id, "QPD");
  g_assert_cmpint (rw_queue_count (bench->real->queue, NULL), ==, 0);
  g_assert_cmpuint (rw_test_count_dead (bench->real), ==, 0);
}

static void
test_held (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = submit (bench);

  rw_test_claim (bench->real->jobs, id);
  run_once (bench);
  assert_moves (bench, id, "QP");
  rw_test_advance_clock (RW_TEST_LEASE);
  assert_empty (bench);
  rw_test_advance_clock (RW_TEST_LEASE / 2);
  run_once (bench);
  assert_moves (bench, id, "QPQPD");
  rw_test_assert_completed (bench->real, id, bench->scored);
}

static void
test_spent (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = submit (bench);

  for (guint i = 0; i < RW_JOBS_MAX_ATTEMPTS; i++)
    {
      rw_test_claim (bench->real->jobs, id);
      rw_test_advance_clock (RW_TEST_LEASE);
    }
  run_once (bench);
  assert_moves (bench, id, "QPQPQPQF");
  rw_test_assert_failed (bench->real, id, "in 3 attempts");
  g_assert_cmpuint (rw_test_count_dead (bench->real), ==, 1);
  g_assert_cmpint (rw_queue_count (bench->real->queue, NULL), ==, 0);
}

/* While the jobs cannot be asked, messages are not received one after another until they are dead.
 */
static void
test_claim_fails (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = submit (bench);
  g_autoptr (GError) error = NULL;

  rw_test_fail_calls (1, 1, RW_TEST_NOT_DONE);
  g_assert_false (rw_worker_run_once (bench->worker, 0, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, NULL);
  g_assert_cmpstr (rw_test_get_failed_call (), ==, "claim");
  rw_test_advance_clock (RW_TEST_LEASE);
  assert_empty (bench);
  rw_test_advance_clock (RW_TEST_LEASE / 2);
  run_once (bench);
  rw_test_assert_completed (bench->real, id, bench->scored);
}

static void
test_receive_fails (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  rw_test_fail_calls (0, 1, RW_TEST_NOT_DONE);
  g_assert_false (rw_worker_run_once (bench->worker, LONG, &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, NULL);
}

static gpointer
run (gpointer worker)
{
  rw_worker_run (worker);
  return NULL;
}

/* It waits for messages, and stops waiting at once. */
static void
test_drain (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("worker", run, bench->worker);

  rw_test_wait_for_calls ("receive", 1);
  rw_worker_drain (bench->worker);
  g_thread_join (thread);
  g_assert_false (rw_worker_run_once (bench->worker, LONG, &error));
  rw_test_assert_cancelled (&error);
}

static RwWorker *to_end;
static void (*end_worker) (RwWorker *worker);

static void
end_while_scoring (RwWorkerStep step, const RwJobRecord *job G_GNUC_UNUSED)
{
  if (step == RW_STEP_SCORING)
    end_worker (to_end);
}

/* Two jobs wait; the worker is told to end while it has the first. */
static void
end_with_first (Bench *bench, void (*end) (RwWorker *worker), const char *first)
{
  g_autofree char *one = submit (bench);
  g_autofree char *other = submit (bench);
  void (*before) (RwWorkerStep step, const RwJobRecord *job) = rw_worker_step;

  to_end = bench->worker;
  end_worker = end;
  rw_worker_step = end_while_scoring;
  rw_worker_run (bench->worker);
  rw_worker_step = before;
  assert_moves (bench, one, first);
  assert_moves (bench, other, "Q");
}

static void
test_drain_while_working (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  end_with_first (bench, rw_worker_drain, "QPD");
}

static void
test_stop_while_working (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  end_with_first (bench, rw_worker_stop, "QPQ");
  g_autoptr (RwQueueMessage) message = rw_queue_receive (bench->real->queue, 0, 0, NULL, NULL);
  g_assert_cmpint (message->n_receives, ==, 2);
}

/* The queue fails for a while, and the worker goes on. */
static void
test_queue_comes_back (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *id = submit (bench);

  rw_test_fail_calls (0, 1, RW_TEST_NOT_DONE);
  GThread *thread = g_thread_new ("worker", run, bench->worker);
  rw_test_wait_for_calls ("remove", 1);
  rw_worker_drain (bench->worker);
  g_thread_join (thread);
  rw_test_assert_completed (bench->real, id, bench->scored);
}

#define ADD(name, func) g_test_add ("/worker/" name, Bench, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("jobs", test_jobs);
  ADD ("follow", test_follow);
  ADD ("follow-nothing", test_follow_nothing);
  ADD ("nonsense", test_nonsense);
  ADD ("over", test_over);
  ADD ("held", test_held);
  ADD ("spent", test_spent);
  ADD ("claim-fails", test_claim_fails);
  ADD ("receive-fails", test_receive_fails);
  ADD ("drain", test_drain);
  ADD ("drain-while-working", test_drain_while_working);
  ADD ("stop-while-working", test_stop_while_working);
  ADD ("queue-comes-back", test_queue_comes_back);
  return g_test_run ();
}
