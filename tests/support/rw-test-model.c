/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-model.h"

#include "rw-matching.h"
#include "rw-models.h"
#include "rw-test.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <xgboost/c_api.h>

#define GERMAN "de_DE.UTF-8"

GBytes *
rw_test_read_model (void)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_resource_lookup_data (
      rw_models_get_resource (), "/com/retainwiseanalytics/Desktop/models/telco.json", 0, &error);

  g_assert_no_error (error);
  return bytes;
}

json_t *
rw_test_parse_model (void)
{
  g_autoptr (GBytes) bytes = rw_test_read_model ();
  json_t *root = json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, NULL);

  g_assert_nonnull (root);
  return root;
}

static json_t *
get_child (json_t *parent, const char *name)
{
  if (json_is_array (parent))
    return json_array_get (parent, (gsize) g_ascii_strtoull (name, NULL, 10));
  return json_object_get (parent, name);
}

/* The value at all but the last name of @names. */
static json_t *
get_parent (json_t *root, char **names)
{
  json_t *value = root;

  for (guint i = 0; names[i + 1] != NULL; i++)
    value = get_child (value, names[i]);
  return value;
}

json_t *
rw_test_get (json_t *root, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);

  return get_child (get_parent (root, names), names[g_strv_length (names) - 1]);
}

static void
set_item (json_t *array, gsize i, json_t *value)
{
  if (value == NULL)
    g_assert_cmpint (json_array_remove (array, i), ==, 0);
  else if (i == json_array_size (array))
    g_assert_cmpint (json_array_append_new (array, value), ==, 0);
  else
    g_assert_cmpint (json_array_set_new (array, i, value), ==, 0);
}

void
rw_test_set (json_t *root, const char *path, const char *json)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  const char *name = names[g_strv_length (names) - 1];
  json_t *parent = get_parent (root, names);
  json_t *value = json != NULL ? json_loads (json, JSON_DECODE_ANY, NULL) : NULL;

  g_assert_true (json == NULL || value != NULL);
  if (json_is_array (parent))
    set_item (parent, (gsize) g_ascii_strtoull (name, NULL, 10), value);
  else if (value == NULL)
    g_assert_cmpint (json_object_del (parent, name), ==, 0);
  else
    g_assert_cmpint (json_object_set_new (parent, name, value), ==, 0);
}

GBytes *
rw_test_dump (json_t *root, gboolean compact)
{
  gsize flags = JSON_ENCODE_ANY | JSON_REAL_PRECISION (17);
  char *text = json_dumps (root, flags | (compact ? JSON_COMPACT : JSON_INDENT (2)));

  g_assert_nonnull (text);
  return g_bytes_new_with_free_func (text, strlen (text), free, text);
}

GBytes *
rw_test_convert (GBytes *model, const char *format)
{
  BoosterHandle booster = NULL;
  bst_ulong length = 0;
  const char *bytes = NULL;
  g_autofree char *config = g_strdup_printf ("{\"format\":\"%s\"}", format);

  g_assert_cmpint (XGBoosterCreate (NULL, 0, &booster), ==, 0);
  g_assert_cmpint (XGBoosterLoadModelFromBuffer (booster, g_bytes_get_data (model, NULL),
                                                 g_bytes_get_size (model)),
                   ==, 0);
  g_assert_cmpint (XGBoosterSaveModelToBuffer (booster, config, &length, &bytes), ==, 0);
  GBytes *converted = g_bytes_new (bytes, length);
  g_assert_cmpint (XGBoosterFree (booster), ==, 0);
  return converted;
}

char *
rw_test_read_sample (guint n_rows)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "..", "data", "samples", "telco-sample.csv", NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  char *end = text;
  for (guint i = 0; n_rows > 0 && i <= n_rows; i++)
    end = strchr (end, '\n') + 1;
  if (n_rows > 0)
    *end = '\0';
  return text;
}

RwMapping *
rw_test_match (const RwManifest *manifest, RwTable *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = rw_table_list_names (table);
  RwMapping *mapping = rw_mapping_match (manifest, names, NULL, &error);

  g_assert_no_error (error);
  return mapping;
}

RwTable *
rw_test_load_for (RwModel *model, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));
  g_auto (RwMatching) matching = { .manifest = rw_model_get_manifest (model), .to_look_at = TRUE };
  RwTableOptions options = { .hint = rw_matching_hint, .hint_data = &matching };
  RwTable *table = rw_table_load (source, &options, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

RwScores *
rw_test_score (RwModel *model, RwTable *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwMapping) mapping = rw_test_match (rw_model_get_manifest (model), table);
  RwScores *scores = rw_scores_compute (table, model, mapping, 1, NULL, NULL, &error);

  g_assert_no_error (error);
  return scores;
}

RwScores *
rw_test_scores (const float *probabilities, guint32 n)
{
  return rw_scores_new_take (g_memdup2 (probabilities, n * sizeof (float)), n);
}

void
rw_test_assert_same_scores (RwModel *a, RwModel *b)
{
  g_autofree char *text = rw_test_read_sample (300);
  g_autoptr (RwTable) table = rw_test_load_for (a, text);
  g_autoptr (RwScores) one = rw_test_score (a, table);
  g_autoptr (RwScores) other = rw_test_score (b, table);

  g_assert_cmpmem (rw_scores_get_probabilities (one), 300 * sizeof (float),
                   rw_scores_get_probabilities (other), 300 * sizeof (float));
}

gboolean
rw_test_speak_german (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "..", "support", NULL);

  if (setlocale (LC_ALL, GERMAN) != NULL)
    return TRUE;
  g_setenv ("LOCPATH", folder, TRUE);
  return setlocale (LC_ALL, GERMAN) != NULL;
}
