/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-manifest.h"

#include "rw-error.h"
#include "rw-name-list.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of the model's importance, from which on a file without the input is not scored. */
#define REQUIRED_SHARE 0.05

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

static const char *
get_string (const json_t *object, const char *key)
{
  return json_string_value (json_object_get (object, key));
}

static gboolean
parse_inputs (RwManifest *manifest, GHashTable *by_name, json_t *inputs, GError **error)
{
  for (gsize i = 0; i < json_array_size (inputs); i++)
    {
      RwInput *input = rw_input_parse (json_array_get (inputs, i), error);
      if (input == NULL)
        return FALSE;
      g_ptr_array_add (manifest->inputs, input);
      if (!g_hash_table_insert (by_name, input->name, GSIZE_TO_POINTER (i)))
        return rw_error_refuse_manifest (error, _ ("two inputs have the same name"));
    }
  return manifest->inputs->len > 0 || rw_error_refuse_manifest (error, _ ("it names no inputs"));
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
    return rw_error_refuse_manifest (error, _ ("a feature has no name or no input"));
  const RwInput *input = manifest->inputs->pdata[GPOINTER_TO_SIZE (index)];
  if (level_name != NULL && input->kind == RW_INPUT_CATEGORY)
    level = rw_levels_find (input->levels, as_cell (level_name));
  if ((level == RW_LEVEL_NONE) != (input->kind == RW_INPUT_NUMBER && level_name == NULL))
    return rw_error_refuse_manifest (error, _ ("a feature has a level that its input has not"));
  rw_manifest_add_feature (manifest, name, (guint) GPOINTER_TO_SIZE (index), level);
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
        return rw_error_refuse_manifest (error, _ ("two features are the same"));
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
                                     : rw_error_refuse_manifest (error, _ ("it names no features"));
}

static gboolean
parse_object (RwManifest *manifest, json_t *root, GError **error)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  json_t *label = json_object_get (root, "label");
  json_t *id = json_object_get (root, "id");
  json_t *training = json_object_get (root, "training");

  if (json_integer_value (json_object_get (root, "version")) != RW_MANIFEST_VERSION)
    return rw_error_refuse_manifest (error, _ ("it is of a version this program does not know"));
  manifest->title = g_strdup (get_string (root, "title"));
  manifest->label = g_strdup (get_string (label, "column"));
  manifest->positive = g_strdup (get_string (label, "positive"));
  if (manifest->title == NULL ||
      (label != NULL && (manifest->label == NULL || manifest->positive == NULL)))
    return rw_error_refuse_manifest (error, _ ("it has no title, or a label without a name"));
  if (json_is_object (training))
    json_object_update (manifest->training, training);
  const char *wrong = id != NULL ? rw_manifest_take_id (manifest, id) : NULL;
  if (wrong != NULL)
    return rw_error_refuse_manifest (error, wrong);
  return parse_inputs (manifest, by_name, json_object_get (root, "inputs"), error) &&
         parse_features (manifest, by_name, json_object_get (root, "features"), error);
}

/* NULL when it is not told. */
static json_t *
label_to_json (const RwManifest *manifest)
{
  if (manifest->label == NULL)
    return NULL;
  return json_pack ("{s:s, s:s}", "column", manifest->label, "positive", manifest->positive);
}

/* The same. */
static json_t *
id_to_json (const RwManifest *manifest)
{
  const char *const *aliases = (const char *const *) manifest->id_aliases;

  if (manifest->id == NULL)
    return NULL;
  json_t *json = json_pack ("{s:s}", "name", manifest->id);
  if (aliases[0] != NULL)
    json_object_set_new (json, "aliases", rw_name_list_to_json (aliases));
  return json;
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

  manifest->inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) rw_input_free);
  manifest->features = g_ptr_array_new_with_free_func (feature_free);
  manifest->id_aliases = g_new0 (char *, 1);
  manifest->training = json_object ();
  return manifest;
}

void
rw_manifest_free (RwManifest *manifest)
{
  g_free (manifest->title);
  g_free (manifest->label);
  g_free (manifest->positive);
  g_free (manifest->id);
  g_strfreev (manifest->id_aliases);
  g_ptr_array_unref (manifest->inputs);
  g_ptr_array_unref (manifest->features);
  json_decref (manifest->training);
  g_free (manifest);
}

