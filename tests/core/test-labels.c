/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-labels.h"

#include "rw-test.h"

/* Loads a file of an id and a column "left" of these values. */
static RwTable *
load (const char *values)
{
  g_autoptr (GString) text = g_string_new ("id,left\n");
  g_auto (GStrv) lines = g_strsplit (values, " ", -1);
  g_autoptr (GHashTable) hints = g_hash_table_new (g_str_hash, g_str_equal);
  RwTableOptions options = { .hint = rw_test_hint, .hint_data = hints };
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (hints, (char *) "left", GINT_TO_POINTER (RW_HINT_TEXTS));
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "c%u,%s\n", i, lines[i]);
  g_autoptr (RwSource) source = rw_test_source (text->str, text->len);
  RwTable *table = rw_table_load (source, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  return table;
}

static void
assert_labels (const char *values, const char *positive, const char *found, const char *expected)
{
  g_autoptr (RwTable) table = load (values);
  g_autoptr (GError) error = NULL;
  g_autoptr (RwLabels) labels = rw_labels_read (table, "left", positive, &error);
  g_autoptr (GString) shown = g_string_new (NULL);
  guint32 n_positive = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (labels->positive, ==, found);
  g_assert_cmpuint (labels->rows->len, ==, labels->values->len);
  for (guint i = 0; i < labels->rows->len; i++)
    {
      float value = g_array_index (labels->values, float, i);
      g_string_append_printf (shown, "%u%s ", g_array_index (labels->rows, guint32, i),
                              value > 0 ? "+" : "-");
      n_positive += value > 0;
    }
  g_assert_cmpstr (shown->str, ==, expected);
  g_assert_cmpuint (labels->n_positive, ==, n_positive);
}

static void
assert_no_labels (const char *values, const char *column, const char *positive, const char *part)
{
  g_autoptr (RwTable) table = load (values);
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_labels_read (table, column, positive, &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, part);
}

static void
test_found (void)
{
  assert_labels ("Yes No NA Yes", NULL, "Yes", "0+ 1- 3+ ");
  assert_labels ("0 1 0", NULL, "1", "0- 1+ 2- ");
  assert_labels ("FALSE TRUE", NULL, "TRUE", "0- 1+ ");
  assert_labels ("stayed churned", NULL, "churned", "0- 1+ ");
}

static void
test_given (void)
{
  assert_labels ("gold silver gold", "silver", "silver", "0- 1+ 2- ");
  assert_labels ("Yes No", "No", "No", "0- 1+ ");
}

static void
test_refused (void)
{
  assert_no_labels ("Yes No", "churn", NULL, "no column “churn”");
  assert_no_labels ("Yes Yes", "left", NULL, "two different");
  assert_no_labels ("Yes No Maybe", "left", NULL, "two different");
  assert_no_labels ("gold silver", "left", NULL, "--positive");
  assert_no_labels ("Yes No", "left", "yes", "--positive");
  assert_no_labels ("1 yes", "left", NULL, "--positive");
}

static void
assert_guess (const char *values, const char *positive, gboolean is_guess)
{
  g_autoptr (RwTable) table = load (values);
  g_autoptr (GError) error = NULL;
  gboolean guessed = FALSE;
  g_autoptr (RwLabels) labels = rw_labels_read_or_guess (table, "left", &guessed, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (labels->positive, ==, positive);
  g_assert_cmpint (guessed, ==, is_guess);
}

/* The rarer value, where none says by itself. */
static void
test_guess (void)
{
  g_autoptr (RwTable) three = load ("a b c");
  g_autoptr (GError) error = NULL;

  assert_guess ("p q p", "q", TRUE);
  assert_guess ("q p q", "p", TRUE);
  assert_guess ("Yes No Yes", "Yes", FALSE);
  g_assert_null (rw_labels_read_or_guess (three, "left", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, "exactly two");
  g_assert_null (rw_labels_read_or_guess (three, "none", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, "no column “none”");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labels/found", test_found);
  g_test_add_func ("/labels/given", test_given);
  g_test_add_func ("/labels/refused", test_refused);
  g_test_add_func ("/labels/guess", test_guess);
  return g_test_run ();
}
