/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-piece-private.h"

#include "rw-test.h"

#include <math.h>
#include <string.h>

#define MOST  RW_CATEGORY_MAX_LEVELS
#define SPACE (4 * MOST)
#define FIRST 3u /* row of the piece in its column */

static guint16 codes[SPACE];
static double numbers[SPACE];

static RwReading reading; /* of the piece made last */

static RwPiece *
make_piece (RwKindHint hint, guint32 n_rows)
{
  static const RwColumnSpace space = { codes, numbers };

  g_assert_cmpuint (FIRST + n_rows, <=, SPACE);
  reading = (RwReading){ .hint = hint };
  return rw_piece_new (&reading, &space, FIRST, n_rows);
}

static void
add (RwPiece *piece, const char *text)
{
  rw_piece_add (piece, (RwCell){ text, strlen (text) });
}

/* Adds the texts prefix + first … prefix + last. */
static void
add_series (RwPiece *piece, const char *prefix, guint first, guint last)
{
  char text[32];

  for (guint i = first; i <= last; i++)
    {
      g_snprintf (text, sizeof text, "%s%u", prefix, i);
      add (piece, text);
    }
}

static double
get_number (guint32 row)
{
  return numbers[FIRST + row];
}

static void
assert_text (const RwPiece *piece, guint32 row, const char *text)
{
  guint32 start = row > 0 ? piece->ends[row - 1] : 0;

  g_assert_cmpmem (piece->texts->str + start, piece->ends[row] - start, text, strlen (text));
}

static void
test_levels (void)
{
  static const guint16 expected[] = { 0, 1, RW_CODE_MISSING, 0, 2, RW_CODE_MISSING };
  g_autoptr (RwPiece) piece = make_piece (RW_HINT_NONE, 6);

  add (piece, "Yes");
  add (piece, " No\t");
  add (piece, " ");
  add (piece, " Yes");
  add (piece, "2");
  add (piece, "n/a ");
  g_assert_cmpint (piece->state, ==, RW_COLUMN_CATEGORY);
  g_assert_cmpmem (codes + FIRST, piece->n_rows * sizeof (guint16), expected, sizeof expected);
  g_assert_cmpuint (piece->n_missing, ==, 2);
  g_assert_cmpuint (rw_levels_get_n (piece->levels), ==, 3);
  g_assert_cmpstr (rw_levels_get_text (piece->levels, 1), ==, "No");
  g_assert_cmpuint (rw_levels_get_count (piece->levels, 0), ==, 2);
}

/* As many levels as a category may have are still levels, however often they come. */
static void
test_most_levels (void)
{
  g_autoptr (RwPiece) piece = make_piece (RW_HINT_NONE, 2 * MOST + 1);

  add_series (piece, "", 1, MOST);
  add_series (piece, "", 1, MOST);
  add (piece, "");
  g_assert_cmpint (piece->state, ==, RW_COLUMN_CATEGORY);
  g_assert_cmpuint (rw_levels_get_n (piece->levels), ==, MOST);
  g_assert_cmpuint (piece->n_rows, ==, 2 * MOST + 1);
}

static void
test_overflow_to_numbers (void)
{
  g_autoptr (RwPiece) piece = make_piece (RW_HINT_NONE, MOST + 8);

  add (piece, "NA");
  add_series (piece, "-0.", 1, MOST);
  add (piece, "-0.7");
  add (piece, "?");
  g_assert_cmpint (piece->state, ==, RW_COLUMN_CATEGORY);
  add (piece, " 1e3 ");
  g_assert_cmpint (piece->state, ==, RW_COLUMN_NUMBER);
  add (piece, "");
  add (piece, " many ");
  add (piece, "-5");
  g_assert_cmpuint (piece->n_rows, ==, MOST + 7);
  g_assert_cmpuint (piece->n_missing, ==, 3);
  g_assert_true (isnan (get_number (0)));
  g_assert_cmpfloat (get_number (7), ==, -0.7);
  g_assert_cmpfloat (get_number (MOST), ==, -0.4096);
  g_assert_cmpfloat (get_number (MOST + 1), ==, -0.7);
  g_assert_true (isnan (get_number (MOST + 2)));
  g_assert_cmpfloat (get_number (MOST + 3), ==, 1000);
  g_assert_true (isnan (get_number (MOST + 4)));
  g_assert_true (isnan (get_number (MOST + 5)));
  g_assert_cmpfloat (get_number (MOST + 6), ==, -5);
  g_assert_cmpuint (piece->bad->len, ==, 1);
  g_assert_cmpuint (g_array_index (piece->bad, RwBadCell, 0).row, ==, MOST + 5);
  g_assert_cmpstr (g_array_index (piece->bad, RwBadCell, 0).text, ==, "many");
}

