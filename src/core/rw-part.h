/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-training-set.h"

G_BEGIN_DECLS

/**
 * RwPart: some rows of a training set: those of a fold, or those that are learned from when the
 * fold is tested with.
 */
typedef struct
{
  const RwTrainingSet *set; /* borrowed */
  guint32 *members;         /* numbers of the set's rows, ascending */
  guint32 n_rows;
  float *features; /* of the rows, once rw_part_read() was called */
  float *labels;
} RwPart;

/* @folds: the fold of each of the set's rows (rw-folds.h). */
RwPart *rw_part_new_fold (const RwTrainingSet *set, const guint8 *folds, guint fold);
RwPart *rw_part_new_others (const RwTrainingSet *set, const guint8 *folds, guint fold);
RwPart *rw_part_new_all (const RwTrainingSet *set);
/* Those of the first @n_folds folds together: the rows that are tested with. */
RwPart *rw_part_new_tested (const RwTrainingSet *set, const guint8 *folds, guint n_folds);
void rw_part_free (RwPart *part);

/* The rows to be read block after block; valid as long as @part. */
RwRowSource rw_part_get_source (RwPart *part);

/* All of them in memory, which @part keeps. */
RwMatrix rw_part_read (RwPart *part);

/* Of values of all of the set's rows those of @part (transfer full), and the other way. */
float *rw_part_pick (const RwPart *part, const float *values);
void rw_part_put (const RwPart *part, const float *picked, float *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwPart, rw_part_free)

G_END_DECLS
