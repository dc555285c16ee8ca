/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-metrics.h"
#include "rw-role.h"
#include "rw-validation.h"

G_BEGIN_DECLS

/* How a model of the older customers does on the newest fifth, by a column of dates. */
typedef struct
{
  char *column;
  RwMetrics metrics;
} RwNewest;

/**
 * rw_newest_measure: trains @shape for @n_rounds on the oldest four fifths of the rows by the date
 * column of @roles that has most different days, and foretells the newest fifth; rows without a
 * date are left out, and of more than 50,000 rows only so many are taken. FALSE only on failure;
 * @newest is NULL when there is no date, or either part has under 20 of a label.
 */
gboolean rw_newest_measure (const RwTrainingSet *set, RwTable *table, const GPtrArray *roles,
                            const RwShape *shape, guint n_rounds, guint64 seed, RwNewest **newest,
                            GCancellable *cancellable, GError **error);
void rw_newest_free (RwNewest *newest);

/* The folds that it uses: 0 for the newest fifth of the dated rows, 1 for the others, RW_FOLD_NONE
 * without a date. Rows of one day are not torn apart. NULL when they all have the same one. */
guint8 *rw_newest_split (const double *dates, guint32 n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwNewest, rw_newest_free)

G_END_DECLS