static void
test_overflow_to_texts (void)
{
  g_autoptr (RwPiece) piece = make_piece (RW_HINT_NONE, MOST + 6);

  add (piece, "NA");
  add_series (piece, "c-", 1, MOST);
  add (piece, "c-7");
  add (piece, " last one ");
  g_assert_cmpint (piece->state, ==, RW_COLUMN_TEXT);
  add (piece, "-");
  add (piece, "\t12");
  g_assert_cmpuint (piece->n_rows, ==, MOST + 5);
  g_assert_cmpuint (piece->n_missing, ==, 2);
  assert_text (piece, 0, "");
  assert_text (piece, 1, "c-1");
  assert_text (piece, MOST, "c-4096");
  assert_text (piece, MOST + 1, "c-7");
  assert_text (piece, MOST + 2, "last one");
  assert_text (piece, MOST + 3, "");
  assert_text (piece, MOST + 4, "12");
}

/* Of the 4097 levels nine in ten, that is 3688, must be numbers. */
static void
test_nine_in_ten (void)
{
  g_autoptr (RwPiece) enough = make_piece (RW_HINT_NONE, MOST + 1);

  add_series (enough, "x", 1, 409);
  add_series (enough, "", 1, 3688);
  g_assert_cmpint (enough->state, ==, RW_COLUMN_NUMBER);
  g_assert_cmpuint (enough->bad->len, ==, 409);
  g_assert_cmpuint (g_array_index (enough->bad, RwBadCell, 408).row, ==, 408);
  g_assert_cmpstr (g_array_index (enough->bad, RwBadCell, 408).text, ==, "x409");

  g_autoptr (RwPiece) too_few = make_piece (RW_HINT_NONE, MOST + 1);
  add_series (too_few, "x", 1, 410);
  add_series (too_few, "", 1, 3687);
  g_assert_cmpint (too_few->state, ==, RW_COLUMN_TEXT);
  assert_text (too_few, 409, "x410");
  assert_text (too_few, 410, "1");
}

static void
test_hint_texts (void)
{
  g_autoptr (RwPiece) piece = make_piece (RW_HINT_TEXTS, MOST + 2);

  add_series (piece, "0", 1, MOST);
  g_assert_cmpint (piece->state, ==, RW_COLUMN_CATEGORY);
  add_series (piece, "0", MOST + 1, MOST + 2);
  g_assert_cmpint (piece->state, ==, RW_COLUMN_TEXT);
  assert_text (piece, 0, "01");
  assert_text (piece, MOST + 1, "04098");
}

static void
test_hint_number (void)
{
  g_autoptr (RwPiece) piece = make_piece (RW_HINT_NUMBER, MOST + 3);

  add (piece, "12");
  add_series (piece, "x", 1, MOST);
  g_assert_cmpint (piece->state, ==, RW_COLUMN_NUMBER);
  add (piece, "13");
  g_assert_cmpfloat (get_number (0), ==, 12);
  g_assert_true (isnan (get_number (1)));
  g_assert_cmpfloat (get_number (MOST + 1), ==, 13);
  g_assert_cmpuint (piece->bad->len, ==, MOST);
  g_assert_cmpuint (piece->n_missing, ==, 0);
}

static void
test_too_many_rows (void)
{
  g_autoptr (RwPiece) piece = make_piece (RW_HINT_NONE, 1);

  add (piece, "a");
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*capacity*");
  add (piece, "b");
  g_test_assert_expected_messages ();
  g_assert_cmpuint (piece->n_rows, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/piece/levels", test_levels);
  g_test_add_func ("/piece/most-levels", test_most_levels);
  g_test_add_func ("/piece/overflow-to-numbers", test_overflow_to_numbers);
  g_test_add_func ("/piece/overflow-to-texts", test_overflow_to_texts);
  g_test_add_func ("/piece/nine-in-ten", test_nine_in_ten);
  g_test_add_func ("/piece/hint-texts", test_hint_texts);
  g_test_add_func ("/piece/hint-number", test_hint_number);
  g_test_add_func ("/piece/too-many-rows", test_too_many_rows);
  return g_test_run ();
}
