/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-table.h"

#include "rw-test.h"

#include <string.h>

static void
assert_column (RwTable *table, const char *name, const char *expected)
{
  const RwColumn *column = rw_table_find_column (table, name);

  g_assert_nonnull (column);
  g_autofree char *shown = rw_test_show_column (column, rw_table_get_n_rows (table));
  g_assert_cmpstr (shown, ==, expected);
}

static void
assert_problems (RwTable *table, const char *expected)
{
  g_autofree char *shown = rw_test_show_problems (rw_table_get_problems (table));

  g_assert_cmpstr (shown, ==, expected);
}

static void
assert_names (const char *bytes, gsize length, const char *expected)
{
  g_autoptr (RwTable) table = rw_test_load (bytes, length);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    {
      const RwColumn *column = rw_table_get_column (table, i);
      g_string_append_printf (names, "[%s]", rw_column_get_name (column));
      g_assert_true (rw_table_find_column (table, rw_column_get_name (column)) == column);
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_kinds (void)
{
  g_autoptr (RwTable) table = rw_test_load (RW_TEST_BYTES ("tenure,plan,charges,empty\n"
                                                           "12, basic ,29.85,\n"
                                                           "-1,\"plus, two\",NA,\n"
                                                           "1e2,basic, .5 ,?\n"));

  assert_column (table, "tenure", "number/0: 12 -1 100");
  assert_column (table, "plan", "category/0 {basic=2 plus, two=1}: 0 1 0");
  assert_column (table, "charges", "number/1: 29.850000000000001 ? 0.5");
  assert_column (table, "empty", "category/3 {}: ? ? ?");
  assert_problems (table, "");
}

static void
test_text (void)
{
  g_autoptr (GString) text = g_string_new ("id;plan\r\n");
  g_autoptr (GString) expected = g_string_new ("text/1:");

  for (guint i = 0; i < 40; i++)
    {
      g_string_append_printf (text, i == 20 ? " ;b\r\n" : " C-%u;a\r\n", i);
      g_string_append_printf (expected, i == 20 ? " []" : " [C-%u]", i);
    }
  g_autoptr (RwTable) table = rw_test_load (text->str, text->len);
  assert_column (table, "id", expected->str);
  g_assert_cmpint (rw_table_get_dialect (table)->delimiter, ==, ';');
}

static void
test_names (void)
{
  assert_names (RW_TEST_BYTES ("a,b\n1,2\n"), "[a][b]");
  assert_names (RW_TEST_BYTES ("a,,a,a,Column 2, b ,a (2)\n1,2,3,4,5,6,7\n"),
                "[a][Column 2][a (2)][a (3)][Column 2 (2)][b][a (2) (2)]");
  assert_names (RW_TEST_BYTES (", \t,\"\"\n1,2,3\n"), "[Column 1][Column 2][Column 3]");
  assert_names (RW_TEST_BYTES ("\xef\xbb\xbf\"a\",b\n1,2\n"), "[a][b]");
  assert_names (RW_TEST_BYTES ("M\xfcller,\xff\n1,ü\n"), "[M\ufffdller][\ufffd]");
  assert_names (RW_TEST_BYTES ("\xfc,\xfd\n1,ü\n"), "[\ufffd][\ufffd (2)]");
  assert_names (RW_TEST_BYTES ("\"a\nb\";\"c \"\"d\"\"\"\n1;2\n"), "[a\nb][c \"d\"]");
  assert_names (RW_TEST_BYTES ("\n\r\na\tb\n1\t2\n"), "[a][b]");
  assert_names (RW_TEST_BYTES ("A,a\n1,2\n"), "[A][a]");
}

/* A file of so many columns, of one name or of a name each. */
static char *
make_wide (guint n_columns, gboolean same)
{
  g_autoptr (GString) text = g_string_new ("x");

  for (guint i = 1; i < n_columns; i++)
    g_string_append_printf (text, ",x%u", same ? 0 : i);
  g_string_append_printf (text, "\n%s\n", text->str);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The least of three times, in microseconds. */
static gint64
measure_load (const char *text)
{
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < 3; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (RwTable) table = rw_test_load (text, strlen (text));
      g_assert_cmpuint (rw_table_get_n_columns (table), ==, 2000);
      least = MIN (least, g_get_monotonic_time () - start);
    }
  return least;
}

/* Thousands of columns of one name take about as long as those of many: not a try for each of the
 * names that are taken. */
static void
test_many_names (void)
{
  g_autofree char *same = make_wide (2000, TRUE);
  g_autofree char *different = make_wide (2000, FALSE);
  g_autoptr (RwTable) table = rw_test_load (same, strlen (same));

  g_assert_nonnull (rw_table_find_column (table, "x0 (1999)"));
  g_assert_cmpint (measure_load (same), <, 8 * measure_load (different));
}

static void
test_header_only (void)
{
  const char *part = "“customers.csv” has a header but no rows";

  rw_test_assert_refused (RW_TEST_BYTES ("a,b\n"), RW_ERROR_EMPTY, part);
  rw_test_assert_refused (RW_TEST_BYTES ("a,b"), RW_ERROR_EMPTY, part);
  rw_test_assert_refused (RW_TEST_BYTES ("\na,b\n\n\r\n"), RW_ERROR_EMPTY, part);
  rw_test_assert_refused (RW_TEST_BYTES (" \n\n"), RW_ERROR_EMPTY, "“customers.csv” is empty");
  rw_test_assert_refused (RW_TEST_BYTES ("PK\x03\x04"), RW_ERROR_FORMAT, "spreadsheet");
}

static void
test_limits (void)
{
  g_autofree char *cells = g_strnfill (RW_CSV_MAX_COLUMNS, ',');
  g_autofree char *cell = g_strnfill (RW_CSV_MAX_CELL + 1, 'x');
  g_autofree char *record = g_strnfill (RW_CSV_MAX_RECORD + 1, 'x');
  g_autofree char *wide_header = g_strdup_printf ("%sx\n1\n", cells);
  g_autofree char *wide_row = g_strdup_printf ("a,b\n\"\n\",\n%s\n", cells);
  g_autofree char *long_cell = g_strdup_printf ("a,b\n\"\n\",\n1,%s\n", cell);
  g_autofree char *long_row = g_strdup_printf ("a,b\n\"\n\",\n1,%s\n", record);

  rw_test_assert_refused (wide_header, strlen (wide_header), RW_ERROR_LIMIT,
                          "line 1 has more than 10000 columns");
  wide_header[0] = 'x';
  g_autoptr (RwTable) widest = rw_test_load (wide_header, strlen (wide_header));
  g_assert_cmpuint (rw_table_get_n_columns (widest), ==, RW_CSV_MAX_COLUMNS);
  rw_test_assert_refused (
      wide_row, strlen (wide_row), RW_ERROR_DIALECT,
      "1 of 2 rows are damaged, the first one on line 4 (more than 10,000 cells");
  rw_test_assert_refused (long_cell, strlen (long_cell), RW_ERROR_DIALECT,
                          "line 4 (a cell longer than 1 MiB");
  rw_test_assert_refused (long_row, strlen (long_row), RW_ERROR_DIALECT,
                          "line 4 (a cell longer than 1 MiB");
}

static void
test_long_header_cell (void)
{
  g_autofree char *cell = g_strnfill (RW_CSV_MAX_CELL + 1, 'x');
  g_autofree char *text = g_strdup_printf ("a,%s\n1,2\n", cell);

  rw_test_assert_refused (text, strlen (text), RW_ERROR_LIMIT, "1 MiB");
}

static void
test_ragged_rows (void)
{
  g_autoptr (RwTable) table = rw_test_load (
      RW_TEST_BYTES ("a,b,c\n1,x\n2,y,3,4,5\n3\n4,x,5\n5,y,6\n6,y,7\n7,y,8\n8,y,9\n"));

  assert_column (table, "a", "number/0: 1 2 3 4 5 6 7 8");
  assert_column (table, "b", "category/1 {x=2 y=5}: 0 1 ? 0 1 1 1 1");
  assert_column (table, "c", "number/2: ? 3 ? 5 6 7 8 9");
  assert_problems (table, "too-few-cells@1 too-many-cells@2 too-few-cells@3");
  g_assert_cmpuint (rw_table_get_width (table), ==, 5);
  g_assert_cmpuint (rw_problems_get_n_rows (rw_table_get_problems (table)), ==, 3);
}

static void
test_not_utf8 (void)
{
  g_autoptr (RwTable) table = rw_test_load (RW_TEST_BYTES ("a,b\nM\xfcller,1\nMüller,\xff\n"));

  assert_column (table, "a", "category/0 {M\ufffdller=1 Müller=1}: 0 1");
  assert_column (table, "b", "category/0 {1=1 \ufffd=1}: 0 1");
  assert_problems (table, "not-utf8@1:0[M\ufffdller] not-utf8@2:1[\ufffd]");
}

/* Nine in ten values are numbers: the rest is missing. */
static void
test_text_among_numbers (void)
{
  g_autoptr (RwTable) table = rw_test_load (
      RW_TEST_BYTES ("a,b\n1,1\n2,1\n3,1\nnone,x\nmany,x\n5,1\n6,1\n7,1\n8,1\n9,1\n1,1"));

  assert_column (table, "a", "number/2: 1 2 3 ? ? 5 6 7 8 9 1");
  assert_column (table, "b", "category/0 {1=9 x=2}: 0 0 0 1 1 0 0 0 0 0 0");
  assert_problems (table, "not-a-number@5:0[many]");
}

/* Those of all causes, in the order of the rows; the last row may have two. */
static void
test_problems (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\nx,1\n\xff,y\n3\n");

  for (guint i = 0; i < 30; i++)
    g_string_append (text, "4,5\n");
  g_string_append (text, "z,\"ö, and open\n");
  g_autoptr (RwTable) table = rw_test_load (text->str, text->len);
  assert_problems (table, "not-a-number@1:0[x] not-utf8@2:0[\ufffd] not-a-number@2:0[\ufffd] "
                          "not-a-number@2:1[y] too-few-cells@3 not-a-number@34:0[z] "
                          "not-a-number@34:1[ö, and open] open-quote@34");
  g_assert_cmpuint (rw_problems_get_n_rows (rw_table_get_problems (table)), ==, 4);
}

/* The examples are the first ones, whichever columns they are in. */
static void
test_first_examples (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n1,early\n");

  for (guint i = 0; i < 150; i++)
    g_string_append (text, "late,1\n");
  for (guint i = 0; i < 1500; i++)
    g_string_append (text, "1,2\n");
  g_autoptr (RwTable) table = rw_test_load (text->str, text->len);
  RwProblems *problems = rw_table_get_problems (table);
  GPtrArray *examples = rw_problems_get_examples (problems);
  g_assert_cmpuint (rw_problems_get_count (problems, RW_PROBLEM_NOT_A_NUMBER), ==, 151);
  g_assert_cmpuint (examples->len, ==, RW_PROBLEMS_MAX_EXAMPLES);
  g_assert_cmpuint (((RwProblem *) examples->pdata[0])->record, ==, 1);
  g_assert_cmpuint (((RwProblem *) examples->pdata[99])->record, ==, 100);
}

static RwTable *
load_with_hint (const char *text, const char *name, RwKindHint hint)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) hints = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));
  RwTableOptions options = { .hint = rw_test_hint, .hint_data = hints };

  g_hash_table_insert (hints, (gpointer) name, GINT_TO_POINTER (hint));
  RwTable *table = rw_table_load (source, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  return table;
}

