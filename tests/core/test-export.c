/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-export.h"

#include "rw-test-io.h"
#include "rw-test-model.h"
#include "rw-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define N_MANY 50000u /* many batches of blocks */
#define N_SOME 10000u /* a batch of several blocks */
#define SEED   41

#define OURS(d) d "churn_probability" d "retention_probability" d "risk_level" d "churn_rank"

/* Of three rows, and what is written of them. */
static const float three[] = { 0.25f, 0.75f, 0.5f };
#define ROW_1 ",0.250000,0.750000,Low,3"
#define ROW_2 ",0.750000,0.250000,High,1"
#define ROW_3 ",0.500000,0.500000,Medium,2"

static gboolean
export_to (const char *path, RwTable *table, RwScores *scores, const RwRows *order,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (RwOutput) output = rw_output_open (path, error);

  return output != NULL &&
         rw_export_write (table, scores, &rw_risk_bands, order, output, NULL, cancellable, error) &&
         rw_output_commit (output, error);
}

/* That these are the bytes written. */
static void
assert_written (RwTable *table, RwScores *scores, const RwRows *order, const char *expected,
                gsize expected_length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_dup_path ("scores.csv");
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (export_to (path, table, scores, order, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  if (expected_length < 4096)
    g_assert_cmpstr (content, ==, expected);
  g_assert_cmpmem (content, length, expected, expected_length);
}

static void
assert_exported (const char *text, const float *probabilities, guint32 n, const char *expected)
{
  g_autoptr (RwTable) table = rw_test_load (text, strlen (text));
  g_autoptr (RwScores) scores = rw_test_scores (probabilities, n);

  g_assert_cmpuint (rw_table_get_n_rows (table), ==, n);
  assert_written (table, scores, NULL, expected, strlen (expected));
}

static void
test_plain (void)
{
  assert_exported ("a,b\n1,x\n2,y\n3,z\n", three, 3,
                   "a,b" OURS (",") "\n1,x" ROW_1 "\n2,y" ROW_2 "\n3,z" ROW_3 "\n");
}

static void
test_delimiters (void)
{
  assert_exported ("a;b\n1,5;x\n2;y\n", three, 2,
                   "a;b" OURS (";") "\n1,5;x;0.250000;0.750000;Low;2\n"
                                    "2;y;0.750000;0.250000;High;1\n");
  assert_exported ("a\tb\n1,5\tx\n", three, 1,
                   "a\tb" OURS ("\t") "\n1,5\tx\t0.250000\t0.750000\tLow\t1\n");
}

/* Each record keeps its own line end. */
static void
test_line_ends (void)
{
  assert_exported ("a,b\r\n1,x\r\n2,y\r\n3,z\r\n", three, 3,
                   "a,b" OURS (",") "\r\n1,x" ROW_1 "\r\n2,y" ROW_2 "\r\n3,z" ROW_3 "\r\n");
  assert_exported ("a,b\r1,x\r2,y\r3,z\r", three, 3,
                   "a,b" OURS (",") "\r1,x" ROW_1 "\r2,y" ROW_2 "\r3,z" ROW_3 "\r");
  assert_exported ("a,b\r\n1,x\n2,y\r3,z\r\n", three, 3,
                   "a,b" OURS (",") "\r\n1,x" ROW_1 "\n2,y" ROW_2 "\r3,z" ROW_3 "\r\n");
}

/* The header's is used where there is none. */
static void
test_no_final_line_end (void)
{
  assert_exported ("a,b\n1,x\n2,y\n3,z", three, 3,
                   "a,b" OURS (",") "\n1,x" ROW_1 "\n2,y" ROW_2 "\n3,z" ROW_3 "\n");
  assert_exported ("a,b\r\n1,x\n2,y\n3,z", three, 3,
                   "a,b" OURS (",") "\r\n1,x" ROW_1 "\n2,y" ROW_2 "\n3,z" ROW_3 "\r\n");
}

static void
test_byte_order_mark (void)
{
  assert_exported ("\xef\xbb\xbf"
                   "a,b\n1,\xc3\xa4\n",
                   three, 1,
                   "\xef\xbb\xbf"
                   "a,b" OURS (",") "\n1,\xc3\xa4,0.250000,0.750000,Low,1\n");
}

/* Byte for byte: quotes, blanks, line ends and what is no UTF-8. */
static void
test_cells (void)
{
  assert_exported (
      "\"a\",\"b\nc\"\n\"1,\"\"2\"\"\",\"x\r\ny\n\"\n 2 ,\"ü\xfc\"\n\"\",\"\n\n\"\n", three, 3,
      "\"a\",\"b\nc\"" OURS (",") "\n\"1,\"\"2\"\"\",\"x\r\ny\n\"" ROW_1 "\n 2 ,\"ü\xfc\"" ROW_2
                                  "\n\"\",\"\n\n\"" ROW_3 "\n");
}

static void
test_too_few_cells (void)
{
  assert_exported ("a,b,c\n1\n2,y\n3,,z\n", three, 3,
                   "a,b,c" OURS (",") "\n1,," ROW_1 "\n2,y," ROW_2 "\n3,,z" ROW_3 "\n");
}

/* The header and the other rows are filled up to the widest. */
static void
test_too_many_cells (void)
{
  assert_exported ("a,b\n1\n2,y,,4\n3,z\n", three, 3,
                   "a,b,extra_cell_1,extra_cell_2" OURS (",") "\n1,,," ROW_1 "\n2,y,,4" ROW_2
                                                              "\n3,z,," ROW_3 "\n");
  assert_exported ("a,extra_cell_2\n1,x\n2,y,,4\n3,z\n", three, 3,
                   "a,extra_cell_2,extra_cell_1,extra_cell_2_2" OURS (",") "\n1,x,," ROW_1
                                                                           "\n2,y,,4" ROW_2
                                                                           "\n3,z,," ROW_3 "\n");
}

/* A quote that nobody closed is closed, so that our cells are cells. */
static void
test_open_quote (void)
{
  assert_exported ("a,b\n1,x\n2,y\n3,\"z\n", three, 3,
                   "a,b" OURS (",") "\n1,x" ROW_1 "\n2,y" ROW_2 "\n3,\"z\"" ROW_3 "\n");
  assert_exported ("a,b\r\n1,x\r\n2,y\r\n3,\"z\"\"", three, 3,
                   "a,b" OURS (",") "\r\n1,x" ROW_1 "\r\n2,y" ROW_2 "\r\n3,\"z\"\"\"" ROW_3 "\r\n");
  assert_exported ("a,b,c\n1,x,y\n2,y,\n3,z,\"w\nv", three, 3,
                   "a,b,c" OURS (",") "\n1,x,y" ROW_1 "\n2,y," ROW_2 "\n3,z,\"w\nv\"" ROW_3 "\n");
}

/* They belong to no record, and are left out; a line of blanks is a row of one cell. */
static void
test_blank_lines (void)
{
  assert_exported ("a,b\n\n\n1,x\n\n2,y\n3,z\n\n", three, 3,
                   "a,b" OURS (",") "\n1,x" ROW_1 "\n2,y" ROW_2 "\n3,z" ROW_3 "\n");
  assert_exported ("a,b\r\n\r\n1,x\r\n2,y\r\n\r\n3,z", three, 3,
                   "a,b" OURS (",") "\r\n1,x" ROW_1 "\r\n2,y" ROW_2 "\r\n3,z" ROW_3 "\r\n");
  assert_exported ("a,b\n1,x\n  \n3,z\n", three, 3,
                   "a,b" OURS (",") "\n1,x" ROW_1 "\n  ," ROW_2 "\n3,z" ROW_3 "\n");
}

static void
test_existing_columns (void)
{
  assert_exported ("churn_rank,\"churn_probability\",churn_probability_2\n1,2,3\n", three, 1,
                   "churn_rank,\"churn_probability\",churn_probability_2,churn_probability_3,"
                   "retention_probability,risk_level,churn_rank_2\n"
                   "1,2,3,0.250000,0.750000,Low,1\n");
}

static void
assert_names (const char *text, gboolean renamed, const char *expected)
{
  g_autoptr (RwTable) table = rw_test_load (text, strlen (text));
  gboolean found = !renamed;
  g_auto (GStrv) names = rw_export_dup_names (table, &found);
  g_auto (GStrv) again = rw_export_dup_names (table, NULL);
  g_autofree char *shown = g_strjoinv (" ", names);

  g_assert_cmpstr (shown, ==, expected);
  g_assert_cmpint (found, ==, renamed);
  g_assert_true (g_strv_equal ((const char *const *) names, (const char *const *) again));
}

static void
test_names (void)
{
  assert_names ("a,Churn_rank\n1,2\n", FALSE,
                "churn_probability retention_probability risk_level churn_rank");
  assert_names ("churn_rank_2,churn_rank\n1,2\n", TRUE,
                "churn_probability retention_probability risk_level churn_rank_3");
  assert_names ("risk_level,churn_rank_2\n1,2\n", TRUE,
                "churn_probability retention_probability risk_level_2 churn_rank");
}

/* The digits, the bands decided on them, and the ranks, which tell more than digits. */
static void
test_probabilities (void)
{
  static const float probabilities[] = {
    0, 1, 0.7f, 0.4f, 0.9999996f, 0.69999945f, 0.4f, 0.3999994f
  };

  assert_exported ("a\n1\n2\n3\n4\n5\n6\n7\n8\n", probabilities, 8,
                   "a" OURS (",") "\n"
                                  "1,0.000000,1.000000,Low,8\n"
                                  "2,1.000000,0.000000,High,1\n"
                                  "3,0.700000,0.300000,High,3\n"
                                  "4,0.400000,0.600000,Medium,5\n"
                                  "5,1.000000,0.000000,High,2\n"
                                  "6,0.699999,0.300001,Medium,4\n"
                                  "7,0.400000,0.600000,Medium,5\n"
                                  "8,0.399999,0.600001,Low,7\n");
}

static void
test_bands (void)
{
  static const RwRiskBands bands = { .high = 500000, .medium = 250001 };
  g_autoptr (RwTable) table = rw_test_load (RW_TEST_BYTES ("a\n1\n2\n"));
  g_autoptr (RwScores) scores = rw_test_scores ((float[]){ 0.25f, 0.5f }, 2);
  g_autofree char *path = rw_test_dup_path ("scores.csv");
  g_autofree char *content = NULL;
  g_autoptr (RwOutput) output = rw_output_open (path, NULL);

  g_assert_true (rw_export_write (table, scores, &bands, NULL, output, NULL, NULL, NULL));
  g_assert_true (rw_output_commit (output, NULL));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==,
                   "a" OURS (",") "\n1,0.250000,0.750000,Low,2\n2,0.500000,0.500000,High,1\n");
}

static void
test_order (void)
{
  static const char text[] = "a,b\r\n1,x,\"\n\"\r\n\r\n2\n3,\"z";
  static const char header[] = "a,b,extra_cell_1" OURS (",") "\r\n";
  static const guint32 all[] = { 2, 0, 1 };
  static const guint32 some[] = { 1 };
  g_autoptr (RwTable) table = rw_test_load (RW_TEST_BYTES (text));
  g_autoptr (RwScores) scores = rw_test_scores (three, 3);
  g_autoptr (RwRows) order = rw_rows_new_take (g_memdup2 (all, sizeof all), 3);
  g_autoptr (RwRows) subset = rw_rows_new_take (g_memdup2 (some, sizeof some), 1);
  g_autoptr (RwRows) none = rw_rows_new_take (NULL, 0);
  g_autofree char *three_rows =
      g_strconcat (header, "3,\"z\"," ROW_3 "\r\n1,x,\"\n\"" ROW_1 "\r\n2,," ROW_2 "\n", NULL);
  g_autofree char *one_row = g_strconcat (header, "2,," ROW_2 "\n", NULL);

  assert_written (table, scores, order, three_rows, strlen (three_rows));
  assert_written (table, scores, subset, one_row, strlen (one_row));
  assert_written (table, scores, none, header, strlen (header));
}

/* Rows larger than a block. */
static void
test_long_rows (void)
{
  g_autofree char *cell = g_strnfill (300000, 'x');
  g_autofree char *text = g_strdup_printf ("a,b\n1,%s\n2,%sy\n3,z\n", cell, cell);
  g_autofree char *expected = g_strdup_printf (
      "a,b" OURS (",") "\n1,%s" ROW_1 "\n2,%sy" ROW_2 "\n3,z" ROW_3 "\n", cell, cell);

  assert_exported (text, three, 3, expected);
}

/* A big table with the rows as they are in the file, and the lines expected of each. */
typedef struct
{
  RwTable *table;
  RwScores *scores;
  GPtrArray *lines;
  guint32 n;
} Many;

static guint32
count_above (const guint32 *counts, guint32 value, guint32 n)
{
  guint32 above = 0;

  for (guint32 i = value + 1; i < n; i++)
    above += counts[i];
  return above;
}

/* Probabilities are hundredths: the rank is 1 and all rows with more of them. */
static void
set_up (Many *many, gconstpointer n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (GString) text = g_string_new ("id,note\n");
  g_autofree float *probabilities = g_new (float, GPOINTER_TO_UINT (n));
  guint32 counts[101] = { 0 };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  many->n = GPOINTER_TO_UINT (n);
  for (guint32 i = 0; i < many->n; i++)
    {
      guint32 hundredths = (guint32) g_rand_int_range (rand, 0, 101);
      probabilities[i] = (float) hundredths / 100;
      counts[hundredths]++;
      g_autofree char *note = g_strnfill ((gsize) g_rand_int_range (rand, 0, 200), 'n');
      g_ptr_array_add (rows, g_strdup_printf ("%u,\"%s\n\"", i, note));
      g_string_append_printf (text, "%s%s", (char *) rows->pdata[i], i % 7 == 0 ? "\n\n" : "\n");
    }
  many->lines = g_ptr_array_new_with_free_func (g_free);
  for (guint32 i = 0; i < many->n; i++)
    {
      guint32 hundredths = (guint32) lrintf (probabilities[i] * 100);
      const char *risk = hundredths >= 70 ? "High" : hundredths >= 40 ? "Medium" : "Low";
      g_ptr_array_add (many->lines,
                       g_strdup_printf ("%s,%.6f,%.6f,%s,%u\n", (char *) rows->pdata[i],
                                        hundredths / 100.0, (100 - hundredths) / 100.0, risk,
                                        1 + count_above (counts, hundredths, 101)));
    }
  many->table = rw_test_load (text->str, text->len);
  many->scores = rw_test_scores (probabilities, many->n);
}

static void
tear_down (Many *many, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_clear_faults ();
  g_object_unref (many->table);
  g_object_unref (many->scores);
  g_ptr_array_unref (many->lines);
}

static void
assert_many (const Many *many, const RwRows *order)
{
  g_autoptr (GString) expected = g_string_new ("id,note" OURS (",") "\n");
  guint32 n = order != NULL ? rw_rows_get_n (order) : many->n;

  for (guint32 i = 0; i < n; i++)
    g_string_append (expected, many->lines->pdata[order != NULL ? rw_rows_get (order)[i] : i]);
  assert_written (many->table, many->scores, order, expected->str, expected->len);
}

static void
test_many (Many *many, gconstpointer data G_GNUC_UNUSED)
{
  assert_many (many, NULL);
}

static RwRows *
shuffle (guint32 n, guint32 n_rows)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint32 *rows = g_new (guint32, n_rows);

  for (guint32 i = 0; i < n_rows; i++)
    {
      guint32 other = (guint32) g_rand_int_range (rand, 0, (gint32) i + 1);
      rows[i] = rows[other];
      rows[other] = i;
    }
  return rw_rows_new_take (rows, n);
}

