/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-learning-curve.h"
#include "rw-progress.h"
#include "rw-shape.h"
#include "rw-training-set.h"

G_BEGIN_DECLS

/* How often a tree is added at most, and after how many rounds without a better mean log loss it is
 * left at that. */
#define RW_VALIDATION_MAX_ROUNDS 1000u
#define RW_VALIDATION_PATIENCE   50u

/* The ways a training set is split, and how many folds of each are tested with. */
typedef struct
{
  const RwTrainingSet *set; /* borrowed */
  GPtrArray *folds;         /* guint8 *: for each split the fold of each row (rw-folds.h) */
  guint n_folds;
} RwSplits;

/**
 * RwValidation: a shape tried on all folds of all splits: for each a model of the other rows.
 */
typedef struct
{
  const RwShape *shape;
  guint n_rounds;      /* after which the mean log loss over the folds is lowest */
  double log_loss;     /* there */
  GPtrArray *boosters; /* RwBooster: split × n_folds + fold; maybe of more rounds */
} RwValidation;

/**
 * rw_validation_run: all folds beside one another; the result does not depend on the threads.
 * @curve: gets the log losses, or NULL. @finish: when it is cancelled, what was learned by then is
 * the result (20 rounds at least), or NULL. Counts RW_VALIDATION_MAX_ROUNDS for each fold in
 * @progress.
 * Errors: RW_ERROR_LIBRARY, cancelled.
 */
RwValidation *rw_validation_run (const RwSplits *splits, const RwShape *shape, guint64 seed,
                                 RwLearningCurve *curve, GCancellable *finish, RwProgress *progress,
                                 GCancellable *cancellable, GError **error);
void rw_validation_free (RwValidation *validation);

/* The probability of each row that is in a fold of @split by the model that has not seen it, after
 * n_rounds; other rows of @probabilities are left. */
gboolean rw_validation_foretell (const RwValidation *validation, const RwSplits *splits,
                                 guint split, float *probabilities, GCancellable *cancellable,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwValidation, rw_validation_free)

G_END_DECLS
