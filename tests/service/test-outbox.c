/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-outbox.h"

#include "rw-database.h"
#include "rw-message.h"
#include "rw-sqlite-schema.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>

#define N_USERS 12 /* their messages are more than a batch */
#define N_FILES 1000

static void
send_outbox (RwBackend *backend)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_outbox_send (backend->jobs, backend->queue, &error));
  g_assert_no_error (error);
}

static void
assert_next (RwBackend *backend, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwQueueMessage) message =
      rw_queue_receive (backend->queue, 0, RW_TEST_LEASE, NULL, &error);
  g_autofree char *sent = message != NULL ? rw_message_dup_job_id (message->body, &error) : NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (sent, ==, id);
}

static void
test_sent (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autofree char *first = rw_test_create_job (backend->jobs);
  g_autofree char *second = rw_test_create_job (backend->jobs);

  send_outbox (backend);
  send_outbox (backend);
  g_assert_cmpuint (rw_test_drain_outbox (backend->jobs), ==, 0);
  assert_next (backend, first);
  assert_next (backend, second);
  assert_next (backend, NULL);
}

static char *
create_for (RwJobs *jobs, const char *user)
{
  g_autoptr (GError) error = NULL;
  char *id = g_uuid_string_random ();
  RwJobDraft draft = { id, user, "customers.csv", 1, id, NULL };
  g_autoptr (RwJobRecord) record = rw_jobs_create (jobs, &draft, &error);

  g_assert_no_error (error);
  return id;
}

/* More than one batch, of which each user has a few. */
static void
test_many (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();

  for (guint i = 0; i < N_USERS * (RW_JOBS_WAITING + 1); i++)
    {
      g_autofree char *user = g_strdup_printf ("user-%u", i % N_USERS);
      g_free (create_for (backend->jobs, user));
    }
  send_outbox (backend);
  g_assert_cmpuint (rw_test_drain_outbox (backend->jobs), ==, 0);
  g_assert_cmpint (rw_queue_count (backend->queue, NULL), ==, N_USERS * RW_JOBS_WAITING);
}

/* Takes the next message and completes its job. Returns its user. */
static char *
work_on_next (RwBackend *backend)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwQueueMessage) message =
      rw_queue_receive (backend->queue, 0, RW_TEST_LEASE, NULL, &error);
  g_autofree char *id = rw_message_dup_job_id (message->body, &error);
  g_autofree char *key = g_strdup_printf ("results/%s", id);
  RwJobLease lease = { id, "worker", rw_test_claim (backend->jobs, id) };
  RwJobResult result = { key, 1, "abc", "def", 1 };
  g_autoptr (RwJobRecord) job = rw_test_find_job (backend->jobs, id);

  send_outbox (backend);
  g_assert_true (rw_jobs_complete (backend->jobs, &lease, &result, &error));
  g_assert_true (rw_queue_remove (backend->queue, message, &error));
  g_assert_no_error (error);
  return g_strdup (job->user);
}

/* Whoever comes with one file while somebody else's many wait has only a few of these before it. */
static void
test_fair (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  guint n_before = 0;

  for (guint i = 0; i < N_FILES; i++)
    g_free (create_for (backend->jobs, "many"));
  send_outbox (backend);
  g_free (work_on_next (backend));
  g_free (create_for (backend->jobs, "one"));
  send_outbox (backend);
  for (gboolean is_done = FALSE; !is_done; n_before++)
    {
      g_autofree char *user = work_on_next (backend);
      is_done = g_str_equal (user, "one");
    }
  g_assert_cmpuint (n_before - 1, ==, RW_JOBS_WAITING);
  for (guint n_left = N_FILES - n_before; n_left > 0; n_left--)
    g_free (work_on_next (backend));
  g_assert_cmpint (rw_queue_count (backend->queue, NULL), ==, 0);
  g_assert_cmpuint (rw_test_drain_outbox (backend->jobs), ==, 0);
}

/* A process that ends after it sent a message and before it cleared the entry: some time later the
 * message is sent again, and the job is worked on once. */
static void
test_ended_in_between (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autofree char *id = rw_test_create_job (backend->jobs);
  g_autoptr (GPtrArray) entries = rw_jobs_take_outbox (backend->jobs, 1, NULL);
  const RwOutboxEntry *entry = entries->pdata[0];
  RwJobLease lease = { id, "other", 0 };
  g_autoptr (RwJobRecord) record = NULL;

  g_assert_true (rw_queue_send (backend->queue, entry->body, 0, NULL));
  send_outbox (backend);
  assert_next (backend, id);
  assert_next (backend, NULL);
  rw_test_claim (backend->jobs, id);
  rw_test_advance_clock (RW_JOBS_SENDING);
  send_outbox (backend);
  assert_next (backend, id);
  g_assert_cmpint (rw_jobs_claim (backend->jobs, &lease, RW_TEST_LEASE, &record, NULL), ==,
                   RW_CLAIM_HELD);
  assert_next (backend, NULL);
}

/* What cannot be sent stays; what cannot be cleared is sent again. */
static void
test_faults (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autofree char *id = rw_test_create_job (backend->jobs);
  g_autofree char *path = rw_test_dup_database_path ();
  g_autoptr (RwDatabase) database = rw_database_open (path, rw_sqlite_schema, NULL);
  g_autoptr (GError) error = NULL;

  rw_database_run (database, NULL, "ALTER TABLE messages RENAME TO lost", "");
  g_assert_false (rw_outbox_send (backend->jobs, backend->queue, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "messages");
  rw_database_run (database, NULL, "ALTER TABLE lost RENAME TO messages", "");
  rw_database_run (database, NULL,
                   "CREATE TRIGGER stuck BEFORE DELETE ON outbox BEGIN "
                   "SELECT RAISE (ABORT, 'stuck'); END",
                   "");
  rw_test_advance_clock (RW_JOBS_SENDING);
  g_assert_false (rw_outbox_send (backend->jobs, backend->queue, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "stuck");
  rw_database_run (database, NULL, "DROP TRIGGER stuck", "");
  rw_test_advance_clock (RW_JOBS_SENDING);
  send_outbox (backend);
  assert_next (backend, id);
  assert_next (backend, id);
  assert_next (backend, NULL);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_test_stop_clock ();
  g_test_add_func ("/outbox/sent", test_sent);
  g_test_add_func ("/outbox/many", test_many);
  g_test_add_func ("/outbox/fair", test_fair);
  g_test_add_func ("/outbox/ended-in-between", test_ended_in_between);
  g_test_add_func ("/outbox/faults", test_faults);
  return g_test_run ();
}
