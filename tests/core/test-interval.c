/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-interval.h"

#include <math.h>

static void
test_quantiles (void)
{
  double values[1001];

  for (guint i = 0; i < 1001; i++)
    values[i] = (i * 5) % 1001; /* 0 … 1000 in some order */
  RwInterval interval = rw_interval_of_values (values, 1001);
  g_assert_cmpfloat_with_epsilon (interval.low, 25, 1e-9);
  g_assert_cmpfloat_with_epsilon (interval.high, 975, 1e-9);
}

static void
test_between_values (void)
{
  double values[] = { 3, 1, 2 };
  RwInterval interval = rw_interval_of_values (values, 3);

  g_assert_cmpfloat_with_epsilon (interval.low, 1.05, 1e-12);
  g_assert_cmpfloat_with_epsilon (interval.high, 2.95, 1e-12);
}

static void
test_undefined (void)
{
  double some[] = { NAN, 4, NAN };
  double none[] = { NAN, NAN };
  RwInterval interval = rw_interval_of_values (some, 3);

  g_assert_cmpfloat_with_epsilon (interval.low, 4, 1e-12);
  g_assert_cmpfloat_with_epsilon (interval.high, 4, 1e-12);
  interval = rw_interval_of_values (none, 2);
  g_assert_true (isnan (interval.low));
  g_assert_true (isnan (interval.high));
  g_assert_true (isnan (rw_interval_of_values (none, 0).low));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interval/quantiles", test_quantiles);
  g_test_add_func ("/interval/between-values", test_between_values);
  g_test_add_func ("/interval/undefined", test_undefined);
  return g_test_run ();
}
