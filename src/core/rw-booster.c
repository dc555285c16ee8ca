/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-booster.h"

#include "rw-booster-private.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* libxgboost keeps its default when it cannot read a file's base_score: every prediction would be
 * wrong without a word. */
static gboolean
check_base_score (RwBooster *booster, double wanted, GError **error)
{
  bst_ulong length = 0;
  const char *text = NULL;

  if (XGBoosterSaveJsonConfig (booster->handle, &length, &text) != 0)
    return rw_booster_fail (error);
  json_t *config = json_loadb (text, length, 0, NULL);
  json_t *learner = json_object_get (config, "learner");
  const char *value = json_string_value (
      json_object_get (json_object_get (learner, "learner_model_param"), "base_score"));
  gboolean same = value != NULL && fabs (g_ascii_strtod (value, NULL) - wanted) <= 1e-6 * wanted;
  json_decref (config);
  if (!same)
    g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
                 _ ("The model cannot be used: XGBoost does not understand its base score."));
  return same;
}

/* The start of a model file with @manifest and its features' names in it. libxgboost 1.7 would
 * write a backslash in front of a "u" wrongly, so we put them in ourselves. */
static char *
make_head (const RwManifest *manifest)
{
  g_autofree char *json = rw_manifest_to_json (manifest);
  json_t *names = json_array ();
  json_t *types = json_array ();

  for (guint i = 0; i < manifest->features->len; i++)
    {
      const RwFeature *feature = manifest->features->pdata[i];
      json_array_append_new (names, json_string (feature->name));
      json_array_append_new (types, json_string ("float"));
    }
  json_t *head = json_pack ("{s:{s:s}, s:o, s:o}", "attributes", RW_MANIFEST_ATTRIBUTE, json,
                            "feature_names", names, "feature_types", types);
  char *text = json_dumps (head, JSON_COMPACT);
  char *open_end = g_strndup (text, strlen (text) - 1);
  free (text);
  json_decref (head);
  return open_end;
}

gboolean
rw_booster_fail (GError **error)
{
  return rw_error_set_xgboost (error, RW_ERROR_LIBRARY, _ ("XGBoost failed"));
}

RwBooster *
rw_booster_new (DMatrixHandle *matrices, bst_ulong n, GError **error)
{
  g_autoptr (RwBooster) booster = g_new0 (RwBooster, 1);

  if (XGBoosterCreate (matrices, n, &booster->handle) != 0 ||
      XGBoosterSetParam (booster->handle, "verbosity", "0") != 0)
    {
      rw_booster_fail (error);
      return NULL;
    }
  return g_steal_pointer (&booster);
}

gboolean
rw_booster_warm_up (RwBooster *booster, GError **error)
{
  bst_ulong n_features = 0;

  if (XGBoosterSetParam (booster->handle, "nthread", "1") != 0 ||
      XGBoosterGetNumFeature (booster->handle, &n_features) != 0)
    return rw_booster_fail (error);
  g_autofree float *row = g_new0 (float, n_features);
  float probability = 0;
  RwMatrix matrix = { .values = row, .n_rows = 1, .n_features = (guint) n_features };
  return rw_booster_predict (booster, &matrix, &probability, error);
}

RwBooster *
rw_booster_load (const void *bytes, gsize length, double base_score, GError **error)
{
  g_autoptr (RwBooster) booster = rw_booster_new (NULL, 0, error);
  g_autoptr (GError) reason = NULL;

  if (booster == NULL)
    return NULL;
  if (XGBoosterLoadModelFromBuffer (booster->handle, bytes, length) != 0)
    {
      rw_error_set_xgboost (error, RW_ERROR_MODEL, _ ("XGBoost cannot read the model"));
      return NULL;
    }
  if (!check_base_score (booster, base_score, error))
    return NULL;
  if (!rw_booster_warm_up (booster, &reason))
    {
      g_set_error (error, RW_ERROR, RW_ERROR_MODEL, _ ("The model cannot be used: %s"),
                   reason->message);
      return NULL;
    }
  return g_steal_pointer (&booster);
}

gboolean
rw_booster_set_wrong_number (GError **error)
{
  g_set_error (error, RW_ERROR, RW_ERROR_LIBRARY,
               _ ("XGBoost failed: it gave another number of predictions than rows."));
  return FALSE;
}

void
rw_booster_describe_array (const float *values, guint64 n_rows, guint n_columns, char *text,
                           gsize size)
{
  g_snprintf (text, size,
              "{\"data\":[%" G_GUINTPTR_FORMAT ",true],\"shape\":[%" G_GUINT64_FORMAT ",%u],"
              "\"typestr\":\"<f4\",\"version\":3}",
              (guintptr) values, n_rows, n_columns);
}

gboolean
rw_booster_predict_rounds (RwBooster *booster, const RwMatrix *matrix, guint n_rounds,
                           float *probabilities, GError **error)
{
  char config[160];
  char values[RW_BOOSTER_ARRAY_MAX];
  const bst_ulong *shape = NULL;
  bst_ulong n_dimensions = 0;
  const float *result = NULL;

  g_snprintf (config, sizeof config,
              "{\"type\":0,\"training\":false,\"iteration_begin\":0,\"iteration_end\":%u,"
              "\"strict_shape\":false,\"cache_id\":0,\"missing\":NaN}",
              n_rounds);
  rw_booster_describe_array (matrix->values, matrix->n_rows, matrix->n_features, values,
                             sizeof values);
  if (XGBoosterPredictFromDense (booster->handle, values, config, NULL, &shape, &n_dimensions,
                                 &result) != 0)
    return rw_booster_fail (error);
  if (n_dimensions != 1 || shape[0] != matrix->n_rows)
    return rw_booster_set_wrong_number (error);
  memcpy (probabilities, result, matrix->n_rows * sizeof (float));
  return TRUE;
}

gboolean
rw_booster_predict (RwBooster *booster, const RwMatrix *matrix, float *probabilities,
                    GError **error)
{
  return rw_booster_predict_rounds (booster, matrix, 0, probabilities, error);
}

GBytes *
rw_booster_save (RwBooster *booster, const RwManifest *manifest, GError **error)
{
  static const char learner[] = "{\"learner\":";
  static const char empty[] = "{\"attributes\":{},\"feature_names\":[],\"feature_types\":[]";
  const gsize skipped = strlen (learner) + strlen (empty);
  bst_ulong length = 0;
  const char *bytes = NULL;

  if (XGBoosterSaveModelToBuffer (booster->handle, "{\"format\":\"json\"}", &length, &bytes) != 0)
    {
      rw_booster_fail (error);
      return NULL;
    }
  if (length < skipped || memcmp (bytes, learner, strlen (learner)) != 0 ||
      memcmp (bytes + strlen (learner), empty, strlen (empty)) != 0)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_LIBRARY,
                   _ ("XGBoost failed: it writes model files of an unknown kind."));
      return NULL;
    }
  g_autofree char *head = make_head (manifest);
  GString *file = g_string_new (learner);
  g_string_append (file, head);
  g_string_append_len (file, bytes + skipped, (gssize) (length - skipped));
  return g_string_free_to_bytes (file);
}

void
rw_booster_free (RwBooster *booster)
{
  if (booster->handle != NULL)
    XGBoosterFree (booster->handle);
  g_free (booster);
}