RwInput *
rw_manifest_find_input (const RwManifest *manifest, const char *name)
{
  for (guint i = 0; i < manifest->inputs->len; i++)
    {
      RwInput *input = manifest->inputs->pdata[i];
      if (strcmp (input->name, name) == 0)
        return input;
    }
  return NULL;
}

void
rw_manifest_add_feature (RwManifest *manifest, const char *name, guint input, guint32 level)
{
  RwFeature *feature = g_new0 (RwFeature, 1);

  *feature = (RwFeature){ g_strdup (name), input, level };
  g_ptr_array_add (manifest->features, feature);
}

void
rw_manifest_add_number (RwManifest *manifest, const char *name)
{
  g_ptr_array_add (manifest->inputs, rw_input_new_number (name));
  rw_manifest_add_feature (manifest, name, manifest->inputs->len - 1, RW_LEVEL_NONE);
}

void
rw_manifest_add_category (RwManifest *manifest, const char *name, GPtrArray *levels)
{
  RwInput *input = rw_input_new_category (name, levels);

  g_ptr_array_add (manifest->inputs, input);
  for (guint32 i = 0; i < rw_levels_get_n (input->levels); i++)
    {
      g_autofree char *feature =
          g_strdup_printf ("%s_%s", name, rw_levels_get_text (input->levels, i));
      rw_manifest_add_feature (manifest, feature, manifest->inputs->len - 1, i);
    }
}

void
rw_manifest_mark_required (RwManifest *manifest, const double *importance)
{
  guint most = 0;

  for (guint i = 1; i < manifest->inputs->len; i++)
    if (importance[i] > importance[most])
      most = i;
  for (guint i = 0; i < manifest->inputs->len; i++)
    ((RwInput *) manifest->inputs->pdata[i])->required =
        i == most || importance[i] >= REQUIRED_SHARE;
}

const char *
rw_manifest_take_id (RwManifest *manifest, const json_t *json)
{
  const char *name = get_string (json, "name");
  GStrv aliases = rw_name_list_parse (json_object_get (json, "aliases"));

  g_free (manifest->id);
  g_strfreev (manifest->id_aliases);
  manifest->id = g_strdup (name);
  manifest->id_aliases = aliases;
  if (aliases != NULL && name != NULL && name[0] != '\0')
    return NULL;
  return _ ("the column that names a customer has no name, or another one that is no text");
}

RwManifest *
rw_manifest_parse (const char *json, GError **error)
{
  g_autoptr (RwManifest) manifest = rw_manifest_new ();
  json_error_t where;
  json_t *root = json_loads (json, JSON_REJECT_DUPLICATES, &where);
  gboolean parsed = root != NULL ? parse_object (manifest, root, error)
                                 : rw_error_refuse_manifest (error, where.text);

  json_decref (root);
  return parsed ? g_steal_pointer (&manifest) : NULL;
}

json_t *
rw_manifest_to_object (const RwManifest *manifest)
{
  json_t *inputs = json_array ();
  json_t *features = json_array ();

  for (guint i = 0; i < manifest->inputs->len; i++)
    json_array_append_new (inputs, rw_input_to_json (manifest->inputs->pdata[i]));
  for (guint i = 0; i < manifest->features->len; i++)
    json_array_append_new (features, feature_to_json (manifest, manifest->features->pdata[i]));
  return json_pack ("{s:i, s:s, s:o*, s:o*, s:o, s:o, s:O}", "version", RW_MANIFEST_VERSION,
                    "title", manifest->title, "label", label_to_json (manifest), "id",
                    id_to_json (manifest), "inputs", inputs, "features", features, "training",
                    manifest->training);
}

char *
rw_manifest_to_json (const RwManifest *manifest)
{
  json_t *root = rw_manifest_to_object (manifest);
  char *text = json_dumps (root, JSON_COMPACT | JSON_REAL_PRECISION (17));
  char *copy = g_strdup (text);
  free (text);
  json_decref (root);
  return copy;
}
