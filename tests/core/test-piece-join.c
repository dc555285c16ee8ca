/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-piece.h"

#include "rw-test.h"

#include <string.h>

#define MOST  RW_CATEGORY_MAX_LEVELS
#define SPACE (32 * MOST)

/* A column's pieces, and what their joining found wrong. */
typedef struct
{
  RwPieces pieces;
  RwReading reading;
  RwColumnSpace space;
  RwProblems *problems;
} Join;

static void
join_init (Join *join, RwKindHint hint)
{
  *join = (Join){ .pieces = { .name = "x", .column = 5 },
                  .reading = { .hint = hint },
                  .space = { g_new (guint16, SPACE), g_new (double, SPACE) },
                  .problems = rw_problems_new () };
  join->pieces.reading = &join->reading;
  join->pieces.space = &join->space;
  join->pieces.pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) rw_piece_free);
}

static void
join_clear (Join *join)
{
  g_ptr_array_unref (join->pieces.pieces);
  g_free (join->space.codes);
  g_free (join->space.numbers);
  rw_problems_free (join->problems);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Join, join_clear)

static RwPiece *
add_piece (Join *join, guint32 n_rows)
{
  RwPiece *piece = rw_piece_new (join->pieces.reading, &join->space, join->pieces.n_rows, n_rows);

  g_assert_cmpuint (join->pieces.n_rows + n_rows, <=, SPACE);
  g_ptr_array_add (join->pieces.pieces, piece);
  join->pieces.n_rows += n_rows;
  return piece;
}

/* Adds a piece of these cells, with "_" for an empty one. */
static void
add_cells (Join *join, const char *cells)
{
  g_auto (GStrv) texts = g_strsplit (cells, " ", -1);
  RwPiece *piece = add_piece (join, g_strv_length (texts));

  for (guint i = 0; texts[i] != NULL; i++)
    rw_piece_add (piece, strcmp (texts[i], "_") == 0 ? (RwCell){ "", 0 }
                                                     : (RwCell){ texts[i], strlen (texts[i]) });
}

/* Adds a piece of prefix + first … prefix + last. */
static void
add_series (Join *join, const char *prefix, guint first, guint last)
{
  RwPiece *piece = add_piece (join, last - first + 1);
  char text[32];

  for (guint i = first; i <= last; i++)
    {
      g_snprintf (text, sizeof text, "%s%u", prefix, i);
      rw_piece_add (piece, (RwCell){ text, strlen (text) });
    }
}

static RwColumn *
join_all (Join *join)
{
  g_autoptr (GError) error = NULL;
  RwColumn *column = NULL;

  g_assert_true (rw_pieces_join (&join->pieces, join->problems, &column, &error));
  g_assert_no_error (error);
  g_assert_nonnull (column);
  g_assert_cmpstr (rw_column_get_name (column), ==, "x");
  return column;
}

static void
assert_read_again (Join *join, RwKindHint hint)
{
  RwColumn *column = NULL;

  g_assert_true (rw_pieces_join (&join->pieces, join->problems, &column, NULL));
  g_assert_null (column);
  g_assert_cmpint (join->reading.hint, ==, hint);
  g_assert_cmpuint (rw_problems_get_n_rows (join->problems), ==, 0);
}

static void
assert_joined (Join *join, const char *expected, const char *expected_problems)
{
  RwColumn *column = join_all (join);
  g_autofree char *shown = rw_test_show_column (column, join->pieces.n_rows);
  g_autofree char *problems = rw_test_show_problems (join->problems);

  g_assert_cmpstr (shown, ==, expected);
  g_assert_cmpstr (problems, ==, expected_problems);
  rw_column_free (column);
}

typedef struct
{
  RwKindHint hint;
  const char *pieces[4];
  const char *column;
  const char *problems;
} Case;

