/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-manifest.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <string.h>

static void
input_free (gpointer data)
{
  RwInput *input = data;

  g_free (input->name);
  g_clear_pointer (&input->levels, rw_levels_free);
  g_free (input);
}

static void
feature_free (gpointer data)
{
  RwFeature *feature = data;

  g_free (feature->name);
  g_free (feature);
}

static RwCell
as_cell (const char *text)
{
  return (RwCell){ text, strlen (text) };
}

static RwInput *
add_input (RwManifest *manifest, const char *name, RwInputKind kind)
{
  RwInput *input = g_new0 (RwInput, 1);

  input->name = g_strdup (name);
  input->kind = kind;
  input->levels = kind == RW_INPUT_CATEGORY ? rw_levels_new () : NULL;
  g_ptr_array_add (manifest->inputs, input);
  return input;
}

static void
add_feature (RwManifest *manifest, char *name, guint input, guint32 level)
{
  RwFeature *feature = g_new0 (RwFeature, 1);

  *feature = (RwFeature){ name, input, level };
  g_ptr_array_add (manifest->features, feature);
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
               _ ("The model's description of its columns is damaged: %s."), what);
  return FALSE;
}

static const char *
get_string (json_t *object, const char *key)
{
  return json_string_value (json_object_get (object, key));
}

static gboolean
parse_levels (RwInput *input, json_t *levels, GError **error)
{
  for (gsize i = 0; i < json_array_size (levels); i++)
    {
      const char *level = json_string_value (json_array_get (levels, i));
      if (level == NULL || level[0] == '\0' ||
          rw_levels_add (input->levels, as_cell (level), 1) != i)
        return refuse (error, _ ("a level is empty or named twice"));
    }
  if (json_array_size (levels) == 0)
    return refuse (error, _ ("a category has no levels"));
  return TRUE;
}

static gboolean
parse_inputs (RwManifest *manifest, GHashTable *by_name, json_t *inputs, GError **error)
{
  for (gsize i = 0; i < json_array_size (inputs); i++)
    {
      json_t *object = json_array_get (inputs, i);
      const char *name = get_string (object, "name");
      const char *kind = get_string (object, "kind");
      gboolean category = g_strcmp0 (kind, "category") == 0;
      if (name == NULL || g_hash_table_contains (by_name, name) ||
          (!category && g_strcmp0 (kind, "number") != 0))
        return refuse (error, _ ("an input has no name, no kind, or another one's name"));
      RwInput *input = add_input (manifest, name, category ? RW_INPUT_CATEGORY : RW_INPUT_NUMBER);
      g_hash_table_insert (by_name, input->name, GSIZE_TO_POINTER (i));
      if (category && !parse_levels (input, json_object_get (object, "levels"), error))
        return FALSE;
    }
  return manifest->inputs->len > 0 || refuse (error, _ ("it names no inputs"));
}

static gboolean
parse_feature (RwManifest *manifest, GHashTable *by_name, json_t *object, GError **error)
{
  const char *name = get_string (object, "name");
  const char *input_name = get_string (object, "input");
  const char *level_name = get_string (object, "level");
  gpointer index = NULL;
  guint32 level = RW_LEVEL_NONE;

  if (name == NULL || input_name == NULL ||
      !g_hash_table_lookup_extended (by_name, input_name, NULL, &index))
    return refuse (error, _ ("a feature has no name or no input"));
  const RwInput *input = manifest->inputs->pdata[GPOINTER_TO_SIZE (index)];
  if (level_name != NULL && input->kind == RW_INPUT_CATEGORY)
    level = rw_levels_find (input->levels, as_cell (level_name));
  if ((level == RW_LEVEL_NONE) != (input->kind == RW_INPUT_NUMBER && level_name == NULL))
    return refuse (error, _ ("a feature has a level that its input has not"));
  add_feature (manifest, g_strdup (name), (guint) GPOINTER_TO_SIZE (index), level);
  return TRUE;
}

/* No two features may read the same input and level: the encoder gives each value one place. */
static gboolean
check_features_differ (const RwManifest *manifest, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < manifest->features->len; i++)
    {
      const RwFeature *feature = manifest->features->pdata[i];
      gint64 key = (gint64) (((guint64) feature->input << 32) | feature->level);
      if (!g_hash_table_add (seen, g_memdup2 (&key, sizeof key)))
        return refuse (error, _ ("two features are the same"));
    }
  return TRUE;
}

static gboolean
parse_features (RwManifest *manifest, GHashTable *by_name, json_t *features, GError **error)
{
  for (gsize i = 0; i < json_array_size (features); i++)
    if (!parse_feature (manifest, by_name, json_array_get (features, i), error))
      return FALSE;
  return manifest->features->len > 0 ? check_features_differ (manifest, error)
                                     : refuse (error, _ ("it names no features"));
}

