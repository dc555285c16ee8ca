/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-encoder.h"
#include "rw-labels.h"
#include "rw-trainer.h"

G_BEGIN_DECLS

/**
 * RwTrainingSet: the labelled rows of a table as features, and the manifest that says how, and
 * what the inputs' values were in them.
 */
typedef struct
{
  RwManifest *manifest;
  GPtrArray *dropped;  /* RwDroppedColumn */
  float *features;     /* rows × features */
  const float *labels; /* borrowed from the RwLabels */
  guint32 n_rows;
  guint n_features;
} RwTrainingSet;

/* Reads every column but the label, constant ones, and texts (ids, names). Errors: RW_ERROR_LABEL.
 */
RwTrainingSet *rw_training_set_new (RwTable *table, const RwLabels *labels, const char *title,
                                    GError **error);
void rw_training_set_free (RwTrainingSet *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTrainingSet, rw_training_set_free)

G_END_DECLS