static const Case cases[] = {
  { RW_HINT_NONE, { "1 2.5", "-3", "1e2 1" }, "number/0: 1 2.5 -3 100 1", "" },
  { RW_HINT_NONE, { "1 _ 2", "? 3" }, "number/2: 1 ? 2 ? 3", "" },
  /* levels are numbered in the order of their first row */
  { RW_HINT_NONE, { "b a b", "c a b", "d" }, "category/0 {b=3 a=2 c=1 d=1}: 0 1 0 2 1 0 3", "" },
  { RW_HINT_NONE, { "_ z _", "na", "a z" }, "category/3 {z=2 a=1}: ? 0 ? ? 1 0", "" },
  { RW_HINT_NONE, { "_ _", "NA" }, "category/3 {}: ? ? ?", "" },
  /* nine of ten values are numbers */
  { RW_HINT_NONE,
    { "1 2 3 4 x", "5 6 7 8 9" },
    "number/1: 1 2 3 4 ? 5 6 7 8 9",
    "not-a-number@5:5[x]" },
  { RW_HINT_NONE,
    { "1 2 3 4 x", "5 6 7 8" },
    "category/0 {1=1 2=1 3=1 4=1 x=1 5=1 6=1 7=1 8=1}: 0 1 2 3 4 5 6 7 8",
    "" },
  { RW_HINT_NONE,
    { "1 1 1 1 1 1 1 1 1 x", "_ _ _" },
    "number/4: 1 1 1 1 1 1 1 1 1 ? ? ? ?",
    "not-a-number@10:5[x]" },
  { RW_HINT_NONE,
    { "1 1 1 1 1 1 1 1 x", "x 1 1 1 1 1 1 1 1" },
    "category/0 {1=16 x=2}: 0 0 0 0 0 0 0 0 1 1 0 0 0 0 0 0 0 0",
    "" },
  /* hints */
  { RW_HINT_NUMBER,
    { "x 1", "y _", "x" },
    "number/4: ? 1 ? ? ?",
    "not-a-number@1:5[x] not-a-number@3:5[y] not-a-number@5:5[x]" },
  { RW_HINT_NUMBER, { "_ _" }, "number/2: ? ?", "" },
  /* formats are those of all pieces together */
  { RW_HINT_NONE, { "1,5 2", "1.234,5 3" }, "number/0: 1.5 2 1234.5 3", "" },
  { RW_HINT_NONE, { "1.234 2", "1.5 _" }, "number/1: 1.234 2 1.5 ?", "" },
  { RW_HINT_NONE, { "1.234 2", "1,5" }, "number/0: 1234 2 1.5", "" },
  { RW_HINT_NONE, { "$5 $1,200.5", "(7)" }, "number/0: 5 1200.5 -7", "" },
  { RW_HINT_NONE, { "1/2/2024", "31/1/2024" }, "number/0: 19754 19753", "" },
  { RW_HINT_NUMBER,
    { "1,5 x", "1.5" },
    "number/2: ? ? 1.5",
    "not-a-number@1:5[1,5] not-a-number@2:5[x]" },
  { RW_HINT_TEXTS, { "1,5", "1.234" }, "category/0 {1,5=1 1.234=1}: 0 1", "" },
  /* codes stay what they are */
  { RW_HINT_NONE, { "01067 1", "2" }, "category/0 {01067=1 1=1 2=1}: 0 1 2", "" },
  { RW_HINT_NUMBER, { "01067 1", "2" }, "number/0: 1067 1 2", "" },
  { RW_HINT_TEXTS, { "1 0", "0 01 _" }, "category/1 {1=1 0=2 01=1}: 0 1 1 2 ?", "" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Join) join;
      join_init (&join, cases[i].hint);
      for (guint piece = 0; cases[i].pieces[piece] != NULL; piece++)
        add_cells (&join, cases[i].pieces[piece]);
      assert_joined (&join, cases[i].column, cases[i].problems);
    }
}

/* Up to twenty levels make a category, whatever the number of rows. */
static void
test_twenty_levels (void)
{
  g_auto (Join) join;

  join_init (&join, RW_HINT_NONE);
  add_series (&join, "a", 1, 20);
  RwColumn *column = join_all (&join);
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_CATEGORY);
  rw_column_free (column);
}

