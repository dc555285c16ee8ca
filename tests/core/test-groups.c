/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-groups.h"

#include "rw-test.h"

#include <string.h>

static RwTable *
load (const char *text, RwKindHint hint)
{
  g_autoptr (GHashTable) hints = g_hash_table_new (g_str_hash, g_str_equal);
  RwTableOptions options = { .hint = rw_test_hint, .hint_data = hints };
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));

  g_hash_table_insert (hints, (char *) "by", GINT_TO_POINTER (hint));
  RwTable *table = rw_table_load (source, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  return table;
}

/* "name: place place; …" of all rows but the first. */
static char *
split (RwTable *table)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint32 row = 1; row < rw_table_get_n_rows (table); row++)
    g_array_append_val (rows, row);
  g_autoptr (GPtrArray) groups = rw_groups_split (rw_table_find_column (table, "by"), rows, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < groups->len; i++)
    {
      const RwGroup *group = groups->pdata[i];
      g_string_append_printf (shown, "%s:", group->name != NULL ? group->name : "?");
      for (guint k = 0; k < group->places->len; k++)
        g_string_append_printf (shown, " %u", g_array_index (group->places, guint32, k));
      g_string_append (shown, "; ");
    }
  return g_strdup (shown->str);
}

static void
assert_split (const char *text, RwKindHint hint, const char *expected)
{
  g_autoptr (RwTable) table = load (text, hint);
  g_autofree char *shown = split (table);

  g_assert_cmpstr (shown, ==, expected);
}

/* "z" is the value of the first row only, which is not split. */
static void
test_levels (void)
{
  assert_split ("id,by\n0,z\n1,b\n2,a\n3,\n4,a\n5,c\n", RW_HINT_TEXTS,
                "a: 1 3; b: 0; c: 4; ?: 2; ");
}

static void
test_few_numbers (void)
{
  assert_split ("id,by\n0,7\n1,1\n2,0\n3,\n4,1\n5,2.5\n", RW_HINT_NUMBER,
                "0: 1; 1: 0 3; 2.5: 4; ?: 2; ");
}

static void
test_quarters (void)
{
  g_autoptr (GString) text = g_string_new ("id,by\nx,5\n");

  for (guint i = 0; i < 12; i++)
    g_string_append_printf (text, "%u,%u\n", i, 12 - i);
  g_string_append (text, "12,\n");
  assert_split (text->str, RW_HINT_NUMBER,
                "1 – 3: 9 10 11; 4 – 6: 6 7 8; 7 – 9: 3 4 5; 10 – 12: 0 1 2; ?: 12; ");
}

/* Half of the rows are 0: they are one group, and what follows is less than four. */
static void
test_equal_numbers (void)
{
  g_autoptr (GString) text = g_string_new ("id,by\nx,0\n");
  g_autoptr (RwTable) table = NULL;

  for (guint i = 0; i < 24; i++)
    g_string_append_printf (text, "%u,%u\n", i, i < 12 ? 0 : i);
  table = load (text->str, RW_HINT_NUMBER);
  g_autofree char *shown = split (table);
  g_assert_true (g_str_has_prefix (shown, "0: 0 1 2 3 4 5 6 7 8 9 10 11; 12 – 17: 12 "));
  g_assert_true (g_str_has_suffix (shown, "; 18 – 23: 18 19 20 21 22 23; "));
}

static void
test_dates (void)
{
  assert_split ("id,by\nx,2024-01-02\n0,2024-02-03\n1,2023-12-31\n", RW_HINT_NUMBER,
                "2023-12-31: 1; 2024-02-03: 0; ");
}

static void
test_nothing_known (void)
{
  assert_split ("id,by\nx,1\n0,\n1,\n", RW_HINT_NUMBER, "?: 0 1; ");
}

static void
test_texts (void)
{
  g_autoptr (GString) text = g_string_new ("id,by\n");
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= RW_CATEGORY_MAX_LEVELS; i++)
    g_string_append_printf (text, "%u,customer %u\n", i, i);
  g_autoptr (RwTable) table = load (text->str, RW_HINT_TEXTS);
  g_assert_null (rw_groups_split (rw_table_find_column (table, "by"), rows, &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, "4096 different values");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/groups/levels", test_levels);
  g_test_add_func ("/groups/few-numbers", test_few_numbers);
  g_test_add_func ("/groups/quarters", test_quarters);
  g_test_add_func ("/groups/equal-numbers", test_equal_numbers);
  g_test_add_func ("/groups/dates", test_dates);
  g_test_add_func ("/groups/nothing-known", test_nothing_known);
  g_test_add_func ("/groups/texts", test_texts);
  return g_test_run ();
}
