/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-axis.h"

#define LARGEST G_GUINT64_CONSTANT (10000000000000000000)

static guint64
get_first_digit (guint64 step)
{
  while (step >= 10 && step % 10 == 0)
    step /= 10;
  return step;
}

/* 1, 2 or 5 × 10ⁿ; no tick too few, none too many, and no finer step would do. */
static void
check_axis (guint64 largest, guint max_ticks)
{
  RwAxis axis = rw_axis_new_counts (largest, max_ticks);
  guint64 digit = get_first_digit (axis.step);
  guint64 finer = digit == 5 ? axis.step / 5 * 2 : axis.step / 2;

  g_assert_true (digit == 1 || digit == 2 || digit == 5);
  g_assert_cmpuint (axis.n_ticks, >=, 2);
  g_assert_cmpuint (axis.n_ticks, <=, max_ticks);
  g_assert_cmpuint (rw_axis_get_tick (&axis, 0), ==, 0);
  g_assert_cmpuint (rw_axis_get_tick (&axis, 1), ==, axis.step);
  g_assert_cmpuint (rw_axis_get_top (&axis), ==, axis.step * (axis.n_ticks - 1));
  g_assert_cmpuint (rw_axis_get_top (&axis), >=, largest);
  g_assert_cmpuint (rw_axis_get_top (&axis) - axis.step, <, MAX (largest, 1));
  if (finer > 0)
    g_assert_cmpuint ((largest - 1) / finer + 2, >, max_ticks);
}

static void
check_around (guint64 largest)
{
  for (guint max_ticks = 2; max_ticks <= 12; max_ticks++)
    {
      check_axis (largest - 1, max_ticks);
      check_axis (largest, max_ticks);
      if (largest < LARGEST)
        check_axis (largest + 1, max_ticks);
    }
}

static void
test_small (void)
{
  for (guint64 largest = 1; largest <= 2500; largest++)
    check_around (largest);
}

static void
test_large (void)
{
  for (guint64 decade = 1;; decade *= 10)
    {
      check_around (decade);
      if (decade == LARGEST)
        break;
      for (guint64 digit = 2; digit <= 9; digit++)
        if (decade < LARGEST / 10)
          check_around (digit * decade);
    }
  for (guint bit = 1; bit < 64; bit++)
    check_around (G_GUINT64_CONSTANT (1) << bit);
}

static void
test_examples (void)
{
  static const struct
  {
    guint64 largest;
    guint max_ticks;
    guint64 step;
    guint n_ticks;
  } examples[] = {
    { 0, 5, 1, 2 },
    { 1, 5, 1, 2 },
    { 3, 5, 1, 4 },
    { 4, 5, 1, 5 },
    { 5, 5, 2, 4 },
    { 7, 5, 2, 5 },
    { 800, 5, 200, 5 },
    { 801, 5, 500, 3 },
    { 999, 5, 500, 3 },
    { 999, 11, 100, 11 },
    { 1000, 2, 1000, 2 },
    { 1001, 2, 2000, 2 },
    { G_GUINT64_CONSTANT (1000000000000), 3, G_GUINT64_CONSTANT (500000000000), 3 },
    { LARGEST, 2, LARGEST, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      RwAxis axis = rw_axis_new_counts (examples[i].largest, examples[i].max_ticks);
      g_assert_cmpuint (axis.step, ==, examples[i].step);
      g_assert_cmpuint (axis.n_ticks, ==, examples[i].n_ticks);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis/small", test_small);
  g_test_add_func ("/axis/large", test_large);
  g_test_add_func ("/axis/examples", test_examples);
  return g_test_run ();
}
