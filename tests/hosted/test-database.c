/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-database.h"

#include "rw-test.h"

#include <locale.h>
#include <sys/stat.h>

#define N_THREADS 8
#define N_ROUNDS  50

#define PATH_VARIABLE "RW_TEST_DATABASE"

static const char *const first[] = { "CREATE TABLE things (name TEXT, value INTEGER)", NULL };
static const char *const second[] = { "CREATE TABLE things (name TEXT, value INTEGER)",
                                      "ALTER TABLE things ADD COLUMN more TEXT DEFAULT 'x'", NULL };

static RwDatabase *
open_database (const char *path, const char *const *migrations)
{
  g_autoptr (GError) error = NULL;
  RwDatabase *database = rw_database_open (path, migrations, &error);

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

static void
add (RwDatabase *database, const char *name, gint64 value)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (
      rw_database_run (database, &error, "INSERT INTO things VALUES (?, ?)", "si", name, value), ==,
      1);
  g_assert_no_error (error);
}

static void
test_values (void)
{
  g_autofree char *path = rw_test_dup_path ("values.db");
  g_autoptr (RwDatabase) database = open_database (path, first);
  g_autoptr (GError) error = NULL;

  add (database, "it's; ünsafe --", G_MAXINT64);
  add (database, NULL, G_MININT64);
  g_autoptr (RwQuery) query = rw_database_query (
      database, &error, "SELECT name, value FROM things ORDER BY value DESC", "");
  g_assert_true (rw_query_next (query, &error));
  g_assert_cmpstr (rw_query_get_text (query, 0), ==, "it's; ünsafe --");
  g_assert_cmpint (rw_query_get_int (query, 1), ==, G_MAXINT64);
  g_assert_true (rw_query_next (query, &error));
  g_assert_null (rw_query_get_text (query, 0));
  g_assert_cmpint (rw_query_get_int (query, 1), ==, G_MININT64);
  g_assert_false (rw_query_next (query, &error));
  g_assert_no_error (error);
}

static void
test_transactions (void)
{
  g_autofree char *path = rw_test_dup_path ("transactions.db");
  g_autoptr (RwDatabase) database = open_database (path, first);
  g_autoptr (GError) error = NULL;
  RwTransaction *transaction = rw_database_begin (database, &error);

  add (database, "kept", 1);
  g_assert_true (rw_transaction_commit (transaction, &error));
  rw_transaction_free (transaction);
  transaction = rw_database_begin (database, &error);
  add (database, "dropped", 2);
  rw_transaction_free (transaction);
  g_assert_no_error (error);
  g_assert_cmpint (ask (database, "SELECT sum (value) FROM things"), ==, 1);
}

static void
test_migrations (void)
{
  g_autofree char *path = rw_test_dup_path ("migrations.db");
  g_autoptr (GError) error = NULL;
  RwDatabase *database = open_database (path, first);

  add (database, "old", 1);
  rw_database_free (database);
  database = open_database (path, second);
  g_assert_cmpint (ask (database, "SELECT count (*) FROM things WHERE more = 'x'"), ==, 1);
  rw_database_free (database);
  g_assert_null (rw_database_open (path, first, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "newer version");
  database = open_database (path, second);
  g_assert_cmpint (ask (database, "PRAGMA user_version"), ==, 2);
  rw_database_free (database);
}

static void
test_private (void)
{
  g_autofree char *path = rw_test_dup_path ("private.db");
  g_autoptr (RwDatabase) database = open_database (path, first);
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_refused (void)
{
  g_autofree char *garbage =
      rw_test_write ("garbage.db", RW_TEST_BYTES ("this is no database, no"));
  g_autofree char *nowhere = rw_test_dup_path ("no-such-folder/x.db");
  g_autofree char *path = rw_test_dup_path ("refused.db");
  g_autoptr (RwDatabase) database = open_database (path, first);
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_database_open (garbage, first, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "garbage.db");
  g_assert_null (rw_database_open (nowhere, first, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "no-such-folder");
  g_assert_cmpint (rw_database_run (database, &error, "NONSENSE", ""), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "NONSENSE");
  g_assert_null (rw_database_query (database, &error, "SELECT x FROM nowhere", ""));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "nowhere");
}

static gpointer
count_up (gpointer data)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (RwTransaction) transaction = rw_database_begin (data, NULL);
      gint64 value = ask (data, "SELECT value FROM things");

      rw_database_run (data, NULL, "UPDATE things SET value = ?", "i", value + 1);
      g_assert_true (rw_transaction_commit (transaction, NULL));
    }
  return NULL;
}

