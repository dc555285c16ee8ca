/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-labels.h"
#include "rw-metrics.h"
#include "rw-progress.h"

#include <jansson.h>

G_BEGIN_DECLS

#define RW_TRAINER_N_FOLDS   5u
#define RW_TRAINER_N_REPEATS 5u

/* Fewer rows or leavers than these teach nothing. */
#define RW_TRAINER_MIN_ROWS      100u
#define RW_TRAINER_MIN_POSITIVES 20u

/* A column that the model does not read, and why. */
typedef struct
{
  char *name;
  const char *reason; /* in English, for gettext() */
} RwDroppedColumn;

/* A trained model, and how good it is on rows it was not trained on. */
typedef struct
{
  GBytes *model;      /* the file */
  GPtrArray *dropped; /* RwDroppedColumn */
  guint32 n_rows;
  guint32 n_positive;
  GArray *folds; /* RwMetrics of each fold of each repeat */
} RwTraining;

/**
 * rw_trainer_train: trains on all labelled rows, after a 5 × 5-fold stratified cross-validation of
 * the same recipe: 100 boosted stumps (depth 1, eta 0.3) on one-hot features, no class weights, no
 * scaling, base score 0.5. The model carries what its inputs' values were, and requires those
 * inputs of a file that have a twentieth of its importance. The same table gives the same bytes,
 * whatever the number of threads.
 * @table: loaded with RW_HINT_TEXTS for the label. @aliases: other names for the model to carry, or
 * NULL. Errors: RW_ERROR_LABEL when there are too few rows or leavers or no usable column; those of
 * rw_aliases_apply(); RW_ERROR_LIBRARY.
 */
RwTraining *rw_trainer_train (RwTable *table, const RwLabels *labels, const char *title,
                              json_t *aliases, RwProgress *progress, GCancellable *cancellable,
                              GError **error);
void rw_training_free (RwTraining *training);

/* Mean and standard deviation (n − 1) over the folds of each figure, to six decimals:
 * { "auc": { "mean": …, "sd": … }, … } (transfer full). */
json_t *rw_training_figures_to_json (const RwTraining *training);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTraining, rw_training_free)

G_END_DECLS
