/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-manifest.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <string.h>

static const char good_manifest[] =
    "{\"version\":1,\"title\":\"Test\",\"label\":{\"column\":\"Churn\",\"positive\":\"Yes\"},"
    "\"id\":{\"name\":\"customerID\",\"aliases\":[\"customer name\",\"Kundennr.\"]},"
    "\"inputs\":[{\"name\":\"tenure\",\"kind\":\"number\",\"aliases\":[\"months\"]},"
    "{\"name\":\"Contract\",\"kind\":\"category\",\"levels\":[\"One year\",\"Two year\",\"ä\"]}],"
    "\"features\":[{\"name\":\"tenure\",\"input\":\"tenure\"},"
    "{\"name\":\"Contract_One year\",\"input\":\"Contract\",\"level\":\"One year\"},"
    "{\"name\":\"Contract_ä\",\"input\":\"Contract\",\"level\":\"ä\"}],"
    "\"training\":{\"rows\":7043,\"figures\":{\"auc\":0.875}}}";

typedef struct
{
  const char *path;
  const char *json; /* NULL: removed */
  const char *part;
} Case;

#define VERSION "it is of a version this program does not know"
#define TITLE   "it has no title, or a label without a name"
#define ID      "the column that names a customer has no name, or another one that is no text"
#define INPUT   "an input has no name or no kind"
#define LEVEL   "a level is empty or named twice"
#define FEATURE "a feature has no name or no input"
#define MATCH   "a feature has a level that its input has not"
#define SAME    "two features are the same"

static const Case bad_cases[] = {
  { "version", NULL, VERSION },
  { "version", "0", VERSION },
  { "version", "2", VERSION },
  { "version", "\"1\"", VERSION },
  { "version", "1.0", VERSION },
  { "title", NULL, TITLE },
  { "title", "7", TITLE },
  { "label", "\"Churn\"", TITLE },
  { "label/column", NULL, TITLE },
  { "label/column", "null", TITLE },
  { "label/positive", NULL, TITLE },
  { "label/positive", "1", TITLE },
  { "id", "null", ID },
  { "id", "\"customerID\"", ID },
  { "id/name", NULL, ID },
  { "id/name", "\"\"", ID },
  { "id/name", "7", ID },
  { "id/aliases", "\"number\"", ID },
  { "id/aliases/0", "\"\"", ID },
  { "id/aliases/0", "1", ID },
  /* inputs */
  { "inputs", NULL, "it names no inputs" },
  { "inputs", "[]", "it names no inputs" },
  { "inputs", "{}", "it names no inputs" },
  { "inputs/0", "\"tenure\"", INPUT },
  { "inputs/0/name", NULL, INPUT },
  { "inputs/0/name", "5", INPUT },
  { "inputs/0/kind", NULL, INPUT },
  { "inputs/0/kind", "\"text\"", INPUT },
  { "inputs/0/kind", "\"\"", INPUT },
  { "inputs/0/kind", "0", INPUT },
  { "inputs/1/name", "\"tenure\"", "two inputs have the same name" },
  { "inputs/1/levels", NULL, "a category has no levels" },
  { "inputs/1/levels", "[]", "a category has no levels" },
  { "inputs/1/levels", "\"One year\"", "a category has no levels" },
  { "inputs/1/levels/1", "\"\"", LEVEL },
  { "inputs/1/levels/1", "2", LEVEL },
  { "inputs/1/levels/1", "\"One year\"", LEVEL },
  { "inputs/1/levels/3", "\"ä\"", LEVEL },
  { "inputs/0/aliases", "7", "another name is no text or empty" },
  /* features */
  { "features", NULL, "it names no features" },
  { "features", "[]", "it names no features" },
  { "features/0", "null", FEATURE },
  { "features/0/name", NULL, FEATURE },
  { "features/0/name", "1", FEATURE },
  { "features/0/input", NULL, FEATURE },
  { "features/0/input", "\"Tenure\"", FEATURE },
  { "features/0/input", "0", FEATURE },
  { "features/0/level", "\"One year\"", MATCH },
  { "features/1/level", NULL, MATCH },
  { "features/1/level", "\"Three year\"", MATCH },
  { "features/1/level", "\"one year\"", MATCH },
  { "features/1/level", "1", MATCH },
  { "features/1/input", "\"tenure\"", MATCH },
  { "features/0/input", "\"Contract\"", MATCH },
  { "features/2/level", "\"One year\"", SAME },
  { "features/3", "{\"name\":\"again\",\"input\":\"tenure\"}", SAME },
};

