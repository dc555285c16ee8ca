/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-outbox.h"

#include "rw-clock.h"
#include "rw-sqlite-schema.h"
#include "rw-test-outbox.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <sqlite3.h>

#define FEW  1000
#define MANY 30000

static RwDatabase *
open_database (const RwTestOutbox *bench)
{
  g_autoptr (GError) error = NULL;
  RwDatabase *database = rw_database_open (bench->place, rw_sqlite_schema, &error);

  g_assert_no_error (error);
  return database;
}

/* Adds @n waiting jobs of one user. */
static void
fill (RwDatabase *database, guint n)
{
  g_autoptr (RwTransaction) transaction = rw_database_begin (database, NULL);

  rw_database_run (
      database, NULL,
      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?1)"
      "INSERT INTO jobs (id, user, file_name, size, input_key, state, last_attempt, "
      "posted_at, created_at, state_since, updated_at) "
      "SELECT printf ('aaaaaaaa-0f3a-4f3a-8f3a-%012d', i), 'many', 'a.csv', 1, 'key-' || i, "
      "'QUEUED', 3, ?2, ?2, ?2, ?2 FROM n",
      "ii", (gint64) n, rw_clock_now ());
  g_assert_true (rw_transaction_commit (transaction, NULL));
}

/* Steps of SQLite's machine, of all databases. */
static guint n_steps;

static int
count_step (void *data G_GNUC_UNUSED)
{
  n_steps++;
  return 0;
}

static int
watch (sqlite3 *handle, char **message G_GNUC_UNUSED, const void *api G_GNUC_UNUSED)
{
  sqlite3_progress_handler (handle, 1, count_step, NULL);
  return SQLITE_OK;
}

/* What a pass of the upkeep costs while the window of a user with @n_jobs is full. */
static guint
measure (guint n_jobs)
{
  RwTestOutbox bench;

  rw_test_outbox_set_up (&bench, NULL);
  g_autoptr (RwDatabase) database = open_database (&bench);
  fill (database, n_jobs);
  rw_test_outbox_assert_taken (&bench, RW_JOBS_WAITING, "aaaa");
  rw_test_outbox_send (&bench);
  rw_test_outbox_add_many (&bench, "b");
  n_steps = 0;
  g_assert_cmpint (rw_jobs_sweep (bench.jobs, NULL), ==, 0);
  rw_test_outbox_assert_taken (&bench, 9, "b");
  guint n = n_steps;
  rw_test_outbox_tear_down (&bench, NULL);
  return n;
}

/* However many wait behind, nobody walks through them. */
static void
test_cost (void)
{
  guint few = measure (FEW);
  guint many = measure (MANY);

  g_test_message ("%u steps for %u jobs, %u for %u", few, FEW, many, MANY);
  g_assert_cmpuint (few, >, 0);
  g_assert_cmpuint (many, <, few + few / 10);
}

static void
test_broken (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwDatabase) database = open_database (bench);
  g_autoptr (GError) error = NULL;

  rw_database_run (database, NULL, "DROP TABLE outbox", "");
  g_assert_null (rw_sqlite_outbox_take (database, 1, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "outbox");
  g_assert_false (rw_sqlite_outbox_clear (database, 1, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "outbox");
  g_assert_cmpint (rw_sqlite_outbox_resend (database, &error), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "outbox");
}

/* What cannot be marked is not taken. */
static void
test_stuck (RwTestOutbox *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwDatabase) database = open_database (bench);
  g_autoptr (GError) error = NULL;

  rw_test_outbox_add_many (bench, "aa");
  rw_database_run (database, NULL,
                   "CREATE TRIGGER stuck BEFORE UPDATE OF sent_at ON jobs BEGIN "
                   "SELECT RAISE (ABORT, 'stuck'); END",
                   "");
  g_assert_null (rw_jobs_take_outbox (bench->jobs, 9, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "stuck");
  rw_database_run (database, NULL, "DROP TRIGGER stuck", "");
  rw_test_outbox_assert_taken (bench, 9, "aa");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/sqlite-outbox/" name, RwTestOutbox, NULL, rw_test_outbox_set_up, func,             \
              rw_test_outbox_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_test_stop_clock ();
  sqlite3_auto_extension ((void (*) (void)) watch);
  ADD ("broken", test_broken);
  ADD ("stuck", test_stuck);
  g_test_add_func ("/sqlite-outbox/cost", test_cost);
  return g_test_run ();
}
