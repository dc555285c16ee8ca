/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-change.h"

#include "rw-error.h"
#include "rw-postgres-schema.h"
#include "rw-test-postgres.h"
#include "rw-test-proxy.h"
#include "rw-test.h"

#include <locale.h>

#define N_THREADS 4
#define N_TIMES   25

/* A counter and a log of it, behind a proxy and without one. */
typedef struct
{
  RwTestProxy *proxy;
  RwPostgresPool *pool;
  char *uri;
} Place;

static Place
make_place (void)
{
  RwTestProxy *proxy = rw_test_proxy_new (rw_test_postgres_get_port ());
  char *uri = rw_test_postgres_dup_place (rw_test_proxy_get_port (proxy));
  RwPostgresPool *pool = rw_test_postgres_pool (uri);
  g_autoptr (GError) error = NULL;

  rw_postgres_schema_migrate (pool, RW_POSTGRES_SCHEMA_VERSION, FALSE, &error);
  g_assert_no_error (error);
  rw_test_postgres_ask (uri, "CREATE TABLE counter (id bigint PRIMARY KEY, n bigint NOT NULL); "
                             "INSERT INTO counter VALUES (1, 0), (2, 0)");
  return (Place){ proxy, pool, uri };
}

static void
end_place (Place *place)
{
  rw_postgres_pool_unref (place->pool);
  rw_test_proxy_free (place->proxy);
  g_free (place->uri);
}

static gint64
get_count (Place *place)
{
  return rw_test_postgres_ask (place->uri, "SELECT n FROM counter WHERE id = 1");
}

static int
count_up (Place *place, GError **error)
{
  return rw_postgres_change_rows (place->pool, error, "UPDATE counter SET n = n + $1 WHERE id = $2",
                                  "ii", (gint64) 1, (gint64) 1);
}

