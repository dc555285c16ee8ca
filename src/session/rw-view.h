/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-analysis.h"

G_BEGIN_DECLS

/* A sort column that is none of the file's: by churn probability. */
#define RW_SORT_CHURN G_MAXUINT

typedef struct
{
  guint column; /* of the table, or RW_SORT_CHURN */
  gboolean descending;
} RwSort;

/* Churn probabilities in millionths from @low to below @high; a @high of RW_MILLION takes it in. */
typedef struct
{
  guint32 low;
  guint32 high;
} RwRange;

#define RW_RANGE_ALL ((RwRange){ 0, RW_MILLION })

/* What the table shall show. */
typedef struct
{
  RwSort sort;
  RwRange range;
  char *search;           /* NULL: everything */
  gboolean only_problems; /* only rows with problems */
  RwRows *subset;         /* only these rows of the table, in any order; NULL: all */
  char *subset_title;     /* what they are, in the reader's language; NULL without */
} RwViewRequest;

/* The highest risk first, and nothing filtered. */
#define RW_VIEW_REQUEST_ALL                                                                        \
  ((RwViewRequest){ .sort = { RW_SORT_CHURN, TRUE }, .range = { 0, RW_MILLION } })

gboolean rw_view_request_is_filtered (const RwViewRequest *request);

/* What it points to is copied, or let go of. */
RwViewRequest rw_view_request_copy (const RwViewRequest *request);
void rw_view_request_clear (RwViewRequest *request);

/**
 * RwView: the rows that a request leaves of an analysis, in its order. Immutable, reference
 * counted, thread-safe.
 */
typedef struct _RwView RwView;

/* @last: a view of the same analysis whose order is taken where it fits, or NULL. Blocking;
 * cancelled is the only error. */
RwView *rw_view_compute (RwAnalysis *analysis, const RwViewRequest *request, const RwView *last,
                         GCancellable *cancellable, GError **error);

RwView *rw_view_ref (RwView *view);
void rw_view_unref (RwView *view);

/* The rows to show; and whether that is less than all. */
const RwRows *rw_view_get_rows (const RwView *view);
gboolean rw_view_is_filtered (const RwView *view);
RwSort rw_view_get_sort (const RwView *view);

gboolean rw_range_is_all (RwRange range);
gboolean rw_sort_equal (RwSort a, RwSort b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwView, rw_view_unref)

G_END_DECLS
