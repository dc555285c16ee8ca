/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column.h"

#include "rw-test.h"

#include <math.h>
#include <string.h>

static const RwNumberFormat comma = { .decimal = ',', .grouping = '.', .unit = "EUR" };

static void
assert_shown (const RwColumn *column, guint32 n_rows, const char *expected)
{
  g_autofree char *shown = rw_test_show_column (column, n_rows);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_number (void)
{
  static const double values[] = { 1.5, NAN, -3 };
  char name[] = "tenure";
  double *numbers = g_memdup2 (values, sizeof values);
  RwColumn *column = rw_column_new_number (name, &comma, numbers, 1);

  name[0] = 'T';
  g_assert_cmpstr (rw_column_get_name (column), ==, "tenure");
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_NUMBER);
  g_assert_cmpuint (rw_column_get_n_missing (column), ==, 1);
  g_assert_true (rw_column_get_numbers (column) == numbers);
  assert_shown (column, 3, "number/1: 1.5 ? -3");
  g_assert_true (rw_number_format_equal (rw_column_get_format (column), &comma));
  rw_column_free (column);
}

static void
test_category (void)
{
  static const guint16 values[] = { 0, 1, RW_CODE_MISSING, 0 };
  guint16 *codes = g_memdup2 (values, sizeof values);
  RwLevels *levels = rw_levels_new ();

  rw_levels_add (levels, (RwCell){ "Yes", 3 }, 2);
  rw_levels_add (levels, (RwCell){ "No", 2 }, 1);
  RwColumn *column = rw_column_new_category ("gender", codes, levels, 1);
  g_assert_cmpstr (rw_column_get_name (column), ==, "gender");
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_CATEGORY);
  g_assert_true (rw_column_get_codes (column) == codes);
  g_assert_true (rw_column_get_levels (column) == levels);
  assert_shown (column, 4, "category/1 {Yes=2 No=1}: 0 1 ? 0");
  rw_column_free (column);
}

static void
test_text (void)
{
  static const guint64 values[] = { 2, 2, 5, 6 };
  guint64 *ends = g_memdup2 (values, sizeof values);
  RwColumn *column = rw_column_new_text ("id", ends, g_strdup ("abcdef"), 1);

  g_assert_cmpstr (rw_column_get_name (column), ==, "id");
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_TEXT);
  assert_shown (column, 4, "text/1: [ab] [] [cde] [f]");
  rw_column_free (column);
}

static void
test_many_missing (void)
{
  RwColumn *column = rw_column_new_number ("x", &comma, NULL, G_GUINT64_CONSTANT (5000000000));

  g_assert_cmpuint (rw_column_get_n_missing (column), ==, G_GUINT64_CONSTANT (5000000000));
  rw_column_free (column);
}

static void
test_kind_ids (void)
{
  g_assert_cmpstr (rw_column_kind_get_id (RW_COLUMN_NUMBER), ==, "number");
  g_assert_cmpstr (rw_column_kind_get_id (RW_COLUMN_CATEGORY), ==, "category");
  g_assert_cmpstr (rw_column_kind_get_id (RW_COLUMN_TEXT), ==, "text");
}

/* The values of another kind are a programmer's mistake. */
static void
test_wrong_kind (void)
{
  RwColumn *column = rw_column_new_number ("x", &comma, g_new0 (double, 1), 0);

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*RW_COLUMN_CATEGORY*");
  g_assert_null (rw_column_get_codes (column));
  g_test_assert_expected_messages ();
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*RW_COLUMN_CATEGORY*");
  g_assert_null (rw_column_get_levels (column));
  g_test_assert_expected_messages ();
  rw_column_free (column);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column/number", test_number);
  g_test_add_func ("/column/category", test_category);
  g_test_add_func ("/column/text", test_text);
  g_test_add_func ("/column/many-missing", test_many_missing);
  g_test_add_func ("/column/kind-ids", test_kind_ids);
  g_test_add_func ("/column/wrong-kind", test_wrong_kind);
  return g_test_run ();
}
