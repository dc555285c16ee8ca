/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading files of several chunks, on several threads. */
#include "rw-table.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <math.h>
#include <string.h>

#define CHUNK_SIZE  ((guint64) 2 << 20)
#define BLOCK_SIZE  ((guint64) 1 << 20) /* of the index */
#define SURVEY_SIZE ((gsize) 256 * 1024)
#define N_SERIES    6000u /* rows that fill a chunk */
#define ROW_LENGTH  ((gsize) 400)
#define BIG_SIZE    ((gsize) 20 << 20)
#define N_LOADERS   3

/* Rows from number @first on of a cell, in which "#" becomes the row's number, and another one that
 * makes the row so long that N_SERIES of them fill a chunk. */
static void
append_rows (GString *text, const char *cell, guint first, guint n)
{
  g_autofree char *pad = g_strnfill (ROW_LENGTH, 'x');

  for (guint i = first; i < first + n; i++)
    {
      gsize start = text->len;
      for (const char *c = cell; *c != '\0'; c++)
        if (*c == '#')
          g_string_append_printf (text, "%u", i);
        else
          g_string_append_c (text, *c);
      g_string_append_c (text, ',');
      g_string_append_len (text, pad, (gssize) (start + ROW_LENGTH - 1 - text->len));
      g_string_append_c (text, '\n');
    }
}

static guint
count_chunks (RwSource *source)
{
  static const RwDialect comma = { .delimiter = ',', .quote = '"' };
  g_autoptr (RwIndex) index = rw_index_new (source, &comma, NULL, NULL, NULL);
  guint n = 0;

  for (guint64 at = 1; at < rw_index_get_n_records (index); n++)
    at = rw_index_find_cut (index, at, CHUNK_SIZE);
  return n;
}

/* Loads the text; whether its rows are read @times times. */
static RwTable *
load_counting (GString *text, guint times)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (text->str, text->len);
  guint n_chunks = count_chunks (source);
  guint n_blocks = (guint) ((text->len + BLOCK_SIZE - 1) / BLOCK_SIZE);
  guint n_surveyed = (guint) ((text->len + SURVEY_SIZE - 1) / SURVEY_SIZE);

  g_assert_cmpuint (n_chunks, >, 1);
  rw_test_set_fault (RW_TEST_PREAD, (RwTestFault){ 0 });
  RwTable *table = rw_table_load (source, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  /* gzip's signature, the encoding's sample and blocks, the sample of the dialect and the file's
   * end, the blocks of the index, the header, the chunks */
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_PREAD), ==,
                    2 + n_surveyed + 2 + n_blocks + 1 + times * n_chunks);
  rw_test_clear_faults ();
  return table;
}

static void
assert_text (const RwColumn *column, guint32 row, const char *text)
{
  RwCell cell = rw_column_get_text (column, row);

  g_assert_cmpmem (cell.text, cell.length, text, strlen (text));
}

static void
test_overflow_to_numbers (void)
{
  g_autoptr (GString) text = g_string_new ("a,pad\n");

  append_rows (text, "#.5", 0, 3 * N_SERIES);
  g_autoptr (RwTable) table = load_counting (text, 1);
  const RwColumn *column = rw_table_find_column (table, "a");
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_NUMBER);
  g_assert_cmpuint (rw_column_get_n_missing (column), ==, 0);
  for (guint i = 0; i < 3 * N_SERIES; i++)
    g_assert_cmpfloat (rw_column_get_numbers (column)[i], ==, i + 0.5);
}

/* The first chunk has too many levels, the next one few, the last one some texts. */
static void
test_numbers_in_one_chunk (void)
{
  g_autoptr (GString) text = g_string_new ("a,pad\n");

  append_rows (text, "#", 1, N_SERIES);
  append_rows (text, "7", 0, N_SERIES);
  append_rows (text, "many", 0, 1000);
  g_autoptr (RwTable) table = load_counting (text, 1);
  const RwColumn *column = rw_table_find_column (table, "a");
  RwProblems *problems = rw_table_get_problems (table);
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_NUMBER);
  g_assert_cmpuint (rw_column_get_n_missing (column), ==, 1000);
  g_assert_cmpuint (rw_problems_get_count (problems, RW_PROBLEM_NOT_A_NUMBER), ==, 1000);
  for (guint i = 0; i < 2 * N_SERIES; i++)
    g_assert_cmpfloat (rw_column_get_numbers (column)[i], ==, i < N_SERIES ? i + 1 : 7);
  g_assert_true (isnan (rw_column_get_numbers (column)[2 * N_SERIES]));
  const RwProblem *first = rw_problems_get_examples (problems)->pdata[0];
  g_assert_cmpuint (first->record, ==, 2 * N_SERIES + 1);
}

