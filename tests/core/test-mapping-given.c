/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping.h"

#include "rw-test-mapping.h"
#include "rw-test.h"

#define GIVEN(inputs) "{\"version\":1,\"inputs\":{" inputs "}}"

static void
assert_gives (const char *names, const char *given, const char *shown)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (RwMapping) mapping = rw_test_map (manifest, names, given);
  g_autofree char *found = rw_test_show_mapping (mapping);

  g_assert_cmpstr (found, ==, shown);
}

static void
test_columns (void)
{
  assert_gives ("a;b", GIVEN ("\"tenure\":{\"column\":\"b\"}"), "tenure=b:given");
  /* more than an exact name, and none at all */
  assert_gives ("tenure;b", GIVEN ("\"tenure\":{\"column\":\"b\"}"), "tenure=b:given");
  assert_gives ("tenure;b", GIVEN ("\"tenure\":{\"column\":null}"), "tenure=-:given");
  /* what somebody said is not looked for again */
  assert_gives ("plan;tenure", GIVEN ("\"tenure\":{\"column\":\"plan\"}"), "tenure=plan:given");
  /* the same header in other letters */
  assert_gives ("DAYS;tenure", GIVEN ("\"tenure\":{\"column\":\"Days\"}"), "tenure=DAYS:given");
  assert_gives ("who;tenure", "{\"version\":1,\"id\":{\"column\":\"who\"},\"inputs\":{}}",
                "tenure=tenure:exact; id=who:given");
}

/* One column for two inputs is an answer where both are given, else a question. */
static void
test_shared (void)
{
  assert_gives ("a", GIVEN ("\"tenure\":{\"column\":\"a\"},\"Partner\":{\"column\":\"a\"}"),
                "tenure=a:given; Partner=a:given");
  assert_gives ("Partner", GIVEN ("\"tenure\":{\"column\":\"Partner\"}"),
                "tenure=Partner:given*; Partner=Partner:exact*");
}

static void
test_factor_and_levels (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (RwMapping) mapping =
      rw_test_map (manifest, "tenure;Contract",
                   GIVEN ("\"tenure\":{\"factor\":0.5},"
                          "\"Contract\":{\"levels\":{\"annual\":\"Two year\",\"x\":\"\"}}"));
  const RwInputMapping *tenure = rw_mapping_find (mapping, "tenure");
  const RwInputMapping *contract = rw_mapping_find (mapping, "Contract");

  g_assert_cmpint (tenure->match, ==, RW_MATCH_EXACT);
  g_assert_cmpfloat (tenure->factor, ==, 0.5);
  g_assert_cmpint (contract->match, ==, RW_MATCH_EXACT);
  g_assert_cmpfloat (contract->factor, ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (contract->levels, "annual"), ==, "Two year");
  g_assert_cmpstr (g_hash_table_lookup (contract->levels, "x"), ==, "");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *given;
    const char *part;
  } cases[] = {
    { GIVEN ("\"tenor\":{}"), "does not fit: the model reads no “tenor”." },
    { GIVEN ("\"tenure\":{\"column\":\"x\"}"), "the file has no column “x”, which “tenure” is" },
    /* two columns are it, folded */
    { GIVEN ("\"tenure\":{\"column\":\"A b\"}"), "the file has no column “A b”" },
    { GIVEN ("\"tenure\":{\"levels\":{\"a\":\"b\"}}"), "“tenure” is a number and has no levels" },
    { GIVEN ("\"Contract\":{\"levels\":{\"a\":\"b\"}}"), "“b” is no level of “Contract”" },
    { GIVEN ("\"Contract\":{\"factor\":2}"), "“Contract” is a category and has no factor" },
    { "{\"version\":1,\"id\":{\"column\":\"x\"},\"inputs\":{}}", "the file has no column “x”" },
  };
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (GPtrArray) names = rw_test_names ("tenure;ab;a b");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RwMapping) given = rw_mapping_parse (cases[i].given, NULL);
      g_assert_null (rw_mapping_match (manifest, names, given, &error));
      rw_test_assert_error (&error, RW_ERROR_MISMATCH, cases[i].part);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping-given/columns", test_columns);
  g_test_add_func ("/mapping-given/shared", test_shared);
  g_test_add_func ("/mapping-given/factor-and-levels", test_factor_and_levels);
  g_test_add_func ("/mapping-given/refused", test_refused);
  return g_test_run ();
}
