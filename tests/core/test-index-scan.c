/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damaged files: where records end then, what is kept and what is set aside. */
#include "rw-index.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <string.h>

#define BLOCK_SIZE ((gsize) 1 << 20)

static const RwDialect comma = { .delimiter = ',', .quote = '"' };
static const RwDialect two = { .delimiter = ',', .quote = '"', .n_columns = 2 };

static RwIndex *
index_bytes (const RwDialect *dialect, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (bytes, length);
  RwIndex *index = rw_index_new (source, dialect, NULL, NULL, &error);

  g_assert_no_error (error);
  return index;
}

/* The texts of the records with "?" behind what is kept with a note, and "line:cause(text)" of what
 * is set aside, line ends as "/". */
static char *
show (const RwIndex *index, const char *text)
{
  GString *shown = g_string_new (NULL);
  const GArray *asides = rw_index_get_asides (index);
  const GArray *notes = rw_index_get_notes (index);

  for (guint64 i = 0; i < rw_index_get_n_records (index); i++)
    {
      guint64 start = rw_index_get_start (index, i);
      gsize n = rw_csv_strip_line_ends (text + start, rw_index_get_end (index, i) - start);
      g_string_append_printf (shown, "%.*s ", (int) n, text + start);
    }
  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (
        shown, "?%u%c ", (guint) g_array_index (notes, RwQuoteNote, i).record,
        rw_problem_cause_get_id (g_array_index (notes, RwQuoteNote, i).cause)[0]);
  for (guint i = 0; i < asides->len; i++)
    {
      const RwAside *aside = &g_array_index (asides, RwAside, i);
      const char *cause =
          aside->cause == RW_N_PROBLEM_CAUSES ? "comment" : rw_problem_cause_get_id (aside->cause);
      g_string_append_printf (shown, "%u:%s(%.*s) ", (guint) aside->line, cause,
                              (int) (aside->end - aside->start), text + aside->start);
    }
  return g_strdelimit (g_strchomp (g_string_free (shown, FALSE)), "\n\r", '/');
}

typedef struct
{
  RwDialect dialect;
  const char *text;
  const char *expected;
} Case;