static void
test_hints (void)
{
  g_autoptr (RwTable) texts = load_with_hint ("a,b\n1,2\n0,3\n01,\n", "a", RW_HINT_TEXTS);
  g_autoptr (RwTable) number = load_with_hint ("a,b\n1,2\nx,3\n,y\n", "a", RW_HINT_NUMBER);
  g_autoptr (RwTable) none = load_with_hint ("a,b\n1,2\n", "c", RW_HINT_TEXTS);

  assert_column (texts, "a", "category/0 {1=1 0=1 01=1}: 0 1 2");
  assert_column (texts, "b", "number/1: 2 3 ?");
  assert_column (number, "a", "number/2: 1 ? ?");
  assert_column (number, "b", "category/0 {2=1 3=1 y=1}: 0 1 2");
  assert_problems (number, "not-a-number@2:0[x]");
  assert_column (none, "a", "number/0: 1");
}

/* Columns of their own formats, far apart; the second reading is in the right one. */
static void
test_formats (void)
{
  g_autoptr (GString) text = g_string_new ("a;b;c\n");

  for (guint i = 0; i < 300000; i++)
    if (i < 200000)
      g_string_append_printf (text, "%u;%u;%u\n", i + 1, i + 1, i + 1);
    else
      g_string_append_printf (text, "%u,5;$%u.25;%06u\n", i, i, i % 1000);
  g_autoptr (RwTable) table = rw_test_load (text->str, text->len);
  const RwColumn *a = rw_table_find_column (table, "a");
  const RwColumn *b = rw_table_find_column (table, "b");
  g_assert_cmpint (rw_column_get_format (a)->decimal, ==, ',');
  g_assert_cmpfloat (rw_column_get_numbers (a)[199999], ==, 200000);
  g_assert_cmpfloat (rw_column_get_numbers (a)[299999], ==, 299999.5);
  g_assert_cmpstr (rw_column_get_format (b)->unit, ==, "$");
  g_assert_cmpfloat (rw_column_get_numbers (b)[0], ==, 1);
  g_assert_cmpfloat (rw_column_get_numbers (b)[299999], ==, 299999.25);
  g_assert_cmpint (rw_column_get_kind (rw_table_find_column (table, "c")), ==, RW_COLUMN_TEXT);
  assert_problems (table, "");
}

