/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-name.h"

#include <string.h>

static const struct
{
  const char *text;
  const char *folded;
} folds[] = {
  { "MonthlyCharges", "monthlycharges" },
  { " monthly_charges ", "monthlycharges" },
  { "MONTHLY-CHARGES", "monthlycharges" },
  { "MRR (USD)", "mrrusd" },
  { "Kündigung größer", "kundigunggrosser" },
  { "Ku\xcc\x88ndigung", "kundigung" },
  { "İstanbul", "istanbul" },
  { "ＦＵＬＬ　ｗｉｄｔｈ", "fullwidth" },
  { "Straße №5", "strasseno5" },
  { "Месяц", "месяц" },
  /* marks that are letters stay: these two words differ in one */
  { "की", "की" },
  { "का", "का" },
  { "が", "か\xe3\x82\x99" },
  /* what tells numbers apart */
  { "1.5", "1.5" },
  { "1,5", "1.5" },
  { "15", "15" },
  { "2020-01", "2020.01" },
  { "10 - 20", "10.20" },
  { "1-year", "1year" },
  { "1 year", "1year" },
  { "-1", "-1" },
  { "\xe2\x88\x92"
    "1",
    "-1" },
  { "- 1", "1" },
  { "-one", "one" },
  { "plan-2", "plan2" },
  { "<5", "<5" },
  { "> 5", ">5" },
  { "A+", "a+" },
  { "A-", "a" },
  { "Month-to-month", "monthtomonth" },
  { "", "" },
  { " -_() ", "" },
  { "✓", "" },
};

static void
test_fold (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      g_autofree char *folded = rw_name_fold (folds[i].text);
      g_autofree char *again = rw_name_fold (folded);
      g_assert_cmpstr (folded, ==, folds[i].folded);
      g_assert_cmpstr (again, ==, folded);
    }
}

static void
test_cell (void)
{
  g_autofree char *folded = rw_name_fold_cell ((RwCell){ "One Year,Two", 8 });

  g_assert_cmpstr (folded, ==, "oneyear");
}

static double
compare (const char *a, const char *b)
{
  RwNamePairs x;
  RwNamePairs y;

  rw_name_pairs_init (&x, a);
  rw_name_pairs_init (&y, b);
  g_assert_cmpfloat (rw_name_pairs_compare (&x, &y), ==, rw_name_pairs_compare (&y, &x));
  return rw_name_pairs_compare (&x, &y);
}

static void
test_similarity (void)
{
  g_assert_cmpfloat (compare ("tenure", "tenure"), ==, 1);
  g_assert_cmpfloat (compare ("tenure", "xyz"), ==, 0);
  g_assert_cmpfloat (compare ("", "tenure"), ==, 0);
  g_assert_cmpfloat (compare ("", ""), ==, 0);
  g_assert_cmpfloat (compare ("a", "a"), ==, 0);
  /* night and nacht have ht of 4 pairs each; of aaaa, three pairs, and aa one is common */
  g_assert_cmpfloat (compare ("night", "nacht"), ==, 0.25);
  g_assert_cmpfloat (compare ("aaaa", "aa"), ==, 0.5);
  g_assert_cmpfloat (compare ("größe", "größe"), ==, 1);
  g_assert_cmpfloat (compare ("monthlycharges", "chargesmonthly"), >, 0.9);
}

/* Names of any length take the same time: what is behind the limit does not count. */
static void
test_long (void)
{
  g_autofree char *a = g_strnfill (1000, 'a');
  g_autofree char *b = g_strnfill (1000, 'a');

  b[RW_NAME_MAX_LENGTH] = 'b';
  g_assert_cmpfloat (compare (a, b), ==, 1);
  b[RW_NAME_MAX_LENGTH - 1] = 'b';
  g_assert_cmpfloat (compare (a, b), <, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name/fold", test_fold);
  g_test_add_func ("/name/cell", test_cell);
  g_test_add_func ("/name/similarity", test_similarity);
  g_test_add_func ("/name/long", test_long);
  return g_test_run ();
}
