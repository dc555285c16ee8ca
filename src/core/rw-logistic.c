/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-logistic.h"

#include "rw-boosting.h"

#include <math.h>
#include <string.h>

#define N_ROUNDS 100u

static const RwBoosterParameter parameters[] = {
  { "objective", "binary:logistic" },
  { "booster", "gblinear" },
  { "updater", "coord_descent" },
  { "feature_selector", "cyclic" },
  { "eta", "1" },
  { "lambda", "0.0001" },
  { "base_score", "0.5" },
  { "seed", "1" },
  { "nthread", "1" },
};

typedef struct
{
  double n;
  double mean;
  double squares; /* Σ (x − mean)² */
} Moments;

/* One value after the other (B. P. Welford, "Note on a method for calculating corrected sums of
 * squares and products", 1962). */
static Moments *
measure (const RwMatrix *rows)
{
  Moments *moments = g_new0 (Moments, rows->n_features);

  for (guint64 i = 0; i < rows->n_rows; i++)
    for (guint k = 0; k < rows->n_features; k++)
      {
        double x = (double) rows->values[i * rows->n_features + k];
        Moments *m = &moments[k];
        if (isnan (x))
          continue;
        m->n++;
        double away = x - m->mean;
        m->mean += away / m->n;
        m->squares += away * (x - m->mean);
      }
  return moments;
}

static void
scale (float *values, const RwMatrix *matrix, const Moments *moments)
{
  for (guint64 i = 0; i < matrix->n_rows; i++)
    for (guint k = 0; k < matrix->n_features; k++)
      {
        double deviation = moments[k].n > 0 ? sqrt (moments[k].squares / moments[k].n) : 0;
        float *value = &values[i * matrix->n_features + k];
        *value = deviation > 0 ? (float) (((double) *value - moments[k].mean) / deviation) : 0;
      }
}

gboolean
rw_logistic_foretell (RwMatrix *rows, RwMatrix *test, float *probabilities,
                      GCancellable *cancellable, GError **error)
{
  g_autofree Moments *moments = measure (rows);

  scale ((float *) rows->values, rows, moments);
  scale ((float *) test->values, test, moments);
  g_autoptr (RwBoosting) boosting =
      rw_boosting_new_dense (rows, test, parameters, G_N_ELEMENTS (parameters), error);
  if (boosting == NULL || !rw_boosting_advance (boosting, N_ROUNDS, cancellable, error))
    return FALSE;
  const float *found = rw_boosting_predict (boosting, error);
  if (found == NULL)
    return FALSE;
  memcpy (probabilities, found, test->n_rows * sizeof (float));
  return TRUE;
}
