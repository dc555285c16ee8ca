/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-scale.h"

#include <math.h>

static void
test_examples (void)
{
  static const struct
  {
    double low, high;
    guint max_ticks;
    double first, step;
    guint n_ticks, n_decimals;
  } examples[] = {
    { 0, 1, 6, 0, 0.2, 6, 1 },
    { 0.4112, 0.4387, 6, 0.41, 0.01, 4, 2 },
    { 0.4112, 0.6931, 6, 0.4, 0.1, 4, 1 },
    { 0.41, 0.42, 3, 0.41, 0.005, 3, 3 },
    { 0.1, 0.3, 3, 0.1, 0.1, 3, 1 },
    { 0.411234, 0.411234, 5, 0.4112, 0.0001, 2, 4 },
    { 0.5, 0.5, 5, 0.5, 0.0001, 2, 4 },
    { -3, 12, 5, -5, 5, 5, 0 },
    { 0, 1000000, 3, 0, 500000, 3, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      RwScale scale = rw_scale_new (examples[i].low, examples[i].high, examples[i].max_ticks);
      g_assert_cmpfloat_with_epsilon (scale.low, examples[i].first, 1e-9);
      g_assert_cmpfloat_with_epsilon (scale.step, examples[i].step, 1e-9);
      g_assert_cmpuint (scale.n_ticks, ==, examples[i].n_ticks);
      g_assert_cmpuint (scale.n_decimals, ==, examples[i].n_decimals);
    }
}

/* Whatever is asked for lies on the scale, which has no tick too many at either end. */
static void
test_around (void)
{
  GRand *random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      double size = pow (10, g_rand_double_range (random, -6, 6));
      double low = g_rand_double_range (random, -size, size);
      double high = low + g_rand_double_range (random, 0, size);
      guint max_ticks = (guint) g_rand_int_range (random, 3, 12);
      RwScale scale = rw_scale_new (low, high, max_ticks);
      double near = 1e-6 * scale.step;
      g_assert_cmpuint (scale.n_ticks, >=, 2);
      g_assert_cmpuint (scale.n_ticks, <=, max_ticks);
      g_assert_cmpfloat (scale.low, <=, low + near);
      g_assert_cmpfloat (scale.low, >, low - scale.step - near);
      g_assert_cmpfloat (rw_scale_get_top (&scale), >=, high - near);
      g_assert_cmpfloat (rw_scale_get_top (&scale), <=, MAX (high, scale.low) + scale.step + near);
    }
  g_rand_free (random);
}

static void
test_share (void)
{
  RwScale scale = rw_scale_new (0.4, 0.6, 3);

  g_assert_cmpfloat_with_epsilon (rw_scale_get_tick (&scale, 1), 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (rw_scale_get_share (&scale, 0.4), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (rw_scale_get_share (&scale, 0.45), 0.25, 1e-9);
  g_assert_cmpfloat_with_epsilon (rw_scale_get_share (&scale, 0.8), 2, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scale/examples", test_examples);
  g_test_add_func ("/scale/around", test_around);
  g_test_add_func ("/scale/share", test_share);
  return g_test_run ();
}
