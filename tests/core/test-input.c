/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-input.h"

#include "rw-test-model.h"
#include "rw-test.h"

static const char number_json[] =
    "{\"name\":\"tenure\",\"kind\":\"number\",\"aliases\":[\"months\",\"Laufzeit\"],"
    "\"required\":true,\"unit\":\"months\",\"reference\":{\"missing\":0.0,\"edges\":[5.0],"
    "\"shares\":[0.5,0.5],\"min\":0.0,\"max\":72.0}}";
static const char category_json[] =
    "{\"name\":\"Contract\",\"kind\":\"category\",\"levels\":[\"One year\",\"Two year\"],"
    "\"level_aliases\":{\"Two year\":[\"24 months\",\"biennial\"]},\"aliases\":[\"term\"],"
    "\"reference\":{\"missing\":0.0,\"shares\":[0.5,0.5],\"other\":0.0}}";

typedef struct
{
  const char *path;
  const char *json; /* NULL: removed */
  const char *part;
} Case;

#define NAME      "an input has no name or no kind"
#define ALIAS     "another name is no text or empty"
#define LEVEL     "another text of a level is no text, empty, or of a level that is not there"
#define UNIT      "its unit is no text, or one of a category"
#define REQUIRED  "an input is neither required nor not"
#define REFERENCE "an input's values in training have no shares, or edges in disorder"

static const Case bad_numbers[] = {
  { "name", NULL, NAME },
  { "kind", "\"text\"", NAME },
  { "aliases", "\"months\"", ALIAS },
  { "aliases", "null", ALIAS },
  { "aliases/0", "\"\"", ALIAS },
  { "aliases/1", "2", ALIAS },
  { "level_aliases", "{}", LEVEL },
  { "required", "1", REQUIRED },
  { "required", "\"true\"", REQUIRED },
  { "unit", "\"\"", UNIT },
  { "unit", "null", UNIT },
  { "reference", "null", REFERENCE },
  { "reference", "[]", REFERENCE },
  { "reference/edges", NULL, REFERENCE },
};

static const Case bad_categories[] = {
  { "levels", NULL, "a category has no levels" },
  { "levels/1", "\"One year\"", "a level is empty or named twice" },
  { "level_aliases", "[]", LEVEL },
  { "level_aliases", "null", LEVEL },
  { "level_aliases/Two year", "\"biennial\"", LEVEL },
  { "level_aliases/Two year/0", "24", LEVEL },
  { "level_aliases/two year", "[\"2\"]", LEVEL },
  { "unit", "\"months\"", UNIT },
  { "reference/other", NULL, REFERENCE },
  { "reference/shares/2", "0", REFERENCE },
};

static RwInput *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *json = json_loads (text, 0, NULL);
  RwInput *input = rw_input_parse (json, &error);

  g_assert_no_error (error);
  return input;
}

static void
assert_round_trip (const char *text)
{
  g_autoptr (RwInput) input = parse (text);
  json_auto_t *json = rw_input_to_json (input);
  char *again = json_dumps (json, JSON_COMPACT | JSON_REAL_PRECISION (17));

  g_assert_cmpstr (again, ==, text);
  free (again);
}

static void
test_round_trip (void)
{
  assert_round_trip (number_json);
  assert_round_trip (category_json);
  assert_round_trip ("{\"name\":\"n\",\"kind\":\"number\"}");
  assert_round_trip ("{\"name\":\"c\",\"kind\":\"category\",\"levels\":[\"a\"]}");
}

static void
test_number (void)
{
  g_autoptr (RwInput) input = parse (number_json);

  g_assert_cmpstr (input->name, ==, "tenure");
  g_assert_cmpint (input->kind, ==, RW_INPUT_NUMBER);
  g_assert_null (input->levels);
  g_assert_null (input->level_aliases);
  g_assert_cmpuint (g_strv_length (input->aliases), ==, 2);
  g_assert_cmpstr (input->aliases[1], ==, "Laufzeit");
  g_assert_true (input->required);
  g_assert_cmpstr (input->unit, ==, "months");
  g_assert_cmpfloat (input->reference->max, ==, 72);
}

static void
test_category (void)
{
  g_autoptr (RwInput) input = parse (category_json);

  g_assert_cmpint (input->kind, ==, RW_INPUT_CATEGORY);
  g_assert_cmpuint (rw_levels_get_n (input->levels), ==, 2);
  g_assert_cmpuint (g_strv_length (input->level_aliases[0]), ==, 0);
  g_assert_cmpuint (g_strv_length (input->level_aliases[1]), ==, 2);
  g_assert_cmpstr (input->level_aliases[1][0], ==, "24 months");
  g_assert_false (input->required);
  g_assert_null (input->unit);
  g_assert_cmpuint (input->reference->shares->len, ==, 2);
}

/* What an input has that was just made, or was written before there were aliases. */
static void
assert_bare (const RwInput *input)
{
  g_assert_cmpuint (g_strv_length (input->aliases), ==, 0);
  g_assert_false (input->required);
  g_assert_null (input->unit);
  g_assert_null (input->reference);
  for (guint32 i = 0; input->levels != NULL && i < rw_levels_get_n (input->levels); i++)
    g_assert_cmpuint (g_strv_length (input->level_aliases[i]), ==, 0);
}

static void
test_bare (void)
{
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();

  g_ptr_array_add (levels, (char *) "b");
  g_ptr_array_add (levels, (char *) "a");
  g_autoptr (RwInput) number = rw_input_new_number ("x");
  g_autoptr (RwInput) category = rw_input_new_category ("y", levels);
  g_autoptr (RwInput) old_number = parse ("{\"name\":\"n\",\"kind\":\"number\"}");
  g_autoptr (RwInput) old_category =
      parse ("{\"name\":\"c\",\"kind\":\"category\",\"levels\":[\"a\"]}");
  assert_bare (number);
  assert_bare (category);
  assert_bare (old_number);
  assert_bare (old_category);
  g_assert_cmpstr (rw_levels_get_text (category->levels, 1), ==, "a");
}

static void
assert_refused (const char *good, const Case *bad)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *json = json_loads (good, 0, NULL);

  rw_test_set (json, bad->path, bad->json);
  g_test_message ("%s: %s", bad->path, bad->json);
  g_assert_null (rw_input_parse (json, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, bad->part);
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_numbers); i++)
    assert_refused (number_json, &bad_numbers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (bad_categories); i++)
    assert_refused (category_json, &bad_categories[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/input/round-trip", test_round_trip);
  g_test_add_func ("/input/number", test_number);
  g_test_add_func ("/input/category", test_category);
  g_test_add_func ("/input/bare", test_bare);
  g_test_add_func ("/input/bad", test_bad);
  return g_test_run ();
}
