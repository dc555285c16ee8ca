/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-reference.h"

#include "rw-test-model.h"
#include "rw-test.h"

static const char number_json[] =
    "{\"missing\":0.25,\"edges\":[0.0,12.5],\"shares\":[0.25,0.375,0.125],\"min\":-1.0,\"max\":72.0}";
static const char category_json[] = "{\"missing\":0.0,\"shares\":[0.5,0.25],\"other\":0.25}";

#define DAMAGED "an input's values in training have no shares, or edges in disorder"

typedef struct
{
  const char *path;
  const char *json; /* NULL: removed */
} Case;

static const Case bad_numbers[] = {
  { "missing", NULL },    { "missing", "-0.1" }, { "missing", "1.1" },
  { "missing", "\"0\"" }, { "edges", NULL },     { "edges", "{}" },
  { "edges/0", "12.5" },  { "edges/0", "20" },   { "edges/0", "-2" },
  { "edges/1", "72" },    { "edges/1", "80" },   { "edges/1", "null" },
  { "edges", "[]" },      { "shares", NULL },    { "shares", "[0.5, 0.5]" },
  { "shares/3", "0" },    { "shares/0", "2" },   { "shares/0", "\"\"" },
  { "min", NULL },        { "max", NULL },       { "min", "\"-1\"" },
  { "min", "100" },       { "max", "12.5" },
};

static const Case bad_categories[] = {
  { "missing", NULL }, { "other", NULL },   { "other", "-1" },     { "other", "\"\"" },
  { "shares", NULL },  { "shares/2", "0" }, { "shares", "[0.5]" }, { "shares/1", "1.5" },
};

static RwReference *
parse (const char *text, guint32 n_levels)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *json = json_loads (text, 0, NULL);
  RwReference *reference = rw_reference_parse (json, n_levels, &error);

  g_assert_no_error (error);
  return reference;
}

static char *
print (const RwReference *reference)
{
  json_auto_t *json = rw_reference_to_json (reference);
  char *text = json_dumps (json, JSON_COMPACT | JSON_REAL_PRECISION (17));
  char *copy = g_strdup (text);

  free (text);
  return copy;
}

static void
test_round_trip (void)
{
  g_autoptr (RwReference) number = parse (number_json, 0);
  g_autoptr (RwReference) category = parse (category_json, 2);
  g_autofree char *number_again = print (number);
  g_autofree char *category_again = print (category);

  g_assert_cmpstr (number_again, ==, number_json);
  g_assert_cmpstr (category_again, ==, category_json);
}

static void
assert_refused (const char *good, guint32 n_levels, const Case *bad)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *json = json_loads (good, 0, NULL);

  rw_test_set (json, bad->path, bad->json);
  g_test_message ("%s: %s", bad->path, bad->json);
  g_assert_null (rw_reference_parse (json, n_levels, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, DAMAGED);
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_numbers); i++)
    assert_refused (number_json, 0, &bad_numbers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (bad_categories); i++)
    assert_refused (category_json, 2, &bad_categories[i]);
}

static GArray *
make_values (const double *numbers, guint n)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  g_array_append_vals (values, numbers, n);
  return values;
}

/* 100, 99, … 1, and 25 rows without a value. */
static void
test_tenths (void)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (double number = 100; number > 0; number--)
    g_array_append_val (values, number);
  g_autoptr (RwReference) reference = rw_reference_new_number (values, 25);
  g_assert_cmpuint (reference->edges->len, ==, RW_REFERENCE_N_BINS - 1);
  for (guint i = 0; i < RW_REFERENCE_N_BINS - 1; i++)
    g_assert_cmpfloat (g_array_index (reference->edges, double, i), ==, 10 * (i + 1));
  for (guint i = 0; i < RW_REFERENCE_N_BINS; i++)
    g_assert_cmpfloat (g_array_index (reference->shares, double, i), ==, 0.08);
  g_assert_cmpfloat (reference->missing, ==, 0.2);
  g_assert_cmpfloat (reference->other, ==, 0);
  g_assert_cmpfloat (reference->min, ==, 1);
  g_assert_cmpfloat (reference->max, ==, 100);
}

/* Values that are the same are in one bin. */
static void
test_few_values (void)
{
  static const double flags[] = { 1, 0, 0, 0, 0, 0, 0, 0 };
  static const double same[] = { 7.5, 7.5, 7.5 };
  g_autoptr (GArray) two = make_values (flags, G_N_ELEMENTS (flags));
  g_autoptr (GArray) one = make_values (same, G_N_ELEMENTS (same));
  g_autoptr (RwReference) flag = rw_reference_new_number (two, 0);
  g_autoptr (RwReference) constant = rw_reference_new_number (one, 0);
  g_autofree char *flag_json = print (flag);
  g_autofree char *constant_json = print (constant);

  g_assert_cmpstr (
      flag_json, ==,
      "{\"missing\":0.0,\"edges\":[0.0],\"shares\":[0.875,0.125],\"min\":0.0,\"max\":1.0}");
  g_assert_cmpstr (constant_json, ==,
                   "{\"missing\":0.0,\"edges\":[],\"shares\":[1.0],\"min\":7.5,\"max\":7.5}");
}

static void
test_find_bin (void)
{
  g_autoptr (RwReference) reference = parse (number_json, 0);

  g_assert_cmpuint (rw_reference_find_bin (reference, -1e300), ==, 0);
  g_assert_cmpuint (rw_reference_find_bin (reference, 0), ==, 0);
  g_assert_cmpuint (rw_reference_find_bin (reference, 0.001), ==, 1);
  g_assert_cmpuint (rw_reference_find_bin (reference, 12.5), ==, 1);
  g_assert_cmpuint (rw_reference_find_bin (reference, 12.6), ==, 2);
  g_assert_cmpuint (rw_reference_find_bin (reference, 1e300), ==, 2);
}

static void
test_category (void)
{
  static const guint64 counts[] = { 4, 2 };
  g_autoptr (RwReference) reference = rw_reference_new_category (counts, 2, 1, 1);
  g_autofree char *json = print (reference);

  g_assert_cmpstr (json, ==, "{\"missing\":0.125,\"shares\":[0.5,0.25],\"other\":0.125}");
}

static void
test_no_values (void)
{
  static const guint64 counts[] = { 0, 0 };
  g_autoptr (GArray) values = make_values (NULL, 0);

  g_assert_null (rw_reference_new_number (values, 5));
  g_assert_null (rw_reference_new_category (counts, 2, 0, 5));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reference/round-trip", test_round_trip);
  g_test_add_func ("/reference/bad", test_bad);
  g_test_add_func ("/reference/tenths", test_tenths);
  g_test_add_func ("/reference/few-values", test_few_values);
  g_test_add_func ("/reference/find-bin", test_find_bin);
  g_test_add_func ("/reference/category", test_category);
  g_test_add_func ("/reference/no-values", test_no_values);
  return g_test_run ();
}
