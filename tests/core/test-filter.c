/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-filter.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <string.h>

#define N_MANY 40000u /* more than two blocks of rows */

enum
{
  ID,
  CITY,
  AGE,
};

/* A table with a column of texts ("id"), of levels ("city") and of numbers ("age"). */
static RwTable *
make_table (void)
{
  static const char *const cities[] = { "Ärmelkanal", "BERN", "bern", "", "Straße", "NA", "Öland" };
  static const char *const ages[] = { "10", "20.5", "", "-3", "20", "1e3", "30" };
  g_autoptr (GString) text = g_string_new ("id,city,age\n");

  for (guint i = 0; i < 28; i++)
    g_string_append_printf (text, "Kunde-%02u,%s,%s\n", i, i < 7 ? cities[i] : "Rom",
                            i < 7 ? ages[i] : "99");
  RwTable *table = rw_test_load (text->str, text->len);
  g_assert_cmpint (rw_column_get_kind (rw_table_get_column (table, ID)), ==, RW_COLUMN_TEXT);
  g_assert_cmpint (rw_column_get_kind (rw_table_get_column (table, CITY)), ==, RW_COLUMN_CATEGORY);
  g_assert_cmpint (rw_column_get_kind (rw_table_get_column (table, AGE)), ==, RW_COLUMN_NUMBER);
  return table;
}

static RwRows *
make_order (guint32 n, gboolean backwards)
{
  guint32 *rows = g_new (guint32, n);

  for (guint32 i = 0; i < n; i++)
    rows[i] = backwards ? n - 1 - i : i;
  return rw_rows_new_take (rows, n);
}

/* The rows of the file's first seven that are kept, as text, and how many of the others. */
static char *
apply (const RwFilter *filter, RwTable *table, RwScores *scores, gboolean backwards)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwRows) order = make_order (rw_table_get_n_rows (table), backwards);
  g_autoptr (RwRows) rows = rw_filter_apply (filter, table, scores, order, NULL, NULL, &error);
  GString *shown = g_string_new (NULL);
  guint n_others = 0;

  g_assert_no_error (error);
  for (guint32 i = 0; i < rw_rows_get_n (rows); i++)
    if (rw_rows_get (rows)[i] < 7)
      g_string_append_printf (shown, "%u ", rw_rows_get (rows)[i]);
    else
      n_others++;
  g_string_append_printf (shown, "+ %u", n_others);
  return g_string_free (shown, FALSE);
}

static void
assert_kept (const RwFilter *filter, RwScores *scores, const char *expected)
{
  g_autoptr (RwTable) table = make_table ();
  g_autofree char *shown = apply (filter, table, scores, FALSE);

  g_assert_cmpstr (shown, ==, expected);
}

static void
assert_found (const char *search, const char *expected)
{
  g_autoptr (RwFilter) filter = rw_filter_new ();

  g_test_message ("“%s”", search);
  rw_filter_set_search (filter, search);
  assert_kept (filter, NULL, expected);
}

static void
test_no_condition (void)
{
  g_autoptr (RwFilter) filter = rw_filter_new ();
  g_autoptr (RwTable) table = make_table ();
  g_autofree char *backwards = apply (filter, table, NULL, TRUE);

  assert_kept (filter, NULL, "0 1 2 3 4 5 6 + 21");
  g_assert_cmpstr (backwards, ==, "6 5 4 3 2 1 0 + 21");
}

/* The rows that are named, in the order of the table's; what the table has not is none. */
static void
test_rows (void)
{
  const guint32 wanted[] = { 5, 2, 27, 28, 4000000000u };
  g_autoptr (RwFilter) filter = rw_filter_new ();
  g_autoptr (RwRows) rows = rw_rows_new_take (g_memdup2 (wanted, sizeof wanted), 5);
  g_autoptr (RwRows) none = rw_rows_new_take (NULL, 0);

  rw_filter_set_rows (filter, rows);
  assert_kept (filter, NULL, "2 5 + 1");
  rw_filter_add_numbers (filter, AGE, 50, 100);
  assert_kept (filter, NULL, "+ 1");
  rw_filter_set_rows (filter, NULL);
  assert_kept (filter, NULL, "+ 21");
  rw_filter_set_rows (filter, none);
  assert_kept (filter, NULL, "+ 0");
}

