/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-index.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <string.h>

#define BLOCK_SIZE     ((gsize) 1 << 20)
#define N_BLANK_LINES  5000
#define N_RANDOM_TEXTS 3000
#define MAX_RANDOM     40
#define SEED           12

static const RwDialect semicolon = { .delimiter = ';', .quote = '"' };

static RwIndex *
index_bytes (const RwDialect *dialect, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (bytes, length);
  RwIndex *index = rw_index_new (source, dialect, NULL, NULL, &error);

  g_assert_no_error (error);
  return index;
}

/* "start@line" of each record, the end of the file, "!" when that is inside quotes. */
static char *
show (const RwIndex *index)
{
  GString *shown = g_string_new (NULL);
  guint64 n = rw_index_get_n_records (index);

  for (guint64 i = 0; i < n; i++)
    g_string_append_printf (shown, "%" G_GUINT64_FORMAT "@%" G_GUINT64_FORMAT " ",
                            rw_index_get_start (index, i), rw_index_get_line (index, i));
  g_string_append_printf (shown, "%" G_GUINT64_FORMAT "%s", rw_index_get_start (index, n),
                          n > 0 && rw_index_is_open (index, n - 1) ? "!" : "");
  return g_string_free (shown, FALSE);
}

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static const Case line_ends[] = {
  { "", "0" },
  { "\n\r\n", "3" },
  { "a", "0@1 1" },
  { "a\n", "0@1 2" },
  { "a;b\n1;2\n", "0@1 4@2 8" },
  { "a\r\nb\r\n", "0@1 3@2 6" },
  { "a\rb\r", "0@1 2@2 4" },
  { "a\nb\r\nc\rd", "0@1 2@2 5@3 7@4 8" },
  /* blank lines belong to the record before them and count as lines */
  { "\n\na\n\n\nb\n", "2@3 6@6 8" },
  { "a\r\n\r\n\r\nb", "0@1 7@4 8" },
  { "a\r\rb", "0@1 3@3 4" },
  { "a\n\rb", "0@1 3@3 4" },
  { "a\r\r\nb", "0@1 4@3 5" },
  { "a\n\r\nb\rc", "0@1 4@3 6@4 7" },
  /* blanks are data */
  { " \n\t\na", "0@1 2@2 4@3 5" },
};

static const Case quotes[] = {
  { "\"a\nb\"\nc", "0@1 6@3 7" },
  { "\"a\r\nb\"\r\nc", "0@1 8@3 9" },
  { "\"a\rb\"\rc", "0@1 6@3 7" },
  { "\"a\n\n\r\n\rb\"\nc", "0@1 10@6 11" },
  { "\"a\r\"\nb", "0@1 5@3 6" },
  { "\"a\r\"\"\nb\"\nc", "0@1 9@4 10" },
  { "a;\"x\ny\";b\n\"1\n\";\"\n\"\nz", "0@1 10@3 19@6 20" },
  { "\"\"\na", "0@1 3@2 4" },
  { "\"\";\"\"\n;\n", "0@1 6@2 8" },
  { "\"a;b\"\n\";\"", "0@1 6@2 9" },
  /* doubled quotes */
  { "\"a\"\"\nb\"\nc", "0@1 8@3 9" },
  { "\"\"\"\n\"\"\"\nb", "0@1 8@3 9" },
  { "\"\"\"\"\nb", "0@1 5@2 6" },
  /* quotes that are data */
  { "a\"b\nc\"\nd", "0@1 4@2 7@3 8" },
  { "a\"\nb;\"\nc\"\nd", "0@1 3@2 10@4 11" },
  { " \"a\nb\"\nc", "0@1 4@2 7@3 8" },
  { "a;b\"\"\nc", "0@1 6@2 7" },
  /* a quote that neither a delimiter nor a line end follows does not close */
  { "\"x\"y\nz\"\nw", "0@1 8@3 9" },
  { "\"x\" ;1\n\"\n2", "0@1 9@3 10" },
  { "\"x\"y\"\nz", "0@1 6@2 7" },
  { "\"x\"y\"\"\nz\"\nw", "0@1 10@3 11" },
  { "\"x\",\"\ny", "0@1 6@2 7" },
};