static gboolean
parse_object (RwManifest *manifest, json_t *root, GError **error)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  json_t *label = json_object_get (root, "label");
  json_t *training = json_object_get (root, "training");

  if (json_integer_value (json_object_get (root, "version")) != RW_MANIFEST_VERSION)
    return refuse (error, _ ("it is of a version this program does not know"));
  manifest->title = g_strdup (get_string (root, "title"));
  manifest->label = g_strdup (get_string (label, "column"));
  manifest->positive = g_strdup (get_string (label, "positive"));
  if (manifest->title == NULL || manifest->label == NULL || manifest->positive == NULL)
    return refuse (error, _ ("it has no title or no label"));
  if (json_is_object (training))
    json_object_update (manifest->training, training);
  return parse_inputs (manifest, by_name, json_object_get (root, "inputs"), error) &&
         parse_features (manifest, by_name, json_object_get (root, "features"), error);
}

static json_t *
input_to_json (const RwInput *input)
{
  if (input->kind == RW_INPUT_NUMBER)
    return json_pack ("{s:s, s:s}", "name", input->name, "kind", "number");
  json_t *levels = json_array ();
  for (guint32 i = 0; i < rw_levels_get_n (input->levels); i++)
    json_array_append_new (levels, json_string (rw_levels_get_text (input->levels, i)));
  return json_pack ("{s:s, s:s, s:o}", "name", input->name, "kind", "category", "levels", levels);
}

static json_t *
feature_to_json (const RwManifest *manifest, const RwFeature *feature)
{
  const RwInput *input = manifest->inputs->pdata[feature->input];

  if (feature->level == RW_LEVEL_NONE)
    return json_pack ("{s:s, s:s}", "name", feature->name, "input", input->name);
  return json_pack ("{s:s, s:s, s:s}", "name", feature->name, "input", input->name, "level",
                    rw_levels_get_text (input->levels, feature->level));
}

RwManifest *
rw_manifest_new (void)
{
  RwManifest *manifest = g_new0 (RwManifest, 1);

  manifest->inputs = g_ptr_array_new_with_free_func (input_free);
  manifest->features = g_ptr_array_new_with_free_func (feature_free);
  manifest->training = json_object ();
  return manifest;
}

void
rw_manifest_free (RwManifest *manifest)
{
  g_free (manifest->title);
  g_free (manifest->label);
  g_free (manifest->positive);
  g_ptr_array_unref (manifest->inputs);
  g_ptr_array_unref (manifest->features);
  json_decref (manifest->training);
  g_free (manifest);
}

void
rw_manifest_add_number (RwManifest *manifest, const char *name)
{
  add_input (manifest, name, RW_INPUT_NUMBER);
  add_feature (manifest, g_strdup (name), manifest->inputs->len - 1, RW_LEVEL_NONE);
}

void
rw_manifest_add_category (RwManifest *manifest, const char *name, GPtrArray *levels)
{
  RwInput *input = add_input (manifest, name, RW_INPUT_CATEGORY);

  for (guint i = 0; i < levels->len; i++)
    {
      const char *level = levels->pdata[i];
      guint32 number = rw_levels_add (input->levels, as_cell (level), 1);
      add_feature (manifest, g_strdup_printf ("%s_%s", name, level), manifest->inputs->len - 1,
                   number);
    }
}

RwManifest *
rw_manifest_parse (const char *json, GError **error)
{
  g_autoptr (RwManifest) manifest = rw_manifest_new ();
  json_error_t where;
  json_t *root = json_loads (json, JSON_REJECT_DUPLICATES, &where);
  gboolean parsed =
      root != NULL ? parse_object (manifest, root, error) : refuse (error, where.text);

  json_decref (root);
  return parsed ? g_steal_pointer (&manifest) : NULL;
}

char *
rw_manifest_to_json (const RwManifest *manifest)
{
  json_t *inputs = json_array ();
  json_t *features = json_array ();

  for (guint i = 0; i < manifest->inputs->len; i++)
    json_array_append_new (inputs, input_to_json (manifest->inputs->pdata[i]));
  for (guint i = 0; i < manifest->features->len; i++)
    json_array_append_new (features, feature_to_json (manifest, manifest->features->pdata[i]));
  json_t *root = json_pack ("{s:i, s:s, s:{s:s, s:s}, s:o, s:o, s:O}", "version",
                            RW_MANIFEST_VERSION, "title", manifest->title, "label", "column",
                            manifest->label, "positive", manifest->positive, "inputs", inputs,
                            "features", features, "training", manifest->training);
  char *text = json_dumps (root, JSON_COMPACT | JSON_REAL_PRECISION (6));
  char *copy = g_strdup (text);
  free (text);
  json_decref (root);
  return copy;
}