static void
test_texts_in_one_chunk (void)
{
  g_autoptr (GString) text = g_string_new ("a,pad\n");

  append_rows (text, "b", 0, N_SERIES);
  append_rows (text, "id-#", 0, 2 * N_SERIES);
  append_rows (text, "12", 0, N_SERIES);
  g_autoptr (RwTable) table = load_counting (text, 1);
  const RwColumn *column = rw_table_find_column (table, "a");
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_TEXT);
  assert_text (column, 0, "b");
  assert_text (column, N_SERIES - 1, "b");
  assert_text (column, N_SERIES, "id-0");
  assert_text (column, 3 * N_SERIES - 1, "id-11999");
  assert_text (column, 3 * N_SERIES, "12");
  assert_text (column, 4 * N_SERIES - 1, "12");
}

/* Levels are numbered in the order of the rows, whichever chunk they are in. */
static void
test_levels_of_chunks (void)
{
  g_autoptr (GString) text = g_string_new ("a,pad\n");

  append_rows (text, "z", 0, N_SERIES);
  append_rows (text, "y", 0, N_SERIES);
  append_rows (text, "", 0, 5);
  append_rows (text, "a", 0, 1);
  append_rows (text, "z", 0, 2);
  g_autoptr (RwTable) table = load_counting (text, 1);
  const RwColumn *column = rw_table_find_column (table, "a");
  const RwLevels *levels = rw_column_get_levels (column);
  const guint16 *codes = rw_column_get_codes (column);
  g_assert_cmpuint (rw_levels_get_n (levels), ==, 3);
  g_assert_cmpstr (rw_levels_get_text (levels, 0), ==, "z");
  g_assert_cmpstr (rw_levels_get_text (levels, 1), ==, "y");
  g_assert_cmpstr (rw_levels_get_text (levels, 2), ==, "a");
  g_assert_cmpuint (rw_levels_get_count (levels, 0), ==, N_SERIES + 2);
  g_assert_cmpuint (rw_column_get_n_missing (column), ==, 5);
  for (guint i = 0; i < 2 * N_SERIES; i++)
    g_assert_cmpuint (codes[i], ==, i / N_SERIES);
  g_assert_cmpuint (codes[2 * N_SERIES], ==, RW_CODE_MISSING);
  g_assert_cmpuint (codes[2 * N_SERIES + 5], ==, 2);
  g_assert_cmpuint (codes[2 * N_SERIES + 7], ==, 0);
}

/* The first chunk looked like numbers; its texts come back, and no problem is counted twice. */
static void
test_read_again (void)
{
  g_autoptr (GString) text = g_string_new ("a,pad\n007,x,y\n");

  append_rows (text, "#.0", 0, N_SERIES);
  append_rows (text, "word", 0, N_SERIES);
  g_string_append (text, "last,ü\xff\n");
  g_autoptr (RwTable) table = load_counting (text, 2);
  const RwColumn *column = rw_table_find_column (table, "a");
  g_autofree char *problems = rw_test_show_problems (rw_table_get_problems (table));
  g_assert_cmpint (rw_column_get_kind (column), ==, RW_COLUMN_TEXT);
  assert_text (column, 0, "007");
  assert_text (column, 1, "0.0");
  assert_text (column, N_SERIES, "5999.0");
  assert_text (column, N_SERIES + 1, "word");
  assert_text (column, 2 * N_SERIES + 1, "last");
  g_assert_cmpstr (problems, ==, "too-many-cells@1 not-utf8@12002:1[ü\ufffd]");
  g_assert_cmpuint (rw_problems_get_count (rw_table_get_problems (table), RW_PROBLEM_NOT_UTF8), ==,
                    1);
}

/* 20 MB with all that can happen to a column. */
static GString *
build_big (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autofree char *long_text = g_strnfill (200, '-');
  GString *text = g_string_sized_new (BIG_SIZE + 1000);

  g_string_append (text, "id,plan,tenure,charges,note,mixed\n");
  for (guint i = 0; text->len < BIG_SIZE; i++)
    {
      guint32 r = g_rand_int (rand);
      g_string_append_printf (text, "C-%u%s,%s,%u,%u.%02u,\"customer %u,\n%s\",", i, long_text,
                              r % 7 == 0   ? ""
                              : r % 3 == 0 ? "basic"
                                           : "plus",
                              r % 73, r >> 16, r % 100, i,
                              r % 911 == 0 ? "Müller, M\xfcller" : "who said \"\"no\"\"");
      g_string_append_printf (text, r % 2 == 0 ? "%u" : "x%u", r >> 8);
      if (r % 1999 == 0)
        g_string_append (text, ",too,many");
      g_string_append (text, r % 5 == 0 ? "\r\n" : "\n");
      if (r % 2999 == 0)
        g_string_append (text, "cut\n\n");
    }
  return text;
}

static void
assert_same_levels (const RwLevels *a, const RwLevels *b)
{
  g_assert_cmpuint (rw_levels_get_n (a), ==, rw_levels_get_n (b));
  for (guint32 i = 0; i < rw_levels_get_n (a); i++)
    {
      g_assert_cmpstr (rw_levels_get_text (a, i), ==, rw_levels_get_text (b, i));
      g_assert_cmpuint (rw_levels_get_count (a, i), ==, rw_levels_get_count (b, i));
    }
}