static const Case open_quotes[] = {
  { "a\n\"b\nc", "0@1 2@2 5@3 6" },
  { "\"", "0@1 1!" },
  { "\"\"\"", "0@1 3!" },
  { "a;\"b", "0@1 4!" },
  { "a;\"b\n\n", "0@1 6!" },
  { "\"x\"y\n", "0@1 5!" },
  { "a;\"b\"\"", "0@1 6!" },
  { "a;\"b\"", "0@1 5" },
  { "\"\"", "0@1 2" },
  { "\"b\"\n", "0@1 4" },
  { "a\"b", "0@1 3" },
  { "a\n\"", "0@1 2@2 3!" },
  { "\"a\";x\n;\"b", "0@1 6@2 9!" },
};

static void
check_cases (const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RwIndex) index = index_bytes (&semicolon, cases[i].text, strlen (cases[i].text));
      g_autofree char *shown = show (index);
      g_autofree char *text = g_strescape (cases[i].text, NULL);
      if (strcmp (shown, cases[i].expected) != 0)
        g_test_fail_printf ("“%s” gives “%s”, not “%s”", text, shown, cases[i].expected);
    }
}

static void
test_line_ends (void)
{
  check_cases (line_ends, G_N_ELEMENTS (line_ends));
}

static void
test_quotes (void)
{
  check_cases (quotes, G_N_ELEMENTS (quotes));
}

static void
test_open_quotes (void)
{
  check_cases (open_quotes, G_N_ELEMENTS (open_quotes));
}

static void
test_dialect (void)
{
  static const RwDialect marked = { .delimiter = '\t', .quote = '\'', .start = 3 };
  g_autoptr (RwIndex) index =
      index_bytes (&marked, RW_TEST_BYTES ("\xef\xbb\xbf'a\nb'\t'\n'\nc\td\n"));
  g_autofree char *shown = show (index);

  g_assert_cmpstr (shown, ==, "3@1 13@4 17");
}

/* NUL and bytes above 127 are data. */
static void
test_bytes (void)
{
  g_autoptr (RwIndex) index =
      index_bytes (&semicolon, RW_TEST_BYTES ("\0\n\xff\xfe;\"\0\n\"\n\x80"));
  g_autofree char *shown = show (index);

  g_assert_cmpstr (shown, ==, "0@1 2@2 10@4 11");
}

/* Line ends from @start to @end, of any kind. */
static guint64
count_lines (const char *text, guint64 start, guint64 end)
{
  guint64 n = 0;

  for (guint64 i = start; i < end; i++)
    n += text[i] == '\r' || (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'));
  return n;
}

/* No line looks like a record of nine cells: nothing is mended. */
static const RwDialect nine = { .delimiter = ';', .quote = '"', .n_columns = 9 };

static void
append_part (GString *parts, const char *text, guint64 start, guint64 end)
{
  g_autofree char *part = rw_test_split (&nine, text + start, end - start);

  g_assert_nonnull (strchr (part, '/'));
  g_string_append (parts, part);
}

/* Records and what is set aside between them are those of the whole text, each read alone. */
static void
check_against_csv (const char *text, gsize length)
{
  g_autoptr (RwIndex) index = index_bytes (&nine, text, length);
  g_autofree char *whole = rw_test_split (&nine, text, length);
  g_autoptr (GString) parts = g_string_new (NULL);
  const GArray *asides = rw_index_get_asides (index);
  guint64 n = rw_index_get_n_records (index);
  guint k = 0;

  for (guint64 i = 0; i <= n; i++)
    {
      guint64 start = rw_index_get_start (index, i);
      for (; k < asides->len && g_array_index (asides, RwAside, k).start < start; k++)
        append_part (parts, text, g_array_index (asides, RwAside, k).start,
                     g_array_index (asides, RwAside, k).end);
      if (i == n)
        break;
      append_part (parts, text, start, rw_index_get_end (index, i));
      g_assert_cmpuint (rw_index_get_line (index, i), ==, 1 + count_lines (text, 0, start));
    }
  g_assert_cmpuint (k, ==, asides->len);
  g_assert_cmpuint (rw_index_get_n_aside (index), ==, asides->len);
  g_assert_cmpstr (parts->str, ==, whole);
  g_assert_cmpuint (rw_index_get_start (index, n), ==, length);
}

static void
test_random_texts (void)
{
  static const char alphabet[] = "a\"\n\r;";
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_RANDOM_TEXTS; i++)
    {
      char text[MAX_RANDOM];
      gsize length = (gsize) g_rand_int_range (rand, 0, MAX_RANDOM);
      for (gsize at = 0; at < length; at++)
        text[at] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      check_against_csv (text, length);
    }
}

