/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-view.h"

#include "rw-filter.h"
#include "rw-order.h"

struct _RwView
{
  RwSort sort;
  RwRows *order; /* all rows */
  RwRows *rows;  /* those to show; @order itself when nothing is filtered */
};

static void
clear (gpointer data)
{
  RwView *view = data;

  g_clear_pointer (&view->order, rw_rows_unref);
  g_clear_pointer (&view->rows, rw_rows_unref);
}

static RwRows *
make_order (RwAnalysis *analysis, RwSort sort, const RwView *last, GCancellable *cancellable,
            GError **error)
{
  if (last != NULL && rw_sort_equal (last->sort, sort))
    return rw_rows_ref (last->order);
  if (sort.column == RW_SORT_CHURN)
    return rw_order_by_scores (rw_analysis_get_scores (analysis), sort.descending, NULL,
                               cancellable, error);
  return rw_order_by_column (rw_analysis_get_table (analysis), sort.column, sort.descending, NULL,
                             cancellable, error);
}

static RwRows *
filter_rows (RwAnalysis *analysis, const RwViewRequest *request, RwRows *order,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (RwFilter) filter = rw_filter_new ();

  if (!rw_view_request_is_filtered (request))
    return rw_rows_ref (order);
  rw_filter_set_search (filter, request->search);
  rw_filter_set_problems (filter, request->only_problems);
  rw_filter_set_rows (filter, request->subset);
  if (!rw_range_is_all (request->range))
    rw_filter_set_probability (filter, request->range.low, request->range.high);
  return rw_filter_apply (filter, rw_analysis_get_table (analysis),
                          rw_analysis_get_scores (analysis), order, NULL, cancellable, error);
}

gboolean
rw_view_request_is_filtered (const RwViewRequest *request)
{
  return request->search != NULL || !rw_range_is_all (request->range) || request->only_problems ||
         request->subset != NULL;
}

RwViewRequest
rw_view_request_copy (const RwViewRequest *request)
{
  RwViewRequest copy = *request;

  copy.search = g_strdup (request->search);
  copy.subset = request->subset != NULL ? rw_rows_ref (request->subset) : NULL;
  copy.subset_title = g_strdup (request->subset_title);
  return copy;
}

void
rw_view_request_clear (RwViewRequest *request)
{
  g_clear_pointer (&request->search, g_free);
  g_clear_pointer (&request->subset, rw_rows_unref);
  g_clear_pointer (&request->subset_title, g_free);
}

RwView *
rw_view_compute (RwAnalysis *analysis, const RwViewRequest *request, const RwView *last,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (RwRows) order = make_order (analysis, request->sort, last, cancellable, error);
  g_autoptr (RwRows) rows =
      order != NULL ? filter_rows (analysis, request, order, cancellable, error) : NULL;

  if (rows == NULL)
    return NULL;
  RwView *view = g_atomic_rc_box_new0 (RwView);
  view->sort = request->sort;
  view->order = g_steal_pointer (&order);
  view->rows = g_steal_pointer (&rows);
  return view;
}

RwView *
rw_view_ref (RwView *view)
{
  return g_atomic_rc_box_acquire (view);
}

void
rw_view_unref (RwView *view)
{
  g_atomic_rc_box_release_full (view, clear);
}

const RwRows *
rw_view_get_rows (const RwView *view)
{
  return view->rows;
}

gboolean
rw_view_is_filtered (const RwView *view)
{
  return view->rows != view->order;
}

RwSort
rw_view_get_sort (const RwView *view)
{
  return view->sort;
}

gboolean
rw_range_is_all (RwRange range)
{
  return range.low == 0 && range.high >= RW_MILLION;
}

gboolean
rw_sort_equal (RwSort a, RwSort b)
{
  return a.column == b.column && !a.descending == !b.descending;
}
