/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-order.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_RANDOM 20000u
#define SEED     31

/* A number of a row; NaN is missing. */
typedef struct
{
  double number;
  guint32 row;
} Item;

static int
compare_rows (const Item *x, const Item *y)
{
  return (x->row > y->row) - (x->row < y->row);
}

/* Missing ones last in both directions, equal ones as in the file. */
static int
compare_ascending_cb (const void *a, const void *b)
{
  const Item *x = a;
  const Item *y = b;

  if (isnan (x->number) || isnan (y->number))
    return isnan (x->number) && isnan (y->number) ? compare_rows (x, y)
                                                  : isnan (x->number) - isnan (y->number);
  if (x->number < y->number || x->number > y->number)
    return x->number < y->number ? -1 : 1;
  return compare_rows (x, y);
}

static int
compare_descending_cb (const void *a, const void *b)
{
  const Item *x = a;
  const Item *y = b;

  if (isnan (x->number) || isnan (y->number))
    return compare_ascending_cb (a, b);
  if (x->number < y->number || x->number > y->number)
    return x->number > y->number ? -1 : 1;
  return compare_rows (x, y);
}

static void
assert_rows (const RwRows *rows, const guint32 *expected, guint32 n)
{
  g_assert_nonnull (rows);
  g_assert_cmpmem (rw_rows_get (rows), rw_rows_get_n (rows) * sizeof (guint32), expected,
                   n * sizeof (guint32));
}

static RwRows *
order_column (RwTable *table, const char *name, gboolean descending)
{
  g_autoptr (GError) error = NULL;
  guint i = 0;

  while (strcmp (rw_column_get_name (rw_table_get_column (table, i)), name) != 0)
    i++;
  RwRows *rows = rw_order_by_column (table, i, descending, NULL, NULL, &error);
  g_assert_no_error (error);
  return rows;
}

static void
assert_orders (RwTable *table, const char *name, RwColumnKind kind, const guint32 *ascending,
               const guint32 *descending)
{
  guint32 n = rw_table_get_n_rows (table);
  g_autoptr (RwRows) up = order_column (table, name, FALSE);
  g_autoptr (RwRows) down = order_column (table, name, TRUE);

  g_assert_cmpint (rw_column_get_kind (rw_table_find_column (table, name)), ==, kind);
  assert_rows (up, ascending, n);
  assert_rows (down, descending, n);
}

static void
test_numbers (void)
{
  /* rows 0 … 9: 3 is -0, 5 is a denormal, 1 and 7 are missing */
  static const char text[] = "a\n2\n\"\"\n-1e300\n-0\n0\n4e-320\n-4e-320\nNA\n2\n1e300\n";
  static const guint32 ascending[] = { 2, 6, 3, 4, 5, 0, 8, 9, 1, 7 };
  static const guint32 descending[] = { 9, 0, 8, 5, 3, 4, 6, 2, 1, 7 };
  g_autoptr (RwTable) table = rw_test_load (text, sizeof text - 1);

  assert_orders (table, "a", RW_COLUMN_NUMBER, ascending, descending);
}

/* Against a comparison sort; many ties, and numbers that differ in their last bits only. */
static void
test_random_numbers (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (GString) text = g_string_new ("a\n");
  g_autofree Item *items = g_new (Item, N_RANDOM);
  g_autofree guint32 *expected = g_new (guint32, N_RANDOM);

  for (guint32 i = 0; i < N_RANDOM; i++)
    {
      gint kind = g_rand_int_range (rand, 0, 4);
      double number = g_rand_int_range (rand, -50, 50);
      number = kind == 1 ? nextafter (number, 1e9) : kind == 2 ? number * 1e305 : number;
      items[i] = (Item){ kind == 3 ? NAN : number, i };
      g_string_append_printf (text, kind == 3 ? "NA\n" : "%.17g\n", number);
    }
  g_autoptr (RwTable) table = rw_test_load (text->str, text->len);
  for (guint descending = 0; descending < 2; descending++)
    {
      g_autoptr (RwRows) rows = order_column (table, "a", descending != 0);
      qsort (items, N_RANDOM, sizeof (Item),
             descending ? compare_descending_cb : compare_ascending_cb);
      for (guint32 i = 0; i < N_RANDOM; i++)
        expected[i] = items[i].row;
      assert_rows (rows, expected, N_RANDOM);
    }
}

/* By their names, not in the order of their first row. */
static void
test_categories (void)
{
  static const char text[] = "a,b\nTwo,1\nOne,1\n,1\nTwo,1\nMonth,1\nOne,1\nNA,1\n";
  static const guint32 ascending[] = { 4, 1, 5, 0, 3, 2, 6 };
  static const guint32 descending[] = { 0, 3, 1, 5, 4, 2, 6 };
  g_autoptr (RwTable) table = rw_test_load (text, sizeof text - 1);

  assert_orders (table, "a", RW_COLUMN_CATEGORY, ascending, descending);
}