static RwManifest *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  RwManifest *manifest = rw_manifest_parse (json, &error);

  g_assert_no_error (error);
  return manifest;
}

static void
assert_refused (const char *json, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", part);
  g_assert_null (rw_manifest_parse (json, &error));
  g_assert_true (
      g_str_has_prefix (error->message, "The model's description of its columns is damaged: "));
  rw_test_assert_error (&error, RW_ERROR_MODEL, part);
}

static void
test_parse (void)
{
  g_autoptr (RwManifest) manifest = parse (good_manifest);
  const RwInput *number = manifest->inputs->pdata[0];
  const RwInput *category = manifest->inputs->pdata[1];
  const RwFeature *feature = manifest->features->pdata[2];

  g_assert_cmpstr (manifest->title, ==, "Test");
  g_assert_cmpstr (manifest->label, ==, "Churn");
  g_assert_cmpstr (manifest->positive, ==, "Yes");
  g_assert_cmpstr (manifest->id, ==, "customerID");
  g_assert_cmpuint (g_strv_length (manifest->id_aliases), ==, 2);
  g_assert_cmpstr (manifest->id_aliases[1], ==, "Kundennr.");
  g_assert_cmpuint (manifest->inputs->len, ==, 2);
  g_assert_cmpstr (number->name, ==, "tenure");
  g_assert_cmpint (number->kind, ==, RW_INPUT_NUMBER);
  g_assert_null (number->levels);
  g_assert_cmpint (category->kind, ==, RW_INPUT_CATEGORY);
  g_assert_cmpuint (rw_levels_get_n (category->levels), ==, 3);
  g_assert_cmpstr (rw_levels_get_text (category->levels, 1), ==, "Two year");
  g_assert_cmpuint (manifest->features->len, ==, 3);
  g_assert_cmpuint (((RwFeature *) manifest->features->pdata[0])->level, ==, RW_LEVEL_NONE);
  g_assert_cmpstr (feature->name, ==, "Contract_ä");
  g_assert_cmpuint (feature->input, ==, 1);
  g_assert_cmpuint (feature->level, ==, 2);
  g_assert_cmpint (json_integer_value (json_object_get (manifest->training, "rows")), ==, 7043);
}

/* The text is the same, byte for byte. */
static void
test_round_trip (void)
{
  g_autoptr (RwManifest) manifest = parse (good_manifest);
  g_autofree char *json = rw_manifest_to_json (manifest);

  g_assert_cmpstr (json, ==, good_manifest);
}

/* So is that of the model that ships. */
static void
test_shipped (void)
{
  json_auto_t *document = rw_test_parse_model ();
  const char *json = json_string_value (rw_test_get (document, RW_TEST_MANIFEST));
  g_autoptr (RwManifest) manifest = parse (json);
  g_autofree char *again = rw_manifest_to_json (manifest);

  g_assert_cmpstr (again, ==, json);
}

/* Texts with all that JSON escapes. */
static void
test_texts (void)
{
  static const char text[] = "\"\\/\b\f\n\r\t\001\033 ä 日 😀 \\u0041";
  g_autoptr (RwManifest) manifest = rw_manifest_new ();
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();

  manifest->title = g_strdup (text);
  manifest->label = g_strdup (text);
  manifest->positive = g_strdup (text);
  g_ptr_array_add (levels, (char *) text);
  rw_manifest_add_category (manifest, text, levels);
  g_autofree char *json = rw_manifest_to_json (manifest);
  g_autoptr (RwManifest) found = parse (json);
  const RwInput *input = found->inputs->pdata[0];
  const RwFeature *feature = found->features->pdata[0];
  g_assert_cmpstr (found->title, ==, text);
  g_assert_cmpstr (found->label, ==, text);
  g_assert_cmpstr (found->positive, ==, text);
  g_assert_cmpstr (input->name, ==, text);
  g_assert_cmpstr (rw_levels_get_text (input->levels, 0), ==, text);
  g_autofree char *name = g_strdup_printf ("%s_%s", text, text);
  g_assert_cmpstr (feature->name, ==, name);
}

