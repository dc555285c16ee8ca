/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-traits.h"

#include "rw-test-training.h"
#include "rw-test.h"

#include <math.h>

/* "3/2 whole ascending 5": filled, different, and so on, of the first column. */
static void
assert_traits (const char *values, const char *expected)
{
  g_autoptr (GString) text = g_string_new ("a,left\n");
  g_auto (GStrv) lines = g_strsplit (values, " ", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "%s,%u\n", lines[i], i % 2);
  g_autoptr (RwTestTraining) test = rw_test_training_new (text->str, "left");
  RwColumnTraits traits =
      rw_column_traits_measure (rw_table_get_column (test->table, 0), test->labels->rows);
  g_autofree char *shown = g_strdup_printf (
      "%u/%u%s%s %g", traits.n_filled, traits.n_distinct, traits.is_whole ? " whole" : "",
      traits.is_ascending ? " ascending" : "", isnan (traits.min) ? -1 : traits.min);
  g_assert_cmpstr (shown, ==, expected);
}

static void
test_numbers (void)
{
  assert_traits ("5 6 9", "3/3 whole ascending 5");
  assert_traits ("5 5 9", "3/2 whole 5");
  assert_traits ("5 4.5 9", "3/3 4.5");
  assert_traits ("5  6", "2/2 whole ascending 5");
  assert_traits ("-1 -3", "2/2 whole -3");
}

static void
test_categories (void)
{
  assert_traits ("x y x", "3/2 0");
  assert_traits ("x  y", "2/2 0");
}

/* Where each row has a text of its own. */
static void
test_texts (void)
{
  g_autoptr (GString) values = g_string_new ("t0");

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (values, " t%u", i);
  assert_traits (values->str, "5001/5000 0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column-traits/numbers", test_numbers);
  g_test_add_func ("/column-traits/categories", test_categories);
  g_test_add_func ("/column-traits/texts", test_texts);
  return g_test_run ();
}