static void
test_search_texts (void)
{
  assert_found ("kunde-03", "3 + 0");
  assert_found ("KUNDE", "0 1 2 3 4 5 6 + 21");
  assert_found ("-0", "0 1 2 3 4 5 6 + 3");
  assert_found ("unde-05", "5 + 0");
  assert_found ("kunde 03", "+ 0");
}

static void
test_search_levels (void)
{
  assert_found ("bern", "1 2 + 0");
  assert_found ("ÄRMEL", "0 + 0");
  assert_found ("ärmel", "0 + 0");
  assert_found ("öLAND", "6 + 0");
  assert_found ("STRASSE", "4 + 0");
  assert_found ("straße", "4 + 0");
  assert_found ("rom", "+ 21");
}

static void
test_search_numbers (void)
{
  assert_found ("20.5", "1 + 0");
  assert_found ("1000", "5 + 0");
  assert_found ("-3", "3 + 0");
  assert_found ("99", "+ 21");
}

/* Between two cells there is nothing to find. */
static void
test_search_across_cells (void)
{
  assert_found ("02,", "+ 0");
  assert_found ("BERN20", "+ 0");
  assert_found ("Romkunde", "+ 0");
}

static void
test_no_search (void)
{
  g_autoptr (RwFilter) filter = rw_filter_new ();

  rw_filter_set_search (filter, "nothing like it");
  assert_kept (filter, NULL, "+ 0");
  rw_filter_set_search (filter, "");
  assert_kept (filter, NULL, "0 1 2 3 4 5 6 + 21");
  rw_filter_set_search (filter, "bern");
  rw_filter_set_search (filter, NULL);
  assert_kept (filter, NULL, "0 1 2 3 4 5 6 + 21");
}

static void
test_numbers (void)
{
  static const struct
  {
    double low;
    double high;
    const char *expected;
  } cases[] = { { 10, 20.5, "0 1 4 + 0" }, { 10.1, 20.4, "4 + 0" }, { -1e9, -3, "3 + 0" },
                { 20, 20, "4 + 0" },       { 30, 10, "+ 0" },       { 99, 1e9, "5 + 21" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RwFilter) filter = rw_filter_new ();
      rw_filter_add_numbers (filter, AGE, cases[i].low, cases[i].high);
      assert_kept (filter, NULL, cases[i].expected);
    }
}

static void
test_values (void)
{
  static const struct
  {
    guint column;
    const char *values[4];
    const char *expected;
  } cases[] = { { CITY, { "BERN" }, "1 + 0" },
                { CITY, { "bern", "Rom", "Paris" }, "2 + 21" },
                { CITY, { "" }, "3 5 + 0" },
                { CITY, { "", "BERN" }, "1 3 5 + 0" },
                { CITY, { NULL }, "+ 0" },
                { CITY, { "NA" }, "+ 0" },
                { ID, { "Kunde-04", "Kunde-27", "kunde-05" }, "4 + 1" },
                { ID, { "" }, "+ 0" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RwFilter) filter = rw_filter_new ();
      rw_filter_add_values (filter, cases[i].column, cases[i].values);
      assert_kept (filter, NULL, cases[i].expected);
    }
}

/* @low is in, @high is not, 1 is. */
static void
test_probability (void)
{
  /* 0.39999998 is shown as 0.4, and belongs where that does. */
  static const struct
  {
    guint32 low;
    guint32 high;
    const char *expected;
  } cases[] = { { 0, 1000000, "0 1 2 3 4 5 6 + 21" },
                { 400000, 700000, "1 2 3 + 0" },
                { 700000, 1000000, "4 5 6 + 0" },
                { 0, 400000, "0 + 21" },
                { 900000, 999999, "5 + 0" },
                { 700000, 700000, "+ 0" },
                { 700001, 900000, "+ 0" } };
  float probabilities[28] = { 0, 0.39999998f, 0.4f, 0.5f, 0.7f, 0.9f, 1 };
  g_autoptr (RwScores) scores = rw_test_scores (probabilities, 28);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RwFilter) filter = rw_filter_new ();
      rw_filter_set_probability (filter, cases[i].low, cases[i].high);
      assert_kept (filter, scores, cases[i].expected);
    }
}

