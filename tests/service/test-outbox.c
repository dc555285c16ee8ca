/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-outbox.h"

#include "rw-database.h"
#include "rw-message.h"
#include "rw-sqlite-schema.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>

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
  g_assert_cmpuint (rw_test_count_outbox (backend->jobs), ==, 0);
  assert_next (backend, first);
  assert_next (backend, second);
  assert_next (backend, NULL);
}

/* More than one batch. */
static void
test_many (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();

  for (guint i = 0; i < 201; i++)
    g_free (rw_test_create_job (backend->jobs));
  send_outbox (backend);
  g_assert_cmpuint (rw_test_count_outbox (backend->jobs), ==, 0);
  g_assert_cmpint (rw_queue_count (backend->queue, NULL), ==, 201);
}

/* A process that ends after it sent a message and before it cleared the entry: the next one sends
 * the message again, and the job is worked on once. */
static void
test_ended_in_between (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autofree char *id = rw_test_create_job (backend->jobs);
  g_autoptr (GPtrArray) entries = rw_jobs_list_outbox (backend->jobs, 1, NULL);
  const RwOutboxEntry *entry = entries->pdata[0];
  RwJobLease lease = { id, "other", 0 };
  g_autoptr (RwJobRecord) record = NULL;

  g_assert_true (rw_queue_send (backend->queue, entry->body, 0, NULL));
  send_outbox (backend);
  assert_next (backend, id);
  rw_test_claim (backend->jobs, id);
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
  g_assert_cmpuint (rw_test_count_outbox (backend->jobs), ==, 1);
  rw_database_run (database, NULL, "ALTER TABLE lost RENAME TO messages", "");
  rw_database_run (database, NULL,
                   "CREATE TRIGGER stuck BEFORE DELETE ON outbox BEGIN "
                   "SELECT RAISE (ABORT, 'stuck'); END",
                   "");
  g_assert_false (rw_outbox_send (backend->jobs, backend->queue, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "stuck");
  g_assert_cmpuint (rw_test_count_outbox (backend->jobs), ==, 1);
  assert_next (backend, id);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_test_stop_clock ();
  g_test_add_func ("/outbox/sent", test_sent);
  g_test_add_func ("/outbox/many", test_many);
  g_test_add_func ("/outbox/ended-in-between", test_ended_in_between);
  g_test_add_func ("/outbox/faults", test_faults);
  return g_test_run ();
}
