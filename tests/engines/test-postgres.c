/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres.h"

#include "rw-test-postgres.h"
#include "rw-test-proxy.h"
#include "rw-test.h"

#include <locale.h>

/* ms: long enough for a busy machine, short enough to wait for */
#define SHORT_PATIENCE 1500

static RwPostgres *
open_connection (void)
{
  g_autoptr (GError) error = NULL;
  RwPostgres *connection = rw_postgres_open (rw_test_postgres_get_uri (), &error);

  g_assert_no_error (error);
  return connection;
}

static void
check_alive (RwPostgres *connection)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rw_postgres_run (connection, &error, "SELECT 1", ""), ==, 1);
  g_assert_no_error (error);
  g_assert_true (rw_postgres_is_idle (connection));
  g_assert_false (rw_postgres_is_broken (connection));
}

/* The same statement with other values, prepared once. */
static void
test_statements (void)
{
  g_autoptr (RwPostgres) connection = open_connection ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (
      rw_postgres_run (connection, &error, "CREATE TEMPORARY TABLE t (a text, b bigint)", ""), ==,
      0);
  for (gint64 i = 0; i < 3; i++)
    g_assert_cmpint (rw_postgres_run (connection, &error, "INSERT INTO t VALUES ($1, $2)", "si",
                                      i == 0 ? NULL : "x", i),
                     ==, 1);
  g_assert_cmpint (rw_postgres_run (connection, &error, "UPDATE t SET b = b + $1 WHERE a = $2",
                                    "is", (gint64) 10, "x"),
                   ==, 2);
  g_autoptr (RwPostgresRows) rows = rw_postgres_query (
      connection, &error, "SELECT b FROM t WHERE a IS NULL OR b = $1", "i", (gint64) 12);
  g_assert_no_error (error);
  g_assert_true (rw_postgres_rows_next (rows));
  g_assert_cmpint (rw_postgres_rows_get_int (rows, 0), ==, 0);
  g_assert_true (rw_postgres_rows_next (rows));
  g_assert_cmpint (rw_postgres_rows_get_int (rows, 0), ==, 12);
  g_autoptr (RwPostgresRows) prepared =
      rw_postgres_query (connection, &error,
                         "SELECT count (*) FROM pg_prepared_statements WHERE statement LIKE "
                         "'INSERT INTO t%'",
                         "");
  g_assert_true (rw_postgres_rows_next (prepared));
  g_assert_cmpint (rw_postgres_rows_get_int (prepared, 0), ==, 1);
}

/* An error leaves the connection as it was. */
static void
test_errors (void)
{
  g_autoptr (RwPostgres) connection = open_connection ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rw_postgres_run (connection, &error, "SELECT nothing", ""), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "\"nothing\" does not exist");
  check_alive (connection);
  g_assert_cmpint (rw_postgres_run (connection, &error, "SELECT 1 / $1", "i", (gint64) 0), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "division by zero");
  g_assert_null (rw_postgres_run_script (connection, "SELECT 1; SELECT 1 / 0; SELECT 2", &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "division by zero");
  check_alive (connection);
  g_assert_false (rw_postgres_is_passing (connection));
}

/* Texts that no statement could hold. */
static void
test_large (void)
{
  g_autoptr (RwPostgres) connection = open_connection ();
  g_autofree char *large = g_strnfill (8 * 1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (RwPostgresRows) rows =
      rw_postgres_query (connection, &error, "SELECT $1 || 'y', length ($1)", "s", large);

  g_assert_no_error (error);
  g_assert_true (rw_postgres_rows_next (rows));
  g_assert_cmpint (rw_postgres_rows_get_int (rows, 1), ==, 8 * 1024 * 1024);
  g_assert_true (g_str_has_suffix (rw_postgres_rows_get_text (rows, 0), "xy"));
}

/* A port where nobody listens, a password that is none, a server that is not named. */
static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = rw_test_postgres_dup_place (1);
  g_autofree char *wrong = g_strdup_printf ("postgresql://nobody:secret@127.0.0.1:%d/postgres",
                                            rw_test_postgres_get_port ());
  gint64 start = g_get_monotonic_time ();

  g_assert_null (rw_postgres_open (uri, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "refused");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  g_assert_null (rw_postgres_open (wrong, &error));
  g_assert_null (strstr (error->message, "secret"));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "nobody");
}