static const Case cases[] = {
  /* a quoted cell without an end: ended with its line where the next one is a record */
  { { .delimiter = ',', .quote = '"' }, "a,b\n1,\"x\n2,y\n3,z", "a,b 1,\"x 2,y 3,z ?1o" },
  { { .delimiter = ',', .quote = '"' }, "a,b\r\n\"1,x\r\n2,y\r\n", "a,b 2,y 2:open-quote(\"1,x)" },
  { { .delimiter = ',', .quote = '"' }, "a,b\n1,\"x\nmore\n2,y\n", "a,b 1,\"x/more 2,y ?1o" },
  { { .delimiter = ',', .quote = '"' },
    "a,b\n1,\"x\nmore\nand more",
    "a,b 1,\"x/more/and more ?1o" },
  { { .delimiter = ',', .quote = '"' }, "a,b\n1,\"x", "a,b 1,\"x ?1o" },
  /* each of several */
  { { .delimiter = ',', .quote = '"' },
    "a,b\n1,\"x\n2,\"y\n3,\"z\n4,w\n5,v\n",
    "a,b 1,\"x/2,\"y/3,\"z 4,w 5,v ?1o" },
  /* the quote of the next row closes the cell: the width is wrong, and the next line is a record */
  { { .delimiter = ',', .quote = '"' },
    "a,b,c\n1,2,\"x\n\"y\",4,5\n6,7,8\n",
    "a,b,c 1,2,\"x \"y\",4,5 6,7,8 ?1o" },
  { { .delimiter = ',', .quote = '"' },
    "a,b\n\"1,2\n\"3\",4\n",
    "a,b \"3\",4 2:open-quote(\"1,2)" },
  { { .delimiter = ',', .quote = '"' },
    "a,b,c\n1,\"x\n4,5,6\",,\n7,8,9\n",
    "a,b,c 1,\"x/4,5,6\",, 7,8,9" },
  { { .delimiter = ',', .quote = '"' },
    "a,b,c\n1,2,\"x\n4,5,6\n\",y\n7,8,9\n",
    "a,b,c 1,2,\"x 4,5,6 7,8,9 ?1o 4:open-quote(\",y)" },
  /* the next line is damaged too: goes on with the one behind it */
  { { .delimiter = ',', .quote = '"' },
    "a,b,c\n\"1,2,3\n4,\"x,\n5,6,7\n8,\"y\",9\n",
    "a,b,c 5,6,7 8,\"y\",9 2:open-quote(\"1,2,3/4,\"x,)" },
  /* a quoted cell over several lines is none of these */
  { { .delimiter = ',', .quote = '"' }, "a,b\n1,\"x\n2,y\"\n3,z", "a,b 1,\"x/2,y\" 3,z" },
  { { .delimiter = ',', .quote = '"' }, "a,b,c\n1,\"x\ny\"\n3,z,w", "a,b,c 1,\"x/y\" 3,z,w" },
  { { .delimiter = ',', .quote = '"' },
    "a,b\n1,\"he said \"no\"\nand went\"\n",
    "a,b 1,\"he said \"no\" and went\" ?1s" },
  /* a stray quote: kept where the row has the usual width */
  { { .delimiter = ',', .quote = '"' },
    "a,b\n\"5\" pipe\",x\n1,2\n",
    "a,b \"5\" pipe\",x 1,2 ?1s" },
  { { .delimiter = ',', .quote = '"' },
    "a,b\n\"x\"y,z\"\n1,2\n",
    "a,b 1,2 2:stray-quote(\"x\"y,z\")" },
  { { .delimiter = ',', .quote = '"' },
    "a,b\n\"x\"y,z\n1,2\n3,4\n5,6\n",
    "a,b 1,2 3,4 5,6 2:open-quote(\"x\"y,z)" },
  /* too few or too many cells are no reason */
  { { .delimiter = ',', .quote = '"' }, "a,b\n1\n1,2,3\n", "a,b 1 1,2,3" },
  /* comments, a header of two rows, none at all, what is above it, and the end */
  { { .delimiter = ',', .quote = '"', .comment = '#' },
    "#x,\"\na,b\n1,2\n#\n#y\n3,#4",
    "a,b 1,2 3,#4 1:comment(#x,\") 4:comment(#) 5:comment(#y)" },
  { { .delimiter = ',', .quote = '"', .extra_header_rows = 1 }, "a,b\nc,d\n1,2\n", "a,b/c,d 1,2" },
  { { .delimiter = ',', .quote = '"', .no_header = TRUE }, "1,2\n3,4\n", " 1,2 3,4" },
  { { .delimiter = ',', .quote = '"', .preamble = 4, .preamble_lines = 2, .tail = 1 },
    "x\n\"\na,b\n\"1,2\n3,4\n\x1a",
    "a,b 3,4 4:open-quote(\"1,2)" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *text = cases[i].text;
      g_autoptr (RwIndex) index = index_bytes (&cases[i].dialect, text, strlen (text));
      g_autofree char *shown = show (index, text);
      if (strcmp (shown, cases[i].expected) != 0)
        g_test_fail_printf ("“%s” gives “%s”, not “%s”", text, shown, cases[i].expected);
    }
}

