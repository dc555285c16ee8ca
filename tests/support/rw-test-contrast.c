/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-contrast.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <string.h>

#define SEED 7u

static void
rename_tenure (json_t *document, const char *wanted)
{
  json_t *attribute = rw_test_get (document, RW_TEST_MANIFEST);
  json_auto_t *manifest = json_loads (json_string_value (attribute), 0, NULL);
  json_t *part;
  size_t i;

  json_array_foreach (json_object_get (manifest, "inputs"), i, part)
  {
    if (strcmp (json_string_value (json_object_get (part, "name")), "tenure") != 0)
      continue;
    json_object_set_new (part, "name", json_string (wanted));
    json_object_del (part, "aliases");
  }
  json_array_foreach (json_object_get (manifest, "features"), i, part)
  {
    if (strcmp (json_string_value (json_object_get (part, "input")), "tenure") == 0)
      json_object_set_new (part, "input", json_string (wanted));
  }
  g_autofree char *text = json_dumps (manifest, JSON_COMPACT);
  json_string_set (attribute, text);
}

GBytes *
rw_test_contrast_dump (const char *base_score, const char *wanted)
{
  json_auto_t *document = rw_test_parse_model ();
  g_autofree char *json = g_strdup_printf ("\"%s\"", base_score);

  rw_test_set (document, RW_TEST_PARAMETERS "base_score", json);
  if (wanted != NULL)
    rename_tenure (document, wanted);
  return rw_test_dump (document, TRUE);
}

RwModel *
rw_test_contrast_load (const char *base_score, const char *wanted)
{
  g_autoptr (GBytes) bytes = rw_test_contrast_dump (base_score, wanted);
  g_autoptr (GError) error = NULL;
  RwModel *model = rw_model_load_bytes (bytes, &error);

  g_assert_no_error (error);
  return model;
}

char *
rw_test_contrast_write_labelled (const char *name, guint n_rows)
{
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  g_autofree char *sample = rw_test_read_sample (n_rows);
  g_autoptr (RwTable) table = rw_test_load_for (model, sample);
  g_autoptr (RwScores) scores = rw_test_score (model, table);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (sample), "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s,Churn\n", lines[0]);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      double probability = (double) rw_scores_get_probabilities (scores)[i - 1];
      gboolean left = g_rand_double (rand) < probability;
      g_string_append_printf (text, "%s,%s\n", lines[i], left ? "Yes" : "No");
    }
  return rw_test_write (name, text->str, text->len);
}
