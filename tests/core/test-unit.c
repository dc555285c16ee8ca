/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-unit.h"

#include "rw-test-mapping.h"

#include <math.h>

#define N 5000u

/* The unit of a column of that name whose values are about @median. */
static const char *
find (guint input, const char *name, double median)
{
  static const RwNumberFormat format = { .decimal = '.' };
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  double *numbers = g_new (double, N);

  for (guint i = 0; i < N; i++)
    numbers[i] = i % 7 == 0 ? NAN : median * (0.5 + (double) (i % 101) / 100);
  RwColumn *column = rw_column_new_number (name, &format, numbers, N / 7);
  RwUnit unit = rw_unit_find (manifest->inputs->pdata[input], column, N);
  rw_column_free (column);
  return rw_unit_get_id (unit);
}

static void
test_names (void)
{
  g_assert_cmpstr (find (0, "days_active", 30), ==, "days");
  g_assert_cmpstr (find (0, "DAYS ACTIVE", 30), ==, "days");
  g_assert_cmpstr (find (0, "activeDays", 30), ==, "days");
  g_assert_cmpstr (find (0, "Tage", 30), ==, "days");
  g_assert_cmpstr (find (0, "years", 30), ==, "years");
  g_assert_cmpstr (find (0, "holiday", 30), ==, "same");
  g_assert_cmpstr (find (1, "amount_cents", 70), ==, "cents");
  /* days are no money, and a name that says the model's own unit is believed */
  g_assert_cmpstr (find (1, "days_active", 70), ==, "same");
  g_assert_cmpstr (find (0, "months", 900), ==, "same");
}

static void
test_sizes (void)
{
  g_assert_cmpstr (find (0, "x", 30), ==, "same");
  g_assert_cmpstr (find (0, "x", 900), ==, "days");
  g_assert_cmpstr (find (0, "x", 2.5), ==, "years");
  g_assert_cmpstr (find (0, "x", 30000), ==, "same");
  g_assert_cmpstr (find (1, "x", 7000), ==, "cents");
  /* no reference to compare with */
  g_assert_cmpstr (find (2, "x", 7000), ==, "same");
}

static void
test_texts (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  RwColumn *column = rw_column_new_category ("days", g_new0 (guint16, 1), rw_levels_new (), 0);

  g_assert_cmpint (rw_unit_find (manifest->inputs->pdata[0], column, 1), ==, RW_UNIT_SAME);
  g_assert_cmpfloat_with_epsilon (rw_unit_get_factor (RW_UNIT_DAYS), 0.0328542, 1e-7);
  g_assert_cmpstr (rw_unit_get_title (RW_UNIT_YEARS), ==, "years of 12 months");
  rw_column_free (column);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unit/names", test_names);
  g_test_add_func ("/unit/sizes", test_sizes);
  g_test_add_func ("/unit/texts", test_texts);
  return g_test_run ();
}