/* The same at the end of a block: what is needed to decide is not there yet. */
static void
test_block_borders (void)
{
  static const char damaged[] = "1,\"x\n2,y\n\"3,4\n5,6\n\"7\"8,9\"\n\"1\n\",2\n#,\n";

  for (gsize before = 0; before < sizeof damaged; before++)
    {
      g_autoptr (GString) text = g_string_new ("a,b\n");
      while (text->len < BLOCK_SIZE - before - 10)
        g_string_append (text, "1,234567\n");
      while (text->len < BLOCK_SIZE - before - 1)
        g_string_append_c (text, '\n');
      guint64 from = text->len;
      g_string_append (text, damaged);
      g_autoptr (RwIndex) index = index_bytes (&two, text->str, text->len);
      const GArray *asides = rw_index_get_asides (index);
      g_assert_cmpuint (asides->len, ==, 2);
      g_assert_cmpuint (g_array_index (asides, RwAside, 0).start - from, ==, 9);
      g_assert_cmpuint (g_array_index (asides, RwAside, 1).start - from, ==, 18);
      g_assert_cmpuint (rw_index_get_start (index, rw_index_get_n_records (index) - 1) - from, ==,
                        33);
    }
}

/* A header, a record of @length bytes in @column, and one more row. */
static GString *
build_long_cell (gsize length, guint column, gboolean quoted)
{
  GString *text = g_string_new ("h,i\n1,\"2\n\"\n");
  g_autofree char *cell = g_strnfill (length, 'x');

  for (guint i = 0; i < column; i++)
    g_string_append_c (text, ',');
  g_string_append_printf (text, quoted ? "\"%s\"" : "%s", cell);
  g_string_append (text, column == 0 ? ",\nlast,row\n" : "\nlast,row\n");
  return text;
}

/* A cell that is as long as it may be is kept; a longer one is set aside, whatever its length. */
static void
test_long_cells (void)
{
  static const gsize lengths[] = { RW_CSV_MAX_CELL, RW_CSV_MAX_CELL + 1, RW_CSV_MAX_RECORD + 1,
                                   50 << 20 };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (lengths); i++)
    {
      gsize length = lengths[i / 2];
      g_autoptr (GString) text = build_long_cell (length, i % 2, length % 2 != 0);
      g_autoptr (RwIndex) index = index_bytes (&two, text->str, text->len);
      const GArray *asides = rw_index_get_asides (index);
      gboolean kept = length <= RW_CSV_MAX_CELL;
      guint64 n = rw_index_get_n_records (index);
      g_assert_cmpuint (n, ==, kept ? 4 : 3);
      g_assert_cmpuint (rw_index_get_start (index, n - 1), ==, text->len - 9);
      g_assert_cmpuint (asides->len, ==, !kept);
      if (!kept)
        {
          g_assert_cmpint (g_array_index (asides, RwAside, 0).cause, ==, RW_PROBLEM_TOO_LONG);
          g_assert_cmpuint (g_array_index (asides, RwAside, 0).line, ==, 4);
        }
    }
}

static void
test_many_cells (void)
{
  g_autofree char *wide = g_strnfill (200000, ',');
  g_autofree char *text = g_strdup_printf ("a,b\n%.9999s\n%.10000s\n%s\n1,2\n", wide, wide, wide);
  g_autoptr (RwIndex) index = index_bytes (&two, text, strlen (text));

  g_assert_cmpuint (rw_index_get_n_records (index), ==, 3);
  g_assert_cmpuint (rw_index_get_n_aside (index), ==, 2);
  g_assert_cmpint (g_array_index (rw_index_get_asides (index), RwAside, 0).cause, ==,
                   RW_PROBLEM_TOO_WIDE);
}

static void
test_long_header (void)
{
  g_autofree char *wide = g_strnfill (40 * BLOCK_SIZE, 'x');
  g_autoptr (RwSource) source = rw_test_source (wide, strlen (wide));
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_index_new (source, &comma, NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_LIMIT, "line 1 is longer than 16 MiB");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/index-scan/cases", test_cases);
  g_test_add_func ("/index-scan/block-borders", test_block_borders);
  g_test_add_func ("/index-scan/long-cells", test_long_cells);
  g_test_add_func ("/index-scan/many-cells", test_many_cells);
  g_test_add_func ("/index-scan/long-header", test_long_header);
  return g_test_run ();
}
