/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-values.h"

#include <locale.h>

static void
init (RwPostgresValues *values, const char *types, ...)
{
  va_list list;

  va_start (list, types);
  rw_postgres_values_init (values, types, list);
  va_end (list);
}

static void
test_values (void)
{
  g_auto (RwPostgresValues) values = { 0 };

  init (&values, "sisi", "text", G_MININT64, NULL, (gint64) 0);
  g_assert_cmpint (values.n, ==, 4);
  g_assert_cmpstr (values.texts[0], ==, "text");
  g_assert_cmpstr (values.texts[1], ==, "-9223372036854775808");
  g_assert_null (values.texts[2]);
  g_assert_cmpstr (values.texts[3], ==, "0");
  g_assert_cmpuint (values.types[0], ==, values.types[2]);
  g_assert_cmpuint (values.types[0], !=, values.types[1]);
  rw_postgres_values_clear (&values);
  init (&values, "");
  g_assert_cmpint (values.n, ==, 0);
}

/* What the database would refuse. */
static void
test_mended (void)
{
  g_auto (RwPostgresValues) values = { 0 };

  init (&values, "ss", "a\xff", "ä");
  g_assert_cmpstr (values.texts[0], ==, "a\xEF\xBF\xBD");
  g_assert_cmpstr (values.texts[1], ==, "ä");
}

static void
test_most (void)
{
  g_auto (RwPostgresValues) values = { 0 };

  init (&values, "iiiiiiiiiiiiiiii", (gint64) 1, (gint64) 2, (gint64) 3, (gint64) 4, (gint64) 5,
        (gint64) 6, (gint64) 7, (gint64) 8, (gint64) 9, (gint64) 10, (gint64) 11, (gint64) 12,
        (gint64) 13, (gint64) 14, (gint64) 15, (gint64) 16);
  g_assert_cmpint (values.n, ==, RW_POSTGRES_MAX_VALUES);
  g_assert_cmpstr (values.texts[15], ==, "16");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postgres-values/values", test_values);
  g_test_add_func ("/postgres-values/mended", test_mended);
  g_test_add_func ("/postgres-values/most", test_most);
  return g_test_run ();
}
