/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-doubts.h"

#include "rw-test.h"

#include <string.h>

static RwTable *
load (const char *text, RwDoubts *doubts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));
  RwTableOptions options = { .doubts = doubts };
  RwTable *table = rw_table_load (source, &options, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

static void
assert_ambiguity (const RwDoubts *doubts, guint i, const char *column, const char *value,
                  const char *other)
{
  const RwAmbiguity *ambiguity = doubts->ambiguities->pdata[i];
  g_autofree char *one = rw_ambiguity_dup_value (ambiguity, &ambiguity->format);
  g_autofree char *two = rw_ambiguity_dup_value (ambiguity, &ambiguity->other);

  g_assert_cmpstr (ambiguity->column, ==, column);
  g_assert_cmpstr (one, ==, value);
  g_assert_cmpstr (two, ==, other);
}

/* All columns that are ambiguous, and a table that reads them in the first way. */
static void
test_ambiguous (void)
{
  g_autoptr (RwDoubts) doubts = rw_doubts_new ();
  g_autoptr (RwTable) table = load ("a;b;c\n1.234;1;3/4/2024\n2.000;2;5/6/2024\n", doubts);

  g_assert_cmpuint (doubts->ambiguities->len, ==, 2);
  assert_ambiguity (doubts, 0, "a", "1.234", "1234");
  assert_ambiguity (doubts, 1, "c", "2024-04-03", "2024-03-04");
  g_assert_null (doubts->damage);
  const RwColumn *a = rw_table_get_column (table, 0);
  g_assert_cmpfloat (rw_column_get_numbers (a)[0], ==, 1.234);
}

/* More than a fifth of the rows are set aside. */
static void
test_damaged (void)
{
  g_autoptr (RwDoubts) doubts = rw_doubts_new ();
  g_autoptr (RwTable) table = load ("a,b\n1,2\n\"x\"y,1,2,3\n3,4\n", doubts);

  g_assert_cmpuint (rw_table_get_n_rows (table), ==, 2);
  rw_test_assert_has (doubts->damage, "1 of 3 rows are damaged, the first one on line 3");
  g_assert_cmpuint (doubts->ambiguities->len, ==, 0);
}

static void
test_none (void)
{
  g_autoptr (RwDoubts) doubts = rw_doubts_new ();
  g_autoptr (RwTable) table = load ("a,b\n1,2\n3,4\n", doubts);

  g_assert_cmpuint (rw_table_get_n_rows (table), ==, 2);
  g_assert_null (doubts->damage);
  g_assert_cmpuint (doubts->ambiguities->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/doubts/ambiguous", test_ambiguous);
  g_test_add_func ("/doubts/damaged", test_damaged);
  g_test_add_func ("/doubts/none", test_none);
  return g_test_run ();
}
