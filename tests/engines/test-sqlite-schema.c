/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-schema.h"

#include "rw-database.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>

#define INSERT                                                                                     \
  "INSERT INTO jobs (number, id, user, file_name, size, input_key, state, last_attempt, "          \
  "posted_at, created_at, state_since, updated_at) "                                               \
  "VALUES (1, 'id', 'ann', 'a.csv', 1, 'key', 'QUEUED', 3, 0, 0, 0, 0)"
#define LEASE  "owner = 'w', lease_until = 5"
#define RESULT "result_key = 'r', result_size = 1, result_sha256 = 'a', model_sha256 = 'b'"

static RwDatabase *
open_database (void)
{
  g_autofree char *path = rw_test_dup_new_path ();
  g_autoptr (GError) error = NULL;
  RwDatabase *database = rw_database_open (path, rw_sqlite_schema, &error);

  g_assert_no_error (error);
  g_assert_cmpint (rw_database_run (database, &error, INSERT, ""), ==, 1);
  g_assert_no_error (error);
  return database;
}

static gint64
ask (RwDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwQuery) query = rw_database_query (database, &error, sql, "");

  g_assert_no_error (error);
  g_assert_true (rw_query_next (query, &error));
  return rw_query_get_int (query, 0);
}

/* What no job may be, whichever code writes it. */
static const char *const refused[] = {
  "UPDATE jobs SET state = 'RUNNING'",
  "UPDATE jobs SET state = NULL",
  "UPDATE jobs SET size = -1",
  "UPDATE jobs SET attempt = 4",
  "UPDATE jobs SET attempt = -1",
  "UPDATE jobs SET state = 'PROCESSING'",
  "UPDATE jobs SET state = 'PROCESSING', owner = 'w'",
  "UPDATE jobs SET " LEASE,
  "UPDATE jobs SET state = 'COMPLETED'",
  "UPDATE jobs SET state = 'COMPLETED', result_key = 'r'",
  "UPDATE jobs SET state = 'COMPLETED', " LEASE ", " RESULT,
  "UPDATE jobs SET " RESULT,
  "UPDATE jobs SET state = 'FAILED'",
  "UPDATE jobs SET error = 'e'",
  "UPDATE jobs SET state = 'CANCELLED', " LEASE,
  "INSERT INTO messages (id, body, visible_at, n_receives) VALUES ('a', '', 0, 1)",
  "INSERT INTO messages (id, body, visible_at, receipt) VALUES ('a', '', 0, 'r')",
  "INSERT INTO dead_letters (id, body, reason, died_at, settled) VALUES ('a', '', '', 0, 2)",
  INSERT,
};

static void
test_refused (void)
{
  g_autoptr (RwDatabase) database = open_database ();

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_cmpint (rw_database_run (database, &error, refused[i], ""), ==, -1);
      rw_test_assert_error (&error, RW_ERROR_DATABASE, "constraint failed");
    }
}

static const char *const taken[] = {
  "UPDATE jobs SET state = 'PROCESSING', attempt = 1, " LEASE,
  "UPDATE jobs SET state = 'COMPLETED', owner = NULL, lease_until = NULL, " RESULT,
};

/* Each move writes its event, and only a move does. */
static void
test_events (void)
{
  g_autoptr (RwDatabase) database = open_database ();

  g_assert_cmpint (ask (database, "SELECT count (*) FROM events WHERE job = 1"), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_assert_cmpint (rw_database_run (database, NULL, taken[i], ""), ==, 1);
      g_assert_cmpint (ask (database, "SELECT count (*) FROM events"), ==, 2 + i);
    }
  rw_database_run (database, NULL, "UPDATE jobs SET updated_at = 9, note = 'x'", "");
  g_assert_cmpint (ask (database, "SELECT count (*) FROM events"), ==, 3);
  g_assert_cmpint (ask (database, "SELECT count (*) FROM outbox"), ==, 0);
}

