/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rows.h"

static void
test_holds (void)
{
  guint32 *numbers = g_new (guint32, 3);
  numbers[0] = 7;
  numbers[1] = 0;
  numbers[2] = G_MAXUINT32;
  g_autoptr (RwRows) rows = rw_rows_new_take (numbers, 3);
  RwRows *same = rw_rows_ref (rows);

  g_assert_true (same == rows);
  rw_rows_unref (same);
  g_assert_cmpuint (rw_rows_get_n (rows), ==, 3);
  g_assert_cmpuint (rw_rows_get (rows)[0], ==, 7);
  g_assert_cmpuint (rw_rows_get (rows)[2], ==, G_MAXUINT32);
}

static void
test_empty (void)
{
  g_autoptr (RwRows) rows = rw_rows_new_take (NULL, 0);

  g_assert_cmpuint (rw_rows_get_n (rows), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rows/holds", test_holds);
  g_test_add_func ("/rows/empty", test_empty);
  return g_test_run ();
}
