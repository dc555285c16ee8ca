/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-csv.h"

#include "rw-test.h"

#include <string.h>

#define N_RANDOM_TEXTS 20000
#define MAX_RANDOM     40
#define SEED           7

static const RwDialect comma = { .delimiter = ',', .quote = '"' };

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static const Case cases[] = {
  { "", "" },
  { "\n", "" },
  { "\n\r\n\r\r", "" },
  { "a", "[a]/" },
  { "a\n", "[a]/" },
  { "a\r\n", "[a]/" },
  { "a\r", "[a]/" },
  { "a,b\nc,d", "[a][b]/[c][d]/" },
  { "a,b\r\nc,d\r\n", "[a][b]/[c][d]/" },
  { "a\n\n\nb", "[a]/[b]/" },
  /* empty cells */
  { ",", "[][]/" },
  { ",\n", "[][]/" },
  { ",,", "[][][]/" },
  { "a,,b", "[a][][b]/" },
  { "a,\n,b", "[a][]/[][b]/" },
  { "\"\"", "[]/" },
  { "\"\",\"\"\n", "[][]/" },
  /* quoted cells */
  { "\"a\",\"b\"\n", "[a][b]/" },
  { "\"a,b\",c", "[a,b][c]/" },
  { "\"a\nb\",c", "[a\nb][c]/" },
  { "\"a\r\nb\r\",c", "[a\r\nb\r][c]/" },
  { "\"\n\"", "[\n]/" },
  /* doubled quotes */
  { "\"a\"\"b\"", "[a\"b]/" },
  { "\"\"\"\"", "[\"]/" },
  { "\"\"\"a\"\"\",b", "[\"a\"][b]/" },
  /* quotes that are data */
  { "a\"b,c", "[a\"b][c]/" },
  { "a\"\"b", "[a\"\"b]/" },
  { "5\" pipe,\"6\"\" pipe\"", "[5\" pipe][6\" pipe]/" },
  { "a\"b\nc\"d", "[a\"b]/[c\"d]/" },
  { " \"a,b\"", "[ \"a][b\"]/" },
  /* a quoted cell goes on until a quote that a delimiter or line end follows */
  { "\"x\"y,z\"\n", "[x\"y,z]/" },
  { "\"x\" ,1\"\n2", "[x\" ,1]/[2]/" },
  { "\"x\"y\nz\",1\n", "[x\"y\nz][1]/" },
  { "\"open,\na", "[open,\na]/" },
  /* blanks are data */
  { " a , b ", "[ a ][ b ]/" },
  { "  ", "[  ]/" },
  { " , ", "[ ][ ]/" },
  { "\t\n", "[\t]/" },
  { "\" a \"", "[ a ]/" },
  /* bytes above 127 */
  { "\xff\xfe,\xc3\xbc", "[\xff\xfe][\xc3\xbc]/" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = rw_test_split (&comma, cases[i].text, strlen (cases[i].text));
      if (strcmp (found, cases[i].expected) != 0)
        g_test_fail_printf ("“%s” becomes “%s”, not “%s”", cases[i].text, found, cases[i].expected);
    }
}

static void
test_dialect (void)
{
  static const RwDialect semicolon = { .delimiter = ';', .quote = '"' };
  static const RwDialect tab = { .delimiter = '\t', .quote = '\'' };
  g_autofree char *a = rw_test_split (&semicolon, "1,5;\"2;3\"", 9);
  g_autofree char *b = rw_test_split (&tab, "a\t'b\tc'\t\"d", 10);
  g_autofree char *c = rw_test_split (&tab, "\t\t", 2);

  g_assert_cmpstr (a, ==, "[1,5][2;3]/");
  g_assert_cmpstr (b, ==, "[a][b\tc][\"d]/");
  g_assert_cmpstr (c, ==, "[][][]/");
}

static void
assert_cell (const RwCsvCells *cells, guint i, const char *bytes, gsize length)
{
  g_assert_cmpmem (cells->cells[i].text, cells->cells[i].length, bytes, length);
}

static void
test_nul (void)
{
  char text[] = "a\0b,\0,\"\0,\0\",c";
  g_auto (RwCsvCells) cells = { 0 };

  rw_csv_split (&comma, text, sizeof text - 1, &cells);
  g_assert_cmpuint (cells.n, ==, 4);
  assert_cell (&cells, 0, RW_TEST_BYTES ("a\0b"));
  assert_cell (&cells, 1, RW_TEST_BYTES ("\0"));
  assert_cell (&cells, 2, RW_TEST_BYTES ("\0,\0"));
  assert_cell (&cells, 3, RW_TEST_BYTES ("c"));
}

static void
test_big_cells (void)
{
  gsize length = ((gsize) 3 << 20) + 5;
  g_autofree char *big = g_strnfill (length, 'x');
  g_autofree char *text = g_strdup_printf ("a,%s,\"%s\"\n", big, big);
  g_auto (RwCsvCells) cells = { 0 };

  rw_csv_split (&comma, text, strlen (text), &cells);
  g_assert_cmpuint (cells.n, ==, 3);
  g_assert_cmpuint (cells.longest, ==, length);
  assert_cell (&cells, 1, big, length);
  assert_cell (&cells, 2, big, length);
}

/* More cells than a row may have are counted, but take no memory. */
static void
test_many_cells (void)
{
  g_autofree char *text = g_strnfill (199999, ',');
  g_auto (RwCsvCells) cells = { 0 };

  rw_csv_split (&comma, text, 199999, &cells);
  g_assert_cmpuint (cells.n, ==, 200000);
  g_assert_cmpuint (cells.room, <=, 2 * RW_CSV_MAX_COLUMNS);
  g_assert_cmpuint (cells.longest, ==, 0);
}

