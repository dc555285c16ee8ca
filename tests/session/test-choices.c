/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-choices.h"

#include "rw-test.h"

static void
test_copy (void)
{
  RwChoices *choices = rw_choices_new ();
  RwNumberChoice comma = { .decimal = ',' };

  rw_choices_set_encoding (choices, "UTF-16");
  choices->dialect.delimiter = ';';
  choices->numbers.dates = RW_DATE_DMY;
  rw_choices_set_column (choices, "spend", comma);
  g_autoptr (RwChoices) copy = rw_choices_copy (choices);
  rw_choices_free (choices);
  RwTableOptions options = rw_choices_get_options (copy);
  g_assert_cmpstr (options.encoding, ==, "UTF-16");
  g_assert_cmpint (options.dialect.delimiter, ==, ';');
  g_assert_cmpint (options.numbers.dates, ==, RW_DATE_DMY);
  const RwNumberChoice *own = g_hash_table_lookup (options.column_numbers, "spend");
  g_assert_cmpint (own->decimal, ==, ',');
}

static void
test_nothing (void)
{
  RwTableOptions options = rw_choices_get_options (NULL);

  g_assert_null (options.encoding);
  g_assert_cmpint (options.dialect.delimiter, ==, '\0');
  g_assert_null (options.column_numbers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/choices/copy", test_copy);
  g_test_add_func ("/choices/nothing", test_nothing);
  return g_test_run ();
}
