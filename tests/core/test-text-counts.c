/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-text-counts.h"

#include "rw-test.h"

#include <string.h>

#define N_TEXTS (RW_CATEGORY_MAX_LEVELS + 2u)

static void
count_further (RwCell text, gpointer data)
{
  guint *n = data;

  g_assert_true (g_str_has_prefix (text.text, "text "));
  ++*n;
}

/* More texts than a category has: "text 0" twice, each other one once, and an empty one. */
static RwTable *
load_texts (void)
{
  g_autoptr (GString) csv = g_string_new ("id,note\n0,text 0\n0,\n");

  for (guint i = 0; i < N_TEXTS; i++)
    g_string_append_printf (csv, "%u,text %u\n", i, i);
  return rw_test_load (csv->str, csv->len);
}

/* What is beyond the limit is told one by one; what is known is counted to its end. */
static void
test_limit (void)
{
  g_autoptr (RwTable) table = load_texts ();
  const RwColumn *column = rw_table_find_column (table, "note");
  guint n_further = 0;
  g_autoptr (RwLevels) counts = rw_text_counts_new (column, rw_table_get_n_rows (table),
                                                    count_further, &n_further, NULL, NULL);

  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_TEXT);
  g_assert_cmpuint (rw_levels_get_n (counts), ==, RW_CATEGORY_MAX_LEVELS);
  g_assert_cmpuint (n_further, ==, N_TEXTS - RW_CATEGORY_MAX_LEVELS);
  g_assert_cmpstr (rw_levels_get_text (counts, 0), ==, "text 0");
  g_assert_cmpuint (rw_levels_get_count (counts, 0), ==, 2);
  g_assert_cmpuint (rw_levels_get_count (counts, 1), ==, 1);
}

static void
test_cancelled (void)
{
  g_autoptr (RwTable) table = load_texts ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n_further = 0;

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_text_counts_new (rw_table_find_column (table, "note"),
                                     rw_table_get_n_rows (table), count_further, &n_further,
                                     cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_assert_cmpuint (n_further, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-counts/limit", test_limit);
  g_test_add_func ("/text-counts/cancelled", test_cancelled);
  return g_test_run ();
}