/* Where a chunk guessed wrong by its first values, its later ones are read again; where nine in ten
 * values say so, even all values of a chunk are none. */
static void
test_wrong_guesses (void)
{
  g_autoptr (GString) late = g_string_new ("a;b\n");
  g_autoptr (GString) other = g_string_new ("a;b\n");

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (late, "%u,5;\n", i + 1);
  g_string_append (late, "1.234,5;\n");
  g_autoptr (RwTable) grouped = rw_test_load (late->str, late->len);
  g_assert_cmpfloat (rw_column_get_numbers (rw_table_get_column (grouped, 0))[5000], ==, 1234.5);
  assert_problems (grouped, "");

  for (guint i = 0; i < 174500; i++) /* with those of the next loop more than the first 2 MiB */
    g_string_append_printf (other, "100 %03u,%02u;\n", i % 1000, i / 1000 % 100);
  for (guint i = 0; i < 1000; i++)
    g_string_append (other, "000005,00000;\n");
  for (guint i = 0; i < 9000; i++)
    g_string_append_printf (other, "100.%03u,%02u;\n", i % 1000, i / 1000);
  g_autoptr (RwTable) spaced = rw_test_load (other->str, other->len);
  const RwColumn *a = rw_table_get_column (spaced, 0);
  g_assert_cmpint (rw_column_get_format (a)->grouping, ==, ' ');
  g_assert_cmpuint (rw_column_get_n_missing (a), ==, 9000);
  g_assert_cmpuint (rw_problems_get_count (rw_table_get_problems (spaced), RW_PROBLEM_NOT_A_NUMBER),
                    ==, 9000);
}

