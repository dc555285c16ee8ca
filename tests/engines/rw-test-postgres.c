/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-postgres.h"

#include "rw-postgres-schema.h"
#include "rw-test-service.h"

#include <unistd.h>

/* Each process has its own clock on the server. */
#define CLOCK "rw_clock_%d.clock"

static gboolean has_clock;

const char *
rw_test_postgres_get_uri (void)
{
  const char *uri = g_getenv ("RW_TEST_POSTGRES");

  g_assert_nonnull (uri);
  return uri;
}

guint16
rw_test_postgres_get_port (void)
{
  g_autoptr (GUri) uri = g_uri_parse (rw_test_postgres_get_uri (), G_URI_FLAGS_HAS_PASSWORD, NULL);

  return (guint16) g_uri_get_port (uri);
}

gint64
rw_test_postgres_ask (const char *uri, const char *script)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwPostgres) connection = rw_postgres_open (uri, &error);

  g_assert_no_error (error);
  g_autoptr (RwPostgresRows) rows = rw_postgres_run_script (connection, script, &error);
  g_assert_no_error (error);
  return rw_postgres_rows_next (rows) ? rw_postgres_rows_get_int (rows, 0) : 0;
}

char *
rw_test_postgres_dup_place (guint16 port)
{
  static guint n = 0;
  g_autofree char *name = g_strdup_printf ("rw_test_%d_%u", getpid (), n++);
  g_autofree char *script = g_strdup_printf ("CREATE SCHEMA %s", name);
  g_autofree char *query = g_strdup_printf ("options=-csearch_path%%3D%s", name);
  g_autoptr (GUri) server = g_uri_parse (rw_test_postgres_get_uri (),
                                         G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) uri = g_uri_build_with_user (
      G_URI_FLAGS_ENCODED, g_uri_get_scheme (server), g_uri_get_user (server),
      g_uri_get_password (server), NULL, g_uri_get_host (server),
      port != 0 ? port : g_uri_get_port (server), g_uri_get_path (server), query, NULL);

  rw_test_postgres_ask (rw_test_postgres_get_uri (), script);
  return g_uri_to_string (uri);
}

RwPostgresPool *
rw_test_postgres_pool (const char *uri)
{
  g_autoptr (GError) error = NULL;
  RwPostgresPool *pool = rw_postgres_pool_open (uri, &error);

  g_assert_no_error (error);
  return pool;
}

static void
replace_clock (const char *uri)
{
  g_autofree char *script = g_strdup_printf ("CREATE OR REPLACE FUNCTION rw_now () RETURNS bigint "
                                             "LANGUAGE sql VOLATILE AS 'SELECT now FROM " CLOCK "'",
                                             getpid ());

  rw_test_postgres_ask (uri, script);
}

char *
rw_test_postgres_dup_tables (void)
{
  g_autofree char *uri = rw_test_postgres_dup_place (0);
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (uri);
  g_autoptr (GError) error = NULL;

  rw_postgres_schema_migrate (pool, RW_POSTGRES_SCHEMA_VERSION, FALSE, &error);
  g_assert_no_error (error);
  if (has_clock)
    replace_clock (uri);
  return g_steal_pointer (&uri);
}

void
rw_test_postgres_set_clock (gint64 now)
{
  g_autofree char *script =
      g_strdup_printf ("CREATE SCHEMA IF NOT EXISTS rw_clock_%d; "
                       "CREATE TABLE IF NOT EXISTS " CLOCK " (now bigint); DELETE FROM " CLOCK
                       "; INSERT INTO " CLOCK " VALUES (%" G_GINT64_FORMAT ")",
                       getpid (), getpid (), getpid (), getpid (), now);

  rw_test_postgres_ask (rw_test_postgres_get_uri (), script);
  has_clock = TRUE;
}
