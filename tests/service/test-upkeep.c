/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-upkeep.h"

#include "rw-test-backend.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

static void
run (RwUpkeep *upkeep)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_upkeep_run (upkeep, &error));
  g_assert_no_error (error);
}

static gboolean
receive (RwBackend *backend)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwQueueMessage) message =
      rw_queue_receive (backend->queue, 0, RW_TEST_LEASE, NULL, &error);

  g_assert_no_error (error);
  return message != NULL;
}

static void
assert_moves (RwBackend *backend, const char *id, const char *expected)
{
  g_autofree char *moves = rw_test_show_moves (backend->jobs, id);

  g_assert_cmpstr (moves, ==, expected);
}

/* That this is the only one that is noted. */
static void
assert_letter (RwBackend *backend, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) letters = rw_jobs_list_letters (backend->jobs, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (letters->len, ==, 1);
  g_assert_cmpstr (((RwDeadLetter *) letters->pdata[0])->body, ==, body);
}

static void
test_pass (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autoptr (RwUpkeep) upkeep = rw_upkeep_new (backend);
  g_autofree char *id = rw_test_create_job (backend->jobs);

  run (upkeep);
  g_assert_cmpuint (rw_test_drain_outbox (backend->jobs), ==, 0);
  g_assert_true (receive (backend));
  rw_test_claim (backend->jobs, id);
  rw_test_advance_clock (RW_TEST_LEASE);
  run (upkeep);
  assert_moves (backend, id, "QPQ");
}

/* A file that ends every worker: three times, then its owner is told. */
static void
test_poison (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autoptr (RwUpkeep) upkeep = rw_upkeep_new (backend);
  g_autofree char *id = rw_test_create_job (backend->jobs);

  for (guint i = 0; i < RW_JOBS_MAX_ATTEMPTS; i++)
    {
      run (upkeep);
      g_assert_true (receive (backend));
      rw_test_claim (backend->jobs, id);
      rw_test_advance_clock (RW_TEST_LEASE);
    }
  g_assert_false (receive (backend));
  run (upkeep);
  assert_moves (backend, id, "QPQPQPQF");
  g_autoptr (RwJobRecord) record = rw_test_find_job (backend->jobs, id);
  g_assert_true (g_str_has_prefix (record->error, "The file could not be scored in 3 attempts."));
  g_assert_null (rw_queue_take_dead (backend->queue, NULL));
  g_assert_cmpint (rw_queue_count (backend->queue, NULL), ==, 0);
}

/* A message that died without the job being tried so often: workers ended before they could. */
static void
test_new_message (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autoptr (RwUpkeep) upkeep = rw_upkeep_new (backend);
  g_autofree char *id = rw_test_create_job (backend->jobs);

  run (upkeep);
  for (guint i = 0; i < RW_QUEUE_MAX_RECEIVES; i++)
    {
      g_assert_true (receive (backend));
      rw_test_advance_clock (RW_TEST_LEASE);
    }
  g_assert_false (receive (backend));
  run (upkeep);
  assert_moves (backend, id, "Q");
  g_assert_true (receive (backend));
  g_autoptr (GPtrArray) letters = rw_jobs_list_letters (backend->jobs, NULL);
  g_assert_cmpuint (letters->len, ==, 0);
}

/* The last message dies a moment before the lease of the worker that had it, and was lost. */
static void
test_died_before_lease (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autoptr (RwUpkeep) upkeep = rw_upkeep_new (backend);
  g_autofree char *id = rw_test_create_job (backend->jobs);

  for (guint i = 0; i < RW_QUEUE_MAX_RECEIVES; i++)
    {
      run (upkeep);
      g_assert_true (receive (backend));
      rw_test_advance_clock (1);
      rw_test_claim (backend->jobs, id);
      rw_test_advance_clock (RW_TEST_LEASE - 1);
    }
  g_assert_false (receive (backend));
  run (upkeep);
  assert_moves (backend, id, "QPQPQP");
  rw_test_advance_clock (1);
  run (upkeep);
  assert_moves (backend, id, "QPQPQPQ");
  g_assert_true (receive (backend));
}

/* A dead letter that is none of a job's, or of a job that is over, holds nothing up. */
static void
test_other_dead (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autoptr (RwUpkeep) upkeep = rw_upkeep_new (backend);

  g_assert_true (rw_queue_send (backend->queue, "nonsense", 0, NULL));
  for (guint i = 0; i < RW_QUEUE_MAX_RECEIVES; i++)
    {
      g_assert_true (receive (backend));
      rw_test_advance_clock (RW_TEST_LEASE);
    }
  g_assert_false (receive (backend));
  run (upkeep);
  g_assert_null (rw_queue_take_dead (backend->queue, NULL));
  assert_letter (backend, "nonsense");
}

