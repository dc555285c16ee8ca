/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-mapping.h"
#include "rw-model.h"
#include "rw-table.h"
#include "rw-unit.h"

G_BEGIN_DECLS

/* Texts of one input that are listed; the others are only counted. */
#define RW_MAPPING_CHECK_MAX_TEXTS 100u

/* What became of one text of a category. */
typedef struct
{
  char *text;
  guint64 count;     /* rows */
  RwMatch match;     /* RW_MATCH_NONE: the model does not know it: missing */
  const char *level; /* the model's; NULL: missing */
} RwTextCheck;

/* What the table says of one input. */
typedef struct
{
  guint64 n_values;   /* rows that have one */
  guint64 n_fitting;  /* of them: known levels, or numbers within the range of the training data */
  gboolean is_judged; /* whether n_fitting means anything: the model knows levels or a range */
  GPtrArray *texts;   /* RwTextCheck of a category, the most frequent ones, most frequent first */
  guint64 n_texts;    /* different texts of a category in all; up to 4096 are told apart */
  RwUnit unit;        /* of a number whose factor is 1 */
} RwInputCheck;

/**
 * RwMappingCheck: what a table says of the mapping it was loaded with: whether values fit, and how
 * much of the model is covered.
 */
typedef struct
{
  GArray *inputs;    /* RwInputCheck, one for each of the model's inputs */
  guint n_found;     /* inputs that have a column */
  guint n_needed;    /* inputs without one that need it (rw_mapping_needs()) */
  double importance; /* share of the model's importance (rw_model_get_importance()) found; 0 … 1 */
} RwMappingCheck;

/* The share of the importance of @model that the inputs with a column carry; 0 … 1. */
double rw_mapping_check_sum_importance (RwModel *model, const RwMapping *mapping);

/* The values are looked at on all cores. Errors: cancelled. */
RwMappingCheck *rw_mapping_check_new (RwTable *table, RwModel *model, const RwMapping *mapping,
                                      GCancellable *cancellable, GError **error);
void rw_mapping_check_free (RwMappingCheck *check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwMappingCheck, rw_mapping_check_free)

G_END_DECLS
