/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-import.h"

#include "rw-manifest-guess.h"
#include "rw-model-check.h"
#include "rw-model-document.h"
#include "rw-tree-check.h"

#include <string.h>

/* "churn.json" of "/somewhere/churn.json" without ".json". */
static char *
make_title (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  const char *end = strrchr (name, '.');

  return end != NULL && end > name ? g_strndup (name, (gsize) (end - name)) : g_strdup (name);
}

/* Leaves the first @n elements. */
static void
cut_array (json_t *array, gsize n)
{
  while (json_array_size (array) > n)
    json_array_remove (array, json_array_size (array) - 1);
}

/* Leaves the trees up to the best round; answers how many were behind it. */
static guint
cut_trees (json_t *document)
{
  json_t *learner = json_object_get (document, "learner");
  json_t *model = json_object_get (json_object_get (learner, "gradient_booster"), "model");
  json_t *parameters = json_object_get (model, "gbtree_model_param");
  json_t *trees = json_object_get (model, "trees");
  gsize n_trees = json_array_size (trees);
  gint64 best = rw_tree_get_parameter (json_object_get (learner, "attributes"), "best_iteration");
  gint64 width = MAX (1, rw_tree_get_parameter (parameters, "num_parallel_tree"));

  if (best < 0 || best >= (gint64) n_trees / width)
    return 0;
  gsize n_kept = (gsize) ((best + 1) * width);
  if (n_kept >= n_trees)
    return 0;
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, n_kept);
  cut_array (trees, n_kept);
  cut_array (json_object_get (model, "tree_info"), n_kept);
  cut_array (json_object_get (model, "iteration_indptr"), (gsize) best + 2);
  json_object_set_new (parameters, "num_trees", json_string (number));
  return (guint) (n_trees - n_kept);
}

static void
put_manifest (RwModelImport *import)
{
  json_t *learner = json_object_get (import->document, "learner");
  json_t *attributes = json_object_get (learner, "attributes");
  g_autofree char *json = rw_manifest_to_json (import->manifest);

  if (!json_is_object (attributes))
    {
      attributes = json_object ();
      json_object_set_new (learner, "attributes", attributes);
    }
  json_object_set_new (attributes, RW_MANIFEST_ATTRIBUTE, json_string (json));
}

RwModelImport *
rw_model_import_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwModelImport) import = g_new0 (RwModelImport, 1);
  RwModelFacts facts;

  import->title = make_title (path);
  import->bytes = rw_model_read (path, cancellable, error);
  if (import->bytes == NULL)
    return NULL;
  import->document = rw_model_document_parse (import->bytes, error);
  if (import->document != NULL && rw_model_check (import->document, &facts, error))
    {
      import->n_left_out = facts.manifest == NULL ? cut_trees (import->document) : 0;
      return g_steal_pointer (&import);
    }
  g_autofree char *name = g_filename_display_basename (path);
  g_prefix_error (error, "%s: ", name);
  return NULL;
}

void
rw_model_import_free (RwModelImport *import)
{
  g_free (import->title);
  g_clear_pointer (&import->bytes, g_bytes_unref);
  json_decref (import->document);
  g_clear_pointer (&import->manifest, rw_manifest_free);
  g_free (import);
}

gboolean
rw_model_import_is_ready (const RwModelImport *import)
{
  json_t *learner = json_object_get (import->document, "learner");

  return json_object_get (json_object_get (learner, "attributes"), RW_MANIFEST_ATTRIBUTE) != NULL;
}

gboolean
rw_model_import_guess (RwModelImport *import, RwTable *table, GError **error)
{
  RwManifest *manifest = table != NULL ? rw_manifest_guess_for (import->document, table, error)
                                       : rw_manifest_guess (import->document, error);

  if (manifest == NULL)
    return FALSE;
  g_clear_pointer (&import->manifest, rw_manifest_free);
  import->manifest = manifest;
  return TRUE;
}

GBytes *
rw_model_import_finish (RwModelImport *import, const char *label, const char *positive,
                        GError **error)
{
  RwManifest *manifest = import->manifest;

  g_free (manifest->title);
  g_free (manifest->label);
  g_free (manifest->positive);
  manifest->title = g_strdup (import->title);
  manifest->label = g_strdup (label);
  manifest->positive = label != NULL ? g_strdup (positive) : NULL;
  put_manifest (import);
  g_autoptr (GBytes) bytes = rw_model_document_write (import->document);
  g_autoptr (RwModel) model = rw_model_load_bytes (bytes, error);
  if (model == NULL)
    return NULL;
  rw_manifest_mark_required (manifest, rw_model_get_importance (model));
  put_manifest (import);
  return rw_model_document_write (import->document);
}