static void
test_many_picked (Many *many, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwRows) all = shuffle (N_MANY, N_MANY);
  g_autoptr (RwRows) some = shuffle (1025, N_MANY);

  assert_many (many, all);
  assert_many (many, some);
}

/* That it fails, and that nothing is left where the file would be. */
static void
assert_fails (const Many *many, const RwRows *order, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = rw_test_dup_path ("failed.csv");

  g_assert_false (export_to (path, many->table, many->scores, order, cancellable, error));
  rw_test_clear_faults ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
cut_short (gpointer path)
{
  g_assert_cmpint (truncate (path, 100000), ==, 0);
}

/* Between the header and the rows. */
static void
test_truncated (Many *many, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_dup_path ("customers.csv");
  g_autoptr (RwRows) order = shuffle (many->n, many->n);

  rw_test_set_fault (RW_TEST_PREAD, (RwTestFault){ .skip = 1, .before = cut_short, .data = path });
  assert_fails (many, NULL, NULL, &error);
  rw_test_assert_error (&error, RW_ERROR_CHANGED, "“customers.csv” was cut short");
  assert_fails (many, order, NULL, &error);
  rw_test_assert_error (&error, RW_ERROR_CHANGED, "“customers.csv” was cut short");
}

static void
overwrite (gpointer path)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  rw_test_overwrite (path, content, length);
}