/* From the 21st level on half of the values, but no more, may be the first of their level. */
static void
test_many_levels (void)
{
  for (guint n_more = 20; n_more <= 21; n_more++)
    {
      g_auto (Join) join;
      join_init (&join, RW_HINT_NONE);
      add_series (&join, "a", 1, 21);
      add_cells (&join, "_ _ _");
      add_series (&join, "a", 1, n_more);
      RwColumn *column = join_all (&join);
      g_assert_cmpint (rw_column_get_kind (column), ==,
                       n_more == 21 ? RW_COLUMN_CATEGORY : RW_COLUMN_TEXT);
      g_assert_cmpuint (rw_column_get_n_missing (column), ==, 3);
      rw_column_free (column);
    }
}

static void
test_texts (void)
{
  g_auto (Join) join;
  GString *expected = g_string_new ("text/1:");

  join_init (&join, RW_HINT_NONE);
  add_series (&join, "id-", 1, 15);
  add_cells (&join, "_ ü");
  add_series (&join, "id-", 16, 30);
  for (guint i = 1; i <= 30; i++)
    g_string_append_printf (expected, " [id-%u]%s", i, i == 15 ? " [] [ü]" : "");
  assert_joined (&join, expected->str, "");
  g_string_free (expected, TRUE);
}

/* The most levels a category can have, over two pieces; the last one comes first in the second. */
static void
test_most_levels (void)
{
  g_auto (Join) join;

  join_init (&join, RW_HINT_NONE);
  add_series (&join, "a", 1, MOST - 1);
  add_series (&join, "a", 2, MOST);
  add_series (&join, "a", MOST, MOST);
  add_cells (&join, "a1");
  RwColumn *column = join_all (&join);
  const guint16 *codes = rw_column_get_codes (column);
  g_assert_cmpuint (rw_levels_get_n (rw_column_get_levels (column)), ==, MOST);
  for (guint i = 0; i < MOST - 1; i++)
    {
      g_assert_cmpuint (codes[i], ==, i);
      g_assert_cmpuint (codes[MOST - 1 + i], ==, i + 1);
    }
  g_assert_cmpuint (codes[2 * MOST - 2], ==, MOST - 1);
  g_assert_cmpuint (codes[2 * MOST - 1], ==, 0);
  rw_column_free (column);
}

/* No piece has too many levels, but the column does. */
static void
test_too_many_levels_together (void)
{
  g_auto (Join) join;

  join_init (&join, RW_HINT_NONE);
  for (guint i = 0; i < 2; i++)
    {
      add_series (&join, "a", 1, MOST);
      add_series (&join, "a", 2, MOST + 1);
    }
  RwColumn *column = join_all (&join);
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_TEXT);
  RwCell cell = rw_column_get_text (column, 4 * MOST - 1);
  g_assert_cmpmem (cell.text, cell.length, "a4097", 5);
  rw_column_free (column);
}

/* One piece went on as texts, the others still have levels. */
static void
test_texts_and_levels (void)
{
  g_auto (Join) join;

  join_init (&join, RW_HINT_NONE);
  add_cells (&join, "b a b");
  add_series (&join, "c", 0, MOST);
  add_cells (&join, "1 _");
  RwColumn *column = join_all (&join);
  static const char *const ends[] = { "b", "a", "b", "c0" };
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_TEXT);
  g_assert_cmpuint (rw_column_get_n_missing (column), ==, 1);
  for (guint32 i = 0; i < 4; i++)
    {
      RwCell cell = rw_column_get_text (column, i);
      g_assert_cmpmem (cell.text, cell.length, ends[i], strlen (ends[i]));
    }
  RwCell cell = rw_column_get_text (column, MOST + 4);
  g_assert_cmpmem (cell.text, cell.length, "1", 1);
  cell = rw_column_get_text (column, MOST + 5);
  g_assert_cmpuint (cell.length, ==, 0);
  rw_column_free (column);
}