/* A choice for one column goes before that for all. */
static void
test_choices (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RwSource) source =
      rw_test_source (RW_TEST_BYTES ("a;b;c\n1.234;1.234;3/4/2024\n2.000;2.000;5/6/2024\n"));
  RwNumberChoice own = { .decimal = ',' };
  RwTableOptions options = { .numbers = { .decimal = '.', .dates = RW_DATE_MDY },
                             .column_numbers = columns };

  g_assert_null (rw_table_load (source, NULL, NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_NUMBERS, "column “a” can be read in two ways");
  g_hash_table_insert (columns, (char *) "b", &own);
  g_autoptr (RwTable) table = rw_table_load (source, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_column (table, "a", "number/0: 1.234 2");
  assert_column (table, "b", "number/0: 1234 2000");
  assert_column (table, "c", "number/0: 19786 19849");
}

/* How far the loading is, as somebody who polls would see it. */
static void
test_progress (void)
{
  g_autoptr (RwProgress) progress = rw_progress_new ();
  g_autoptr (RwSource) source = rw_test_source (RW_TEST_BYTES ("a,b\n1,2\n"));
  g_autoptr (RwTable) table = rw_table_load (source, NULL, progress, NULL, NULL);
  RwProgressState state = rw_progress_get (progress);

  g_assert_nonnull (table);
  g_assert_cmpint (state.stage, ==, RW_STAGE_WAITING);
  g_assert_cmpfloat (state.seconds[RW_STAGE_INDEXING], >, 0);
  g_assert_cmpfloat (state.seconds[RW_STAGE_PARSING], >, 0);
  g_assert_cmpfloat (state.seconds[RW_STAGE_SCORING], ==, 0);
}

/* Neither a table nor a failure keeps the source open. */
static void
test_finalize (void)
{
  RwSource *source = rw_test_source (RW_TEST_BYTES ("a,b\n1,2\n"));
  RwSource *bad = rw_test_source (RW_TEST_BYTES ("a,b\n"));
  RwTable *table = rw_table_load (source, NULL, NULL, NULL, NULL);

  g_assert_true (rw_table_get_source (table) == source);
  g_assert_finalize_object (table);
  g_assert_finalize_object (source);
  g_assert_null (rw_table_load (bad, NULL, NULL, NULL, NULL));
  g_assert_finalize_object (bad);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-load/kinds", test_kinds);
  g_test_add_func ("/table-load/text", test_text);
  g_test_add_func ("/table-load/names", test_names);
  g_test_add_func ("/table-load/header-only", test_header_only);
  g_test_add_func ("/table-load/limits", test_limits);
  g_test_add_func ("/table-load/ragged-rows", test_ragged_rows);
  g_test_add_func ("/table-load/not-utf8", test_not_utf8);
  g_test_add_func ("/table-load/text-among-numbers", test_text_among_numbers);
  g_test_add_func ("/table-load/problems", test_problems);
  g_test_add_func ("/table-load/hints", test_hints);
  g_test_add_func ("/table-load/formats", test_formats);
  g_test_add_func ("/table-load/wrong-guesses", test_wrong_guesses);
  g_test_add_func ("/table-load/choices", test_choices);
  g_test_add_func ("/table-load/progress", test_progress);
  g_test_add_func ("/table-load/finalize", test_finalize);
  g_test_add_func ("/table-load/long-header-cell", test_long_header_cell);
  g_test_add_func ("/table-load/many-names", test_many_names);
  g_test_add_func ("/table-load/first-examples", test_first_examples);
  return g_test_run ();
}
