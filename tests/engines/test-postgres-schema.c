/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-schema.h"

#include "rw-postgres-change.h"
#include "rw-test-postgres.h"
#include "rw-test.h"

#include <locale.h>

#define N_THREADS 4

#define INSERT                                                                                     \
  "INSERT INTO jobs (id, user_name, file_name, size, input_key, state, last_attempt, "             \
  "posted_at, created_at, state_since, updated_at) "                                               \
  "VALUES ('id', 'ann', 'a.csv', 1, 'key', 'QUEUED', 3, 0, 0, 0, 0)"
#define LEASE  "owner = 'w', lease_until = 5"
#define RESULT "result_key = 'r', result_size = 1, result_sha256 = 'a', model_sha256 = 'b'"

static RwPostgresPool *
open_pool (void)
{
  g_autofree char *uri = rw_test_postgres_dup_place (0);

  return rw_test_postgres_pool (uri);
}

static void
migrate (RwPostgresPool *pool, int target, gboolean discards)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_postgres_schema_migrate (pool, target, discards, &error));
  g_assert_no_error (error);
  g_assert_cmpint (rw_postgres_schema_get_version (pool, &error), ==, target);
  g_assert_no_error (error);
}

static RwPostgresPool *
open_with_job (void)
{
  g_autoptr (GError) error = NULL;
  RwPostgresPool *pool = open_pool ();

  migrate (pool, RW_POSTGRES_SCHEMA_VERSION, FALSE);
  g_assert_cmpint (rw_postgres_change_rows (pool, &error, INSERT, ""), ==, 1);
  g_assert_no_error (error);
  return pool;
}

static void
run (RwPostgresPool *pool, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rw_postgres_change_rows (pool, &error, sql, ""), >=, 0);
  g_assert_no_error (error);
}

static gint64
ask (RwPostgresPool *pool, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwPostgresRows) rows = rw_postgres_read (pool, &error, sql, "");

  g_assert_no_error (error);
  g_assert_true (rw_postgres_rows_next (rows));
  return rw_postgres_rows_get_int (rows, 0);
}

#define COUNT_THINGS                                                                               \
  "SELECT (SELECT count (*) FROM pg_class WHERE relnamespace = current_schema ()::regnamespace) "  \
  "+ (SELECT count (*) FROM pg_proc WHERE pronamespace = current_schema ()::regnamespace)"

/* What a version makes it takes away again, and each version is to be had. */
static void
test_up_and_down (void)
{
  g_autoptr (RwPostgresPool) pool = open_pool ();
  gint64 n_things[RW_POSTGRES_SCHEMA_VERSION + 1];

  g_assert_cmpint (rw_postgres_schema_get_version (pool, NULL), ==, 0);
  for (int version = 0; version <= RW_POSTGRES_SCHEMA_VERSION; version++)
    {
      migrate (pool, version, FALSE);
      n_things[version] = ask (pool, COUNT_THINGS);
      g_assert_true (version == 0 || n_things[version] > n_things[version - 1]);
      g_assert_true (version == 0 || rw_postgres_schema_get_name (version)[0] != '\0');
    }
  for (int version = RW_POSTGRES_SCHEMA_VERSION; version >= 0; version--)
    {
      migrate (pool, version, FALSE);
      g_assert_cmpint (ask (pool, COUNT_THINGS), ==, n_things[version]);
    }
  migrate (pool, RW_POSTGRES_SCHEMA_VERSION, FALSE);
  migrate (pool, 0, FALSE);
}

static gpointer
migrate_too (gpointer data)
{
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (data);

  migrate (pool, RW_POSTGRES_SCHEMA_VERSION, FALSE);
  return NULL;
}

