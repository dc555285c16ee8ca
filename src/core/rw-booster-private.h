/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-booster.h"

#include <xgboost/c_api.h>

struct _RwBooster
{
  BoosterHandle handle;
};

/* Fails with what libxgboost said last: RW_ERROR_LIBRARY. */
gboolean rw_booster_fail (GError **error);

gboolean rw_booster_set_wrong_number (GError **error);

RwBooster *rw_booster_new (DMatrixHandle *matrices, bst_ulong n, GError **error);

/* Predicts one row ahead, so that what libxgboost sets up lazily is there before threads share it.
 */
gboolean rw_booster_warm_up (RwBooster *booster, GError **error);

/* "{…}": @n_rows rows of @n_columns floats as libxgboost's interface of arrays. */
void rw_booster_describe_array (const float *values, guint64 n_rows, guint n_columns, char *text,
                                gsize size);
#define RW_BOOSTER_ARRAY_MAX 160
