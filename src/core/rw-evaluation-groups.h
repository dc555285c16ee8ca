/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-evaluation.h"
#include "rw-labels.h"

G_BEGIN_DECLS

/* A group is evaluated from so many customers who left, and so many who stayed. */
#define RW_GROUP_MIN_EACH 10u

/* How good probabilities are for some customers. */
typedef struct
{
  char *name; /* as RwGroup's */
  guint32 n;
  guint32 n_positive;
  RwEvaluation *evaluation; /* NULL: too few customers to tell */
} RwEvaluationGroup;

/**
 * rw_evaluation_groups_new: evaluates @probabilities (one for each of @labels' rows) for each
 * group of rw_groups_split() by the column called @by. (RwEvaluationGroup, transfer full) Errors:
 * RW_ERROR_LABEL when there is no such column, and those of rw_groups_split().
 */
GPtrArray *rw_evaluation_groups_new (RwTable *table, const char *by, const RwLabels *labels,
                                     const float *probabilities, double threshold, guint64 seed,
                                     GCancellable *cancellable, GError **error);

G_END_DECLS