static void
test_at_once (void)
{
  g_autofree char *uri = rw_test_postgres_dup_place (0);
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("migrate", migrate_too, uri);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

static void
check_refused (RwPostgresPool *pool, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_postgres_schema_check (pool, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, part);
}

static void
test_checked (void)
{
  g_autoptr (RwPostgresPool) pool = open_pool ();
  g_autoptr (GError) error = NULL;

  check_refused (pool, "has no tables of RetainWise yet. “retainwise-server database migrate”");
  migrate (pool, 1, FALSE);
  check_refused (pool, "of version 1, and this program needs 2. “retainwise-server database");
  migrate (pool, RW_POSTGRES_SCHEMA_VERSION, FALSE);
  g_assert_true (rw_postgres_schema_check (pool, &error));
  run (pool, "INSERT INTO retainwise_versions VALUES (99)");
  check_refused (pool, "of version 99, and this program knows 2 at most");
  g_assert_false (rw_postgres_schema_migrate (pool, 1, TRUE, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "rollback --to 2");
  run (pool, "DROP TABLE retainwise_versions; ");
  check_refused (pool, "no tables");
  g_assert_false (rw_postgres_schema_migrate (pool, 1, FALSE, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "already exists");
}

/* All or nothing, and nothing that somebody may want is lost in passing. */
static void
test_loss (void)
{
  g_autoptr (RwPostgresPool) pool = open_with_job ();
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_postgres_schema_migrate (pool, 0, FALSE, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "--discard");
  g_assert_cmpint (rw_postgres_schema_get_version (pool, NULL), ==, RW_POSTGRES_SCHEMA_VERSION);
  g_assert_true (rw_postgres_schema_check (pool, &error));
  migrate (pool, 1, FALSE);
  migrate (pool, 0, TRUE);
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
  INSERT,
};

static void
test_refused (void)
{
  g_autoptr (RwPostgresPool) pool = open_with_job ();

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_cmpint (rw_postgres_change_rows (pool, &error, refused[i], ""), ==, -1);
      rw_test_assert_error (&error, RW_ERROR_DATABASE, "constraint");
    }
}

/* Each move writes its event, and only a move does. */
static void
test_events (void)
{
  g_autoptr (RwPostgresPool) pool = open_with_job ();

  g_assert_cmpint (ask (pool, "SELECT count (*) FROM events WHERE job = 1"), ==, 1);
  run (pool, "UPDATE jobs SET state = 'PROCESSING', attempt = 1, " LEASE);
  g_assert_cmpint (ask (pool, "SELECT count (*) FROM events"), ==, 2);
  run (pool, "UPDATE jobs SET updated_at = 9, note = 'x'");
  g_assert_cmpint (ask (pool, "SELECT count (*) FROM events"), ==, 2);
  g_assert_cmpint (ask (pool, "SELECT count (*) FROM outbox"), ==, 1);
  run (pool, "UPDATE jobs SET state = 'COMPLETED', owner = NULL, lease_until = NULL, " RESULT);
  g_assert_cmpint (ask (pool, "SELECT count (*) FROM events"), ==, 3);
  g_assert_cmpint (ask (pool, "SELECT count (*) FROM outbox"), ==, 0);
}

static void
test_outbox (void)
{
  g_autoptr (RwPostgresPool) pool = open_with_job ();

  g_assert_cmpint (ask (pool, "SELECT count (*) FROM outbox WHERE job = 1 AND user_name = 'ann'"),
                   ==, 1);
  run (pool, "UPDATE jobs SET sent_at = 5");
  run (pool, "UPDATE outbox SET taken_at = 5");
  run (pool, "UPDATE jobs SET posted_at = 0");
  g_assert_cmpint (ask (pool, "SELECT count (*) FROM outbox WHERE taken_at IS NULL"), ==, 1);
  g_assert_cmpint (ask (pool, "SELECT number FROM outbox"), ==, 2);
  g_assert_cmpint (ask (pool, "SELECT count (*) FROM jobs WHERE sent_at IS NULL"), ==, 1);
  run (pool, "UPDATE jobs SET state = 'CANCELLED'");
  g_assert_cmpint (ask (pool, "SELECT count (*) FROM outbox"), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postgres-schema/up-and-down", test_up_and_down);
  g_test_add_func ("/postgres-schema/at-once", test_at_once);
  g_test_add_func ("/postgres-schema/checked", test_checked);
  g_test_add_func ("/postgres-schema/loss", test_loss);
  g_test_add_func ("/postgres-schema/refused", test_refused);
  g_test_add_func ("/postgres-schema/events", test_events);
  g_test_add_func ("/postgres-schema/outbox", test_outbox);
  return g_test_run ();
}