/* One piece went on as numbers, the others still have levels, some of them no numbers. */
static void
test_numbers_and_levels (void)
{
  g_auto (Join) join;

  join_init (&join, RW_HINT_NONE);
  add_cells (&join, "7 _ x");
  add_series (&join, "1.", 0, MOST);
  add_cells (&join, "y 8");
  RwColumn *column = join_all (&join);
  g_autofree char *problems = rw_test_show_problems (join.problems);
  const double *numbers = rw_column_get_numbers (column);
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_NUMBER);
  g_assert_cmpuint (rw_column_get_n_missing (column), ==, 3);
  g_assert_cmpfloat (numbers[0], ==, 7);
  g_assert_cmpfloat (numbers[3], ==, 1);
  g_assert_cmpfloat (numbers[MOST + 3], ==, 1.4096);
  g_assert_cmpfloat (numbers[MOST + 5], ==, 8);
  g_assert_cmpstr (problems, ==, "not-a-number@3:5[x] not-a-number@4101:5[y]");
  rw_column_free (column);
}

/* Cells that a piece of numbers could not read. */
static void
test_bad_cells (void)
{
  g_auto (Join) join;

  join_init (&join, RW_HINT_NONE);
  add_cells (&join, "1 2");
  RwPiece *piece = add_piece (&join, MOST + 3);
  rw_piece_add (piece, (RwCell){ "x", 1 });
  for (guint i = 0; i <= MOST; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      rw_piece_add (piece, (RwCell){ text, strlen (text) });
    }
  rw_piece_add (piece, (RwCell){ "y", 1 });
  RwColumn *column = join_all (&join);
  g_autofree char *problems = rw_test_show_problems (join.problems);
  g_assert_cmpstr (problems, ==, "not-a-number@3:5[x] not-a-number@4101:5[y]");
  g_assert_cmpuint (rw_column_get_n_missing (column), ==, 2);
  g_assert_cmpfloat (rw_column_get_numbers (column)[MOST + 3], ==, MOST);
  rw_column_free (column);
}

/* A piece was taken for numbers, but the column is none: all must be read again. */
static void
test_read_again (void)
{
  g_auto (Join) join;

  join_init (&join, RW_HINT_NONE);
  add_series (&join, "", 0, MOST);
  add_series (&join, "x", 1, 1000);
  assert_read_again (&join, RW_HINT_TEXTS);
}

/* The same when another piece went on as texts. */
static void
test_read_again_for_texts (void)
{
  g_auto (Join) join;

  join_init (&join, RW_HINT_NONE);
  add_series (&join, "", 0, 20 * MOST);
  add_series (&join, "x", 0, MOST);
  assert_read_again (&join, RW_HINT_TEXTS);
}

/* Pieces of numbers in different formats: the column's is that of the next reading. */
static void
test_read_again_in_format (void)
{
  static const RwNumberFormat wanted = { .decimal = ',', .grouping = '.' };
  g_auto (Join) join;

  join_init (&join, RW_HINT_NONE);
  add_series (&join, "7,", 1, MOST + 1);
  add_cells (&join, "1.234,5 2.000");
  add_series (&join, "1.000,", 1, MOST + 1);
  add_series (&join, "", 1, MOST + 1);
  assert_read_again (&join, RW_HINT_NUMBER);
  g_assert_true (join.reading.has_format);
  g_assert_true (rw_number_format_equal (&join.reading.format, &wanted));
}

/* A piece without groups reads the same numbers as one with them. */
static void
test_same_numbers (void)
{
  g_auto (Join) join;

  join_init (&join, RW_HINT_NONE);
  add_series (&join, "7,", 1, MOST + 1);
  add_cells (&join, "1.234,5 2.000");
  RwColumn *column = join_all (&join);
  g_assert_cmpfloat (rw_column_get_numbers (column)[MOST], ==, 7.4097);
  g_assert_cmpfloat (rw_column_get_numbers (column)[MOST + 1], ==, 1234.5);
  g_assert_cmpuint (rw_column_get_n_missing (column), ==, 0);
  rw_column_free (column);
}

