/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-training.h"

#include "rw-piece.h"
#include "rw-splitmix.h"
#include "rw-test.h"

#include <string.h>

RwTestTraining *
rw_test_training_new (const char *text, const char *label)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) hints = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));
  RwTestTraining *test = g_new0 (RwTestTraining, 1);

  g_hash_table_insert (hints, (char *) label, GINT_TO_POINTER (RW_HINT_TEXTS));
  test->table = rw_table_load (
      source, &(RwTableOptions){ .hint = rw_test_hint, .hint_data = hints }, NULL, NULL, &error);
  g_assert_no_error (error);
  test->labels = rw_labels_read (test->table, label, NULL, &error);
  g_assert_no_error (error);
  test->roles = rw_roles_find (test->table, test->labels, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return test;
}

void
rw_test_training_free (RwTestTraining *test)
{
  g_clear_pointer (&test->set, rw_training_set_free);
  g_ptr_array_unref (test->roles);
  rw_labels_free (test->labels);
  g_object_unref (test->table);
  g_free (test);
}

void
rw_test_training_use_all (RwTestTraining *test)
{
  for (guint i = 0; i < test->roles->len; i++)
    {
      RwRole *role = test->roles->pdata[i];
      const RwColumn *column = rw_table_get_column (test->table, i);
      role->used = role->kind != RW_ROLE_LABEL && rw_column_get_kind (column) != RW_COLUMN_TEXT;
    }
}

void
rw_test_training_make_set (RwTestTraining *test)
{
  g_autoptr (GError) error = NULL;

  test->set = rw_training_set_new (test->table, test->labels, test->roles, "Title", &error);
  g_assert_no_error (error);
}

static guint
draw (guint64 *state, guint n)
{
  return (guint) (rw_splitmix_next (state) % n);
}

char *
rw_test_training_invent (guint n)
{
  GString *text = g_string_new ("id,a,b,c,left\n");
  guint64 state = 5;

  for (guint i = 0; i < n; i++)
    {
      guint a = draw (&state, 100);
      guint b = draw (&state, 1000);
      guint c = draw (&state, 3);
      guint risk = (a < 20 || a > 80 ? 50 : 15) + 10 * c;
      g_string_append_printf (text, "C-%u,%u,%u,%c,%u\n", i, a, b, "xyz"[c],
                              draw (&state, 100) < risk);
    }
  return g_string_free (text, FALSE);
}