/* Rows 0 … 22 are "id-22" … "id-00", row 23 has none, row 24 is "id-05" again. */
static void
test_texts (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  guint32 ascending[25];
  guint32 descending[25];
  guint n_up = 0;
  guint n_down = 0;

  for (guint row = 0; row < 23; row++)
    g_string_append_printf (text, "id-%02u,1\n", 22 - row);
  g_string_append (text, ",1\nid-05,1\n");
  for (guint i = 0; i < 23; i++)
    {
      ascending[n_up++] = 22 - i;
      descending[n_down++] = i;
      if (22 - i == 17)
        ascending[n_up++] = 24;
      if (i == 17)
        descending[n_down++] = 24;
    }
  ascending[n_up] = descending[n_down] = 23;
  g_autoptr (RwTable) table = rw_test_load (text->str, text->len);
  assert_orders (table, "a", RW_COLUMN_TEXT, ascending, descending);
}

/* Nothing but missing values: the order of the file. */
static void
test_all_missing (void)
{
  static const char text[] = "a,b,c\n,1,x\n,2,x\n,3,x\n";
  static const guint32 rows[] = { 0, 1, 2 };
  g_autoptr (RwTable) table = rw_test_load (text, sizeof text - 1);

  assert_orders (table, "a", RW_COLUMN_CATEGORY, rows, rows);
  assert_orders (table, "c", RW_COLUMN_CATEGORY, rows, rows);
}

static void
test_scores (void)
{
  static const float probabilities[] = { 0.5f, 1, 0, 0.5f, 1e-40f, 0.50000006f, 0 };
  static const guint32 ascending[] = { 2, 6, 4, 0, 3, 5, 1 };
  static const guint32 descending[] = { 1, 5, 0, 3, 4, 2, 6 };
  g_autoptr (RwScores) scores = rw_test_scores (probabilities, 7);
  g_autoptr (RwRows) up = rw_order_by_scores (scores, FALSE, NULL, NULL, NULL);
  g_autoptr (RwRows) down = rw_order_by_scores (scores, TRUE, NULL, NULL, NULL);

  assert_rows (up, ascending, 7);
  assert_rows (down, descending, 7);
}

static void
test_random_scores (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autofree float *probabilities = g_new (float, N_RANDOM);
  g_autofree Item *items = g_new (Item, N_RANDOM);
  g_autofree guint32 *expected = g_new (guint32, N_RANDOM);

  for (guint32 i = 0; i < N_RANDOM; i++)
    {
      probabilities[i] = (float) g_rand_int_range (rand, 0, 5000) / 5000;
      items[i] = (Item){ (double) probabilities[i], i };
    }
  g_autoptr (RwScores) scores = rw_test_scores (probabilities, N_RANDOM);
  g_autoptr (RwRows) rows = rw_order_by_scores (scores, TRUE, NULL, NULL, NULL);
  qsort (items, N_RANDOM, sizeof (Item), compare_descending_cb);
  for (guint32 i = 0; i < N_RANDOM; i++)
    expected[i] = items[i].row;
  assert_rows (rows, expected, N_RANDOM);
}

static void
test_no_rows (void)
{
  g_autoptr (RwScores) scores = rw_test_scores (NULL, 0);
  g_autoptr (RwRows) rows = rw_order_by_scores (scores, TRUE, NULL, NULL, NULL);

  g_assert_cmpuint (rw_rows_get_n (rows), ==, 0);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RwProgress) progress = rw_progress_new ();
  g_autoptr (GString) text = g_string_new ("number,level,text\n");
  static const float probabilities[] = { 0.5f, 1 };
  g_autoptr (RwScores) scores = rw_test_scores (probabilities, 2);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, "%u,x%u,y%u\n", i, i % 3, i);
  g_autoptr (RwTable) table = rw_test_load (text->str, text->len);
  g_cancellable_cancel (cancellable);
  for (guint column = 0; column < 3; column++)
    {
      g_assert_null (rw_order_by_column (table, column, FALSE, progress, cancellable, &error));
      rw_test_assert_cancelled (&error);
    }
  g_assert_null (rw_order_by_scores (scores, FALSE, progress, cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_assert_cmpint (rw_progress_get (progress).stage, ==, RW_STAGE_WAITING);
}

/* Texts and levels in the reader's language. */
static void
test_german (void)
{
  static const char text[] = "a,b\nZebra,1\nÄrger,1\nazur,1\nApfel,1\n,1\nÄrger,1\n";
  static const guint32 ascending[] = { 3, 1, 5, 2, 0, 4 };
  static const guint32 descending[] = { 0, 2, 1, 5, 3, 4 };
  g_autoptr (RwTable) table = rw_test_load (text, sizeof text - 1);

  if (!rw_test_speak_german ())
    {
      g_test_skip ("this machine has no locale de_DE.UTF-8");
      return;
    }
  assert_orders (table, "a", RW_COLUMN_CATEGORY, ascending, descending);
  setlocale (LC_ALL, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order/numbers", test_numbers);
  g_test_add_func ("/order/random-numbers", test_random_numbers);
  g_test_add_func ("/order/categories", test_categories);
  g_test_add_func ("/order/texts", test_texts);
  g_test_add_func ("/order/all-missing", test_all_missing);
  g_test_add_func ("/order/scores", test_scores);
  g_test_add_func ("/order/random-scores", test_random_scores);
  g_test_add_func ("/order/no-rows", test_no_rows);
  g_test_add_func ("/order/cancelled", test_cancelled);
  g_test_add_func ("/order/german", test_german);
  return g_test_run ();
}