/* Upkeep that ended after it noted a letter: the next pass notes it again, and there is one. */
static void
test_noted_twice (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autoptr (RwUpkeep) upkeep = rw_upkeep_new (backend);

  g_assert_true (rw_queue_send (backend->queue, "nonsense", 0, NULL));
  g_autoptr (RwQueueMessage) message =
      rw_queue_receive (backend->queue, 0, RW_TEST_LEASE, NULL, NULL);
  g_assert_true (rw_queue_bury (backend->queue, message, "because", NULL));
  g_autoptr (RwDeadLetter) letter = rw_queue_take_dead (backend->queue, NULL);
  g_assert_true (rw_jobs_note_letter (backend->jobs, letter, NULL));
  run (upkeep);
  run (upkeep);
  assert_letter (backend, "nonsense");
}

/* Dead letters that cannot be had do not keep messages from being sent. */
static void
test_no_letters (void)
{
  g_autoptr (RwBackend) real = rw_test_backend ();
  g_autoptr (RwBackend) failing = rw_test_failing_backend (real);
  RwBackend backend = { .jobs = real->jobs, .queue = failing->queue, .storage = real->storage };
  g_autoptr (RwUpkeep) upkeep = rw_upkeep_new (&backend);
  g_autofree char *id = rw_test_create_job (real->jobs);
  g_autoptr (GError) error = NULL;

  rw_test_fail_calls (0, 1, RW_TEST_NOT_DONE);
  g_assert_false (rw_upkeep_run (upkeep, &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, NULL);
  g_assert_cmpstr (rw_test_get_failed_call (), ==, "take-dead");
  g_assert_true (receive (real));
  run (upkeep);
}

/* What was left there is removed now and then. */
static void
test_clean (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autoptr (RwUpkeep) upkeep = rw_upkeep_new (backend);
  g_autofree char *early = rw_storage_dup_spool_path (backend->storage, NULL);

  run (upkeep);
  g_assert_true (g_file_test (early, G_FILE_TEST_EXISTS));
  rw_test_advance_clock (2 * RW_UPKEEP_CLEAN_AGE);
  run (upkeep);
  g_assert_false (g_file_test (early, G_FILE_TEST_EXISTS));
  g_autofree char *late = rw_storage_dup_spool_path (backend->storage, NULL);
  rw_test_advance_clock (RW_UPKEEP_CLEAN_EVERY - 1);
  run (upkeep);
  g_assert_true (g_file_test (late, G_FILE_TEST_EXISTS));
  rw_test_advance_clock (1);
  run (upkeep);
  g_assert_false (g_file_test (late, G_FILE_TEST_EXISTS));
}

/* The letter of a job that was given up is noted; when it comes once more and the job is done, it
 * goes. */
static void
test_letter_of_job (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autofree char *id = rw_test_create_job (backend->jobs);
  g_autofree char *body = g_strdup_printf ("{\"version\":1,\"prediction_id\":\"%s\"}", id);
  RwJobLease lease = { id, "worker", rw_test_claim (backend->jobs, id) };
  RwJobResult result = { "key", 1, "abc", "def", 1 };

  g_assert_true (rw_jobs_fail (backend->jobs, &lease, "It cannot be read.", NULL));
  g_assert_true (rw_queue_send (backend->queue, body, 0, NULL));
  g_autoptr (RwQueueMessage) message =
      rw_queue_receive (backend->queue, 0, RW_TEST_LEASE, NULL, NULL);
  g_assert_true (rw_queue_bury (backend->queue, message, "because", NULL));
  g_autoptr (RwDeadLetter) letter = rw_queue_take_dead (backend->queue, NULL);
  g_assert_true (rw_jobs_note_letter (backend->jobs, letter, NULL));
  g_assert_true (rw_jobs_requeue (backend->jobs, id, NULL));
  lease.attempt = rw_test_claim (backend->jobs, id);
  g_assert_true (rw_jobs_complete (backend->jobs, &lease, &result, NULL));
  g_assert_true (rw_upkeep_settle_dead (backend, NULL));
  g_autoptr (GPtrArray) letters = rw_jobs_list_letters (backend->jobs, NULL);
  g_assert_cmpuint (letters->len, ==, 0);
  g_assert_null (rw_queue_take_dead (backend->queue, NULL));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_test_stop_clock ();
  g_test_add_func ("/upkeep/pass", test_pass);
  g_test_add_func ("/upkeep/poison", test_poison);
  g_test_add_func ("/upkeep/new-message", test_new_message);
  g_test_add_func ("/upkeep/died-before-lease", test_died_before_lease);
  g_test_add_func ("/upkeep/other-dead", test_other_dead);
  g_test_add_func ("/upkeep/noted-twice", test_noted_twice);
  g_test_add_func ("/upkeep/letter-of-job", test_letter_of_job);
  g_test_add_func ("/upkeep/no-letters", test_no_letters);
  g_test_add_func ("/upkeep/clean", test_clean);
  return g_test_run ();
}
