/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sort.h"

static void
test_numbers (void)
{
  double numbers[] = { 2, -1.5, G_MAXDOUBLE, 0, 2, -G_MAXDOUBLE };
  const double expected[] = { -G_MAXDOUBLE, -1.5, 0, 2, 2, G_MAXDOUBLE };

  rw_sort_numbers (numbers, G_N_ELEMENTS (numbers));
  g_assert_cmpmem (numbers, sizeof numbers, expected, sizeof expected);
  rw_sort_numbers (numbers, 0);
  g_assert_cmpmem (numbers, sizeof numbers, expected, sizeof expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sort/numbers", test_numbers);
  return g_test_run ();
}
