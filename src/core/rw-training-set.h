/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-boosting.h"
#include "rw-encoder.h"
#include "rw-labels.h"

G_BEGIN_DECLS

/**
 * RwTrainingSet: the labelled rows of a table as features, and the manifest that says how, and
 * what the inputs' values were in them. Features are made when they are read, so that it takes
 * little memory. Immutable; any number of threads may read at once.
 */
typedef struct
{
  RwManifest *manifest;
  RwMapping *mapping;
  RwEncoder *encoder;
  const guint32 *rows; /* of the table; borrowed from the RwLabels, as are the labels */
  const float *labels;
  guint32 n_rows;
  guint n_features;
} RwTrainingSet;

/* Reads the columns that @roles (RwRole, of all columns of @table) say are used. Categories get a
 * feature for each of their up to 120 most frequent levels; when they have over 30, only those that
 * at least 10 rows and a fifth of a percent of them have. @table and @labels must outlive it.
 * Errors: RW_ERROR_LABEL when no column is used. */
RwTrainingSet *rw_training_set_new (RwTable *table, const RwLabels *labels, const GPtrArray *roles,
                                    const char *title, GError **error);
void rw_training_set_free (RwTrainingSet *set);

/* Writes the features of @members (numbers of the set's rows), row after row. */
void rw_training_set_read (const RwTrainingSet *set, const guint32 *members, guint32 n,
                           float *features);

/* For each row the first one with the same features (itself, if there is none before), for
 * rw-folds.h; @n_repeated: the rows that have one before; @n_most: the most rows that are alike.
 * (transfer full) */
guint32 *rw_training_set_find_twins (const RwTrainingSet *set, guint32 *n_repeated,
                                     guint32 *n_most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTrainingSet, rw_training_set_free)

G_END_DECLS