/* Bytes that a block's end must not tear apart: @before it and @after it. */
typedef struct
{
  const char *head;   /* begins the file */
  const char *before; /* ends the first block */
  const char *after;
  const char *expected; /* what is found behind the head, by offsets from the block's end */
} Border;

static const Border borders[] = {
  { "h\n", "\r", "\nb\nc", "1@3 3@4" }, /* a line end in two */
  { "h\n", "\n", "b\nc", "0@3 2@4" },   /* a record starts the block */
  { "h\n", "\r", "b\nc", "0@3 2@4" },
  { "h\n", "\n", "\n\r\nb\nc", "3@5 5@6" }, /* blank lines */
  { "h\n\"", "\r", "\n\"\nb", "3@4" },      /* a line end in two inside quotes */
  { "h\n\"", "\"", "\"x\n\";1\nb", "7@4" }, /* a doubled quote in two */
  { "h\n\"", "\"", ";\"\n\"\nb", "5@4" },   /* a closing quote and its delimiter */
  { "h\n\"", "\"", "\nb\nc", "1@3 3@4" },   /* a closing quote and its line end */
  { "h\n\"", "\"", "x\n\"\nb", "4@4" },     /* a quote that does not close */
  { "h\n", ";", "\"\nx\"\nb", "5@4" },      /* a delimiter and an opening quote */
  { "h\n", "\n", "\"\nx\"\nb", "0@3 5@5" }, /* a line end and an opening quote */
  { "h\n", "x", "\"\nb\nc", "2@3 4@4" },    /* a quote that is data */
  { "h\n", ";\"", "\n\"\nb", "3@4" },       /* an opening quote and its cell */
};

/* A text whose first block ends between before and after; blank lines keep its second record short.
 */
static GString *
build_border (const Border *border)
{
  gsize size = BLOCK_SIZE - strlen (border->before);
  GString *text = g_string_sized_new (size + 100);

  g_string_set_size (text, size);
  memset (text->str, 'x', size);
  memcpy (text->str, "h\n", 2);
  memset (text->str + 2, '\n', N_BLANK_LINES);
  memcpy (text->str + N_BLANK_LINES, border->head, strlen (border->head));
  text->str[N_BLANK_LINES] = '\n';
  g_string_append (text, border->before);
  g_string_append (text, border->after);
  return text;
}

static void
test_block_borders (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (borders); i++)
    {
      g_autoptr (GString) text = build_border (&borders[i]);
      g_autoptr (RwIndex) index = index_bytes (&semicolon, text->str, text->len);
      g_autoptr (GString) shown = g_string_new (NULL);
      for (guint64 record = 2; record < rw_index_get_n_records (index); record++)
        g_string_append_printf (shown, "%s%" G_GUINT64_FORMAT "@%" G_GUINT64_FORMAT,
                                record > 2 ? " " : "",
                                rw_index_get_start (index, record) - BLOCK_SIZE,
                                rw_index_get_line (index, record) - N_BLANK_LINES);
      g_assert_cmpuint (rw_index_get_start (index, 1), ==, N_BLANK_LINES + 2);
      g_assert_cmpstr (shown->str, ==, borders[i].expected);
    }
}

static void
test_block_borders_as_csv (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (borders); i++)
    {
      g_autoptr (GString) text = build_border (&borders[i]);
      check_against_csv (text->str, text->len);
    }
}

