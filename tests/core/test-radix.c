/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-radix.h"

#include "rw-test.h"

#include <float.h>
#include <math.h>

static guint32 *
make_rows (guint32 n)
{
  guint32 *rows = g_new (guint32, n);

  for (guint32 i = 0; i < n; i++)
    rows[i] = i;
  return rows;
}

/* Ascending by key, and by row among equal keys: that is one order only. */
static void
assert_sorted (const guint32 *rows, guint32 n, const guint32 *keys)
{
  for (guint32 i = 1; i < n; i++)
    if (keys[rows[i - 1]] == keys[rows[i]])
      g_assert_cmpuint (rows[i - 1], <, rows[i]);
    else
      g_assert_cmpuint (keys[rows[i - 1]], <, keys[rows[i]]);
}

/* Keys that need all passes, one pass only, or none. */
static void
test_random (void)
{
  const guint32 n = 20000;
  const guint32 masks[] = { 0xffffffff, 0x7ff, 0x3ff800, 0xffc00000, 0x80000001, 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree guint32 *keys = g_new (guint32, n);

  for (guint k = 0; k < G_N_ELEMENTS (masks); k++)
    {
      g_autofree guint32 *rows = make_rows (n);
      for (guint32 i = 0; i < n; i++)
        keys[i] = g_rand_int (rand) & masks[k];
      g_assert_true (rw_radix_sort (rows, n, keys, NULL, NULL));
      assert_sorted (rows, n, keys);
    }
}

static void
test_few (void)
{
  const guint32 keys[] = { 5, 5 };
  guint32 rows[] = { 1, 0 };

  g_assert_true (rw_radix_sort (rows, 0, keys, NULL, NULL));
  g_assert_true (rw_radix_sort (rows, 2, keys, NULL, NULL));
  g_assert_cmpuint (rows[0], ==, 1); /* as they were: stable */
}

static void
test_cancel (void)
{
  const guint32 n = 1000;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree guint32 *rows = make_rows (n);
  g_autofree guint32 *keys = make_rows (n);
  guint64 sum = 0;

  g_cancellable_cancel (cancellable);
  g_assert_false (rw_radix_sort (rows, n, keys, cancellable, &error));
  rw_test_assert_cancelled (&error);
  for (guint32 i = 0; i < n; i++)
    sum += rows[i];
  g_assert_cmpuint (sum, ==, (guint64) n * (n - 1) / 2);
}

static void
test_float_keys (void)
{
  const float numbers[] = { -INFINITY, -FLT_MAX, -1,   -FLT_MIN, -1e-45f, 0,
                            1e-45f,    FLT_MIN,  0.5f, 1,        FLT_MAX };

  for (guint i = 1; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpuint (rw_radix_key_from_float (numbers[i - 1]), <,
                      rw_radix_key_from_float (numbers[i]));
  g_assert_cmpuint (rw_radix_key_from_float (-0.0f), ==, rw_radix_key_from_float (0.0f));
}

static void
test_double_keys (void)
{
  const double numbers[] = { -INFINITY, -DBL_MAX, -1,  -DBL_MIN,         -5e-324, 0,
                             5e-324,    DBL_MIN,  0.5, 0.50000000000001, DBL_MAX };

  for (guint i = 1; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpuint (rw_radix_key_from_double (numbers[i - 1]), <,
                      rw_radix_key_from_double (numbers[i]));
  g_assert_cmpuint (rw_radix_key_from_double (-0.0), ==, rw_radix_key_from_double (0.0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/radix/random", test_random);
  g_test_add_func ("/radix/few", test_few);
  g_test_add_func ("/radix/cancel", test_cancel);
  g_test_add_func ("/radix/float-keys", test_float_keys);
  g_test_add_func ("/radix/double-keys", test_double_keys);
  return g_test_run ();
}