/* Another program wrote as many bytes while we read. */
static void
test_changed (Many *many, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_dup_path ("customers.csv");

  rw_test_set_fault (RW_TEST_WRITE, (RwTestFault){ .skip = 1, .before = overwrite, .data = path });
  assert_fails (many, NULL, NULL, &error);
  rw_test_assert_error (&error, RW_ERROR_CHANGED, "“customers.csv” was changed");
}

/* In the header, in the first block and in a later one. */
static void
test_write_error (Many *many, gconstpointer data G_GNUC_UNUSED)
{
  static const guint skips[] = { 0, 1, 5 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (skips); i++)
    {
      RwTestFault fault = { .skip = skips[i], .times = RW_TEST_ALWAYS, .error_number = ENOSPC };
      rw_test_set_fault (RW_TEST_WRITE, fault);
      assert_fails (many, NULL, NULL, &error);
      rw_test_assert_error (&error, RW_ERROR_FILE, "“failed.csv” cannot be written: the disk");
    }
}

static void
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* Before it starts, and when the header is written. */
static void
test_cancelled (Many *many, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) between = g_cancellable_new ();

  g_cancellable_cancel (before);
  assert_fails (many, NULL, before, &error);
  rw_test_assert_cancelled (&error);
  rw_test_set_fault (RW_TEST_WRITE, (RwTestFault){ .before = cancel, .data = between });
  assert_fails (many, NULL, between, &error);
  rw_test_assert_cancelled (&error);
}