/* All conditions at once. */
static void
test_together (void)
{
  static const char *const cities[] = { "bern", "BERN", "Rom", NULL };
  g_autoptr (RwFilter) filter = rw_filter_new ();
  float probabilities[28] = { 0, 0.8f, 0.9f };
  g_autoptr (RwScores) scores = rw_test_scores (probabilities, 28);

  rw_filter_add_values (filter, CITY, cities);
  assert_kept (filter, scores, "1 2 + 21");
  rw_filter_set_search (filter, "kunde-0");
  assert_kept (filter, scores, "1 2 + 3");
  rw_filter_set_probability (filter, 500000, 1000000);
  assert_kept (filter, scores, "1 2 + 0");
  rw_filter_add_numbers (filter, AGE, 0, 100);
  assert_kept (filter, scores, "1 + 0");
  rw_filter_add_numbers (filter, AGE, 50, 100);
  assert_kept (filter, scores, "+ 0");
}

/* The order is kept, and rows that are not in it stay out. */
static void
test_order (void)
{
  static const guint32 numbers[] = { 6, 2, 27, 1, 4 };
  static const guint32 expected[] = { 6, 2, 1 };
  static const char *const cities[] = { "Öland", "bern", "BERN", NULL };
  g_autoptr (RwTable) table = make_table ();
  g_autoptr (RwFilter) filter = rw_filter_new ();
  g_autoptr (RwRows) order = rw_rows_new_take (g_memdup2 (numbers, sizeof numbers), 5);
  g_autoptr (RwRows) none = rw_rows_new_take (NULL, 0);

  rw_filter_add_values (filter, CITY, cities);
  g_autoptr (RwRows) rows = rw_filter_apply (filter, table, NULL, order, NULL, NULL, NULL);
  g_autoptr (RwRows) empty = rw_filter_apply (filter, table, NULL, none, NULL, NULL, NULL);
  g_assert_cmpmem (rw_rows_get (rows), rw_rows_get_n (rows) * sizeof (guint32), expected,
                   sizeof expected);
  g_assert_cmpuint (rw_rows_get_n (empty), ==, 0);
}

/* What is kept can be looked through again. */
static void
test_again (void)
{
  static const guint32 expected[] = { 5, 1 };
  g_autoptr (RwTable) table = make_table ();
  g_autoptr (RwRows) all = make_order (28, TRUE);
  g_autoptr (RwFilter) older = rw_filter_new ();
  g_autoptr (RwFilter) found = rw_filter_new ();

  rw_filter_add_numbers (older, AGE, 20.5, 1e3);
  rw_filter_set_search (found, "kunde-0");
  rw_filter_add_values (found, CITY, (const char *const[]){ "BERN", "", "bern", NULL });
  g_autoptr (RwRows) some = rw_filter_apply (older, table, NULL, all, NULL, NULL, NULL);
  g_autoptr (RwRows) rows = rw_filter_apply (found, table, NULL, some, NULL, NULL, NULL);
  g_assert_cmpuint (rw_rows_get_n (some), ==, 24);
  g_assert_cmpmem (rw_rows_get (rows), rw_rows_get_n (rows) * sizeof (guint32), expected,
                   sizeof expected);
}

/* "" in a column of texts. */
static void
test_missing_text (void)
{
  g_autoptr (GString) text = g_string_new ("id,a\n,x\n\"\",x\n");
  g_autoptr (RwFilter) filter = rw_filter_new ();

  for (guint i = 2; i < 30; i++)
    g_string_append_printf (text, "Kunde-%02u,x\n", i);
  g_autoptr (RwTable) table = rw_test_load (text->str, text->len);
  g_assert_cmpint (rw_column_get_kind (rw_table_get_column (table, ID)), ==, RW_COLUMN_TEXT);
  rw_filter_add_values (filter, ID, (const char *const[]){ "", "Kunde-29", NULL });
  g_autofree char *shown = apply (filter, table, NULL, FALSE);
  g_assert_cmpstr (shown, ==, "0 1 + 1");
}