/* What is wrong with an address is told without a word of it: it has a password in it. */
static void
test_unreadable (void)
{
  static const char *const uris[] = {
    "postgresql://[",
    "postgres//nobody:secret@127.0.0.1/postgres",
    "postgresql://nobody:secret/more@127.0.0.1/postgres",
    "postgresql://nobody:%secret@127.0.0.1/postgres",
    "secret",
  };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (rw_postgres_open (uris[i], &error));
      g_assert_null (strstr (error->message, "secret"));
      rw_test_assert_error (&error, RW_ERROR_DATABASE, "cannot be read");
    }
}

/* The process on the server is ended: at rest, and at work. */
static void
test_ended (void)
{
  g_autoptr (RwPostgres) connection = open_connection ();
  g_autoptr (RwPostgres) other = open_connection ();
  g_autoptr (GError) error = NULL;

  g_autoptr (RwPostgresRows) rows =
      rw_postgres_query (connection, &error, "SELECT pg_backend_pid ()", "");
  g_assert_true (rw_postgres_rows_next (rows));
  g_assert_cmpint (rw_postgres_run (other, &error, "SELECT pg_terminate_backend ($1::int, 5000)",
                                    "i", rw_postgres_rows_get_int (rows, 0)),
                   ==, 1);
  g_assert_no_error (error);
  g_assert_false (rw_postgres_is_idle (connection));
  g_assert_cmpint (rw_postgres_run (connection, &error, "SELECT 1", ""), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "terminat");
  g_assert_true (rw_postgres_is_broken (connection));
  g_assert_cmpint (
      rw_postgres_run (other, &error, "SELECT pg_terminate_backend (pg_backend_pid ())", ""), ==,
      -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "terminat");
  g_assert_true (rw_postgres_is_broken (other));
}

static void
test_transactions (void)
{
  g_autoptr (RwPostgres) connection = open_connection ();
  g_autoptr (GError) error = NULL;

  g_autoptr (RwPostgresRows) begun = rw_postgres_run_script (connection, "BEGIN", &error);
  g_assert_no_error (error);
  g_assert_false (rw_postgres_is_idle (connection));
  g_autoptr (RwPostgresRows) ended = rw_postgres_run_script (connection, "ROLLBACK", &error);
  g_assert_no_error (error);
  check_alive (connection);
}

/* The server stops what takes too long, and who does nothing inside a transaction. */
static void
test_limits_of_server (void)
{
  const gint64 usual = rw_postgres_patience;

  rw_postgres_patience = SHORT_PATIENCE;
  g_autoptr (RwPostgres) connection = open_connection ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rw_postgres_run (connection, &error, "SELECT pg_sleep (60)", ""), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "statement timeout");
  check_alive (connection);
  g_autoptr (RwPostgresRows) begun = rw_postgres_run_script (connection, "BEGIN", &error);
  g_usleep ((SHORT_PATIENCE + 500) * 1000);
  g_assert_cmpint (rw_postgres_run (connection, &error, "SELECT 1", ""), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "idle-in-transaction");
  g_assert_true (rw_postgres_is_broken (connection));
  rw_postgres_patience = usual;
}

/* Whatever the server's administrator, or the URI, says. */
static void
test_settings (void)
{
  g_autoptr (RwPostgres) connection = open_connection ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RwPostgresRows) rows = rw_postgres_query (
      connection, &error,
      "SELECT current_setting ('jit'), current_setting ('default_transaction_isolation'), "
      "current_setting ('statement_timeout'), current_setting ('client_encoding')",
      "");

  g_assert_no_error (error);
  g_assert_true (rw_postgres_rows_next (rows));
  g_assert_cmpstr (rw_postgres_rows_get_text (rows, 0), ==, "off");
  g_assert_cmpstr (rw_postgres_rows_get_text (rows, 1), ==, "read committed");
  g_assert_cmpstr (rw_postgres_rows_get_text (rows, 2), ==, "7500ms");
  g_assert_cmpstr (rw_postgres_rows_get_text (rows, 3), ==, "UTF8");
}

