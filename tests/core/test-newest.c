/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-newest.h"

#include "rw-folds.h"
#include "rw-splitmix.h"
#include "rw-test-training.h"
#include "rw-test.h"

#include <math.h>

#define N_ROWS 1000u

static void
assert_split (const double *dates, guint n, const char *expected)
{
  g_autofree guint8 *folds = rw_newest_split (dates, n);
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; folds != NULL && i < n; i++)
    g_string_append_c (shown, folds[i] == RW_FOLD_NONE ? '-' : (char) ('0' + folds[i]));
  g_assert_cmpstr (shown->str, ==, expected);
}

/* The newest fifth is tested with, whole days only. */
static void
test_split (void)
{
  const double dates[] = { 5, 1, 2, 3, NAN, 4, 9, 8, 7, 6, 10 };
  const double alike[] = { 1, 2, 9, 9, 9 };
  const double mostly[] = { 1, 1, 1, 1, 1, 1, 1, 2 };
  const double same[] = { 3, 3, 3 };

  assert_split (dates, 11, "1111-101110");
  assert_split (alike, 5, "11000");
  assert_split (mostly, 8, "11111110");
  assert_split (same, 3, "");
  assert_split (same, 0, "");
}

/* The number "a" tells who left, but not of the newest ones when @changed. */
static char *
write_table (gboolean changed, gboolean dated)
{
  GString *text = g_string_new ("since,a,left\n");
  guint64 state = 9;

  for (guint i = 0; i < N_ROWS; i++)
    {
      guint day = (i * 7919) % N_ROWS;
      guint a = rw_splitmix_next_below (&state, 100);
      gboolean known = !changed || day < N_ROWS * 4 / 5;
      guint risk = known ? (a > 50 ? 80 : 10) : 40;
      g_string_append_printf (text, "%u-%02u-%02u,%u,%u\n", dated ? 2000 + day / 336 : 2000,
                              dated ? 1 + day / 28 % 12 : 1, dated ? 1 + day % 28 : 1, a,
                              rw_splitmix_next_below (&state, 100) < risk);
    }
  return g_string_free (text, FALSE);
}

static RwNewest *
measure (gboolean changed, gboolean dated, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = write_table (changed, dated);
  g_autoptr (RwTestTraining) test = rw_test_training_new (text, "left");
  RwNewest *newest = NULL;

  rw_test_training_make_set (test);
  gboolean done = rw_newest_measure (test->set, test->table, test->roles, rw_shape_get (0), 30, 42,
                                     &newest, cancellable, error);
  g_assert_true (done == (*error == NULL));
  return newest;
}

static void
test_measure (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwNewest) steady = measure (FALSE, TRUE, NULL, &error);
  g_autoptr (RwNewest) changed = measure (TRUE, TRUE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (steady->column, ==, "since");
  g_assert_cmpuint (steady->metrics.n, ==, N_ROWS / 5);
  g_assert_cmpfloat (steady->metrics.auc, >, 0.8);
  g_assert_cmpfloat (changed->metrics.auc, <, 0.65);
}

static void
test_none (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (measure (FALSE, FALSE, NULL, &error));
  g_assert_no_error (error);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (measure (FALSE, TRUE, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/newest/split", test_split);
  g_test_add_func ("/newest/measure", test_measure);
  g_test_add_func ("/newest/none", test_none);
  g_test_add_func ("/newest/cancelled", test_cancelled);
  return g_test_run ();
}
