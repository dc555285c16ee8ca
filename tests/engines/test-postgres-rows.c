/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-rows.h"

#include "rw-postgres.h"
#include "rw-test-postgres.h"

#include <locale.h>

static RwPostgresRows *
run (const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwPostgres) connection = rw_postgres_open (rw_test_postgres_get_uri (), &error);
  RwPostgresRows *rows = rw_postgres_query (connection, &error, sql, "");

  g_assert_no_error (error);
  return rows;
}

static void
test_columns (void)
{
  g_autoptr (RwPostgresRows) rows =
      run ("SELECT 'ä“x', NULL::text, '-9223372036854775808'::bigint, NULL::bigint, ''");

  g_assert_true (rw_postgres_rows_next (rows));
  g_assert_cmpstr (rw_postgres_rows_get_text (rows, 0), ==, "ä“x");
  g_assert_null (rw_postgres_rows_get_text (rows, 1));
  g_assert_cmpint (rw_postgres_rows_get_int (rows, 2), ==, G_MININT64);
  g_assert_cmpint (rw_postgres_rows_get_int (rows, 3), ==, 0);
  g_assert_cmpstr (rw_postgres_rows_get_text (rows, 4), ==, "");
  g_assert_false (rw_postgres_rows_next (rows));
  g_assert_false (rw_postgres_rows_next (rows));
}

static void
test_changed (void)
{
  g_autoptr (RwPostgresRows) made =
      run ("CREATE TEMPORARY TABLE a AS SELECT generate_series (1, 3)");
  g_autoptr (RwPostgresRows) none = run ("SET application_name = 'x'");

  g_assert_cmpint (rw_postgres_rows_count_changed (made), ==, 3);
  g_assert_cmpint (rw_postgres_rows_count_changed (none), ==, 0);
}

static gpointer
show (RwSqlRow row)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, row[0],
                          rw_sql_row_get_int (row, 1), rw_sql_row_get_int (row, 2));
}

static void
test_taken (void)
{
  g_autoptr (GPtrArray) all =
      rw_postgres_rows_take_all (run ("VALUES ('a', 1, NULL), ('b', -2, NULL)"), show, g_free);
  g_autofree char *one =
      rw_postgres_rows_take_one (run ("VALUES ('a', 1, NULL), ('b', -2, NULL)"), show);

  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (all->pdata[1], ==, "b -2 0");
  g_assert_cmpstr (one, ==, "a 1 0");
  g_assert_null (rw_postgres_rows_take_one (run ("SELECT 'a' WHERE false"), show));
  g_assert_null (rw_postgres_rows_take_one (NULL, show));
  g_assert_null (rw_postgres_rows_take_all (NULL, show, g_free));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postgres-rows/columns", test_columns);
  g_test_add_func ("/postgres-rows/changed", test_changed);
  g_test_add_func ("/postgres-rows/taken", test_taken);
  return g_test_run ();
}
