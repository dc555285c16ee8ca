/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-grouping.h"

G_BEGIN_DECLS

/**
 * rw_column_auc: how well @column alone tells rows with label 1 from those with 0, as an AUC of at
 * least about a half: the best of its numbers in their order, either way, with the missing ones at
 * either end, and of the rates of its groups counted in other folds. @grouping: of @column in
 * @rows (guint32); @labels: of each of them.
 */
double rw_column_auc (const RwColumn *column, const RwGrouping *grouping, const GArray *rows,
                      const float *labels);

G_END_DECLS
