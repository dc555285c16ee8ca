/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-splitmix.h"

/* The first numbers of seed 0, as in the authors' own program. */
static void
test_pinned (void)
{
  guint64 state = 0;

  g_assert_cmphex (rw_splitmix_next (&state), ==, G_GUINT64_CONSTANT (0xe220a8397b1dcdaf));
  g_assert_cmphex (rw_splitmix_next (&state), ==, G_GUINT64_CONSTANT (0x6e789e6aa1b965f4));
  g_assert_cmphex (rw_splitmix_next (&state), ==, G_GUINT64_CONSTANT (0x06c45d188009454f));
}

static void
test_seed (void)
{
  guint64 state = 7;

  for (guint64 stream = 0; stream < 50; stream++)
    g_assert_cmphex (rw_splitmix_seed (7, stream), ==, rw_splitmix_next (&state));
}

static void
test_below (void)
{
  guint64 state = 1;
  guint counts[7] = { 0 };

  for (guint i = 0; i < 70000; i++)
    {
      guint32 number = rw_splitmix_next_below (&state, 7);
      g_assert_cmpuint (number, <, 7);
      counts[number]++;
    }
  for (guint i = 0; i < 7; i++)
    {
      g_assert_cmpuint (counts[i], >, 9600);
      g_assert_cmpuint (counts[i], <, 10400);
    }
}

static void
test_unit (void)
{
  guint64 state = 1;
  double sum = 0;
  double squares = 0;

  for (guint i = 0; i < 100000; i++)
    {
      double number = rw_splitmix_next_unit (&state);
      g_assert_cmpfloat (number, >=, 0);
      g_assert_cmpfloat (number, <, 1);
      sum += number / 100000;
      squares += number * number / 100000;
    }
  g_assert_cmpfloat_with_epsilon (sum, 1.0 / 2, 0.005);
  g_assert_cmpfloat_with_epsilon (squares, 1.0 / 3, 0.005);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/splitmix/pinned", test_pinned);
  g_test_add_func ("/splitmix/seed", test_seed);
  g_test_add_func ("/splitmix/below", test_below);
  g_test_add_func ("/splitmix/unit", test_unit);
  return g_test_run ();
}
