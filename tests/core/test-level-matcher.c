/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-level-matcher.h"

#include "rw-test-mapping.h"

#include <string.h>

/* What @text is of @input: "level:match", "-" for missing. */
static void
assert_found (const RwInput *input, const RwInputMapping *entry, const char *text,
              const char *wanted)
{
  g_autoptr (RwLevelMatcher) matcher = rw_level_matcher_new (input, entry);
  RwMatch match = RW_MATCH_NONE;
  guint32 level = rw_level_matcher_find (matcher, (RwCell){ text, strlen (text) }, &match);
  const char *name = level != RW_LEVEL_NONE ? rw_levels_get_text (input->levels, level) : "-";
  g_autofree char *found = g_strdup_printf ("%s:%s", name, rw_match_get_id (match));

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_contract (void)
{
  static const char *const cases[][2] = {
    { "One year", "One year:exact" },
    { "One Year", "One year:similar" },
    { "ONE-YEAR", "One year:similar" },
    { "1 year", "One year:similar" },
    { "1-Year", "One year:similar" },
    { "annual", "One year:similar" },
    { "Annual ", "One year:similar" },
    { "12 months", "One year:similar" },
    { "Two Year", "Two year:similar" },
    { "2 years", "Two year:similar" },
    { "month to month", "Month-to-month:similar" },
    { "Monthly", "Month-to-month:similar" },
    { "Three year", "-:none" },
    { "yearly", "-:none" },
    { "1.2 months", "-:none" },
    { "!", "-:none" },
  };
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (RwMapping) mapping = rw_test_map (manifest, "Contract", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (manifest->inputs->pdata[3], rw_mapping_find (mapping, "Contract"), cases[i][0],
                  cases[i][1]);
}

/* What somebody said is more than all names. */
static void
test_given (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (RwMapping) mapping =
      rw_test_map (manifest, "Contract",
                   "{\"version\":1,\"inputs\":{\"Contract\":{\"levels\":{\"One year\":\"Two year\","
                   "\"annual\":\"\",\"x\":\"Month-to-month\"}}}}");
  const RwInputMapping *entry = rw_mapping_find (mapping, "Contract");
  const RwInput *input = manifest->inputs->pdata[3];

  assert_found (input, entry, "One year", "Two year:given");
  assert_found (input, entry, "annual", "-:given");
  assert_found (input, entry, "x", "Month-to-month:given");
  assert_found (input, entry, "Annual", "One year:similar");
}

/* What two levels fit in the same way is none of them; signs alone must be the same. */
static void
test_ambiguous (void)
{
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();
  g_autoptr (RwMapping) given = rw_mapping_new ();
  static const char *const texts[] = { "a b", "A-B", "c", "✓", "<5", NULL };

  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (levels, (char *) texts[i]);
  g_autoptr (RwInput) input = rw_input_new_category ("x", levels);
  rw_mapping_give_column (given, "x", "x");
  const RwInputMapping *entry = rw_mapping_find (given, "x");
  g_strfreev (input->level_aliases[0]);
  input->level_aliases[0] = g_strsplit ("c;same;+", ";", -1);
  g_strfreev (input->level_aliases[1]);
  input->level_aliases[1] = g_strsplit ("same", ";", -1);
  assert_found (input, entry, "a b", "a b:exact");
  assert_found (input, entry, "ab", "-:none");
  assert_found (input, entry, "same", "-:none");
  assert_found (input, entry, "C", "c:similar");
  assert_found (input, entry, "+", "a b:similar");
  assert_found (input, entry, "✗", "-:none");
  assert_found (input, entry, ">5", "-:none");
  assert_found (input, entry, "5", "-:none");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/level-matcher/contract", test_contract);
  g_test_add_func ("/level-matcher/given", test_given);
  g_test_add_func ("/level-matcher/ambiguous", test_ambiguous);
  return g_test_run ();
}