static void
test_add (void)
{
  static const char *const names[] = { "b", "a" };
  g_autoptr (RwManifest) manifest = rw_manifest_new ();
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (levels, (char *) names[i]);
  manifest->title = g_strdup ("t");
  manifest->label = g_strdup ("l");
  manifest->positive = g_strdup ("p");
  rw_manifest_add_number (manifest, "x");
  rw_manifest_add_category (manifest, "y", levels);
  rw_manifest_add_number (manifest, "z");
  json_object_set_new (manifest->training, "auc", json_real (0.8499123456));
  g_autofree char *json = rw_manifest_to_json (manifest);
  g_assert_cmpstr (
      json, ==,
      "{\"version\":1,\"title\":\"t\",\"label\":{\"column\":\"l\",\"positive\":\"p\"},"
      "\"inputs\":[{\"name\":\"x\",\"kind\":\"number\"},"
      "{\"name\":\"y\",\"kind\":\"category\",\"levels\":[\"b\",\"a\"]},"
      "{\"name\":\"z\",\"kind\":\"number\"}],"
      "\"features\":[{\"name\":\"x\",\"input\":\"x\"},"
      "{\"name\":\"y_b\",\"input\":\"y\",\"level\":\"b\"},"
      "{\"name\":\"y_a\",\"input\":\"y\",\"level\":\"a\"},{\"name\":\"z\",\"input\":\"z\"}],"
      "\"training\":{\"auc\":0.84991234559999995}}");
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      json_auto_t *root = json_loads (good_manifest, 0, NULL);
      rw_test_set (root, bad_cases[i].path, bad_cases[i].json);
      char *json = json_dumps (root, JSON_COMPACT);
      g_test_message ("%s", bad_cases[i].path);
      assert_refused (json, bad_cases[i].part);
      free (json);
    }
}

static void
test_training_is_optional (void)
{
  static const char *const values[] = { NULL, "null", "[1]", "{}" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      json_auto_t *root = json_loads (good_manifest, 0, NULL);
      rw_test_set (root, "training", values[i]);
      char *json = json_dumps (root, JSON_COMPACT);
      g_autoptr (RwManifest) manifest = parse (json);
      g_assert_cmpuint (json_object_size (manifest->training), ==, 0);
      free (json);
    }
}

/* Models of before do not say which column names a customer. */
static void
test_id_is_optional (void)
{
  json_auto_t *root = json_loads (good_manifest, 0, NULL);

  rw_test_set (root, "id", NULL);
  char *json = json_dumps (root, JSON_COMPACT);
  g_autoptr (RwManifest) manifest = parse (json);
  g_autofree char *again = rw_manifest_to_json (manifest);
  g_assert_null (manifest->id);
  g_assert_cmpuint (g_strv_length (manifest->id_aliases), ==, 0);
  g_assert_null (strstr (again, "\"id\""));
  free (json);
}

/* A level may have no feature, and features any name and order. */
static void
test_odd_features (void)
{
  g_autoptr (RwManifest) manifest = parse (
      "{\"version\":1,\"title\":\"\",\"label\":{\"column\":\"\",\"positive\":\"\"},"
      "\"inputs\":[{\"name\":\"a\",\"kind\":\"number\"},"
      "{\"name\":\"b\",\"kind\":\"category\",\"levels\":[\"x\",\"y\",\"z\"]},"
      "{\"name\":\"unused\",\"kind\":\"number\"}],"
      "\"features\":[{\"name\":\"same\",\"input\":\"b\",\"level\":\"z\"},"
      "{\"name\":\"same\",\"input\":\"a\"},{\"name\":\"\",\"input\":\"b\",\"level\":\"x\"}]}");
  const RwFeature *first = manifest->features->pdata[0];

  g_assert_cmpuint (manifest->inputs->len, ==, 3);
  g_assert_cmpuint (manifest->features->len, ==, 3);
  g_assert_cmpuint (first->input, ==, 1);
  g_assert_cmpuint (first->level, ==, 2);
}

