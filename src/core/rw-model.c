/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model.h"

#include "rw-error.h"
#include "rw-io.h"
#include "rw-model-check.h"
#include "rw-model-document.h"
#include "rw-models.h"
#include "rw-source.h"

#include <glib/gi18n.h>

#define MAX_FILE_SIZE ((guint64) 256 << 20)
#define DEFAULT_MODEL "/com/retainwiseanalytics/Desktop/models/telco.json"

struct _RwModel
{
  GObject parent_instance;

  char *sha256;
  RwManifest *manifest;
  RwBooster *booster;
  guint n_trees;
  double *importance; /* of each input */
};

G_DEFINE_FINAL_TYPE (RwModel, rw_model, G_TYPE_OBJECT)

static gboolean
check_names (const RwManifest *manifest, const RwModelFacts *facts, GError **error)
{
  if (manifest->features->len != facts->n_features)
    return rw_error_refuse_model (
        error, _ ("its description has another number of features than its trees"));
  for (gsize i = 0; i < json_array_size (facts->feature_names); i++)
    {
      const RwFeature *feature = manifest->features->pdata[i];
      const char *name = json_string_value (json_array_get (facts->feature_names, i));
      if (g_strcmp0 (feature->name, name) != 0)
        return rw_error_refuse_model (
            error, _ ("its description names other features than XGBoost's part"));
    }
  return TRUE;
}

/* libxgboost gets the document as we understood it. It reads numbers of more than nine digits with
 * strtof(), which takes "0.5" for 0 where the decimal mark is a comma; nine digits tell any float.
 */
static RwBooster *
load_booster (json_t *document, const RwModelFacts *facts, GError **error)
{
  g_autoptr (GBytes) bytes = rw_model_document_write (document);
  gsize length = 0;
  const void *text = g_bytes_get_data (bytes, &length);

  return rw_booster_load (text, length, facts->base_score, error);
}

/* Adds up the gain of every split of one tree. Unused nodes have none. */
static void
add_gains (RwModel *self, json_t *tree)
{
  json_t *left = json_object_get (tree, "left_children");
  json_t *features = json_object_get (tree, "split_indices");
  json_t *gains = json_object_get (tree, "loss_changes");

  for (gsize i = 0; i < json_array_size (left); i++)
    {
      gint64 feature = json_integer_value (json_array_get (features, i));
      if (json_integer_value (json_array_get (left, i)) < 0 || feature < 0 ||
          feature >= self->manifest->features->len)
        continue;
      const RwFeature *split = self->manifest->features->pdata[feature];
      self->importance[split->input] += json_number_value (json_array_get (gains, i));
    }
}

static void
compute_importance (RwModel *self, json_t *document)
{
  json_t *learner = json_object_get (document, "learner");
  json_t *booster = json_object_get (json_object_get (learner, "gradient_booster"), "model");
  json_t *trees = json_object_get (booster, "trees");
  guint n = self->manifest->inputs->len;
  double sum = 0;

  self->importance = g_new0 (double, n);
  for (gsize i = 0; i < json_array_size (trees); i++)
    add_gains (self, json_array_get (trees, i));
  for (guint i = 0; i < n; i++)
    sum += self->importance[i];
  for (guint i = 0; i < n && sum > 0; i++)
    self->importance[i] /= sum;
}

static gboolean
load_document (RwModel *self, json_t *document, GError **error)
{
  RwModelFacts facts;

  if (!rw_model_check (document, &facts, error))
    return FALSE;
  if (facts.manifest == NULL)
    return rw_error_refuse_model (
        error, _ ("it does not say which columns it was trained on. Import it, as "
                  "with “retainwise-cli model import”"));
  self->manifest = rw_manifest_parse (facts.manifest, error);
  if (self->manifest == NULL || !check_names (self->manifest, &facts, error))
    return FALSE;
  self->n_trees = facts.n_trees;
  compute_importance (self, document);
  self->booster = load_booster (document, &facts, error);
  return self->booster != NULL;
}

static void
rw_model_finalize (GObject *object)
{
  RwModel *self = RW_MODEL (object);

  g_free (self->sha256);
  g_clear_pointer (&self->manifest, rw_manifest_free);
  g_clear_pointer (&self->booster, rw_booster_free);
  g_free (self->importance);
  G_OBJECT_CLASS (rw_model_parent_class)->finalize (object);
}

static void
rw_model_class_init (RwModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_model_finalize;
}

static void
rw_model_init (RwModel *self G_GNUC_UNUSED)
{
}

static GBytes *
read_file (RwSource *source, GError **error)
{
  guint64 size = rw_source_get_size (source);
  g_autofree char *bytes = size <= MAX_FILE_SIZE ? rw_io.try_malloc ((gsize) size + 1) : NULL;

  if (bytes == NULL)
    {
      rw_error_refuse_model (error, _ ("the file is too large for a model"));
      return NULL;
    }
  if (!rw_source_read (source, 0, bytes, (gsize) size, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), (gsize) size);
}

GBytes *
rw_model_read (const char *path, GCancellable *cancellable, GError **error)
{
  if (path == NULL)
    return g_resource_lookup_data (rw_models_get_resource (), DEFAULT_MODEL, 0, error);
  g_autoptr (RwSource) source = rw_source_open (path, cancellable, error);
  GBytes *bytes = source != NULL ? read_file (source, error) : NULL;
  if (bytes == NULL)
    g_prefix_error (error, "%s ", _ ("The model cannot be read."));
  return bytes;
}

RwModel *
rw_model_load (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = rw_model_read (path, cancellable, error);
  RwModel *model = bytes != NULL ? rw_model_load_bytes (bytes, error) : NULL;

  if (bytes != NULL && model == NULL)
    {
      g_autofree char *name = g_filename_display_basename (path);
      g_prefix_error (error, "%s: ", name);
    }
  return model;
}

RwModel *
rw_model_load_bytes (GBytes *bytes, GError **error)
{
  json_t *document = rw_model_document_parse (bytes, error);

  if (document == NULL)
    return NULL;
  g_autoptr (RwModel) self = g_object_new (RW_TYPE_MODEL, NULL);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  gboolean loaded = load_document (self, document, error);
  json_decref (document);
  return loaded ? g_steal_pointer (&self) : NULL;
}

RwModel *
rw_model_load_default (GError **error)
{
  g_autoptr (GBytes) bytes = rw_model_read (NULL, NULL, error);

  return bytes != NULL ? rw_model_load_bytes (bytes, error) : NULL;
}

const char *
rw_model_get_sha256 (RwModel *self)
{
  return self->sha256;
}

const RwManifest *
rw_model_get_manifest (RwModel *self)
{
  return self->manifest;
}

RwBooster *
rw_model_get_booster (RwModel *self)
{
  return self->booster;
}

guint
rw_model_get_n_trees (RwModel *self)
{
  return self->n_trees;
}

const double *
rw_model_get_importance (RwModel *self)
{
  return self->importance;
}

static int
compare_importance_cb (gconstpointer a, gconstpointer b, gpointer importance)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;
  const double *shares = importance;

  if (shares[x] > shares[y] || shares[x] < shares[y])
    return shares[x] > shares[y] ? -1 : 1;
  return (x > y) - (x < y);
}

GArray *
rw_model_rank_inputs (RwModel *self)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->manifest->inputs->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_importance_cb, self->importance);
  return order;
}
