/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-histogram-chart.h"
#include "rw-histogram-view.h"

G_BEGIN_DECLS

typedef enum
{
  RW_DRAG_NONE,
  RW_DRAG_CLICK, /* until the pointer went some way */
  RW_DRAG_THRESHOLD,
  RW_DRAG_RANGE
} RwHistogramDrag;

struct _RwHistogramView
{
  GtkWidget parent_instance;

  RwSession *session;
  RwHistogram *histogram; /* NULL before a file is open */
  RwHistogramLayout layout;
  RwChartStyle style;
  GPtrArray *bars; /* RwHistogramBar, borrowed from the widget tree */
  guint hovered;   /* bin or RW_HISTOGRAM_NO_BIN */
  RwHistogramDrag drag;
  guint anchor; /* the bin where a range starts */
};

/* The bin at px @x of the widget. */
guint rw_histogram_view_find_bin (RwHistogramView *self, double x);

/* Sets the session's range to the bins from @anchor to @bin, whichever comes first. */
void rw_histogram_view_pick (RwHistogramView *self, guint bin);

/* "70 to 72 %: 1,204 customers, 3.1 % of all" (transfer full). */
char *rw_histogram_view_describe_bin (RwHistogramView *self, guint bin);

void rw_histogram_view_set_hovered (RwHistogramView *self, guint bin);

void rw_histogram_view_add_pointer (RwHistogramView *self);
void rw_histogram_view_add_keys (RwHistogramView *self);

G_END_DECLS