static void
test_outbox (void)
{
  g_autoptr (RwDatabase) database = open_database ();

  g_assert_cmpint (ask (database, "SELECT job FROM outbox"), ==, 1);
  rw_database_run (database, NULL, "UPDATE jobs SET sent_at = 5", "");
  rw_database_run (database, NULL, "UPDATE outbox SET taken_at = 5", "");
  rw_database_run (database, NULL, "UPDATE jobs SET posted_at = 0", "");
  g_assert_cmpint (ask (database, "SELECT count (*) FROM outbox WHERE taken_at IS NULL"), ==, 1);
  g_assert_cmpint (ask (database, "SELECT number FROM outbox"), ==, 2);
  g_assert_cmpint (ask (database, "SELECT count (*) FROM jobs WHERE sent_at IS NULL"), ==, 1);
  rw_database_run (database, NULL, "UPDATE jobs SET state = 'CANCELLED'", "");
  g_assert_cmpint (ask (database, "SELECT count (*) FROM outbox"), ==, 0);
}

static void
test_dead (void)
{
  g_autoptr (RwDatabase) database = open_database ();

  rw_database_run (database, NULL,
                   "INSERT INTO messages (id, body, visible_at) VALUES ('a', '', 0), ('b', '', 0)",
                   "");
  rw_database_run (database, NULL,
                   "INSERT INTO dead_letters (id, body, reason, died_at, settled) "
                   "SELECT id, body, 'r', 0, 0 FROM messages WHERE id = 'a'",
                   "");
  g_assert_cmpint (ask (database, "SELECT count (*) FROM messages WHERE id = 'b'"), ==, 1);
  g_assert_cmpint (ask (database, "SELECT count (*) FROM messages"), ==, 1);
}

/* A database of the first version, with jobs in all states. */
static char *
make_first_version (void)
{
  const char *const first[] = { rw_sqlite_schema[0], NULL };
  const char *const statements[] = {
    INSERT,
    "INSERT INTO jobs (number, id, user, file_name, size, input_key, state, last_attempt, "
    "posted_at, created_at, state_since, updated_at) "
    "VALUES (2, 'id2', 'bob', 'b.csv', 1, 'key2', 'QUEUED', 3, 7, 0, 0, 0)",
    "INSERT INTO jobs (number, id, user, file_name, size, input_key, state, last_attempt, "
    "posted_at, created_at, state_since, updated_at) "
    "VALUES (3, 'id3', 'bob', 'b.csv', 1, 'key3', 'CANCELLED', 3, 7, 0, 0, 0)",
    "DELETE FROM outbox WHERE job = 2",
    "UPDATE jobs SET posted_at = 0 WHERE number = 1",
    "INSERT INTO dead_letters (id, body, reason, died_at, settled) VALUES ('a', 'b', 'r', 7, 1)",
  };
  char *path = rw_test_dup_new_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RwDatabase) database = rw_database_open (path, first, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    g_assert_cmpint (rw_database_run (database, &error, statements[i], ""), ==, 1);
  g_assert_no_error (error);
  return path;
}

/* Messages that wait in the outbox do so once, those that are on the queue count as sent, and dead
 * letters that were settled are taken once more, to be noted. */
static void
test_migrated (void)
{
  g_autofree char *path = make_first_version ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RwDatabase) database = rw_database_open (path, rw_sqlite_schema, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ask (database, "SELECT count (*) FROM jobs"), ==, 3);
  g_assert_cmpint (ask (database, "SELECT count (*) FROM events"), ==, 3);
  g_assert_cmpint (ask (database, "SELECT count (*) FROM outbox"), ==, 1);
  g_assert_cmpint (ask (database, "SELECT job FROM outbox WHERE user_name = 'ann'"), ==, 1);
  g_assert_cmpint (ask (database, "SELECT sent_at FROM jobs WHERE number = 2"), ==, 7);
  g_assert_cmpint (ask (database, "SELECT count (*) FROM jobs WHERE sent_at IS NULL"), ==, 2);
  g_assert_cmpint (ask (database, "SELECT count (*) FROM letters"), ==, 0);
  g_assert_cmpint (ask (database, "SELECT died_at FROM dead_letters WHERE settled = 0"), ==, 7);
  rw_database_run (database, &error, "UPDATE jobs SET posted_at = 9 WHERE number = 2", "");
  g_assert_no_error (error);
  g_assert_cmpint (ask (database, "SELECT job FROM outbox WHERE user_name = 'bob'"), ==, 2);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sqlite-schema/refused", test_refused);
  g_test_add_func ("/sqlite-schema/events", test_events);
  g_test_add_func ("/sqlite-schema/outbox", test_outbox);
  g_test_add_func ("/sqlite-schema/dead", test_dead);
  g_test_add_func ("/sqlite-schema/migrated", test_migrated);
  return g_test_run ();
}
