/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import.h"

#include "rw-excerpt.h"
#include "rw-test-session.h"
#include "rw-test.h"

#include <string.h>

static gboolean
is_done (gpointer import)
{
  return rw_import_is_complete (import) || rw_import_get_error (import) != NULL;
}

static gboolean
has_table (gpointer import)
{
  return rw_import_get_table (import) != NULL;
}

static RwImport *
read_text (const char *text)
{
  g_autofree char *path = rw_test_write ("customers.csv", text, strlen (text));
  RwImport *import = rw_import_new (path, NULL, NULL, NULL);

  rw_test_wait_until (is_done, import);
  return import;
}

/* Both readings of every column, beside the rows; a choice settles one of them. */
static void
test_ambiguous (void)
{
  g_autoptr (RwImport) import = read_text ("a;b\n1.234;3/4/2024\n2.000;5/6/2024\n");
  const RwDoubts *doubts = rw_import_get_doubts (import);

  g_assert_no_error (rw_import_get_error (import));
  g_assert_nonnull (rw_import_get_model (import));
  g_assert_cmpuint (rw_table_get_n_rows (rw_import_get_table (import)), ==, 2);
  g_assert_cmpuint (doubts->ambiguities->len, ==, 2);
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (import));
  rw_choices_set_column (choices, "a", (RwNumberChoice){ .decimal = ',' });
  rw_import_choose (import, choices);
  g_assert_false (rw_import_is_complete (import));
  g_assert_null (rw_import_get_doubts (import));
  rw_test_wait_until (is_done, import);
  g_assert_cmpuint (rw_import_get_doubts (import)->ambiguities->len, ==, 1);
  const RwColumn *a = rw_table_get_column (rw_import_get_table (import), 0);
  g_assert_cmpfloat (rw_column_get_numbers (a)[0], ==, 1234);
}

/* The sample is there before the file; then all rows are. */
static void
test_sample (void)
{
  GString *text = g_string_new ("a,b\n");

  while (text->len < 4 * RW_EXCERPT_SIZE)
    g_string_append (text, "1,some text that takes room\n");
  g_autofree char *path = rw_test_write ("customers.csv", text->str, text->len);
  g_autoptr (RwImport) import = rw_import_new (path, NULL, NULL, NULL);
  rw_test_wait_until (has_table, import);
  g_assert_false (rw_import_is_complete (import));
  g_assert_nonnull (rw_import_get_progress (import));
  g_assert_cmpuint (rw_table_get_n_rows (rw_import_get_table (import)), ==,
                    (RW_EXCERPT_SIZE - 4) / 28);
  rw_test_wait_until (is_done, import);
  g_assert_null (rw_import_get_progress (import));
  g_assert_cmpuint (rw_table_get_n_rows (rw_import_get_table (import)), ==, (text->len - 4) / 28);
  g_string_free (text, TRUE);
}

/* What cannot be read at all says why, until it is read in another way. */
static void
test_error (void)
{
  g_autoptr (RwImport) import = read_text ("x\n,;\t\n,,;;\t\t\n,,,;;;\t\t\t\n");

  g_assert_error (rw_import_get_error (import), RW_ERROR, RW_ERROR_DIALECT);
  g_assert_null (rw_import_get_table (import));
  g_autoptr (RwChoices) choices = rw_choices_new ();
  choices->dialect.delimiter = '%';
  rw_import_choose (import, choices);
  while (!rw_import_is_complete (import))
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (rw_import_get_error (import));
  g_assert_cmpuint (rw_table_get_n_columns (rw_import_get_table (import)), ==, 1);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Of many choices the last one is read; nothing is told of the others. */
static void
test_latest (void)
{
  g_autoptr (RwImport) import = read_text ("a,b;c\n1,2;3\n4,5;6\n");
  g_autoptr (RwChoices) choices = rw_choices_new ();
  guint n = 0;

  for (guint i = 0; i < 20; i++)
    {
      choices->dialect.delimiter = i % 2 == 0 ? ',' : ';';
      rw_import_choose (import, choices);
    }
  g_signal_connect_swapped (import, "changed", G_CALLBACK (count_cb), &n);
  rw_test_wait_until (is_done, import);
  g_assert_cmpuint (n, ==, 2);
  RwTable *table = rw_import_get_table (import);
  g_assert_cmpint (rw_table_get_dialect (table)->delimiter, ==, ';');
}

/* After a cancel nothing comes any more. */
static void
test_cancel (void)
{
  g_autofree char *path = rw_test_write ("customers.csv", RW_TEST_BYTES ("a,b\n1,2\n"));
  RwImport *import = rw_import_new (path, NULL, NULL, NULL);
  guint n = 0;
  RwTestFarewell farewell = { 0 };

  g_signal_connect_swapped (import, "changed", G_CALLBACK (count_cb), &n);
  rw_test_watch (import, &farewell);
  rw_import_cancel (import);
  g_object_unref (import);
  rw_test_wait_until_gone (&farewell);
  g_assert_cmpuint (n, ==, 0);
}

int
main (int argc, char **argv)
{
  rw_test_session_init (&argc, &argv);
  g_test_add_func ("/import/ambiguous", test_ambiguous);
  g_test_add_func ("/import/sample", test_sample);
  g_test_add_func ("/import/error", test_error);
  g_test_add_func ("/import/latest", test_latest);
  g_test_add_func ("/import/cancel", test_cancel);
  return g_test_run ();
}
