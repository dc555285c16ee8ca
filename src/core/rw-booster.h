/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rw-manifest.h"

G_BEGIN_DECLS

/**
 * RwBooster: a libxgboost booster. Only this and rw-boosting call libxgboost. Once made it is never
 * changed, so any number of threads may predict with it at once; each call uses its own thread
 * only.
 */
typedef struct _RwBooster RwBooster;

/* Rows × features, row after row, NaN where missing; @labels are 0 or 1. */
typedef struct
{
  const float *values;
  const float *labels;
  guint64 n_rows;
  guint n_features;
} RwMatrix;

/* Only for bytes that passed rw_model_check(). Errors: RW_ERROR_MODEL. */
RwBooster *rw_booster_load (const void *bytes, gsize length, double base_score, GError **error);

/* Writes the probability of each row of @matrix. Errors: RW_ERROR_LIBRARY. */
gboolean rw_booster_predict (RwBooster *booster, const RwMatrix *matrix, float *probabilities,
                             GError **error);

/* The same by the first @n_rounds rounds only; 0: by all. */
gboolean rw_booster_predict_rounds (RwBooster *booster, const RwMatrix *matrix, guint n_rounds,
                                    float *probabilities, GError **error);

/* The model file as JSON, with the features' names and the manifest in it. Call it on a booster of
 * one's own only, before it is shared. Errors: RW_ERROR_LIBRARY. */
GBytes *rw_booster_save (RwBooster *booster, const RwManifest *manifest, GError **error);

void rw_booster_free (RwBooster *booster);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwBooster, rw_booster_free)

G_END_DECLS
