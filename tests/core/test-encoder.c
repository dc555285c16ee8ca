/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-encoder.h"

#include "rw-piece.h"
#include "rw-test-model.h"
#include "rw-test.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define N_FEATURES 3
#define N_FILLING  30 /* rows that make a column one of texts */
#define N_THREADS  4

/* A number and a category with a level, B, that has no feature. */
static const char manifest_json[] =
    "{\"version\":1,\"title\":\"t\",\"label\":{\"column\":\"l\",\"positive\":\"p\"},"
    "\"inputs\":[{\"name\":\"num\",\"kind\":\"number\"},"
    "{\"name\":\"cat\",\"kind\":\"category\",\"levels\":[\"A\",\"B\",\"C\"]}],"
    "\"features\":[{\"name\":\"cat_C\",\"input\":\"cat\",\"level\":\"C\"},"
    "{\"name\":\"num\",\"input\":\"num\"},{\"name\":\"cat_A\",\"input\":\"cat\",\"level\":\"A\"}]}";

static RwManifest *
make_manifest (const char *json)
{
  g_autoptr (GError) error = NULL;
  RwManifest *manifest = rw_manifest_parse (json, &error);

  g_assert_no_error (error);
  return manifest;
}

/* Loads with these hints for the columns "num" and "cat". */
static RwTable *
load (const char *text, RwKindHint num, RwKindHint cat)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) hints = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));

  g_hash_table_insert (hints, (char *) "num", GINT_TO_POINTER (num));
  g_hash_table_insert (hints, (char *) "cat", GINT_TO_POINTER (cat));
  RwTable *table = rw_table_load (
      source, &(RwTableOptions){ .hint = rw_test_hint, .hint_data = hints }, NULL, NULL, &error);
  g_assert_no_error (error);
  return table;
}

static RwColumnKind
get_kind (RwTable *table, const char *name)
{
  return rw_column_get_kind (rw_table_find_column (table, name));
}

static RwEncoder *
make_encoder (const RwManifest *manifest, RwTable *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwMapping) mapping = rw_test_match (manifest, table);
  RwEncoder *encoder = rw_encoder_new (manifest, mapping, table, &error);

  g_assert_no_error (error);
  return encoder;
}

/* Rows as "C num A/", NaN as "?". */
static char *
show_rows (const float *features, guint n_rows, guint n_features)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < n_rows * n_features; i++)
    {
      if (isnan (features[i]))
        g_string_append_c (shown, '?');
      else
        g_string_append_printf (shown, "%.9g", (double) features[i]);
      g_string_append_c (shown, i % n_features == n_features - 1 ? '/' : ' ');
    }
  return g_string_free (shown, FALSE);
}

/* The first rows of a table, and what the two inputs met in them. */
static void
assert_encodes (RwTable *table, guint n_rows, const char *rows, const RwInputCounts counts[2])
{
  g_autoptr (RwManifest) manifest = make_manifest (manifest_json);
  g_autoptr (RwEncoder) encoder = make_encoder (manifest, table);
  g_autofree float *features = g_new (float, (gsize) n_rows *N_FEATURES);
  RwInputCounts found[2] = { { 0 } };

  memset (features, 0x55, (gsize) n_rows * N_FEATURES * sizeof (float));
  rw_encoder_encode (encoder, 0, n_rows, features, found);
  g_autofree char *shown = show_rows (features, n_rows, N_FEATURES);
  g_assert_cmpstr (shown, ==, rows);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpuint (found[i].n_missing, ==, counts[i].n_missing);
      g_assert_cmpuint (found[i].n_unseen, ==, counts[i].n_unseen);
    }
}

static const char mixed[] = "num,cat\n1.5,A\n,B\n-2,C\nmany,D\n3e2, A \nNA,\n7,e\n";
static const char mixed_rows[] = "0 1.5 1/0 ? 0/1 -2 0/0 ? 0/0 300 1/0 ? 0/0 7 0/";
static const RwInputCounts mixed_counts[] = { { 3, 0 }, { 1, 2 } };