/* One connection for several threads, and a second one, as another process has it. */
static void
test_threads (void)
{
  g_autofree char *path = rw_test_dup_path ("threads.db");
  g_autoptr (RwDatabase) database = open_database (path, first);
  g_autoptr (RwDatabase) other = open_database (path, first);
  GThread *threads[N_THREADS];

  add (database, "count", 0);
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("count", count_up, i % 2 == 0 ? database : other);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (ask (database, "SELECT value FROM things"), ==, N_THREADS * N_ROUNDS);
}

/* SQLite's locks are a process's: opening the file once more must not end those of a connection
 * that is open, or whoever closes the file elsewhere takes its log away. */
static void
test_locks (void)
{
  g_autofree char *path = rw_test_dup_path ("locks.db");
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (RwDatabase) database = open_database (path, first);

  add (database, "kept", 1);
  rw_database_free (open_database (path, first));
  g_setenv (PATH_VARIABLE, path, TRUE);
  g_test_trap_subprocess ("/database/locks/subprocess/close", 0, 0);
  g_test_trap_assert_passed ();
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_cmpint (ask (database, "SELECT sum (value) FROM things"), ==, 1);
}

static void
test_close_elsewhere (void)
{
  rw_database_free (open_database (g_getenv (PATH_VARIABLE), first));
}

static gpointer
make_value (RwSqlRow row)
{
  return g_memdup2 (&(gint64){ rw_sql_row_get_int (row, 0) }, sizeof (gint64));
}

static void
test_take (void)
{
  g_autofree char *path = rw_test_dup_path ("take.db");
  g_autoptr (RwDatabase) database = open_database (path, first);
  g_autoptr (GError) error = NULL;
  const char *all = "SELECT value FROM things ORDER BY value";

  g_assert_null (rw_query_take_one (rw_database_query (database, &error, all, ""), make_value,
                                    g_free, &error));
  g_assert_no_error (error);
  for (gint64 value = 1; value <= 3; value++)
    add (database, "x", value);
  g_autoptr (GPtrArray) values =
      rw_query_take_all (rw_database_query (database, &error, all, ""), make_value, g_free, &error);
  g_assert_cmpuint (values->len, ==, 3);
  g_assert_cmpint (*(gint64 *) values->pdata[2], ==, 3);
  g_autofree gint64 *changed = rw_query_take_one (
      rw_database_query (database, &error, "UPDATE things SET value = value + 4 RETURNING value",
                         ""),
      make_value, g_free, &error);
  g_assert_cmpint (*changed, ==, 5);
  g_assert_cmpint (ask (database, "SELECT sum (value) FROM things"), ==, 18);
  g_assert_null (rw_query_take_all (NULL, make_value, g_free, NULL));
}

/* A row that cannot be read is no end of the rows. */
static void
test_take_fails (void)
{
  const char *sql = "SELECT abs (value) FROM things ORDER BY rowid"; /* there is no |G_MININT64| */
  g_autofree char *path = rw_test_dup_path ("take-fails.db");
  g_autoptr (RwDatabase) database = open_database (path, first);
  g_autoptr (GError) error = NULL;

  add (database, "fine", 1);
  add (database, "bad", G_MININT64);
  g_assert_null (rw_query_take_one (rw_database_query (database, &error, sql, ""), make_value,
                                    g_free, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "overflow");
  g_assert_cmpint (ask (database, "SELECT count (*) FROM things"), ==, 2);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/database/values", test_values);
  g_test_add_func ("/database/transactions", test_transactions);
  g_test_add_func ("/database/migrations", test_migrations);
  g_test_add_func ("/database/private", test_private);
  g_test_add_func ("/database/refused", test_refused);
  g_test_add_func ("/database/locks", test_locks);
  g_test_add_func ("/database/locks/subprocess/close", test_close_elsewhere);
  g_test_add_func ("/database/threads", test_threads);
  g_test_add_func ("/database/take", test_take);
  g_test_add_func ("/database/take-fails", test_take_fails);
  return g_test_run ();
}