static void
assert_same_column (const RwColumn *a, const RwColumn *b, guint32 n_rows)
{
  g_assert_cmpstr (rw_column_get_name (a), ==, rw_column_get_name (b));
  g_assert_cmpint (rw_column_get_kind (a), ==, rw_column_get_kind (b));
  g_assert_cmpuint (rw_column_get_n_missing (a), ==, rw_column_get_n_missing (b));
  if (rw_column_get_kind (a) == RW_COLUMN_NUMBER)
    g_assert_cmpmem (rw_column_get_numbers (a), n_rows * sizeof (double), rw_column_get_numbers (b),
                     n_rows * sizeof (double));
  else if (rw_column_get_kind (a) == RW_COLUMN_CATEGORY)
    {
      g_assert_cmpmem (rw_column_get_codes (a), n_rows * sizeof (guint16), rw_column_get_codes (b),
                       n_rows * sizeof (guint16));
      assert_same_levels (rw_column_get_levels (a), rw_column_get_levels (b));
    }
  else
    for (guint32 i = 0; i < n_rows; i++)
      {
        RwCell x = rw_column_get_text (a, i);
        RwCell y = rw_column_get_text (b, i);
        g_assert_cmpmem (x.text, x.length, y.text, y.length);
      }
}

static void
assert_same_table (RwTable *a, RwTable *b)
{
  guint32 n_rows = rw_table_get_n_rows (a);
  g_autofree char *x = rw_test_show_problems (rw_table_get_problems (a));
  g_autofree char *y = rw_test_show_problems (rw_table_get_problems (b));

  g_assert_cmpuint (n_rows, ==, rw_table_get_n_rows (b));
  g_assert_cmpuint (rw_table_get_n_columns (a), ==, rw_table_get_n_columns (b));
  g_assert_cmpuint (rw_table_get_width (a), ==, rw_table_get_width (b));
  g_assert_cmpstr (x, ==, y);
  for (guint i = 0; i < RW_N_PROBLEM_CAUSES; i++)
    g_assert_cmpuint (rw_problems_get_count (rw_table_get_problems (a), i), ==,
                      rw_problems_get_count (rw_table_get_problems (b), i));
  for (guint i = 0; i < rw_table_get_n_columns (a); i++)
    assert_same_column (rw_table_get_column (a, i), rw_table_get_column (b, i), n_rows);
  for (guint32 i = 0; i < n_rows; i++)
    g_assert_cmpuint (rw_table_get_n_cells (a, i), ==, rw_table_get_n_cells (b, i));
}

static RwTable *
load_on_threads (RwSource *source, guint n_threads)
{
  g_autoptr (GError) error = NULL;
  RwTableOptions options = { .n_threads = n_threads };
  RwTable *table = rw_table_load (source, &options, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

static void
assert_big_kinds (RwTable *table)
{
  static const RwColumnKind kinds[] = { RW_COLUMN_TEXT,   RW_COLUMN_CATEGORY, RW_COLUMN_NUMBER,
                                        RW_COLUMN_NUMBER, RW_COLUMN_TEXT,     RW_COLUMN_TEXT };

  g_assert_cmpuint (rw_table_get_n_columns (table), ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (rw_column_get_kind (rw_table_get_column (table, i)), ==, kinds[i]);
}

static void
test_same_on_any_threads (void)
{
  g_autoptr (GString) text = build_big ();
  g_autoptr (RwSource) source = rw_test_source (text->str, text->len);
  g_autoptr (RwTable) one = load_on_threads (source, 1);
  g_autoptr (RwTable) two = load_on_threads (source, 2);
  g_autoptr (RwTable) eight = load_on_threads (source, 8);

  assert_big_kinds (one);
  assert_same_table (one, two);
  assert_same_table (one, eight);
}

static gpointer
load_in_thread (gpointer source)
{
  return load_on_threads (source, 2);
}

/* Tables are loaded side by side. */
static void
test_several_at_once (void)
{
  g_autoptr (GString) text = g_string_new ("a,pad\n");
  GThread *threads[N_LOADERS];

  append_rows (text, "#", 0, N_SERIES);
  append_rows (text, "x#", 0, N_SERIES);
  g_autoptr (RwSource) source = rw_test_source (text->str, text->len);
  g_autoptr (RwTable) expected = load_on_threads (source, 1);
  for (guint i = 0; i < N_LOADERS; i++)
    threads[i] = g_thread_new ("loads", load_in_thread, source);
  for (guint i = 0; i < N_LOADERS; i++)
    {
      g_autoptr (RwTable) table = g_thread_join (threads[i]);
      assert_same_table (table, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-load-chunks/overflow-to-numbers", test_overflow_to_numbers);
  g_test_add_func ("/table-load-chunks/numbers-in-one-chunk", test_numbers_in_one_chunk);
  g_test_add_func ("/table-load-chunks/texts-in-one-chunk", test_texts_in_one_chunk);
  g_test_add_func ("/table-load-chunks/levels-of-chunks", test_levels_of_chunks);
  g_test_add_func ("/table-load-chunks/read-again", test_read_again);
  g_test_add_func ("/table-load-chunks/same-on-any-threads", test_same_on_any_threads);
  g_test_add_func ("/table-load-chunks/several-at-once", test_several_at_once);
  return g_test_run ();
}