/* A server that says nothing any more. */
static void
test_stalled (void)
{
  const gint64 usual = rw_postgres_patience;

  rw_postgres_patience = SHORT_PATIENCE;
  g_autoptr (RwTestProxy) proxy = rw_test_proxy_new (rw_test_postgres_get_port ());
  g_autofree char *uri = rw_test_postgres_dup_place (rw_test_proxy_get_port (proxy));
  g_autoptr (GError) error = NULL;
  g_autoptr (RwPostgres) connection = rw_postgres_open (uri, &error);
  gint64 start = g_get_monotonic_time ();

  g_assert_no_error (error);
  rw_test_proxy_plan (proxy, "SELECT 77", RW_TEST_STALL, 1);
  g_assert_cmpint (rw_postgres_run (connection, &error, "SELECT 77", ""), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "does not answer");
  g_assert_true (rw_postgres_is_broken (connection));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, SHORT_PATIENCE * 1000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
  rw_postgres_patience = usual;
}

static void
test_patient (void)
{
  const gint64 usual = rw_postgres_patience;

  rw_postgres_patience = SHORT_PATIENCE;
  g_autoptr (RwPostgres) connection = open_connection ();
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_postgres_be_patient (connection, &error));
  g_assert_cmpint (rw_postgres_run (connection, &error, "SELECT pg_sleep (2)", ""), ==, 1);
  g_assert_no_error (error);
  g_assert_false (rw_postgres_is_idle (connection));
  rw_postgres_patience = usual;
}

static gpointer
wait_for_lock (gpointer data)
{
  g_autoptr (GError) error = NULL;

  return GINT_TO_POINTER (rw_postgres_run (data, &error, "SELECT pg_advisory_xact_lock (1)", "") <
                          0);
}

/* Of two that wait for one another the server undoes one, which may try again. */
static void
test_passing (void)
{
  g_autoptr (RwPostgres) first = open_connection ();
  g_autoptr (RwPostgres) second = open_connection ();
  g_autoptr (RwPostgresRows) one =
      rw_postgres_run_script (first, "BEGIN; SELECT pg_advisory_xact_lock (1)", NULL);
  g_autoptr (RwPostgresRows) two =
      rw_postgres_run_script (second, "BEGIN; SELECT pg_advisory_xact_lock (2)", NULL);
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("lock", wait_for_lock, second);
  gboolean first_failed =
      rw_postgres_run (first, &error, "SELECT pg_advisory_xact_lock (2)", "") < 0;

  if (first_failed)
    {
      g_autoptr (RwPostgresRows) ended = rw_postgres_run_script (first, "ROLLBACK", NULL);
      g_assert_nonnull (ended);
    }
  gboolean second_failed = GPOINTER_TO_INT (g_thread_join (thread));
  g_assert_true (first_failed != second_failed);
  g_assert_true (rw_postgres_is_passing (second) == second_failed);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postgres/statements", test_statements);
  g_test_add_func ("/postgres/errors", test_errors);
  g_test_add_func ("/postgres/large", test_large);
  g_test_add_func ("/postgres/refused", test_refused);
  g_test_add_func ("/postgres/unreadable", test_unreadable);
  g_test_add_func ("/postgres/ended", test_ended);
  g_test_add_func ("/postgres/transactions", test_transactions);
  g_test_add_func ("/postgres/settings", test_settings);
  g_test_add_func ("/postgres/limits-of-server", test_limits_of_server);
  g_test_add_func ("/postgres/stalled", test_stalled);
  g_test_add_func ("/postgres/patient", test_patient);
  g_test_add_func ("/postgres/passing", test_passing);
  return g_test_run ();
}