static void
assert_ambiguous (Join *join, const char *part)
{
  g_autoptr (GError) error = NULL;
  RwColumn *column = NULL;

  g_assert_false (rw_pieces_join (&join->pieces, join->problems, &column, &error));
  g_assert_null (column);
  rw_test_assert_error (&error, RW_ERROR_NUMBERS, part);
}

static void
test_ambiguous (void)
{
  g_auto (Join) levels;
  g_auto (Join) numbers;
  g_auto (Join) dates;

  join_init (&levels, RW_HINT_NONE);
  add_cells (&levels, "1.234");
  add_cells (&levels, "12.345 7");
  assert_ambiguous (&levels, "column “x” can be read in two ways: “1.234” is 1.234 (decimal "
                             "point) or 1234 (decimal comma).");
  join_init (&numbers, RW_HINT_NUMBER);
  add_series (&numbers, "", 1, MOST + 1);
  add_cells (&numbers, "1,234");
  assert_ambiguous (&numbers, "“1,234” is 1.234 (decimal comma) or 1234 (decimal point).");
  join_init (&dates, RW_HINT_NONE);
  add_cells (&dates, "03/04/2024");
  assert_ambiguous (&dates, "“03/04/2024” is 2024-04-03 (day/month/year) or 2024-03-04 (");
}

/* What the second reading gives. */
static void
test_second_reading (void)
{
  g_auto (Join) join;

  join_init (&join, RW_HINT_TEXTS);
  add_series (&join, "", 0, MOST);
  add_series (&join, "x", 1, 1000);
  RwColumn *column = join_all (&join);
  RwCell cell = rw_column_get_text (column, MOST);
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_TEXT);
  g_assert_cmpmem (cell.text, cell.length, "4096", 4);
  cell = rw_column_get_text (column, MOST + 1);
  g_assert_cmpmem (cell.text, cell.length, "x1", 2);
  rw_column_free (column);
}

/* A column that shall be numbers is not read again. */
static void
test_hint_number (void)
{
  g_auto (Join) join;

  join_init (&join, RW_HINT_NUMBER);
  add_series (&join, "x", 0, MOST);
  add_cells (&join, "3");
  RwColumn *column = join_all (&join);
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_NUMBER);
  g_assert_cmpuint (rw_column_get_n_missing (column), ==, MOST + 1);
  g_assert_cmpuint (rw_problems_get_count (join.problems, RW_PROBLEM_NOT_A_NUMBER), ==, MOST + 1);
  g_assert_cmpfloat (rw_column_get_numbers (column)[MOST + 1], ==, 3);
  rw_column_free (column);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/piece-join/cases", test_cases);
  g_test_add_func ("/piece-join/twenty-levels", test_twenty_levels);
  g_test_add_func ("/piece-join/many-levels", test_many_levels);
  g_test_add_func ("/piece-join/texts", test_texts);
  g_test_add_func ("/piece-join/most-levels", test_most_levels);
  g_test_add_func ("/piece-join/too-many-levels-together", test_too_many_levels_together);
  g_test_add_func ("/piece-join/texts-and-levels", test_texts_and_levels);
  g_test_add_func ("/piece-join/numbers-and-levels", test_numbers_and_levels);
  g_test_add_func ("/piece-join/bad-cells", test_bad_cells);
  g_test_add_func ("/piece-join/read-again", test_read_again);
  g_test_add_func ("/piece-join/read-again-for-texts", test_read_again_for_texts);
  g_test_add_func ("/piece-join/read-again-in-format", test_read_again_in_format);
  g_test_add_func ("/piece-join/same-numbers", test_same_numbers);
  g_test_add_func ("/piece-join/ambiguous", test_ambiguous);
  g_test_add_func ("/piece-join/second-reading", test_second_reading);
  g_test_add_func ("/piece-join/hint-number", test_hint_number);
  return g_test_run ();
}
