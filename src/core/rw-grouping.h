/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-column.h"

G_BEGIN_DECLS

/* Numbers are cut into at most so many parts of about the same size. */
#define RW_GROUPING_N_PARTS 32u

/**
 * RwGrouping: rows grouped by one column: group 0 is without a value; then come the levels of a
 * category, the parts of a number's values, or (texts) all that have one.
 */
typedef struct
{
  guint32 n_rows;
  guint n_groups;
  guint16 *groups; /* of each row */
} RwGrouping;

/* @rows: guint32. */
RwGrouping *rw_grouping_new (const RwColumn *column, const GArray *rows);
void rw_grouping_free (RwGrouping *grouping);

/**
 * rw_grouping_foretell: the share of label 1 in each row's group, counted in the other folds only,
 * so that no row speaks for itself. Two rows like all others are added to each group. @folds: of
 * each row; rows in RW_FOLD_NONE are neither counted nor written.
 */
void rw_grouping_foretell (const RwGrouping *grouping, const float *labels, const guint8 *folds,
                           guint n_folds, float *probabilities);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwGrouping, rw_grouping_free)

G_END_DECLS
