/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-options.h"

#include "rw-test.h"

/* Every option that is chosen is the one that is found again; option 0 says nothing. */
static void
test_all (void)
{
  for (guint i = 0; i < RW_N_IMPORT_CHOICES; i++)
    {
      RwImportChoice choice = (RwImportChoice) i;
      g_autoptr (RwChoices) choices = rw_choices_new ();
      g_assert_cmpuint (rw_import_choice_get_n_options (choice), >, 1);
      for (guint option = rw_import_choice_get_n_options (choice) + 1; option-- > 0;)
        {
          rw_import_choice_set (choice, choices, option);
          g_assert_cmpuint (rw_import_choice_get (choice, choices), ==, option);
        }
    }
}

static void
test_automatic (void)
{
  g_autoptr (RwChoices) choices = rw_choices_new ();
  g_autoptr (RwTable) table = rw_test_load (RW_TEST_BYTES ("title\n\na;b\n1;2\n3;4\n"));
  g_autofree char *delimiter =
      rw_import_choice_describe_first (RW_IMPORT_DELIMITER, choices, table);
  g_autofree char *header = rw_import_choice_describe_first (RW_IMPORT_HEADER, choices, table);
  g_autofree char *encoding = rw_import_choice_describe_first (RW_IMPORT_ENCODING, choices, table);
  g_autofree char *decimal = rw_import_choice_describe_first (RW_IMPORT_DECIMAL, choices, table);

  g_assert_cmpstr (delimiter, ==, "Automatic: Semicolon");
  g_assert_cmpstr (header, ==, "Automatic: on line 3");
  g_assert_cmpstr (encoding, ==, "Automatic: UTF-8");
  g_assert_cmpstr (decimal, ==, "Automatic");
}

/* One mark is not both. */
static void
test_marks (void)
{
  g_autoptr (RwChoices) choices = rw_choices_new ();

  rw_import_choice_set (RW_IMPORT_GROUPING, choices, 1);
  rw_import_choice_set (RW_IMPORT_DECIMAL, choices, 2);
  g_assert_cmpint (choices->numbers.decimal, ==, ',');
  g_assert_cmpint (choices->numbers.grouping, ==, '\0');
  rw_import_choice_set (RW_IMPORT_GROUPING, choices, 1);
  g_assert_cmpint (choices->numbers.decimal, ==, '\0');
}

/* What is none of the options is told, and an option takes its place. */
static void
test_others (void)
{
  g_autoptr (RwChoices) choices = rw_choices_new ();
  g_autofree char *nothing = rw_import_choice_dup_other (RW_IMPORT_ENCODING, choices);

  g_assert_null (nothing);
  g_assert_true (rw_import_choice_set_other (RW_IMPORT_ENCODING, choices, "KOI8-R"));
  g_assert_true (rw_import_choice_set_other (RW_IMPORT_DELIMITER, choices, "^"));
  g_autofree char *encoding = rw_import_choice_describe_first (RW_IMPORT_ENCODING, choices, NULL);
  g_autofree char *delimiter = rw_import_choice_dup_other (RW_IMPORT_DELIMITER, choices);
  g_assert_cmpstr (encoding, ==, "Something else: KOI8-R");
  g_assert_cmpstr (delimiter, ==, "^");
  g_assert_cmpint (choices->dialect.delimiter, ==, '^');
  rw_import_choice_set (RW_IMPORT_DELIMITER, choices, 1);
  g_autofree char *after = rw_import_choice_dup_other (RW_IMPORT_DELIMITER, choices);
  g_assert_null (after);
}

/* Neither nothing, nor two characters, nor one that is not ASCII. */
static void
test_no_others (void)
{
  g_autoptr (RwChoices) choices = rw_choices_new ();

  g_assert_false (rw_import_choice_set_other (RW_IMPORT_ENCODING, choices, ""));
  g_assert_false (rw_import_choice_set_other (RW_IMPORT_QUOTE, choices, ""));
  g_assert_false (rw_import_choice_set_other (RW_IMPORT_QUOTE, choices, "''"));
  g_assert_false (rw_import_choice_set_other (RW_IMPORT_QUOTE, choices, "«"));
  g_assert_cmpint (choices->dialect.quote, ==, '\0');
  g_assert_null (choices->encoding);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-options/all", test_all);
  g_test_add_func ("/import-options/automatic", test_automatic);
  g_test_add_func ("/import-options/marks", test_marks);
  g_test_add_func ("/import-options/others", test_others);
  g_test_add_func ("/import-options/no-others", test_no_others);
  return g_test_run ();
}