typedef struct
{
  RwDialect dialect;
  const char *text;
  const char *expected;
} DialectCase;

static const DialectCase dialect_cases[] = {
  /* escapes: of quote, escape and delimiter; in front of anything else they are data */
  { { .delimiter = ',', .quote = '"', .escape = '\\' },
    "\"a\\\"b\",c\\,d\n\"e\\\\\",f\\g",
    "[a\"b][c,d]/[e\\][f\\g]/" },
  { { .delimiter = ',', .quote = '"', .escape = '\\' }, "\"a\"\"b\",\\\"c\n", "[a\"b][\"c]/" },
  { { .delimiter = ',', .quote = '"', .escape = '\\' },
    "a\\,\"b\n\\\\,\"c\nd\"",
    "[a,\"b]/[\\][c\nd]/" },
  { { .delimiter = ',', .quote = '"', .escape = '\\' }, "\"a\\\"\nb\",c", "[a\"\nb][c]/" },
  /* blanks behind a delimiter */
  { { .delimiter = ',', .quote = '"', .blanks = TRUE },
    "a, b,  \"c, d\"\n  \"e\nf\", g ",
    "[a][b][c, d]/[e\nf][g ]/" },
  { { .delimiter = ',', .quote = '"', .blanks = TRUE }, "a, ,b\n \n", "[a][][b]/[]/" },
  /* no quote at all */
  { { .delimiter = '\t', .quote = '\0' }, "\"a\tb\"\n\"\t\"\"\n", "[\"a][b\"]/[\"][\"\"]/" },
  { { .delimiter = '|', .quote = '\'' }, "'a|b'|'it''s'\n\"c|d\"", "[a|b][it's]/[\"c][d\"]/" },
  /* a delimiter at the end */
  { { .delimiter = ',', .quote = '"', .trailing = TRUE },
    "a,b,\n1,2,\r\n3,4\n,\n,,\n5,6,7",
    "[a][b]/[1][2]/[3][4]/[]/[][]/[5][6][7]/" },
  { { .delimiter = ',', .quote = '"', .trailing = TRUE }, "a,\"\"\nb,\n", "[a][]/[b]/" },
};

static void
test_dialects (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialect_cases); i++)
    {
      const DialectCase *c = &dialect_cases[i];
      g_autofree char *found = rw_test_split (&c->dialect, c->text, strlen (c->text));
      if (strcmp (found, c->expected) != 0)
        g_test_fail_printf ("“%s” becomes “%s”, not “%s”", c->text, found, c->expected);
    }
}

/* The same rules, one byte after the other. */
static char *
split_slowly (const char *text, gsize length)
{
  GString *shown = g_string_new (NULL);
  gboolean quoted = FALSE;
  gboolean fresh = TRUE;   /* at the start of a cell */
  gboolean between = TRUE; /* no byte of the record was there yet */

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];
      char next = i + 1 < length ? text[i + 1] : '\n';
      gboolean eol = !quoted && (c == '\n' || c == '\r');
      if (between && eol)
        continue;
      g_string_append (shown, between ? "[" : "");
      between = eol;
      if (eol || (!quoted && c == ','))
        g_string_append (shown, eol ? "]/" : "][");
      else if (c == '"' && (fresh || (quoted && strchr (",\n\r", next) != NULL)))
        quoted = fresh;
      else
        g_string_append_c (shown, c);
      i += quoted && !fresh && c == '"' && next == '"';
      fresh = eol || (!quoted && c == ',');
    }
  g_string_append (shown, between ? "" : "]/");
  return g_string_free (shown, FALSE);
}

/* Line ends at the end of a cell that has no closing quote are not part of it. */
static gboolean
is_closed (const char *text, gsize length)
{
  RwCsvScan scan;
  RwCsvExtent extent = { 0 };

  rw_csv_scan_begin (&scan, &comma, text, length, TRUE);
  for (const char *at = text; at < text + length; at = MAX (extent.end, at + 1))
    if (*at != '\n' && *at != '\r')
      {
        rw_csv_find_end (&scan, at, &extent);
        if (extent.open || extent.suspect)
          return FALSE;
      }
    else
      extent.end = at + 1;
  return TRUE;
}

static void
test_random_texts (void)
{
  static const char alphabet[] = "a,\"\n\r ";
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint n_closed = 0;

  for (guint i = 0; i < N_RANDOM_TEXTS; i++)
    {
      char text[MAX_RANDOM];
      gsize length = (gsize) g_rand_int_range (rand, 0, MAX_RANDOM);
      for (gsize at = 0; at < length; at++)
        text[at] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      if (!is_closed (text, length))
        continue;
      g_autofree char *found = rw_test_split (&comma, text, length);
      g_autofree char *expected = split_slowly (text, length);
      g_assert_cmpstr (found, ==, expected);
      n_closed++;
    }
  g_assert_cmpuint (n_closed, >, N_RANDOM_TEXTS / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/cases", test_cases);
  g_test_add_func ("/csv/dialect", test_dialect);
  g_test_add_func ("/csv/nul", test_nul);
  g_test_add_func ("/csv/big-cells", test_big_cells);
  g_test_add_func ("/csv/many-cells", test_many_cells);
  g_test_add_func ("/csv/dialects", test_dialects);
  g_test_add_func ("/csv/random-texts", test_random_texts);
  return g_test_run ();
}