static void
test_number_and_category (void)
{
  g_autoptr (RwTable) table = load (mixed, RW_HINT_NUMBER, RW_HINT_TEXTS);

  g_assert_cmpint (get_kind (table, "num"), ==, RW_COLUMN_NUMBER);
  g_assert_cmpint (get_kind (table, "cat"), ==, RW_COLUMN_CATEGORY);
  assert_encodes (table, 7, mixed_rows, mixed_counts);
}

/* The same numbers as levels of a category. */
static void
test_number_from_category (void)
{
  g_autoptr (RwTable) table = load (mixed, RW_HINT_TEXTS, RW_HINT_TEXTS);

  g_assert_cmpint (get_kind (table, "num"), ==, RW_COLUMN_CATEGORY);
  assert_encodes (table, 7, mixed_rows, mixed_counts);
}

/* The same again with rows behind them that make both columns texts. */
static void
test_texts (void)
{
  g_autoptr (GString) text = g_string_new (mixed);

  for (guint i = 0; i < N_FILLING; i++)
    g_string_append_printf (text, "n%u,c%u\n", i, i);
  g_autoptr (RwTable) table = load (text->str, RW_HINT_TEXTS, RW_HINT_TEXTS);
  g_assert_cmpint (get_kind (table, "num"), ==, RW_COLUMN_TEXT);
  g_assert_cmpint (get_kind (table, "cat"), ==, RW_COLUMN_TEXT);
  assert_encodes (table, 7, mixed_rows, mixed_counts);
}

/* The number of a row does not depend on how its column was read. */
static void
test_huge_numbers (void)
{
  static const char numbers[] = "num,cat\n1e39,\n-1e300,\n3.4028234663852886e38,\n3.4028236e38,\n"
                                "1e-60,\n0.1,\n-0,\n16777217,\n";
  static const RwInputCounts counts[] = { { 0, 0 }, { 8, 0 } };
  const float expected[] = { FLT_MAX, -FLT_MAX, FLT_MAX, FLT_MAX, 0, 0.1f, -0.0f, 16777216 };
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_string_append_printf (rows, "0 %.9g 0/", (double) expected[i]);
  g_autoptr (RwTable) table = load (numbers, RW_HINT_NUMBER, RW_HINT_TEXTS);
  g_autoptr (RwTable) texts = load (numbers, RW_HINT_TEXTS, RW_HINT_TEXTS);
  g_assert_cmpint (get_kind (table, "num"), ==, RW_COLUMN_NUMBER);
  g_assert_cmpint (get_kind (texts, "num"), ==, RW_COLUMN_CATEGORY);
  assert_encodes (table, 8, rows->str, counts);
  assert_encodes (texts, 8, rows->str, counts);
}

/* Columns in another order, and others between them. */
static void
test_column_order (void)
{
  g_autoptr (RwTable) table =
      load ("x,cat,y,num\n9,A,9,1\n9,C,9,2\n", RW_HINT_NUMBER, RW_HINT_TEXTS);

  assert_encodes (table, 2, "0 1 1/1 2 0/", (RwInputCounts[]){ { 0, 0 }, { 0, 0 } });
}

/* Cells that a row does not have are missing, those it has too many are none of the inputs. */
static void
test_ragged_rows (void)
{
  g_autoptr (RwTable) table = load ("num,cat\n1\n2,A,C\n3,C\n4,C\n", RW_HINT_NUMBER, RW_HINT_TEXTS);

  assert_encodes (table, 4, "0 1 0/0 2 1/1 3 0/1 4 0/", (RwInputCounts[]){ { 0, 0 }, { 1, 0 } });
}

