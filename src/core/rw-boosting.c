/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-boosting.h"

#include "rw-booster-private.h"
#include "rw-quantile-matrix.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

struct _RwBoosting
{
  DMatrixHandle rows;
  DMatrixHandle test; /* or NULL */
  guint64 n_test;
  RwBooster *booster;
  int n_rounds;
};

static DMatrixHandle
matrix_new (const RwMatrix *matrix, GError **error)
{
  DMatrixHandle handle = NULL;

  if (XGDMatrixCreateFromMat (matrix->values, matrix->n_rows, matrix->n_features, NAN, &handle) !=
      0)
    {
      rw_booster_fail (error);
      return NULL;
    }
  if (XGDMatrixSetFloatInfo (handle, "label", matrix->labels, matrix->n_rows) != 0)
    {
      rw_booster_fail (error);
      XGDMatrixFree (handle);
      return NULL;
    }
  return handle;
}

static gboolean
set_parameters (RwBooster *booster, const RwBoosterParameter *parameters, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (XGBoosterSetParam (booster->handle, parameters[i].name, parameters[i].value) != 0)
      return rw_booster_fail (error);
  return TRUE;
}

/* Takes @rows over. */
static RwBoosting *
boosting_new (DMatrixHandle rows, const RwMatrix *test, const RwBoosterParameter *parameters,
              guint n, GError **error)
{
  g_autoptr (RwBoosting) self = g_new0 (RwBoosting, 1);

  self->rows = rows;
  if (rows == NULL)
    return NULL;
  if (test != NULL)
    {
      self->n_test = test->n_rows;
      self->test = matrix_new (test, error);
      if (self->test == NULL)
        return NULL;
    }
  DMatrixHandle known[] = { self->rows, self->test };
  self->booster = rw_booster_new (known, test != NULL ? 2 : 1, error);
  if (self->booster == NULL || !set_parameters (self->booster, parameters, n, error))
    return NULL;
  return g_steal_pointer (&self);
}

static guint
find_max_bin (const RwBoosterParameter *parameters, guint n)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (parameters[i].name, "max_bin") == 0)
      return (guint) g_ascii_strtoull (parameters[i].value, NULL, 10);
  g_return_val_if_reached (256);
}

RwBoosting *
rw_boosting_new (const RwRowSource *rows, const RwMatrix *test,
                 const RwBoosterParameter *parameters, guint n, GError **error)
{
  return boosting_new (rw_quantile_matrix_new (rows, find_max_bin (parameters, n), error), test,
                       parameters, n, error);
}

RwBoosting *
rw_boosting_new_dense (const RwMatrix *rows, const RwMatrix *test,
                       const RwBoosterParameter *parameters, guint n, GError **error)
{
  return boosting_new (matrix_new (rows, error), test, parameters, n, error);
}

gboolean
rw_boosting_step (RwBoosting *self, GError **error)
{
  if (XGBoosterUpdateOneIter (self->booster->handle, self->n_rounds, self->rows) != 0)
    return rw_booster_fail (error);
  self->n_rounds++;
  return TRUE;
}

gboolean
rw_boosting_advance (RwBoosting *self, guint n_rounds, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < n_rounds; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !rw_boosting_step (self, error))
      return FALSE;
  return TRUE;
}

const float *
rw_boosting_predict (RwBoosting *self, GError **error)
{
  static const char config[] = "{\"type\":0,\"training\":false,\"iteration_begin\":0,"
                               "\"iteration_end\":0,\"strict_shape\":false}";
  const bst_ulong *shape = NULL;
  bst_ulong n_dimensions = 0;
  const float *result = NULL;

  if (XGBoosterPredictFromDMatrix (self->booster->handle, self->test, config, &shape, &n_dimensions,
                                   &result) != 0)
    {
      rw_booster_fail (error);
      return NULL;
    }
  if (n_dimensions != 1 || shape[0] != self->n_test)
    {
      rw_booster_set_wrong_number (error);
      return NULL;
    }
  return result;
}

RwBooster *
rw_boosting_end (RwBoosting *self, GError **error)
{
  g_autoptr (RwBoosting) owned = self;
  g_autoptr (RwBooster) booster = g_steal_pointer (&self->booster);

  return rw_booster_warm_up (booster, error) ? g_steal_pointer (&booster) : NULL;
}

void
rw_boosting_free (RwBoosting *self)
{
  g_clear_pointer (&self->booster, rw_booster_free);
  if (self->test != NULL)
    XGDMatrixFree (self->test);
  if (self->rows != NULL)
    XGDMatrixFree (self->rows);
  g_free (self);
}
