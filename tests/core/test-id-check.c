/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-id-check.h"

#include "rw-test.h"

#include <math.h>
#include <string.h>

/* "5 distinct, 2 duplicates (3=0 6=1), 1 blank (4)" */
static char *
show (const RwColumn *column, guint32 n_rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwIdCheck) check = rw_id_check_new (column, n_rows, NULL, &error);
  GString *shown = g_string_new (NULL);

  g_assert_no_error (error);
  g_string_printf (shown, "%u distinct, %u duplicates (", (guint) check->n_distinct,
                   (guint) check->n_duplicates);
  for (guint i = 0; i < check->duplicates->len; i++)
    {
      const RwDuplicateId *duplicate = &g_array_index (check->duplicates, RwDuplicateId, i);
      g_string_append_printf (shown, i > 0 ? " %u=%u" : "%u=%u", duplicate->row, duplicate->first);
    }
  g_string_append_printf (shown, "), %u blank (", (guint) check->n_blank);
  for (guint i = 0; i < check->blanks->len; i++)
    g_string_append_printf (shown, i > 0 ? " %u" : "%u", g_array_index (check->blanks, guint32, i));
  g_string_append (shown, ")");
  return g_string_free (shown, FALSE);
}

static void
assert_shown (const RwColumn *column, guint32 n_rows, const char *expected)
{
  g_autofree char *shown = show (column, n_rows);

  g_assert_cmpstr (shown, ==, expected);
}

static RwColumn *
make_texts (const char *const *texts, guint n)
{
  GString *all = g_string_new (NULL);
  guint64 *ends = g_new (guint64, n);

  for (guint i = 0; i < n; i++)
    {
      g_string_append (all, texts[i]);
      ends[i] = all->len;
    }
  return rw_column_new_text ("id", ends, g_string_free (all, FALSE), 0);
}

static void
test_texts (void)
{
  static const char *const texts[] = {
    "a", "b", "", "a", "A", "abcdefgh", "abcdefghi", "ab", "abcdefghijkl", "abcdefghi", "", "a"
  };
  RwColumn *column = make_texts (texts, G_N_ELEMENTS (texts));

  assert_shown (column, G_N_ELEMENTS (texts),
                "7 distinct, 3 duplicates (3=0 9=6 11=0), 2 blank (2 10)");
  assert_shown (column, 1, "1 distinct, 0 duplicates (), 0 blank ()");
  rw_column_free (column);
}

static void
test_numbers (void)
{
  static const RwNumberFormat plain = { .decimal = '.' };
  static const double values[] = { 7, 0, NAN, -0.0, 7, 1e300, 7.5 };
  RwColumn *column = rw_column_new_number ("id", &plain, g_memdup2 (values, sizeof values), 1);

  assert_shown (column, G_N_ELEMENTS (values), "4 distinct, 2 duplicates (3=1 4=0), 1 blank (2)");
  rw_column_free (column);
}

static void
test_category (void)
{
  static const guint16 codes[] = { 1, 0, RW_CODE_MISSING, 1 };
  RwLevels *levels = rw_levels_new ();

  rw_levels_add (levels, (RwCell){ "x", 1 }, 1);
  rw_levels_add (levels, (RwCell){ "y", 1 }, 2);
  RwColumn *column = rw_column_new_category ("id", g_memdup2 (codes, sizeof codes), levels, 1);
  assert_shown (column, G_N_ELEMENTS (codes), "2 distinct, 1 duplicates (3=0), 1 blank (2)");
  rw_column_free (column);
}

/* All are counted, the first ones listed; a column may hold nothing but one id. */
static void
test_many (void)
{
  const guint32 n_rows = 200000;
  double *numbers = g_new (double, n_rows);
  static const RwNumberFormat plain = { .decimal = '.' };

  for (guint32 i = 0; i < n_rows; i++)
    numbers[i] = i < n_rows / 2 ? i : 5;
  RwColumn *column = rw_column_new_number ("id", &plain, numbers, 0);
  g_autoptr (RwIdCheck) check = rw_id_check_new (column, n_rows, NULL, NULL);
  g_assert_cmpuint (check->n_distinct, ==, n_rows / 2);
  g_assert_cmpuint (check->n_duplicates, ==, n_rows / 2);
  g_assert_cmpuint (check->duplicates->len, ==, RW_ID_CHECK_N_EXAMPLES);
  for (guint i = 0; i < RW_ID_CHECK_N_EXAMPLES; i++)
    {
      g_assert_cmpuint (g_array_index (check->duplicates, RwDuplicateId, i).row, ==,
                        n_rows / 2 + i);
      g_assert_cmpuint (g_array_index (check->duplicates, RwDuplicateId, i).first, ==, 5);
    }
  rw_column_free (column);
}

static void
test_cancelled (void)
{
  static const char *const texts[] = { "a" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RwColumn *column = make_texts (texts, 1);

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_id_check_new (column, 1, cancellable, &error));
  rw_test_assert_cancelled (&error);
  rw_column_free (column);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id-check/texts", test_texts);
  g_test_add_func ("/id-check/numbers", test_numbers);
  g_test_add_func ("/id-check/category", test_category);
  g_test_add_func ("/id-check/many", test_many);
  g_test_add_func ("/id-check/cancelled", test_cancelled);
  return g_test_run ();
}
