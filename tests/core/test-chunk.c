/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-chunk.h"

#include "rw-piece-private.h"
#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <string.h>

#define MAX_COLUMNS 3u
#define MAX_ROWS    8u

static const RwDialect comma = { .delimiter = ',', .quote = '"' };

/* A file and all that is needed to parse parts of it. */
typedef struct
{
  RwChunkContext context;
  RwColumnSpace spaces[MAX_COLUMNS];
  RwSource *source;
  RwIndex *index;
  GError *error;
} File;

static void
file_init (File *file, const char *bytes, gsize length, guint n_columns)
{
  static const RwReading readings[MAX_COLUMNS];

  *file = (File){ .source = rw_test_source (bytes, length) };
  file->index = rw_index_new (file->source, &comma, NULL, NULL, NULL);
  g_assert_nonnull (file->index);
  g_assert_cmpuint (rw_index_get_n_records (file->index), <=, MAX_ROWS + 1);
  for (guint i = 0; i < MAX_COLUMNS; i++)
    file->spaces[i] = (RwColumnSpace){ g_new (guint16, MAX_ROWS), g_new (double, MAX_ROWS) };
  file->context = (RwChunkContext){ .source = file->source,
                                    .dialect = &comma,
                                    .index = file->index,
                                    .readings = readings,
                                    .spaces = file->spaces,
                                    .n_columns = n_columns };
}

