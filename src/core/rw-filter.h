/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-rows.h"
#include "rw-scores.h"

G_BEGIN_DECLS

/**
 * RwFilter: which rows to show: those that meet every condition set. Build it, then only read it;
 * any number of threads may apply it at once.
 */
typedef struct _RwFilter RwFilter;

RwFilter *rw_filter_new (void);
void rw_filter_free (RwFilter *filter);

/* Some cell contains @text, upper and lower case alike. NULL or "": any row. */
void rw_filter_set_search (RwFilter *filter, const char *text);

/* @low ≤ churn probability in millionths < @high; a @high of 1000000 takes it in. */
void rw_filter_set_probability (RwFilter *filter, guint32 low, guint32 high);

/* Something is wrong with the row: the table's problems have it. */
void rw_filter_set_problems (RwFilter *filter, gboolean only_problems);

/* The row is one of these; NULL: any row. */
void rw_filter_set_rows (RwFilter *filter, RwRows *rows);

/* @low ≤ number ≤ @high in a column of numbers; missing ones do not meet it. */
void rw_filter_add_numbers (RwFilter *filter, guint column, double low, double high);

/* The value of a category or text column is one of @values; "" stands for missing. */
void rw_filter_add_values (RwFilter *filter, guint column, const char *const *values);

/* The rows of @order that meet all conditions, in that order; @scores may be NULL when there is no
 * condition on them. Blocking; cancelled is the only error. */
RwRows *rw_filter_apply (const RwFilter *filter, RwTable *table, RwScores *scores,
                         const RwRows *order, RwProgress *progress, GCancellable *cancellable,
                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwFilter, rw_filter_free)

G_END_DECLS
