/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-reference-column.h"

#include "rw-test.h"

#include <string.h>

static const char text[] = "a,b\n1,x\n2,y\n3,z\n4,x\nNA,\n60,x\n";

/* What the values of the input @kind of @name are in @rows, as JSON (transfer full). */
static char *
measure (const char *name, const char *const *levels, const guint32 *rows, guint n_rows)
{
  g_autoptr (RwTable) table = rw_test_load (text, strlen (text));
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; levels != NULL && levels[i] != NULL; i++)
    g_ptr_array_add (known, (char *) levels[i]);
  g_array_append_vals (numbers, rows, n_rows);
  g_autoptr (RwInput) input =
      levels != NULL ? rw_input_new_category (name, known) : rw_input_new_number (name);
  g_autoptr (RwReference) reference =
      rw_reference_measure (input, rw_table_find_column (table, name), numbers);
  if (reference == NULL)
    return NULL;
  json_auto_t *json = rw_reference_to_json (reference);
  char *dumped = json_dumps (json, JSON_COMPACT | JSON_REAL_PRECISION (4));
  char *copy = g_strdup (dumped);
  free (dumped);
  return copy;
}

/* Only the rows that are asked for count. */
static void
test_number (void)
{
  static const guint32 rows[] = { 0, 1, 3, 4 };
  static const guint32 empty[] = { 4 };
  g_autofree char *some = measure ("a", NULL, rows, G_N_ELEMENTS (rows));
  g_autofree char *none = measure ("a", NULL, empty, G_N_ELEMENTS (empty));

  g_assert_cmpstr (some, ==,
                   "{\"missing\":0.25,\"edges\":[1.0,2.0],\"shares\":[0.25,0.25,0.25],"
                   "\"min\":1.0,\"max\":4.0}");
  g_assert_null (none);
}

/* Levels are those of the input; what is none of them is another one. */
static void
test_category (void)
{
  static const char *const levels[] = { "z", "x", "never", NULL };
  static const guint32 rows[] = { 0, 1, 2, 3, 4 };
  static const guint32 empty[] = { 4 };
  g_autofree char *some = measure ("b", levels, rows, G_N_ELEMENTS (rows));
  g_autofree char *none = measure ("b", levels, empty, G_N_ELEMENTS (empty));

  g_assert_cmpstr (some, ==, "{\"missing\":0.2,\"shares\":[0.2,0.4,0.0],\"other\":0.2}");
  g_assert_null (none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reference-column/number", test_number);
  g_test_add_func ("/reference-column/category", test_category);
  return g_test_run ();
}