static void
test_rows (void)
{
  Place place = make_place ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (count_up (&place, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpint (get_count (&place), ==, 1);
  g_autoptr (RwPostgresRows) rows = rw_postgres_change_query (
      place.pool, &error, "UPDATE counter SET n = n + 1 WHERE id = 1 RETURNING n", "");
  g_assert_true (rw_postgres_rows_next (rows));
  g_assert_cmpint (rw_postgres_rows_get_int (rows, 0), ==, 2);
  g_assert_cmpint (
      rw_postgres_change_rows (place.pool, &error, "INSERT INTO counter VALUES (1, 0)", ""), ==,
      -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "duplicate key");
  g_assert_null (rw_postgres_read (place.pool, &error, "SELECT nothing", ""));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "nothing");
  g_assert_cmpint (get_count (&place), ==, 2);
  end_place (&place);
}

static gboolean
change_and_fail (RwPostgres *connection, gpointer data, GError **error)
{
  int *n_runs = data;

  ++*n_runs;
  g_assert_cmpint (rw_postgres_run (connection, error, "UPDATE counter SET n = 99", ""), ==, 2);
  g_set_error_literal (error, RW_ERROR, RW_ERROR_DATABASE, "No.");
  return FALSE;
}

static void
test_undone (void)
{
  Place place = make_place ();
  g_autoptr (GError) error = NULL;
  int n_runs = 0;

  g_assert_false (rw_postgres_change (place.pool, change_and_fail, &n_runs, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "No.");
  g_assert_cmpint (n_runs, ==, 1);
  g_assert_cmpint (get_count (&place), ==, 0);
  end_place (&place);
}

/* Wherever the connection is lost, the change is made once. */
static void
test_lost_once (void)
{
  const char *const words[] = { "BEGIN", "INTO sessions", "UPDATE counter", "COMMIT" };
  Place place = make_place ();
  gint64 n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (RwTestFault fault = RW_TEST_RESET; fault <= RW_TEST_LOSE_ANSWER; fault++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (place.uri);
        Place fresh = { place.proxy, pool, place.uri };
        rw_test_proxy_plan (place.proxy, words[i], fault, 1);
        g_assert_cmpint (count_up (&fresh, &error), ==, 1);
        g_assert_no_error (error);
        g_assert_cmpuint (rw_test_proxy_count_left (place.proxy), ==, 0);
        g_assert_cmpint (get_count (&place), ==, ++n);
      }
  end_place (&place);
}

static gboolean
forget (RwPostgres *connection, gpointer data G_GNUC_UNUSED, GError **error)
{
  return rw_postgres_change_forget (connection, error);
}

/* Connections that are gone are forgotten; one that was forgotten is known again. */
static void
test_forgotten (void)
{
  Place place = make_place ();
  g_autoptr (RwPostgresPool) other = rw_test_postgres_pool (place.uri);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (count_up (&place, &error), ==, 1);
  rw_test_postgres_ask (place.uri, "UPDATE sessions SET used_at = 0");
  g_assert_true (rw_postgres_change (other, forget, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (rw_test_postgres_ask (place.uri, "SELECT count (*) FROM sessions"), ==, 1);
  g_assert_cmpint (count_up (&place, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpint (get_count (&place), ==, 2);
  end_place (&place);
}

/* And read once more. */
static void
test_read_again (void)
{
  Place place = make_place ();

  for (RwTestFault fault = RW_TEST_RESET; fault <= RW_TEST_LOSE_ANSWER; fault++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (place.uri);
      rw_test_proxy_plan (place.proxy, "SELECT 4711", fault, 1);
      g_autoptr (RwPostgresRows) rows = rw_postgres_read (pool, &error, "SELECT 4711", "");
      g_assert_no_error (error);
      g_assert_true (rw_postgres_rows_next (rows));
      g_assert_cmpint (rw_postgres_rows_get_int (rows, 0), ==, 4711);
      g_assert_cmpuint (rw_test_proxy_count_left (place.proxy), ==, 0);
    }
  end_place (&place);
}

/* A fault that stays is told, after some seconds. */
static void
test_lost_always (void)
{
  Place place = make_place ();
  g_autoptr (GError) error = NULL;

  rw_test_proxy_plan (place.proxy, "COMMIT", RW_TEST_RESET, G_MAXUINT);
  g_assert_cmpint (count_up (&place, &error), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, NULL);
  g_assert_cmpint (get_count (&place), ==, 0);
  rw_test_proxy_plan (place.proxy, "UPDATE", RW_TEST_RESET, G_MAXUINT);
  g_assert_cmpint (count_up (&place, &error), ==, -1);
  rw_test_assert_error (&error, RW_ERROR_DATABASE, NULL);
  rw_test_proxy_plan (place.proxy, "SELECT 1", RW_TEST_RESET, G_MAXUINT);
  g_assert_null (rw_postgres_read (place.pool, &error, "SELECT 1", ""));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, NULL);
  end_place (&place);
}

/* The server hears nothing more: what was not committed never will be. */
static void
test_stalled (void)
{
  const gint64 usual = rw_postgres_patience;
  Place place = make_place ();
  g_autoptr (GError) error = NULL;

  rw_postgres_patience = 2000;
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (place.uri);
  Place fresh = { place.proxy, pool, place.uri };
  rw_test_proxy_plan (place.proxy, "COMMIT", RW_TEST_STALL, 1);
  int n = count_up (&fresh, &error);
  g_assert_true ((n == 1) == (error == NULL));
  g_assert_cmpint (get_count (&place), ==, n == 1 ? 1 : 0);
  g_usleep (G_USEC_PER_SEC);
  g_assert_cmpint (get_count (&place), ==, n == 1 ? 1 : 0);
  rw_postgres_patience = usual;
  end_place (&place);
}

static gpointer
count_often (gpointer data)
{
  int n_done = 0;

  for (guint i = 0; i < N_TIMES; i++)
    {
      g_autoptr (GError) error = NULL;
      n_done += count_up (data, &error) == 1;
      g_assert_no_error (error);
    }
  return GINT_TO_POINTER (n_done);
}

static int
run_threads (GThreadFunc run, gpointer data)
{
  GThread *threads[N_THREADS];
  int n = 0;

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("change", run, data);
  for (guint i = 0; i < N_THREADS; i++)
    n += GPOINTER_TO_INT (g_thread_join (threads[i]));
  return n;
}

/* Every answer to a commit that is lost is one that is asked for. */
static void
test_threads (void)
{
  Place place = make_place ();

  rw_test_proxy_plan (place.proxy, "COMMIT", RW_TEST_LOSE_ANSWER, 30);
  g_assert_cmpint (run_threads (count_often, &place), ==, N_THREADS * N_TIMES);
  g_assert_cmpint (get_count (&place), ==, N_THREADS * N_TIMES);
  g_assert_cmpuint (rw_test_proxy_count_left (place.proxy), ==, 0);
  end_place (&place);
}

static gboolean
count_both (RwPostgres *connection, gpointer data, GError **error)
{
  gint64 first = GPOINTER_TO_INT (data);

  return rw_postgres_run (connection, error, "UPDATE counter SET n = n + 1 WHERE id = $1", "i",
                          first) == 1 &&
         rw_postgres_run (connection, error, "UPDATE counter SET n = n + 1 WHERE id = $1", "i",
                          3 - first) == 1;
}

static gpointer
count_crosswise (gpointer data)
{
  static _Atomic int turn = 0;
  Place *place = data;
  int first = 1 + turn++ % 2;
  int n_done = 0;

  for (guint i = 0; i < N_TIMES; i++)
    n_done += rw_postgres_change (place->pool, count_both, GINT_TO_POINTER (first), NULL);
  return GINT_TO_POINTER (n_done);
}

/* The server undoes one of two that wait for one another after a second: that one is done again. */
static void
test_deadlocks (void)
{
  Place place = make_place ();

  rw_test_postgres_ask (place.uri, "ALTER SYSTEM SET deadlock_timeout = '20ms'");
  rw_test_postgres_ask (place.uri, "SELECT pg_reload_conf ()");
  int n = run_threads (count_crosswise, &place);
  g_assert_cmpint (n, >, 0);
  g_assert_cmpint (get_count (&place), ==, n);
  end_place (&place);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postgres-change/rows", test_rows);
  g_test_add_func ("/postgres-change/undone", test_undone);
  g_test_add_func ("/postgres-change/lost-once", test_lost_once);
  g_test_add_func ("/postgres-change/forgotten", test_forgotten);
  g_test_add_func ("/postgres-change/read-again", test_read_again);
  g_test_add_func ("/postgres-change/lost-always", test_lost_always);
  g_test_add_func ("/postgres-change/stalled", test_stalled);
  g_test_add_func ("/postgres-change/threads", test_threads);
  g_test_add_func ("/postgres-change/deadlocks", test_deadlocks);
  return g_test_run ();
}
