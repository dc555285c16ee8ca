/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping.h"

#include "rw-test-mapping.h"
#include "rw-test.h"

static void
test_both_ways (void)
{
  static const char json[] = "{\n"
                             "  \"version\": 1,\n"
                             "  \"id\": {\n    \"column\": \"who\"\n  },\n"
                             "  \"inputs\": {\n"
                             "    \"tenure\": {\n      \"column\": \"Days \\\"active\\\"\",\n"
                             "      \"factor\": 0.0328542\n    },\n"
                             "    \"Contract\": {\n      \"column\": \"plan\",\n"
                             "      \"levels\": {\n        \"?\": \"\",\n"
                             "        \"annual\": \"One year\"\n      }\n    },\n"
                             "    \"Partner\": {\n      \"column\": null\n    },\n"
                             "    \"TotalCharges\": {}\n"
                             "  }\n"
                             "}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (RwMapping) mapping = rw_mapping_parse (json, &error);

  g_assert_no_error (error);
  g_autofree char *again = rw_mapping_to_json (mapping);
  g_assert_cmpstr (again, ==, json);
  g_assert_cmpfloat (rw_mapping_find (mapping, "tenure")->factor, ==, 0.0328542);
}

/* What was found, guesses too, is given by the text; what was not is not said. */
static void
test_found (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (RwMapping) mapping = rw_test_map (manifest, "contrct;tenure;account", NULL);
  g_autofree char *json = rw_mapping_to_json (mapping);
  g_autoptr (RwMapping) given = rw_test_map (manifest, "contrct;tenure;account", json);
  g_autofree char *shown = rw_test_show_mapping (given);

  g_assert_cmpstr (shown, ==, "tenure=tenure:given; Contract=contrct:given; id=account:given");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *json;
    const char *part;
  } cases[] = {
    { "", "wrong: line 1, column 0: " },
    { "{\n\"version\":1,,", "line 2, column 13: " },
    { "[]", "its “version” is not 1" },
    { "{\"inputs\":{}}", "its “version” is not 1" },
    { "{\"version\":2,\"inputs\":{}}", "its “version” is not 1" },
    { "{\"version\":1}", "it has no object “inputs”" },
    { "{\"version\":1,\"inputs\":[]}", "it has no object “inputs”" },
    { "{\"version\":1,\"inputs\":{},\"input\":{}}", "it has a member “input”; only" },
    { "{\"version\":1,\"inputs\":{\"a\":\"b\"}}", "“a” is no object" },
    { "{\"version\":1,\"inputs\":{\"a\":{\"colum\":\"b\"}}}", "“a” has a member “colum”; only" },
    { "{\"version\":1,\"inputs\":{\"a\":{\"column\":1}}}", "“column” of “a” is neither" },
    { "{\"version\":1,\"inputs\":{\"a\":{\"column\":\"\"}}}", "“column” of “a” is neither" },
    { "{\"version\":1,\"inputs\":{\"a\":{\"factor\":\"2\"}}}", "“factor” of “a” is not a number" },
    { "{\"version\":1,\"inputs\":{\"a\":{\"factor\":0}}}", "“factor” of “a” is not a number" },
    { "{\"version\":1,\"inputs\":{\"a\":{\"levels\":[]}}}", "“levels” of “a” is no object" },
    { "{\"version\":1,\"inputs\":{\"a\":{\"levels\":{\"x\":null}}}}",
      "the level of “x” in “a” is no text" },
    { "{\"version\":1,\"inputs\":{\"a\":{},\"a\":{}}}", "duplicate" },
    { "{\"version\":1,\"id\":\"x\",\"inputs\":{}}", "“id” is no object with one “column”" },
    { "{\"version\":1,\"id\":{\"column\":\"x\",\"y\":1},\"inputs\":{}}", "“id” is no object" },
    { "{\"version\":1,\"id\":{\"column\":1},\"inputs\":{}}", "“column” of “id” is neither" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (rw_mapping_parse (cases[i].json, &error));
      rw_test_assert_error (&error, RW_ERROR_FORMAT, cases[i].part);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping-json/both-ways", test_both_ways);
  g_test_add_func ("/mapping-json/found", test_found);
  g_test_add_func ("/mapping-json/refused", test_refused);
  return g_test_run ();
}