static void
test_range (void)
{
  g_autoptr (RwManifest) manifest = make_manifest (manifest_json);
  g_autoptr (RwTable) table = load (mixed, RW_HINT_NUMBER, RW_HINT_TEXTS);
  g_autoptr (RwEncoder) encoder = make_encoder (manifest, table);
  RwInputCounts counts[2] = { { 10, 20 }, { 30, 40 } };
  float features[3 * N_FEATURES];

  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    features[i] = 99;
  rw_encoder_encode (encoder, 3, 2, features, counts);
  g_autofree char *shown = show_rows (features, 3, N_FEATURES);
  g_assert_cmpstr (shown, ==, "0 ? 0/0 300 1/99 99 99/");
  /* added to what was there */
  g_assert_cmpuint (counts[0].n_missing, ==, 11);
  g_assert_cmpuint (counts[0].n_unseen, ==, 20);
  g_assert_cmpuint (counts[1].n_missing, ==, 30);
  g_assert_cmpuint (counts[1].n_unseen, ==, 41);
}

/* An input may have no feature at all. */
static void
test_input_without_feature (void)
{
  g_autoptr (RwManifest) manifest = make_manifest (
      "{\"version\":1,\"title\":\"t\",\"label\":{\"column\":\"l\",\"positive\":\"p\"},"
      "\"inputs\":[{\"name\":\"num\",\"kind\":\"number\"},"
      "{\"name\":\"cat\",\"kind\":\"category\",\"levels\":[\"A\",\"B\"]}],"
      "\"features\":[{\"name\":\"b\",\"input\":\"cat\",\"level\":\"B\"}]}");
  g_autoptr (RwTable) table = load (mixed, RW_HINT_NUMBER, RW_HINT_TEXTS);
  g_autoptr (RwEncoder) encoder = make_encoder (manifest, table);
  RwInputCounts counts[2] = { { 0 } };
  float features[7];

  rw_encoder_encode (encoder, 0, 7, features, counts);
  g_autofree char *shown = show_rows (features, 7, 1);
  g_assert_cmpstr (shown, ==, "0/1/0/0/0/0/0/");
  g_assert_cmpuint (counts[0].n_missing, ==, 3);
  g_assert_cmpuint (counts[1].n_unseen, ==, 3);
}

/* The rows of @table if somebody says @given of its columns. */
static void
assert_given (RwTable *table, const char *given, guint n_rows, const char *rows,
              const RwInputCounts counts[2])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwManifest) manifest = make_manifest (manifest_json);
  g_autoptr (RwMapping) said = rw_mapping_parse (given, &error);
  g_autoptr (GPtrArray) names = rw_table_list_names (table);
  g_autoptr (RwMapping) mapping = rw_mapping_match (manifest, names, said, &error);
  g_autoptr (RwEncoder) encoder = rw_encoder_new (manifest, mapping, table, &error);
  g_autofree float *features = g_new (float, (gsize) n_rows *N_FEATURES);
  RwInputCounts found[2] = { { 0 } };

  g_assert_no_error (error);
  rw_encoder_encode (encoder, 0, n_rows, features, found);
  g_autofree char *shown = show_rows (features, n_rows, N_FEATURES);
  g_assert_cmpstr (shown, ==, rows);
  g_assert_cmpmem (found, sizeof found, counts, sizeof found);
}

/* Numbers are multiplied, however their column was read; texts are what somebody says they are. */
static void
test_given (void)
{
  static const char given[] =
      "{\"version\":1,\"inputs\":{\"num\":{\"column\":\"cat\",\"factor\":0.5},"
      "\"cat\":{\"column\":\"num\",\"levels\":{\"x\":\"C\",\"A\":\"\"}}}}";
  static const RwInputCounts counts[] = { { 1, 0 }, { 2, 1 } };
  static const char text[] = "num,cat\nx,3\nA,1e39\n,\ny,-1\n";
  static const char rows[] = "1 1.5 0/0 3.40282347e+38 0/0 ? 0/0 -0.5 0/";
  g_autoptr (RwTable) numbers = load (text, RW_HINT_TEXTS, RW_HINT_NUMBER);
  g_autoptr (RwTable) texts = load (text, RW_HINT_TEXTS, RW_HINT_TEXTS);

  assert_given (numbers, given, 4, rows, counts);
  assert_given (texts, given, 4, rows, counts);
}

