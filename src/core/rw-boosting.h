/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-booster.h"

G_BEGIN_DECLS

/* A name and value of libxgboost's parameters, both text. */
typedef struct
{
  const char *name;
  const char *value;
} RwBoosterParameter;

/* Rows that are read block after block, several times, so that they need not be in memory. */
typedef struct
{
  guint64 n_rows;
  guint n_features;
  gpointer data;
  /* Writes rows @first … @first + @n - 1: @n × features floats, NaN where missing, and labels. */
  void (*read) (gpointer data, guint64 first, guint64 n, float *features, float *labels);
} RwRowSource;

/**
 * RwBoosting: a model that is being trained, round after round, and what it foretells of rows that
 * it does not learn from. The result depends on rows and parameters only. For one thread.
 */
typedef struct _RwBoosting RwBoosting;

/* Trees ("tree_method" is "hist") of @rows, of which a byte or two for each number is kept. @test:
 * rows to foretell, not needed later, or NULL. @parameters: @n of them, "max_bin" among them.
 * Errors: RW_ERROR_LIBRARY. */
RwBoosting *rw_boosting_new (const RwRowSource *rows, const RwMatrix *test,
                             const RwBoosterParameter *parameters, guint n, GError **error);

/* Any kind of model, of rows in memory. */
RwBoosting *rw_boosting_new_dense (const RwMatrix *rows, const RwMatrix *test,
                                   const RwBoosterParameter *parameters, guint n, GError **error);

/* One more round, or @n_rounds more. Errors: RW_ERROR_LIBRARY, cancelled. */
gboolean rw_boosting_step (RwBoosting *self, GError **error);
gboolean rw_boosting_advance (RwBoosting *self, guint n_rounds, GCancellable *cancellable,
                              GError **error);

/* The probability of each row of the test after the rounds so far; valid until the next call of any
 * function on this thread that predicts. */
const float *rw_boosting_predict (RwBoosting *self, GError **error);

/* What has been learned. Frees @self, whatever comes of it. */
RwBooster *rw_boosting_end (RwBoosting *self, GError **error);

void rw_boosting_free (RwBoosting *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwBoosting, rw_boosting_free)

G_END_DECLS