static void
file_clear (File *file)
{
  for (guint i = 0; i < MAX_COLUMNS; i++)
    {
      g_free (file->spaces[i].codes);
      g_free (file->spaces[i].numbers);
    }
  rw_index_free (file->index);
  g_object_unref (file->source);
  g_clear_error (&file->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)

static RwChunk *
parse (File *file, guint64 first, guint64 last)
{
  RwChunk *chunk = rw_chunk_parse (&file->context, first, last, &file->error);

  g_assert_no_error (file->error);
  g_assert_cmpuint (chunk->first, ==, first);
  g_assert_cmpuint (chunk->last, ==, last);
  g_assert_cmpuint (chunk->pieces->len, ==, file->context.n_columns);
  return chunk;
}

/* The values of column @i: "[a] ? [b]". */
static void
assert_column (const RwChunk *chunk, guint i, const char *expected)
{
  const RwPiece *piece = chunk->pieces->pdata[i];
  g_autoptr (GString) shown = g_string_new (NULL);

  g_assert_cmpuint (piece->n_rows, ==, chunk->last - chunk->first);
  g_assert_cmpint (piece->state, ==, RW_COLUMN_CATEGORY);
  for (guint32 row = 0; row < piece->n_rows; row++)
    {
      guint16 code = piece->codes[row];
      const char *space = row > 0 ? " " : "";
      if (code == RW_CODE_MISSING)
        g_string_append_printf (shown, "%s?", space);
      else
        g_string_append_printf (shown, "%s[%s]", space, rw_levels_get_text (piece->levels, code));
    }
  g_assert_cmpstr (shown->str, ==, expected);
}

static void
assert_problems (const RwChunk *chunk, const char *expected)
{
  g_autofree char *shown = rw_test_show_problems (chunk->problems);

  g_assert_cmpstr (shown, ==, expected);
}

static void
assert_fails (File *file, RwError code, const char *part)
{
  guint64 last = rw_index_get_n_records (file->index);

  g_assert_null (rw_chunk_parse (&file->context, 1, last, &file->error));
  rw_test_assert_error (&file->error, code, part);
}

static void
test_all_rows (void)
{
  g_auto (File) file;

  file_init (&file, RW_TEST_BYTES ("h,i\na,\"b,\"\"c\"\"\nd\"\n , e \n\n\"\",NA\n"), 2);
  g_autoptr (RwChunk) chunk = parse (&file, 1, 4);
  assert_column (chunk, 0, "[a] ? ?");
  assert_column (chunk, 1, "[b,\"c\"\nd] [e] ?");
  g_assert_cmpuint (chunk->ragged->len, ==, 0);
  assert_problems (chunk, "");
}

/* A chunk holds its own rows, and its problems have their numbers in the whole file. */
static void
test_some_rows (void)
{
  g_auto (File) file;

  file_init (&file, RW_TEST_BYTES ("h,i\n1,a\n2\n3\n4,d\n5"), 2);
  g_autoptr (RwChunk) chunk = parse (&file, 3, 5);
  assert_column (chunk, 0, "[3] [4]");
  assert_column (chunk, 1, "? [d]");
  assert_problems (chunk, "too-few-cells@3");
  g_assert_cmpuint (((RwPiece *) chunk->pieces->pdata[0])->first_row, ==, 2);
  g_autoptr (RwChunk) last = parse (&file, 5, 6);
  assert_column (last, 0, "[5]");
  assert_column (last, 1, "?");
  assert_problems (last, "too-few-cells@5");
}

static void
test_ragged_rows (void)
{
  static const RwRaggedRow expected[] = { { 0, 1 }, { 2, 4 }, { 3, 1 } };
  g_auto (File) file;

  file_init (&file, RW_TEST_BYTES ("h,i\na\nb,c\nd,e,f,g\n\"\"\nh,i\n"), 2);
  g_autoptr (RwChunk) chunk = parse (&file, 1, 6);
  assert_column (chunk, 0, "[a] [b] [d] ? [h]");
  assert_column (chunk, 1, "? [c] [e] ? [i]");
  g_assert_cmpmem (chunk->ragged->data, chunk->ragged->len * sizeof (RwRaggedRow), expected,
                   sizeof expected);
  assert_problems (chunk, "too-few-cells@1 too-many-cells@3 too-few-cells@4");
}

/* Undecodable bytes become U+FFFD and a problem each cell; the other cells are as they are. */
static void
test_not_utf8 (void)
{
  g_auto (File) file;

  file_init (&file, RW_TEST_BYTES ("h,i,j\nü,\xfc,a\nb,\xc3,\xbc\n\xe2\x82,c,\xed\xa0\x80\n"), 3);
  g_autoptr (RwChunk) chunk = parse (&file, 1, 4);
  assert_column (chunk, 0, "[ü] [b] [\ufffd\ufffd]");
  assert_column (chunk, 1, "[\ufffd] [\ufffd] [c]");
  assert_column (chunk, 2, "[a] [\ufffd] [\ufffd\ufffd\ufffd]");
  assert_problems (chunk, "not-utf8@1:1[\ufffd] not-utf8@2:1[\ufffd] not-utf8@2:2[\ufffd] "
                          "not-utf8@3:0[\ufffd\ufffd] not-utf8@3:2[\ufffd\ufffd\ufffd]");
}

/* A NUL far behind the beginning is not refused, but it is no text either. */
static void
test_nul (void)
{
  g_auto (File) file;

  file_init (&file, RW_TEST_BYTES ("h,i\na\0b,c\n\0,d\n"), 2);
  g_autoptr (RwChunk) chunk = parse (&file, 1, 3);
  assert_column (chunk, 0, "[a\ufffdb] [\ufffd]");
  assert_column (chunk, 1, "[c] [d]");
  assert_problems (chunk, "not-utf8@1:0[a\ufffdb] not-utf8@2:0[\ufffd]");
}

static void
test_undecodable_extra_cell (void)
{
  g_auto (File) file;

  file_init (&file, RW_TEST_BYTES ("h\na,\xff\n"), 1);
  g_autoptr (RwChunk) chunk = parse (&file, 1, 2);
  assert_column (chunk, 0, "[a]");
  assert_problems (chunk, "too-many-cells@1");
}

/* "h,i\n1,2\n" and a row with a cell of @length bytes in column @column. */
static GString *
build_long_cell (gsize length, guint column)
{
  GString *text = g_string_new ("h,i\n1,\"2\n\"\n");
  g_autofree char *cell = g_strnfill (length, 'x');

  for (guint i = 0; i < column; i++)
    g_string_append_c (text, ',');
  g_string_append (text, cell);
  g_string_append (text, "\nlast,row\n");
  return text;
}

static void
test_longest_cell (void)
{
  g_autoptr (GString) text = build_long_cell (RW_CSV_MAX_CELL, 1);
  g_auto (File) file;

  file_init (&file, text->str, text->len, 2);
  g_autoptr (RwChunk) chunk = parse (&file, 1, 4);
  const RwPiece *piece = chunk->pieces->pdata[1];
  g_assert_cmpuint (rw_levels_get_cell (piece->levels, piece->codes[1]).length, ==,
                    RW_CSV_MAX_CELL);
}

static void
test_many_cells (void)
{
  g_autoptr (GString) text = g_string_new ("h,i\n\"1\r\n\"\n\n");
  g_auto (File) file;

  for (guint i = 1; i < RW_CSV_MAX_COLUMNS; i++)
    g_string_append_c (text, ',');
  file_init (&file, text->str, text->len, 2);
  g_autoptr (RwChunk) chunk = parse (&file, 1, 3);
  assert_problems (chunk, "too-few-cells@1 too-many-cells@2");
}

/* What was set aside between two rows is none. */
static void
test_gaps (void)
{
  g_auto (File) file;

  file_init (&file, RW_TEST_BYTES ("h,i\n1,a\n\"x\"y\n2,b\n\"z\"w\"\n3,c\n"), 2);
  g_assert_cmpuint (rw_index_get_n_records (file.index), ==, 4);
  g_autoptr (RwChunk) chunk = parse (&file, 1, 4);
  assert_column (chunk, 1, "[a] [b] [c]");
  assert_problems (chunk, "");
}

static void
test_no_memory (void)
{
  g_auto (File) file;

  file_init (&file, RW_TEST_BYTES ("h\n\n\na\n"), 1);
  rw_test_set_fault (RW_TEST_MALLOC,
                     (RwTestFault){ .times = RW_TEST_ALWAYS, .error_number = ENOMEM });
  assert_fails (&file, RW_ERROR_LIMIT, "not enough memory to read the rows from line 4 on");
  rw_test_clear_faults ();
}

static void
test_read_error (void)
{
  g_auto (File) file;

  file_init (&file, RW_TEST_BYTES ("h\na\n"), 1);
  rw_test_set_fault (RW_TEST_PREAD, (RwTestFault){ .times = RW_TEST_ALWAYS, .error_number = EIO });
  assert_fails (&file, RW_ERROR_FILE, "customers.csv");
  rw_test_clear_faults ();
}

/* Writes over the file, with as many bytes as before, once it is indexed: nothing that the table's
 * last check would not find out, and nothing is read or written where it should not be. */
static void
test_changed_since_index (void)
{
  static const char *const contents[] = {
    "h,i\n\n\n\n\n\n\n\n\n", /* no records left */
    "h,i\n1\n2\n3\n4\n",     /* more of them, all ragged */
    "h,i\n\"1,a\n2,b",       /* fewer of them */
    ",,,,,,,,,,,,",          /* one wide row */
  };
  g_autofree char *path = rw_test_dup_path ("customers.csv");

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_auto (File) file;
      file_init (&file, RW_TEST_BYTES ("h,i\n1,a\n2,b\n"), 2);
      g_assert_cmpuint (strlen (contents[i]), ==, 12);
      rw_test_overwrite (path, contents[i], 12);
      g_autoptr (RwChunk) chunk = parse (&file, 1, 3);
      g_assert_false (rw_source_check (file.source, &file.error));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chunk/all-rows", test_all_rows);
  g_test_add_func ("/chunk/some-rows", test_some_rows);
  g_test_add_func ("/chunk/ragged-rows", test_ragged_rows);
  g_test_add_func ("/chunk/not-utf8", test_not_utf8);
  g_test_add_func ("/chunk/nul", test_nul);
  g_test_add_func ("/chunk/undecodable-extra-cell", test_undecodable_extra_cell);
  g_test_add_func ("/chunk/longest-cell", test_longest_cell);
  g_test_add_func ("/chunk/many-cells", test_many_cells);
  g_test_add_func ("/chunk/gaps", test_gaps);
  g_test_add_func ("/chunk/no-memory", test_no_memory);
  g_test_add_func ("/chunk/read-error", test_read_error);
  g_test_add_func ("/chunk/changed-since-index", test_changed_since_index);
  return g_test_run ();
}