static void
test_bad_json (void)
{
  g_autoptr (GString) twice = g_string_new (good_manifest);

  g_string_replace (twice, "\"version\":1,", "\"version\":1,\"version\":1,", 1);
  assert_refused (twice->str, "duplicate object key");
  g_string_assign (twice, good_manifest);
  g_string_replace (twice, "\"level\":\"ä\"", "\"level\":\"ä\",\"level\":\"One year\"", 1);
  assert_refused (twice->str, "duplicate object key");
  assert_refused ("", "'[' or '{' expected");
  assert_refused ("version", "'[' or '{' expected");
  assert_refused ("{\"version\":1} x", "end of file expected");
  assert_refused ("{\"title\":\"\xff\"}", "decode byte 0xff");
  assert_refused ("{\"title\":\"\\u0000\"}", "NUL");
  assert_refused ("[1]", VERSION);
  assert_refused ("{}", VERSION);
}

static void
test_truncated (void)
{
  for (gsize length = 0; length < strlen (good_manifest); length++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *json = g_strndup (good_manifest, length);
      g_assert_null (rw_manifest_parse (json, &error));
      rw_test_assert_error (&error, RW_ERROR_MODEL, NULL);
    }
}

/* Without importance the first input is required, so that a file without any is not scored. */
static void
test_required (void)
{
  const double importance[] = { 0.02, 0.9, 0.05, 0.03 };
  const double even[] = { 0.04, 0.04, 0.03, 0.02 };
  const double none[] = { 0, 0, 0, 0 };
  const struct
  {
    const double *importance;
    const char *wanted;
  } cases[] = { { importance, ".rr." }, { even, "r..." }, { none, "r..." } };
  static const char *const names[] = { "a", "b", "c", "d" };
  g_autoptr (RwManifest) manifest = rw_manifest_new ();

  for (guint i = 0; i < 4; i++)
    rw_manifest_add_number (manifest, names[i]);
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      char found[5] = "";
      rw_manifest_mark_required (manifest, cases[k].importance);
      for (guint i = 0; i < 4; i++)
        found[i] = ((RwInput *) manifest->inputs->pdata[i])->required ? 'r' : '.';
      g_assert_cmpstr (found, ==, cases[k].wanted);
    }
}

/* A model that was imported may not say what its label is. */
static void
test_no_label (void)
{
  g_autoptr (RwManifest) manifest = rw_manifest_new ();
  g_autoptr (GError) error = NULL;

  manifest->title = g_strdup ("t");
  rw_manifest_add_number (manifest, "a");
  g_autofree char *json = rw_manifest_to_json (manifest);
  g_assert_null (strstr (json, "label"));
  g_autoptr (RwManifest) found = rw_manifest_parse (json, &error);
  g_assert_no_error (error);
  g_assert_null (found->label);
  g_assert_null (found->positive);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manifest/parse", test_parse);
  g_test_add_func ("/manifest/round-trip", test_round_trip);
  g_test_add_func ("/manifest/shipped", test_shipped);
  g_test_add_func ("/manifest/texts", test_texts);
  g_test_add_func ("/manifest/add", test_add);
  g_test_add_func ("/manifest/bad", test_bad);
  g_test_add_func ("/manifest/training-is-optional", test_training_is_optional);
  g_test_add_func ("/manifest/id-is-optional", test_id_is_optional);
  g_test_add_func ("/manifest/odd-features", test_odd_features);
  g_test_add_func ("/manifest/bad-json", test_bad_json);
  g_test_add_func ("/manifest/truncated", test_truncated);
  g_test_add_func ("/manifest/required", test_required);
  g_test_add_func ("/manifest/no-label", test_no_label);
  return g_test_run ();
}