#define ADD(name, n, func)                                                                         \
  g_test_add ("/export/" name, Many, GUINT_TO_POINTER (n), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/plain", test_plain);
  g_test_add_func ("/export/delimiters", test_delimiters);
  g_test_add_func ("/export/line-ends", test_line_ends);
  g_test_add_func ("/export/no-final-line-end", test_no_final_line_end);
  g_test_add_func ("/export/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/export/cells", test_cells);
  g_test_add_func ("/export/too-few-cells", test_too_few_cells);
  g_test_add_func ("/export/too-many-cells", test_too_many_cells);
  g_test_add_func ("/export/open-quote", test_open_quote);
  g_test_add_func ("/export/blank-lines", test_blank_lines);
  g_test_add_func ("/export/existing-columns", test_existing_columns);
  g_test_add_func ("/export/names", test_names);
  g_test_add_func ("/export/probabilities", test_probabilities);
  g_test_add_func ("/export/bands", test_bands);
  g_test_add_func ("/export/order", test_order);
  g_test_add_func ("/export/long-rows", test_long_rows);
  ADD ("many", N_MANY, test_many);
  ADD ("many-picked", N_MANY, test_many_picked);
  ADD ("truncated", N_SOME, test_truncated);
  ADD ("changed", N_SOME, test_changed);
  ADD ("write-error", N_SOME, test_write_error);
  ADD ("cancelled", N_SOME, test_cancelled);
  return g_test_run ();
}
