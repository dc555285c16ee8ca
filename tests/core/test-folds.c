/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-folds.h"

#include <string.h>

#define N_ROWS  1003
#define N_FOLDS 5u

/* Every fourth row is positive. */
static float *
make_labels (guint32 n)
{
  float *labels = g_new (float, n);

  for (guint32 i = 0; i < n; i++)
    labels[i] = i % 4 == 0;
  return labels;
}

static void
assert_differ_by_one (const guint *counts)
{
  guint low = G_MAXUINT;
  guint high = 0;

  for (guint i = 0; i < N_FOLDS; i++)
    {
      low = MIN (low, counts[i]);
      high = MAX (high, counts[i]);
    }
  g_assert_cmpuint (high - low, <=, 1);
}

static void
test_stratified (void)
{
  g_autofree float *labels = make_labels (N_ROWS);
  g_autofree guint8 *folds = rw_folds_assign (labels, NULL, N_ROWS, N_FOLDS, 7);
  guint all[N_FOLDS] = { 0 };
  guint positive[N_FOLDS] = { 0 };

  for (guint32 i = 0; i < N_ROWS; i++)
    {
      g_assert_cmpuint (folds[i], <, N_FOLDS);
      all[folds[i]]++;
      positive[folds[i]] += labels[i] > 0;
    }
  assert_differ_by_one (all);
  assert_differ_by_one (positive);
}

static void
test_seed (void)
{
  g_autofree float *labels = make_labels (N_ROWS);
  g_autofree guint8 *first = rw_folds_assign (labels, NULL, N_ROWS, N_FOLDS, 7);
  g_autofree guint8 *again = rw_folds_assign (labels, NULL, N_ROWS, N_FOLDS, 7);
  g_autofree guint8 *other = rw_folds_assign (labels, NULL, N_ROWS, N_FOLDS, 8);

  g_assert_cmpmem (first, N_ROWS, again, N_ROWS);
  g_assert_cmpint (memcmp (first, other, N_ROWS), !=, 0);
}

/* The sequence may never change: the model that ships depends on it. */
static void
test_pinned (void)
{
  static const guint8 expected[] = { 0, 3, 1, 1, 1, 2, 4, 3, 4, 2, 0, 0 };
  g_autofree float *labels = make_labels (12);
  g_autofree guint8 *folds = rw_folds_assign (labels, NULL, 12, N_FOLDS, 101);

  g_assert_cmpmem (folds, 12, expected, sizeof expected);
}

/* Rows that say the same are never apart. */
static void
test_twins (void)
{
  g_autofree float *labels = make_labels (N_ROWS);
  g_autofree guint32 *twins = g_new (guint32, N_ROWS);
  guint counts[N_FOLDS] = { 0 };

  for (guint32 i = 0; i < N_ROWS; i++)
    twins[i] = i - i % 3;
  g_autofree guint8 *folds = rw_folds_assign (labels, twins, N_ROWS, N_FOLDS, 7);
  for (guint32 i = 0; i < N_ROWS; i++)
    {
      g_assert_cmpuint (folds[i], ==, folds[twins[i]]);
      counts[folds[i]]++;
    }
  for (guint i = 0; i < N_FOLDS; i++)
    g_assert_cmpuint (counts[i], >, N_ROWS / N_FOLDS - 7);
}

static guint
count (const guint8 *folds, const float *labels, guint fold, gboolean positive)
{
  guint n = 0;

  for (guint32 i = 0; i < N_ROWS; i++)
    n += folds[i] == fold && (labels[i] > 0) == positive;
  return n;
}

static void
test_hold_out (void)
{
  g_autofree float *labels = make_labels (N_ROWS);
  g_autofree guint8 *folds = rw_folds_hold_out (labels, NULL, N_ROWS, 200, 7);

  g_assert_cmpuint (count (folds, labels, 0, TRUE), ==, 50);
  g_assert_cmpuint (count (folds, labels, 0, FALSE), ==, 149);
  g_assert_cmpuint (count (folds, labels, 1, TRUE), ==, 251 - 50);
  g_assert_cmpuint (count (folds, labels, 1, FALSE), ==, 752 - 149);
}

/* What was in no fold stays there. */
static void
test_thin (void)
{
  g_autofree float *labels = make_labels (N_ROWS);
  g_autofree guint8 *folds = g_new0 (guint8, N_ROWS);

  for (guint32 i = 0; i < N_ROWS; i += 2)
    folds[i] = RW_FOLD_NONE;
  rw_folds_thin (folds, labels, N_ROWS, N_ROWS / 2, 7);
  for (guint32 i = 0; i < N_ROWS; i += 2)
    g_assert_cmpuint (folds[i], ==, RW_FOLD_NONE);
  g_assert_cmpuint (count (folds, labels, 0, FALSE), >, 220);
  g_assert_cmpuint (count (folds, labels, 0, FALSE), <, 280);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folds/stratified", test_stratified);
  g_test_add_func ("/folds/seed", test_seed);
  g_test_add_func ("/folds/pinned", test_pinned);
  g_test_add_func ("/folds/twins", test_twins);
  g_test_add_func ("/folds/hold-out", test_hold_out);
  g_test_add_func ("/folds/thin", test_thin);
  return g_test_run ();
}
