/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-pool.h"

#include "rw-test-postgres.h"
#include "rw-test-proxy.h"
#include "rw-test.h"

#include <locale.h>

#define N_THREADS 12
#define N_TIMES   30

static RwPostgres *
take (RwPostgresPool *pool)
{
  g_autoptr (GError) error = NULL;
  RwPostgres *connection = rw_postgres_pool_take (pool, &error);

  g_assert_no_error (error);
  return connection;
}

static void
run (RwPostgres *connection, const char *script)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwPostgresRows) rows = rw_postgres_run_script (connection, script, &error);

  g_assert_no_error (error);
}

static void
test_lent_again (void)
{
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (rw_test_postgres_get_uri ());
  RwPostgres *first = take (pool);
  RwPostgres *second = take (pool);

  g_assert_true (first != second);
  rw_postgres_pool_give_back (pool, first);
  g_assert_true (take (pool) == first);
  rw_postgres_pool_give_back (pool, first);
  rw_postgres_pool_give_back (pool, second);
}

/* Whoever does not end a transaction has not made it. */
static void
test_open_transaction (void)
{
  g_autofree char *uri = rw_test_postgres_dup_place (0);
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (uri);
  RwPostgres *connection = take (pool);

  run (connection, "CREATE TABLE t (a int)");
  run (connection, "BEGIN; INSERT INTO t VALUES (1)");
  rw_postgres_pool_give_back (pool, connection);
  connection = take (pool);
  g_assert_true (rw_postgres_is_idle (connection));
  g_assert_cmpint (rw_postgres_run (connection, NULL, "SELECT * FROM t", ""), ==, 0);
  rw_postgres_pool_give_back (pool, connection);
}

/* All connections were ended while nobody looked. */
static void
test_ended (void)
{
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (rw_test_postgres_get_uri ());
  RwPostgres *first = take (pool);
  RwPostgres *second = take (pool);

  rw_postgres_pool_give_back (pool, first);
  rw_postgres_pool_give_back (pool, second);
  rw_test_postgres_ask (rw_test_postgres_get_uri (),
                        "SELECT count (pg_terminate_backend (pid, 5000)) FROM pg_stat_activity "
                        "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid ()");
  first = take (pool);
  second = take (pool);
  run (first, "SELECT 1");
  run (second, "SELECT 1");
  rw_postgres_pool_give_back (pool, first);
  rw_postgres_pool_give_back (pool, second);
}

static gpointer
give_back_later (gpointer data)
{
  gpointer *pair = data;

  g_usleep (200 * 1000);
  rw_postgres_pool_give_back (pair[0], pair[1]);
  return NULL;
}

/* Whoever comes too many waits, and not for ever. */
static void
test_bounded (void)
{
  const gint64 usual = rw_postgres_patience;
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (rw_test_postgres_get_uri ());
  g_autoptr (GError) error = NULL;
  RwPostgres *all[RW_POSTGRES_POOL_SIZE];

  for (guint i = 0; i < RW_POSTGRES_POOL_SIZE; i++)
    all[i] = take (pool);
  gpointer pair[] = { pool, all[0] };
  GThread *thread = g_thread_new ("later", give_back_later, pair);
  all[0] = take (pool);
  g_thread_join (thread);
  rw_postgres_patience = 1000;
  g_assert_null (rw_postgres_pool_take (pool, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "in use");
  rw_postgres_patience = usual;
  for (guint i = 0; i < RW_POSTGRES_POOL_SIZE; i++)
    rw_postgres_pool_give_back (pool, all[i]);
}

static gpointer
use_often (gpointer data)
{
  for (guint i = 0; i < N_TIMES; i++)
    {
      RwPostgres *connection = take (data);
      g_assert_cmpint (rw_postgres_run (connection, NULL, "SELECT $1", "i", (gint64) i), ==, 1);
      rw_postgres_pool_give_back (data, connection);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (rw_test_postgres_get_uri ());
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("use", use_often, pool);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

/* Connections that cannot be made take no place. */
static void
test_server_gone (void)
{
  RwTestProxy *proxy = rw_test_proxy_new (rw_test_postgres_get_port ());
  g_autofree char *uri = rw_test_postgres_dup_place (rw_test_proxy_get_port (proxy));
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (uri);
  g_autoptr (GError) error = NULL;

  rw_test_proxy_free (proxy);
  for (guint i = 0; i < RW_POSTGRES_POOL_SIZE + 2; i++)
    {
      g_assert_null (rw_postgres_pool_take (pool, &error));
      rw_test_assert_error (&error, RW_ERROR_DATABASE, "refused");
    }
  g_assert_null (rw_postgres_pool_open (uri, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "refused");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postgres-pool/lent-again", test_lent_again);
  g_test_add_func ("/postgres-pool/open-transaction", test_open_transaction);
  g_test_add_func ("/postgres-pool/ended", test_ended);
  g_test_add_func ("/postgres-pool/bounded", test_bounded);
  g_test_add_func ("/postgres-pool/threads", test_threads);
  g_test_add_func ("/postgres-pool/server-gone", test_server_gone);
  return g_test_run ();
}
