/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-metrics.h"
#include "rw-role.h"
#include "rw-training-set.h"

G_BEGIN_DECLS

/* What a model must beat to be worth anything. */
typedef enum
{
  RW_RIVAL_ALWAYS_STAYS, /* everybody gets the share that left */
  RW_RIVAL_ONE_COLUMN,   /* the share that left where the best single column says the same */
  RW_RIVAL_LOGISTIC,     /* logistic regression on the same features */
  RW_N_RIVALS
} RwRivalId;

typedef struct
{
  RwRivalId id;
  char *column; /* of the one-column rule, or NULL */
  RwMetrics metrics;
} RwRival;

/* "always_stays"…: for JSON; and in the reader's language, with the column (transfer full). */
const char *rw_rival_get_id (RwRivalId id);
char *rw_rival_make_title (const RwRival *rival);

/**
 * rw_rivals_measure: what each rival makes of rows that it has not seen: of those in folds 0 …
 * @n_folds - 1 of @folds, learned each time from the others. Columns are those of @table;
 * of @roles the used ones are tried. RwRival, RW_N_RIVALS of them, transfer full. Errors:
 * RW_ERROR_LIBRARY, cancelled.
 */
GPtrArray *rw_rivals_measure (const RwTrainingSet *set, RwTable *table, const RwLabels *labels,
                              const GPtrArray *roles, const guint8 *folds, guint n_folds,
                              GCancellable *cancellable, GError **error);

/* { "auc": …, "log_loss": …, … } */
json_t *rw_rival_to_json (const RwRival *rival);

G_END_DECLS
