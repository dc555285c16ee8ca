/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-table.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_THREADS 4
#define N_READS   2000

static const char customers[] = "id,plan,note\n"
                                "1,\"a,b\",\"say \"\"hi\"\"\"\r\n"
                                "\n"
                                "2, c \n"
                                "3,d,\"two\r\nlines\",extra,\n"
                                "4,\"\",\n"
                                "5,b,c\n6,b,c\n";

static RwTable *
load_customers (void)
{
  return rw_test_load (RW_TEST_BYTES (customers));
}

/* The cells of a record: "[a][b]". */
static char *
show_record (RwTable *table, guint64 record, GError **error)
{
  g_autoptr (GPtrArray) cells = rw_table_read_record (table, record, error);
  GString *shown = g_string_new (NULL);

  for (guint i = 0; cells != NULL && i < cells->len; i++)
    {
      gsize length = 0;
      const char *bytes = g_bytes_get_data (cells->pdata[i], &length);
      g_string_append_c (shown, '[');
      g_string_append_len (shown, bytes, (gssize) length);
      g_string_append_c (shown, ']');
    }
  return g_string_free (shown, FALSE);
}

static void
assert_record (RwTable *table, guint64 record, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = show_record (table, record, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (shown, ==, expected);
}

static void
test_shape (void)
{
  g_autoptr (RwTable) table = load_customers ();

  g_assert_cmpuint (rw_table_get_n_rows (table), ==, 6);
  g_assert_cmpuint (rw_table_get_n_columns (table), ==, 3);
  g_assert_cmpuint (rw_table_get_width (table), ==, 5);
  g_assert_cmpuint (rw_table_get_n_cells (table, 0), ==, 3);
  g_assert_cmpuint (rw_table_get_n_cells (table, 1), ==, 2);
  g_assert_cmpuint (rw_table_get_n_cells (table, 2), ==, 5);
  g_assert_cmpuint (rw_table_get_n_cells (table, 3), ==, 3);
  g_assert_cmpint (rw_table_get_dialect (table)->delimiter, ==, ',');
  g_assert_cmpuint (rw_table_get_dialect (table)->start, ==, 0);
}

static void
test_columns (void)
{
  g_autoptr (RwTable) table = load_customers ();

  g_assert_cmpstr (rw_column_get_name (rw_table_get_column (table, 0)), ==, "id");
  g_assert_cmpstr (rw_column_get_name (rw_table_get_column (table, 1)), ==, "plan");
  g_assert_cmpstr (rw_column_get_name (rw_table_get_column (table, 2)), ==, "note");
  g_assert_true (rw_table_find_column (table, "plan") == rw_table_get_column (table, 1));
  g_assert_null (rw_table_find_column (table, "Plan"));
  g_assert_null (rw_table_find_column (table, ""));
}

static void
test_lines (void)
{
  static const guint64 lines[] = { 1, 2, 4, 5, 7, 8, 9 };
  g_autoptr (RwTable) table = load_customers ();

  for (guint64 i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpuint (rw_table_get_line (table, i), ==, lines[i]);
}

/* The ranges follow each other, and a record's line ends are its own. */
static void
test_ranges (void)
{
  static const guint64 starts[] = { 0, 13, 36, 42, 66, 72, 78, sizeof customers - 1 };
  g_autoptr (RwTable) table = load_customers ();

  for (guint64 i = 0; i + 1 < G_N_ELEMENTS (starts); i++)
    {
      RwRecordRange range = rw_table_get_range (table, i);
      g_assert_cmpuint (range.start, ==, starts[i]);
      g_assert_cmpuint (range.end, ==, starts[i + 1]);
      g_assert_false (range.open_quote);
    }
}

static void
test_open_quote (void)
{
  g_autoptr (RwTable) table = rw_test_load (RW_TEST_BYTES ("a,b\n1,2\n3,\"4\n5,6\n"));
  g_autofree char *problems = rw_test_show_problems (rw_table_get_problems (table));

  g_assert_cmpuint (rw_table_get_n_rows (table), ==, 3);
  g_assert_false (rw_table_get_range (table, 1).open_quote);
  g_assert_true (rw_table_get_range (table, 2).open_quote);
  g_assert_cmpuint (rw_table_get_range (table, 2).end, ==, 13);
  g_assert_cmpstr (problems, ==, "open-quote@2");
  assert_record (table, 2, "[3][4]");
}

static void
test_read_record (void)
{
  g_autoptr (RwTable) table = load_customers ();

  assert_record (table, 0, "[id][plan][note]");
  assert_record (table, 1, "[1][a,b][say \"hi\"]");
  assert_record (table, 2, "[2][ c ]");
  assert_record (table, 3, "[3][d][two\r\nlines][extra][]");
  assert_record (table, 4, "[4][][]");
  assert_record (table, 6, "[6][b][c]");
}

/* What the columns show as U+FFFD, or trimmed, is what the file said. */
static void
test_read_bytes (void)
{
  g_autoptr (RwTable) table =
      rw_test_load (RW_TEST_BYTES ("\xef\xbb\xbf M\xfcller;b\n\t\xff\xfe ;\xc3\xbc\n"));

  g_assert_cmpstr (rw_column_get_name (rw_table_get_column (table, 0)), ==, "M\ufffdller");
  assert_record (table, 0, "[ M\xfcller][b]");
  assert_record (table, 1, "[\t\xff\xfe ][\xc3\xbc]");
}

static void
test_read_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTable) table = load_customers ();

  rw_test_set_fault (RW_TEST_PREAD, (RwTestFault){ .times = RW_TEST_ALWAYS, .error_number = EIO });
  g_assert_null (rw_table_read_record (table, 1, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, "customers.csv");
}

static void
test_deleted (void)
{
  g_autofree char *path = rw_test_dup_path ("customers.csv");
  g_autoptr (RwTable) table = load_customers ();

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (rw_source_get_state (rw_table_get_source (table)), ==, RW_SOURCE_DELETED);
  assert_record (table, 2, "[2][ c ]");
}

static void
test_replaced (void)
{
  g_autofree char *path = rw_test_dup_path ("customers.csv");
  g_autofree char *other = rw_test_write ("other.csv", "x\n1\n", 4);
  g_autoptr (RwTable) table = load_customers ();

  g_assert_cmpint (g_rename (other, path), ==, 0);
  g_assert_cmpint (rw_source_get_state (rw_table_get_source (table)), ==, RW_SOURCE_REPLACED);
  assert_record (table, 1, "[1][a,b][say \"hi\"]");
}

static void
test_cut_short (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_dup_path ("customers.csv");
  g_autoptr (RwTable) table = load_customers ();

  g_assert_cmpint (truncate (path, 20), ==, 0);
  g_assert_null (rw_table_read_record (table, 2, &error));
  rw_test_assert_error (&error, RW_ERROR_CHANGED, "“customers.csv”");
}

/* Other bytes in the same places must not be shown as what the customer's row said. */
static void
test_changed (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_dup_path ("customers.csv");
  g_autoptr (RwTable) table = load_customers ();
  g_autofree char *other = g_strnfill (sizeof customers - 1, 'x');

  rw_test_overwrite (path, other, sizeof customers - 1);
  g_assert_false (rw_source_check (rw_table_get_source (table), NULL));
  g_assert_null (rw_table_read_record (table, 2, &error));
  rw_test_assert_error (&error, RW_ERROR_CHANGED, "“customers.csv”");
}

static void
test_finalize (void)
{
  RwTable *table = load_customers ();
  RwSource *source = g_object_ref (rw_table_get_source (table));

  g_assert_finalize_object (table);
  g_assert_finalize_object (source);
}

static gpointer
read_records (gpointer data)
{
  RwTable *table = data;

  for (guint i = 0; i < N_READS; i++)
    {
      assert_record (table, 1, "[1][a,b][say \"hi\"]");
      assert_record (table, 3, "[3][d][two\r\nlines][extra][]");
      g_assert_cmpuint (rw_table_get_n_cells (table, 2), ==, 5);
      g_assert_cmpuint (rw_table_get_line (table, 4), ==, 7);
      g_assert_nonnull (rw_table_find_column (table, "note"));
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (RwTable) table = load_customers ();
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("reads", read_records, table);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/shape", test_shape);
  g_test_add_func ("/table/columns", test_columns);
  g_test_add_func ("/table/lines", test_lines);
  g_test_add_func ("/table/ranges", test_ranges);
  g_test_add_func ("/table/open-quote", test_open_quote);
  g_test_add_func ("/table/read-record", test_read_record);
  g_test_add_func ("/table/read-bytes", test_read_bytes);
  g_test_add_func ("/table/read-error", test_read_error);
  g_test_add_func ("/table/deleted", test_deleted);
  g_test_add_func ("/table/replaced", test_replaced);
  g_test_add_func ("/table/cut-short", test_cut_short);
  g_test_add_func ("/table/finalize", test_finalize);
  g_test_add_func ("/table/threads", test_threads);
  g_test_add_func ("/table/changed", test_changed);
  return g_test_run ();
}
