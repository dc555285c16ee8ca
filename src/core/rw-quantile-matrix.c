/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-quantile-matrix.h"

#include "rw-booster-private.h"

/* Numbers that are read at once. */
#define BLOCK_SIZE (1u << 18)

typedef struct
{
  const RwRowSource *rows;
  DMatrixHandle proxy;
  guint64 n_block;
  guint64 at;
  float *features;
  float *labels;
  GError *error;
} Iterator;

static void
reset_cb (DataIterHandle handle)
{
  ((Iterator *) handle)->at = 0;
}

/* libxgboost goes on for ever when it is told of a failure here: so the rows end, and the matrix is
 * thrown away. */
static int
next_cb (DataIterHandle handle)
{
  Iterator *self = handle;
  guint64 n = MIN (self->n_block, self->rows->n_rows - self->at);
  char array[RW_BOOSTER_ARRAY_MAX];

  if (n == 0 || self->error != NULL)
    return 0;
  self->rows->read (self->rows->data, self->at, n, self->features, self->labels);
  rw_booster_describe_array (self->features, n, self->rows->n_features, array, sizeof array);
  if (XGProxyDMatrixSetDataDense (self->proxy, array) != 0 ||
      XGDMatrixSetFloatInfo (self->proxy, "label", self->labels, n) != 0)
    {
      rw_booster_fail (&self->error);
      return 0;
    }
  self->at += n;
  return 1;
}

static DMatrixHandle
read_all (Iterator *iterator, guint max_bin, GError **error)
{
  char config[80];
  DMatrixHandle handle = NULL;

  g_snprintf (config, sizeof config, "{\"missing\":NaN,\"nthread\":1,\"max_bin\":%u}", max_bin);
  int code = XGQuantileDMatrixCreateFromCallback (iterator, iterator->proxy, NULL, reset_cb,
                                                  next_cb, config, &handle);
  if (iterator->error != NULL)
    g_propagate_error (error, g_steal_pointer (&iterator->error));
  else if (code != 0)
    rw_booster_fail (error);
  else
    return handle;
  if (handle != NULL)
    XGDMatrixFree (handle);
  return NULL;
}

gpointer
rw_quantile_matrix_new (const RwRowSource *rows, guint max_bin, GError **error)
{
  Iterator iterator = { .rows = rows, .n_block = MAX (BLOCK_SIZE / MAX (rows->n_features, 1), 1) };

  if (XGProxyDMatrixCreate (&iterator.proxy) != 0)
    {
      rw_booster_fail (error);
      return NULL;
    }
  iterator.features = g_new (float, iterator.n_block * rows->n_features);
  iterator.labels = g_new (float, iterator.n_block);
  DMatrixHandle handle = read_all (&iterator, max_bin, error);
  g_free (iterator.features);
  g_free (iterator.labels);
  XGDMatrixFree (iterator.proxy);
  return handle;
}
