/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-booster.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <xgboost/c_api.h>

struct _RwBooster
{
  BoosterHandle handle;
};

static gboolean
fail (GError **error)
{
  return rw_error_set_xgboost (error, RW_ERROR_LIBRARY, _ ("XGBoost failed"));
}

static RwBooster *
booster_new (DMatrixHandle *matrices, bst_ulong n, GError **error)
{
  g_autoptr (RwBooster) booster = g_new0 (RwBooster, 1);

  if (XGBoosterCreate (matrices, n, &booster->handle) != 0 ||
      XGBoosterSetParam (booster->handle, "verbosity", "0") != 0)
    {
      fail (error);
      return NULL;
    }
  return g_steal_pointer (&booster);
}

/* libxgboost keeps its default when it cannot read a file's base_score: every prediction would be
 * wrong without a word. */
static gboolean
check_base_score (RwBooster *booster, double wanted, GError **error)
{
  bst_ulong length = 0;
  const char *text = NULL;

  if (XGBoosterSaveJsonConfig (booster->handle, &length, &text) != 0)
    return fail (error);
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

/* One row ahead, so that what libxgboost sets up lazily is there before threads share it. */
static gboolean
warm_up (RwBooster *booster, GError **error)
{
  bst_ulong n_features = 0;

  if (XGBoosterSetParam (booster->handle, "nthread", "1") != 0 ||
      XGBoosterGetNumFeature (booster->handle, &n_features) != 0)
    return fail (error);
  g_autofree float *row = g_new0 (float, n_features);
  float probability = 0;
  RwMatrix matrix = { .values = row, .n_rows = 1, .n_features = (guint) n_features };
  return rw_booster_predict (booster, &matrix, &probability, error);
}

static gboolean
set_parameters (RwBooster *booster, const RwBoosterParameter *parameters, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (XGBoosterSetParam (booster->handle, parameters[i].name, parameters[i].value) != 0)
      return fail (error);
  return TRUE;
}

static gboolean
boost (RwBooster *booster, DMatrixHandle matrix, guint n_rounds, GCancellable *cancellable,
       GError **error)
{
  for (guint i = 0; i < n_rounds; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (XGBoosterUpdateOneIter (booster->handle, (int) i, matrix) != 0)
        return fail (error);
    }
  return warm_up (booster, error);
}

static DMatrixHandle
matrix_new (const RwMatrix *matrix, GError **error)
{
  DMatrixHandle handle = NULL;

  if (XGDMatrixCreateFromMat (matrix->values, matrix->n_rows, matrix->n_features, NAN, &handle) !=
      0)
    {
      fail (error);
      return NULL;
    }
  if (XGDMatrixSetFloatInfo (handle, "label", matrix->labels, matrix->n_rows) != 0)
    {
      fail (error);
      XGDMatrixFree (handle);
      return NULL;
    }
  return handle;
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

RwBooster *
rw_booster_load (const void *bytes, gsize length, double base_score, GError **error)
{
  g_autoptr (RwBooster) booster = booster_new (NULL, 0, error);
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
  if (!warm_up (booster, &reason))
    {
      g_set_error (error, RW_ERROR, RW_ERROR_MODEL, _ ("The model cannot be used: %s"),
                   reason->message);
      return NULL;
    }
  return g_steal_pointer (&booster);
}

RwBooster *
rw_booster_train (const RwMatrix *matrix, const RwBoosterParameter *parameters, guint n_parameters,
                  guint n_rounds, GCancellable *cancellable, GError **error)
{
  DMatrixHandle handle = matrix_new (matrix, error);

  if (handle == NULL)
    return NULL;
  g_autoptr (RwBooster) booster = booster_new (&handle, 1, error);
  gboolean trained = booster != NULL && set_parameters (booster, parameters, n_parameters, error) &&
                     boost (booster, handle, n_rounds, cancellable, error);
  XGDMatrixFree (handle);
  return trained ? g_steal_pointer (&booster) : NULL;
}

gboolean
rw_booster_predict (RwBooster *booster, const RwMatrix *matrix, float *probabilities,
                    GError **error)
{
  static const char config[] = "{\"type\":0,\"training\":false,\"iteration_begin\":0,"
                               "\"iteration_end\":0,\"strict_shape\":false,\"cache_id\":0,"
                               "\"missing\":NaN}";
  char values[160];
  const bst_ulong *shape = NULL;
  bst_ulong n_dimensions = 0;
  const float *result = NULL;

  g_snprintf (values, sizeof values,
              "{\"data\":[%" G_GUINTPTR_FORMAT ",true],\"shape\":[%" G_GUINT64_FORMAT ",%u],"
              "\"typestr\":\"<f4\",\"version\":3}",
              (guintptr) matrix->values, matrix->n_rows, matrix->n_features);
  if (XGBoosterPredictFromDense (booster->handle, values, config, NULL, &shape, &n_dimensions,
                                 &result) != 0)
    return fail (error);
  if (n_dimensions != 1 || shape[0] != matrix->n_rows)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_LIBRARY,
                   _ ("XGBoost failed: it gave another number of predictions than rows."));
      return FALSE;
    }
  memcpy (probabilities, result, matrix->n_rows * sizeof (float));
  return TRUE;
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
      fail (error);
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
