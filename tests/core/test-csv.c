/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-csv.h"

#include "rw-test.h"

#include <string.h>

#define N_RANDOM_TEXTS 20000
#define MAX_RANDOM     40
#define SEED           7

static const RwDialect comma = { ',', '"', 0 };

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
  static const RwDialect semicolon = { ';', '"', 0 };
  static const RwDialect tab = { '\t', '\'', 0 };
  g_autofree char *a = rw_test_split (&semicolon, "1,5;\"2;3\"", 9);
  g_autofree char *b = rw_test_split (&tab, "a\t'b\tc'\t\"d", 10);
  g_autofree char *c = rw_test_split (&tab, "\t\t", 2);

  g_assert_cmpstr (a, ==, "[1,5][2;3]/");
  g_assert_cmpstr (b, ==, "[a][b\tc][\"d]/");
  g_assert_cmpstr (c, ==, "[][][]/");
}

static void
collect_cell_cb (const char *text, gsize length, gpointer data)
{
  g_assert_nonnull (text);
  g_ptr_array_add (data, g_bytes_new (text, length));
}

static void
ignore_record_cb (gpointer data G_GNUC_UNUSED)
{
}

/* The cells of all records (GBytes). */
static GPtrArray *
collect (const char *bytes, gsize length)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (RwCsv) csv = rw_csv_new (&comma, collect_cell_cb, ignore_record_cb, cells);
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_csv_feed (csv, bytes, length, &error));
  g_assert_true (rw_csv_finish (csv, &error));
  g_assert_no_error (error);
  return cells;
}

static void
assert_cell (GPtrArray *cells, guint i, const char *bytes, gsize length)
{
  gsize n = 0;
  const char *found = g_bytes_get_data (cells->pdata[i], &n);

  g_assert_cmpmem (found, n, bytes, length);
}

static void
test_nul (void)
{
  g_autoptr (GPtrArray) cells = collect (RW_TEST_BYTES ("a\0b,\0\n\"\0,\0\",c"));

  g_assert_cmpuint (cells->len, ==, 4);
  assert_cell (cells, 0, RW_TEST_BYTES ("a\0b"));
  assert_cell (cells, 1, RW_TEST_BYTES ("\0"));
  assert_cell (cells, 2, RW_TEST_BYTES ("\0,\0"));
  assert_cell (cells, 3, RW_TEST_BYTES ("c"));
}

static void
test_big_cells (void)
{
  gsize length = ((gsize) 3 << 20) + 5;
  g_autofree char *big = g_strnfill (length, 'x');
  g_autofree char *text = g_strdup_printf ("a,%s,\"%s\"\nb", big, big);
  g_autoptr (GPtrArray) cells = collect (text, strlen (text));

  g_assert_cmpuint (cells->len, ==, 4);
  assert_cell (cells, 0, "a", 1);
  assert_cell (cells, 1, big, length);
  assert_cell (cells, 2, big, length);
  assert_cell (cells, 3, "b", 1);
}

static void
count_cb (const char *text G_GNUC_UNUSED, gsize length, gpointer data)
{
  g_assert_cmpuint (length, ==, 0);
  (*(guint *) data)++;
}

static void
test_many_cells (void)
{
  g_autofree char *text = g_strnfill (99999, ',');
  guint n_cells = 0;
  g_autoptr (RwCsv) csv = rw_csv_new (&comma, count_cb, ignore_record_cb, &n_cells);

  g_assert_true (rw_csv_feed (csv, text, 99999, NULL));
  g_assert_true (rw_csv_finish (csv, NULL));
  g_assert_cmpuint (n_cells, ==, 100000);
}

static void
show_cell_cb (const char *text, gsize length, gpointer data)
{
  g_string_append_printf (data, "[%.*s]", (int) length, text);
}

static void
show_record_cb (gpointer data)
{
  g_string_append_c (data, '/');
}

/* Nothing of one text is left over for the next one, an open quote neither. */
static void
test_finish (void)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (RwCsv) csv = rw_csv_new (&comma, show_cell_cb, show_record_cb, shown);

  g_assert_true (rw_csv_feed (csv, "a,\"b", 4, NULL));
  g_assert_cmpstr (shown->str, ==, "[a]");
  g_assert_true (rw_csv_finish (csv, NULL));
  g_assert_cmpstr (shown->str, ==, "[a][b]/");
  g_assert_true (rw_csv_feed (csv, "c,d\n", 4, NULL));
  g_assert_cmpstr (shown->str, ==, "[a][b]/[c][d]/");
  g_assert_true (rw_csv_finish (csv, NULL));
  g_assert_true (rw_csv_finish (csv, NULL));
  g_assert_cmpstr (shown->str, ==, "[a][b]/[c][d]/");
}

/* However a text is cut into pieces, its cells are the same. */
static void
test_random_pieces (void)
{
  static const char alphabet[] = "a,\"\n\r ";
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_RANDOM_TEXTS; i++)
    {
      char text[MAX_RANDOM];
      g_autoptr (GString) shown = g_string_new (NULL);
      g_autoptr (RwCsv) csv = rw_csv_new (&comma, show_cell_cb, show_record_cb, shown);
      gsize length = (gsize) g_rand_int_range (rand, 0, MAX_RANDOM);
      for (gsize at = 0; at < length; at++)
        text[at] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      g_autofree char *whole = rw_test_split (&comma, text, length);
      for (gsize at = 0, n = 0; at < length; at += n)
        {
          n = (gsize) g_rand_int_range (rand, 0, (gint32) (length - at) + 1);
          g_assert_true (rw_csv_feed (csv, text + at, n, NULL));
        }
      g_assert_true (rw_csv_finish (csv, NULL));
      g_assert_cmpstr (shown->str, ==, whole);
    }
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
  g_test_add_func ("/csv/finish", test_finish);
  g_test_add_func ("/csv/random-pieces", test_random_pieces);
  return g_test_run ();
}