static void
test_find_cut (void)
{
  g_autoptr (RwIndex) index =
      index_bytes (&semicolon, RW_TEST_BYTES ("a\nb\nc\nlong\nd\n\n\n\ne\n"));

  /* starts: 0 2 4 6 11 16, end 18 */
  g_assert_cmpuint (rw_index_find_cut (index, 0, 0), ==, 1);
  g_assert_cmpuint (rw_index_find_cut (index, 0, 1), ==, 1);
  g_assert_cmpuint (rw_index_find_cut (index, 0, 2), ==, 1);
  g_assert_cmpuint (rw_index_find_cut (index, 0, 3), ==, 2);
  g_assert_cmpuint (rw_index_find_cut (index, 0, 6), ==, 3);
  g_assert_cmpuint (rw_index_find_cut (index, 0, 7), ==, 4);
  g_assert_cmpuint (rw_index_find_cut (index, 3, 1), ==, 4);
  g_assert_cmpuint (rw_index_find_cut (index, 3, 6), ==, 5);
  g_assert_cmpuint (rw_index_find_cut (index, 3, 10), ==, 5);
  g_assert_cmpuint (rw_index_find_cut (index, 3, 11), ==, 6);
  g_assert_cmpuint (rw_index_find_cut (index, 5, 1), ==, 6);
  g_assert_cmpuint (rw_index_find_cut (index, 0, G_MAXUINT32), ==, 6);
}

static RwSource *
make_blocks (guint n)
{
  g_autofree char *text = g_strnfill (n * BLOCK_SIZE, 'x');

  for (gsize i = 99; i < n * BLOCK_SIZE; i += 100)
    text[i] = '\n';
  return rw_test_source (text, n * BLOCK_SIZE);
}

static void
test_cancelled_before (void)
{
  g_autoptr (RwSource) source = rw_test_source ("a\nb\n", 4);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_index_new (source, &semicolon, NULL, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

static void
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_cancelled_between_blocks (void)
{
  g_autoptr (RwSource) source = make_blocks (4);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  rw_test_set_fault (RW_TEST_PREAD,
                     (RwTestFault){ .skip = 1, .before = cancel, .data = cancellable });
  g_assert_null (rw_index_new (source, &semicolon, NULL, cancellable, &error));
  g_assert_cmpuint (rw_test_get_n_calls (RW_TEST_PREAD), ==, 2);
  rw_test_clear_faults ();
  rw_test_assert_cancelled (&error);
}

static void
test_read_error (void)
{
  g_autoptr (RwSource) source = make_blocks (2);
  g_autoptr (GError) error = NULL;

  rw_test_set_fault (RW_TEST_PREAD,
                     (RwTestFault){ .skip = 1, .times = RW_TEST_ALWAYS, .error_number = EIO });
  g_assert_null (rw_index_new (source, &semicolon, NULL, NULL, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, "customers.csv");
}

static void
test_progress (void)
{
  g_autoptr (RwSource) source = make_blocks (3);
  g_autoptr (RwProgress) progress = rw_progress_new ();
  g_autoptr (RwIndex) index = rw_index_new (source, &semicolon, progress, NULL, NULL);
  RwProgressState state = rw_progress_get (progress);

  g_assert_cmpuint (rw_index_get_n_records (index), ==, 3 * BLOCK_SIZE / 100 + 1);
  g_assert_cmpint (state.stage, ==, RW_STAGE_INDEXING);
  g_assert_cmpuint (state.total, ==, 3 * BLOCK_SIZE);
  g_assert_cmpuint (state.done, ==, 3 * BLOCK_SIZE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/index/line-ends", test_line_ends);
  g_test_add_func ("/index/quotes", test_quotes);
  g_test_add_func ("/index/open-quotes", test_open_quotes);
  g_test_add_func ("/index/dialect", test_dialect);
  g_test_add_func ("/index/bytes", test_bytes);
  g_test_add_func ("/index/random-texts", test_random_texts);
  g_test_add_func ("/index/block-borders", test_block_borders);
  g_test_add_func ("/index/block-borders-as-csv", test_block_borders_as_csv);
  g_test_add_func ("/index/find-cut", test_find_cut);
  g_test_add_func ("/index/cancelled-before", test_cancelled_before);
  g_test_add_func ("/index/cancelled-between-blocks", test_cancelled_between_blocks);
  g_test_add_func ("/index/read-error", test_read_error);
  g_test_add_func ("/index/progress", test_progress);
  return g_test_run ();
}
