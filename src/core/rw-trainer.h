/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-labels.h"
#include "rw-training.h"

G_BEGIN_DECLS

/* Fewer rows, or customers of either kind, than these teach nothing. */
#define RW_TRAINER_MIN_ROWS     100u
#define RW_TRAINER_MIN_OF_EACH  20u
#define RW_TRAINER_DEFAULT_SEED 42u

/* All zero is a good choice. */
typedef struct
{
  const char *title;          /* NULL: the name of the file */
  json_t *aliases;            /* other names for the model to carry (rw-aliases.h), or NULL */
  const char *const *ignored; /* columns as for rw_roles_find(), or NULL */
  const char *const *kept;
  RwBudget budget;
  guint64 seed;           /* 0: RW_TRAINER_DEFAULT_SEED */
  RwLearningCurve *curve; /* filled meanwhile, or NULL */
  GCancellable *finish;   /* cancelled to have the best model so far, or NULL */
} RwTrainerOptions;

/**
 * rw_trainer_train: finds what to learn from (rw-roles.h), which shape of trees suits it
 * (rw-search.h) in stratified cross-validation of five folds (three when under 50 customers are of
 * the rarer kind), and trains that on all labelled rows. Where over a twentieth of the rows repeat
 * another one, and few each the same one, these stay in one fold. Of over 50,000 rows the shape is
 * chosen on 20,000; its rounds and figures come from up to 100,000 that are held out. The model
 * carries what its inputs' values were and how it was made, and requires those inputs of a file
 * that have a twentieth of its importance. The same file and options give the same bytes, whatever
 * the number of threads.
 *
 * @table: loaded with RW_HINT_TEXTS for the label. Errors: RW_ERROR_LABEL when there are too few
 * rows or no usable column, and those of rw_roles_find(); those of rw_aliases_apply();
 * RW_ERROR_LIBRARY; cancelled.
 */
RwTraining *rw_trainer_train (RwTable *table, const RwLabels *labels,
                              const RwTrainerOptions *options, RwProgress *progress,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
