/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-row.h"

#include "rw-test.h"

/* The value is told where it is another than the text, and what counts as missing. */
static void
test_cells (void)
{
  GString *text = g_string_new ("a;b;c\n1,50;\"x\ny\";\n");
  const guint shown[] = { 0, 1, 2 };
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < 20; i++)
    g_string_append (text, "2;z;1\n");
  g_string_append (text, "abc;z\n");
  g_autoptr (RwTable) table = rw_test_load (text->str, text->len);
  g_array_append_vals (columns, shown, G_N_ELEMENTS (shown));
  g_autoptr (RwImportRow) first = rw_import_row_new (table, 0, columns);
  g_assert_cmpuint (rw_import_row_get_line (first), ==, 2);
  g_assert_cmpstr (rw_import_row_get_raw (first, 0), ==, "1,50");
  g_assert_cmpstr (rw_import_row_get_value (first, 0), ==, "1.5");
  g_assert_cmpstr (rw_import_row_get_raw (first, 1), ==, "x y");
  g_assert_null (rw_import_row_get_value (first, 1));
  g_assert_false (rw_import_row_is_bad (first, 2));
  g_autoptr (RwImportRow) last = rw_import_row_new (table, 21, columns);
  g_assert_true (rw_import_row_is_bad (last, 0));
  g_assert_null (rw_import_row_get_value (last, 0));
  g_assert_cmpstr (rw_import_row_get_raw (last, 2), ==, "");
  g_string_free (text, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-row/cells", test_cells);
  return g_test_run ();
}