/* An input without a column is missing in every row. */
static void
test_no_column (void)
{
  static const char given[] = "{\"version\":1,\"inputs\":{\"num\":{\"column\":null},"
                              "\"cat\":{\"column\":null}}}";
  g_autoptr (RwTable) table = load (mixed, RW_HINT_NUMBER, RW_HINT_TEXTS);

  assert_given (table, given, 7, "0 ? 0/0 ? 0/0 ? 0/0 ? 0/0 ? 0/0 ? 0/0 ? 0/",
                (RwInputCounts[]){ { 7, 0 }, { 7, 0 } });
}

/* Levels in other letters are the same levels. */
static void
test_folded_levels (void)
{
  g_autoptr (RwTable) table = load ("num,CAT\n1,a\n2, c.\n3,d\n", RW_HINT_NUMBER, RW_HINT_NONE);

  assert_encodes (table, 3, "0 1 1/1 2 0/0 3 0/", (RwInputCounts[]){ { 0, 0 }, { 0, 1 } });
}

static void
test_wrong_kind (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwManifest) manifest = make_manifest (manifest_json);
  g_autoptr (RwTable) table = load ("num,cat\n1,1\n2,2\n", RW_HINT_NUMBER, RW_HINT_NONE);
  g_autoptr (RwMapping) mapping = rw_test_match (manifest, table);

  g_assert_cmpint (get_kind (table, "cat"), ==, RW_COLUMN_NUMBER);
  g_assert_null (rw_encoder_new (manifest, mapping, table, &error));
  rw_test_assert_error (&error, RW_ERROR_MISMATCH, "The column “cat” was read as numbers");
}

/* A category of digits is read as one where the model wants it. */
static void
test_digits_as_levels (void)
{
  g_autoptr (RwManifest) manifest = rw_manifest_new ();
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();
  g_autoptr (RwTable) table = load ("cat\n1\n01\n1.0\n", RW_HINT_NONE, RW_HINT_TEXTS);
  RwInputCounts counts = { 0 };
  float features[3];

  g_ptr_array_add (levels, (char *) "1");
  rw_manifest_add_category (manifest, "cat", levels);
  g_autoptr (RwEncoder) encoder = make_encoder (manifest, table);
  rw_encoder_encode (encoder, 0, 3, features, &counts);
  g_autofree char *shown = show_rows (features, 3, 1);
  g_assert_cmpstr (shown, ==, "1/0/0/");
  g_assert_cmpuint (counts.n_unseen, ==, 2);
}

static gpointer
encode_often_cb (gpointer encoder)
{
  for (guint i = 0; i < 200; i++)
    {
      RwInputCounts counts[2] = { { 0 } };
      float features[7 * N_FEATURES];
      rw_encoder_encode (encoder, 0, 7, features, counts);
      g_autofree char *shown = show_rows (features, 7, N_FEATURES);
      g_assert_cmpstr (shown, ==, mixed_rows);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (RwManifest) manifest = make_manifest (manifest_json);
  g_autoptr (RwTable) table = load (mixed, RW_HINT_TEXTS, RW_HINT_TEXTS);
  g_autoptr (RwEncoder) encoder = make_encoder (manifest, table);
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("encode", encode_often_cb, encoder);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoder/number-and-category", test_number_and_category);
  g_test_add_func ("/encoder/number-from-category", test_number_from_category);
  g_test_add_func ("/encoder/texts", test_texts);
  g_test_add_func ("/encoder/huge-numbers", test_huge_numbers);
  g_test_add_func ("/encoder/column-order", test_column_order);
  g_test_add_func ("/encoder/ragged-rows", test_ragged_rows);
  g_test_add_func ("/encoder/range", test_range);
  g_test_add_func ("/encoder/input-without-feature", test_input_without_feature);
  g_test_add_func ("/encoder/given", test_given);
  g_test_add_func ("/encoder/no-column", test_no_column);
  g_test_add_func ("/encoder/folded-levels", test_folded_levels);
  g_test_add_func ("/encoder/wrong-kind", test_wrong_kind);
  g_test_add_func ("/encoder/digits-as-levels", test_digits_as_levels);
  g_test_add_func ("/encoder/threads", test_threads);
  return g_test_run ();
}
