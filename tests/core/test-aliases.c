/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aliases.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <string.h>

static const char good_aliases[] =
    "{\"id\":{\"name\":\"customerID\",\"aliases\":[\"customer name\"]},"
    "\"inputs\":{\"tenure\":{\"aliases\":[\"months\",\"Tenure\"],\"unit\":\"months\"},"
    "\"Contract\":{\"aliases\":[\"term\"],"
    "\"level_aliases\":{\"One year\":[\"annual\"],\"Two year\":[\"2 years\"]}}}}";

typedef struct
{
  const char *path;
  const char *json; /* NULL: removed */
  RwError code;
  const char *part;
} Case;

#define EMPTY "another name is no text or empty"
#define LEVEL "another text of a level is no text, empty, or of a level that is not there"

static const Case bad_cases[] = {
  { "ids", "1", RW_ERROR_FORMAT, "has “ids” in “{}”, where it means nothing" },
  { "id/alias", "[]", RW_ERROR_FORMAT, "has “alias” in “id”, where it means nothing" },
  { "inputs/tenure/units", "1", RW_ERROR_FORMAT, "has “units” in “tenure”, where" },
  { "inputs/Contract/levels", "[]", RW_ERROR_FORMAT, "has “levels” in “Contract”, where" },
  { "id", "\"customerID\"", RW_ERROR_FORMAT, "no braces around what belongs to “id”" },
  { "inputs", "[]", RW_ERROR_FORMAT, "no braces around what belongs to “inputs”" },
  { "inputs/tenure", "[\"months\"]", RW_ERROR_FORMAT, "no braces around what belongs to “tenure”" },
  { "inputs/Tenure", "{}", RW_ERROR_MISMATCH, "speaks of “Tenure”, which the model does not read" },
  { "id/name", "\"\"", RW_ERROR_FORMAT, "names of “id” cannot be used: the column that names" },
  { "inputs/tenure/aliases", "7", RW_ERROR_FORMAT, "names of “tenure” cannot be used: " EMPTY },
  { "inputs/tenure/aliases/0", "\"\"", RW_ERROR_FORMAT, EMPTY },
  { "inputs/tenure/unit", "7", RW_ERROR_FORMAT, "its unit is no text, or one of a category" },
  { "inputs/Contract/unit", "\"months\"", RW_ERROR_FORMAT,
    "of “Contract” cannot be used: its unit" },
  { "inputs/Contract/level_aliases/one year", "[]", RW_ERROR_FORMAT, LEVEL },
  { "inputs/tenure/level_aliases", "{}", RW_ERROR_FORMAT, LEVEL },
  /* shared, as they are compared */
  { "inputs/Contract/aliases/1", "\"MONTHS\"", RW_ERROR_FORMAT,
    "“MONTHS” may mean “tenure” or “Contract”. Leave it out" },
  { "inputs/Contract/aliases/1", "\"ten-ure\"", RW_ERROR_FORMAT,
    "“ten-ure” may mean “tenure” or “Contract”" },
  { "inputs/tenure/aliases/2", "\"CONTRACT\"", RW_ERROR_FORMAT,
    "“Contract” may mean “tenure” or “Contract”" },
  { "inputs/tenure/aliases/2", "\"Customer-Name\"", RW_ERROR_FORMAT,
    "“Customer-Name” may mean “customerID” or “tenure”" },
  { "id/aliases/1", "\"tenure\"", RW_ERROR_FORMAT, "“tenure” may mean “customerID” or “tenure”" },
  { "inputs/Contract/level_aliases/Two year/1", "\"Annual\"", RW_ERROR_FORMAT,
    "Contract: “Annual” may mean “One year” or “Two year”" },
  { "inputs/Contract/level_aliases/One year/1", "\"two-year\"", RW_ERROR_FORMAT,
    "Contract: “Two year” may mean “One year” or “Two year”" },
};

static RwManifest *
make_manifest (void)
{
  RwManifest *manifest = rw_manifest_new ();
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();

  g_ptr_array_add (levels, (char *) "One year");
  g_ptr_array_add (levels, (char *) "Two year");
  rw_manifest_add_number (manifest, "tenure");
  rw_manifest_add_category (manifest, "Contract", levels);
  return manifest;
}

static void
test_apply (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwManifest) manifest = make_manifest ();
  json_auto_t *json = json_loads (good_aliases, 0, NULL);
  const RwInput *tenure = manifest->inputs->pdata[0];
  const RwInput *contract = manifest->inputs->pdata[1];

  g_assert_true (rw_aliases_apply (json, manifest, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (manifest->id, ==, "customerID");
  g_assert_cmpstr (manifest->id_aliases[0], ==, "customer name");
  g_assert_cmpuint (g_strv_length (tenure->aliases), ==, 2);
  g_assert_cmpstr (tenure->unit, ==, "months");
  g_assert_cmpstr (contract->aliases[0], ==, "term");
  g_assert_cmpstr (contract->level_aliases[0][0], ==, "annual");
  g_assert_cmpstr (contract->level_aliases[1][0], ==, "2 years");
}

static void
test_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwManifest) manifest = make_manifest ();
  json_auto_t *json = json_object ();

  g_assert_true (rw_aliases_apply (json, manifest, &error));
  g_assert_no_error (error);
  g_assert_null (manifest->id);
}

/* Levels of different inputs may be called the same. */
static void
test_same_levels (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwManifest) manifest = make_manifest ();
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();
  json_auto_t *json = json_loads (good_aliases, 0, NULL);

  g_ptr_array_add (levels, (char *) "One year");
  rw_manifest_add_category (manifest, "Plan", levels);
  rw_test_set (json, "inputs/Plan", "{\"level_aliases\":{\"One year\":[\"annual\"]}}");
  g_assert_true (rw_aliases_apply (json, manifest, &error));
  g_assert_no_error (error);
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RwManifest) manifest = make_manifest ();
      json_auto_t *json = json_loads (good_aliases, 0, NULL);
      rw_test_set (json, bad_cases[i].path, bad_cases[i].json);
      g_test_message ("%s: %s", bad_cases[i].path, bad_cases[i].json);
      g_assert_false (rw_aliases_apply (json, manifest, &error));
      rw_test_assert_error (&error, bad_cases[i].code, bad_cases[i].part);
    }
}

static void
assert_not_loaded (const char *text, gsize length, RwError code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_write ("aliases.json", text, length);

  g_assert_null (rw_aliases_load (path, NULL, &error));
  rw_test_assert_error (&error, code, part);
}

static void
test_load (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_write ("aliases.json", good_aliases, strlen (good_aliases));
  g_autofree char *large = g_strnfill ((1 << 20) + 1, ' ');
  json_auto_t *json = rw_aliases_load (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (json_object_size (json), ==, 2);
  assert_not_loaded ("", 0, RW_ERROR_FORMAT, "“aliases.json” is damaged or not JSON (line 1: ");
  assert_not_loaded ("{\"id\":1,\n\"id\":2}", 16, RW_ERROR_FORMAT, "(line 2: duplicate object key");
  assert_not_loaded (large, (1 << 20) + 1, RW_ERROR_LIMIT, "“aliases.json” is larger than 1 MiB");
  g_assert_null (rw_aliases_load ("/no/such/file.json", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "file.json");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aliases/apply", test_apply);
  g_test_add_func ("/aliases/nothing", test_nothing);
  g_test_add_func ("/aliases/same-levels", test_same_levels);
  g_test_add_func ("/aliases/bad", test_bad);
  g_test_add_func ("/aliases/load", test_load);
  return g_test_run ();
}
