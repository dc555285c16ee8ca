/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-budget.h"
#include "rw-evaluation.h"
#include "rw-newest.h"
#include "rw-rivals.h"
#include "rw-search.h"

G_BEGIN_DECLS

/**
 * RwTraining: a trained model, and how good it is on rows that it was not trained on: each of them
 * foretold by a model of the others (cross-validation), or, of large files, a part of them by a
 * model of the rest.
 */
typedef struct
{
  GBytes *model;           /* the file */
  GPtrArray *roles;        /* RwRole, of all columns */
  guint32 n_rows;          /* with a label */
  guint32 n_positive;      /* that left */
  guint n_features;        /* that the used columns make */
  guint32 n_repeated;      /* rows whose features another one before them has */
  gboolean twins_together; /* these stayed in one fold */
  RwBudget budget;
  guint64 seed;
  guint n_folds;           /* that were tested with: 1: a part was held out */
  guint n_repeats;         /* of the cross-validation */
  gboolean finished_early; /* somebody wanted the best so far */
  RwSearch *search;        /* which shapes were tried; on a sample of a large file */
  guint n_rounds;          /* of the model */
  const RwShape *shape;
  GArray *folds;            /* RwMetrics of each fold of each repeat */
  RwEvaluation *evaluation; /* of the first repeat, all its folds together */
  double threshold;         /* with the highest F1 there */
  GPtrArray *rivals;        /* RwRival, on the same rows as the evaluation */
  RwNewest *newest;         /* or NULL: there is no date */
} RwTraining;

void rw_training_free (RwTraining *training);

/* Mean and standard deviation (n − 1; null for one fold) over the folds of each figure, to six
 * decimals: { "auc": { "mean": …, "sd": … }, … } (transfer full). */
json_t *rw_training_figures_to_json (const RwTraining *training);

/* All that a model says of how it was made, but for its file: rows, recipe, figures with their
 * spread and intervals, shapes tried, rivals, newest rows, columns, threshold (transfer full). */
json_t *rw_training_to_json (const RwTraining *training);

/* The rival with the lowest log loss if that is not above the model's own, else NULL: all are
 * beaten. */
const RwRival *rw_training_find_unbeaten (const RwTraining *training);

/* What is worth knowing of it, sentences in the reader's language (char, transfer full): little
 * data, repeated rows, figures too good to be true, rivals that it does not beat, newest customers
 * of whom it knows less. */
GPtrArray *rw_training_list_notes (const RwTraining *training);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTraining, rw_training_free)

G_END_DECLS
