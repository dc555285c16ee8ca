/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-guess.h"

#include <string.h>

static json_t *
make_trees (const RwTestSplit *splits, guint n_splits)
{
  json_t *trees = json_array ();

  for (guint i = 0; i < n_splits; i++)
    json_array_append_new (trees,
                           json_pack ("{s:[i,i,i], s:[i,i,i], s:[f,f,f]}", "left_children", 1, -1,
                                      -1, "split_indices", (int) splits[i].feature, 0, 0,
                                      "split_conditions", splits[i].condition, 7.5, -0.25));
  return trees;
}

json_t *
rw_test_make_document (const char *names, const RwTestSplit *splits, guint n_splits)
{
  g_auto (GStrv) parts = g_strsplit (names, "|", -1);
  json_t *list = json_array ();

  for (guint i = 0; parts[i] != NULL; i++)
    json_array_append_new (list, json_string (parts[i]));
  return json_pack ("{s:{s:o, s:{s:{s:o}}}}", "learner", "feature_names", list, "gradient_booster",
                    "model", "trees", make_trees (splits, n_splits));
}

char *
rw_test_show_manifest (const RwManifest *manifest)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < manifest->inputs->len; i++)
    {
      const RwInput *input = manifest->inputs->pdata[i];
      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", input->name);
      for (guint32 k = 0; input->levels != NULL && k < rw_levels_get_n (input->levels); k++)
        g_string_append_printf (text, "%s%s", k > 0 ? "|" : "{",
                                rw_levels_get_text (input->levels, k));
      g_string_append (text, input->levels != NULL ? "}" : "");
    }
  for (guint i = 0; i < manifest->features->len; i++)
    {
      const RwFeature *feature = manifest->features->pdata[i];
      const RwInput *input = manifest->inputs->pdata[feature->input];
      if (feature->level == RW_LEVEL_NONE)
        g_assert_cmpint (input->kind, ==, RW_INPUT_NUMBER);
      else
        g_string_append_printf (text, "%s%s=%s/%u", strstr (text->str, ": ") == NULL ? ": " : " ",
                                feature->name, input->name, feature->level);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