/* Several blocks, looked at by several threads. */
static void
test_many_rows (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (RwFilter) filter = rw_filter_new ();
  g_autoptr (RwProgress) progress = rw_progress_new ();

  for (guint i = 0; i < N_MANY; i++)
    g_string_append_printf (text, "%u,x\n", i);
  g_autoptr (RwTable) table = rw_test_load (text->str, text->len);
  g_autoptr (RwRows) order = make_order (N_MANY, TRUE);
  rw_filter_set_search (filter, "777");
  g_autoptr (RwRows) rows = rw_filter_apply (filter, table, NULL, order, progress, NULL, NULL);
  guint n = 0;
  for (guint i = N_MANY; i-- > 0;)
    {
      char digits[16];
      g_snprintf (digits, sizeof digits, "%u", i);
      if (strstr (digits, "777") != NULL)
        g_assert_cmpuint (rw_rows_get (rows)[n++], ==, i);
    }
  g_assert_cmpuint (rw_rows_get_n (rows), ==, n);
  g_assert_cmpint (rw_progress_get (progress).stage, ==, RW_STAGE_WAITING);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RwTable) table = make_table ();
  g_autoptr (RwFilter) filter = rw_filter_new ();
  g_autoptr (RwRows) order = make_order (28, FALSE);

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_filter_apply (filter, table, NULL, order, NULL, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

/* A missing number has no cell in which "nan" could be found. */
static void
test_search_missing_number (void)
{
  assert_found ("nan", "+ 0");
  assert_found ("an", "0 6 + 0");
}

/* Numbers of sixteen digits are exact, and customers have such numbers. */
static void
test_search_long_number (void)
{
  static const char text[] = "a,b\n9007199254740991,x\n4000001234567890,x\n1,x\n";
  g_autoptr (RwTable) table = rw_test_load (text, sizeof text - 1);
  g_autoptr (RwFilter) filter = rw_filter_new ();

  rw_filter_set_search (filter, "4000001234567890");
  g_autofree char *shown = apply (filter, table, NULL, FALSE);
  g_assert_cmpstr (shown, ==, "1 + 0");
}

/* Numbers and dates are found as their columns write them. */
static void
test_formats (void)
{
  static const struct
  {
    const char *search;
    const char *kept;
  } cases[] = {
    { "1.889,5", "0 + 0" },  { "1889,5", "0 + 0" },    { "889,", "0 + 0" },
    { "eur", "+ 0" },        { "29,85 eur", "1 + 0" }, { "29.85", "+ 0" },
    { "3.4.2024", "0 + 0" }, { "04.2024", "0 + 0" },   { "31/12/2023", "1 + 0" },
    { "198", "+ 0" },
  };
  g_autoptr (RwTable) table =
      rw_test_load (RW_TEST_BYTES ("a;b\n1.889,50 EUR;03.04.2024\n29,85 EUR;31.12.2023\n"));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RwFilter) filter = rw_filter_new ();
      rw_filter_set_search (filter, cases[i].search);
      g_autofree char *shown = apply (filter, table, NULL, FALSE);
      if (strcmp (shown, cases[i].kept) != 0)
        g_test_fail_printf ("“%s”: %s", cases[i].search, shown);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/no-condition", test_no_condition);
  g_test_add_func ("/filter/rows", test_rows);
  g_test_add_func ("/filter/search-texts", test_search_texts);
  g_test_add_func ("/filter/search-levels", test_search_levels);
  g_test_add_func ("/filter/search-numbers", test_search_numbers);
  g_test_add_func ("/filter/search-across-cells", test_search_across_cells);
  g_test_add_func ("/filter/no-search", test_no_search);
  g_test_add_func ("/filter/numbers", test_numbers);
  g_test_add_func ("/filter/values", test_values);
  g_test_add_func ("/filter/probability", test_probability);
  g_test_add_func ("/filter/together", test_together);
  g_test_add_func ("/filter/order", test_order);
  g_test_add_func ("/filter/again", test_again);
  g_test_add_func ("/filter/missing-text", test_missing_text);
  g_test_add_func ("/filter/many-rows", test_many_rows);
  g_test_add_func ("/filter/cancelled", test_cancelled);
  g_test_add_func ("/filter/search-missing-number", test_search_missing_number);
  g_test_add_func ("/filter/search-long-number", test_search_long_number);
  g_test_add_func ("/filter/formats", test_formats);
  return g_test_run ();
}
