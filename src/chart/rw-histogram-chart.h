/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-axis.h"
#include "rw-chart-style.h"
#include "rw-histogram.h"

G_BEGIN_DECLS

#define RW_HISTOGRAM_NO_BIN G_MAXUINT

/* What to draw: churn probabilities over [0, 1]. Everything is borrowed. */
typedef struct
{
  const RwHistogram *histogram;
  double threshold; /* 0 … 1 */
  gboolean has_range;
  double range_low; /* 0 … 1: the picked range, at borders of bins */
  double range_high;
  guint hovered; /* a bin that is pointed at, or RW_HISTOGRAM_NO_BIN */
} RwHistogramChart;

/* Where things are, in px from the top left; made once for a size, asked by drawing, pointer and
 * keyboard alike. */
typedef struct
{
  double width;
  double height;
  double plot_x;
  double plot_y;
  double plot_width;
  double plot_height;
  RwAxis axis;
} RwHistogramLayout;

/* @context says how texts are set: font and size. Where there is no room for labels, the plot is
 * all there is. */
void rw_histogram_layout_compute (RwHistogramLayout *layout, const RwHistogramChart *chart,
                                  PangoContext *context, double width, double height);

/* Probability ↔ px; px left or right of the plot give 0 and 1. */
double rw_histogram_layout_get_x (const RwHistogramLayout *layout, double probability);
double rw_histogram_layout_get_probability (const RwHistogramLayout *layout, double x);

/* A bin's column over the whole height of the plot, in whole px; columns leave no gaps, bars do. */
void rw_histogram_layout_get_column (const RwHistogramLayout *layout, guint n_bins, guint bin,
                                     double *x, double *width);

/* Height of a bar of @count customers in whole px; at least 1 for a bin that is not empty. */
double rw_histogram_layout_get_bar_height (const RwHistogramLayout *layout, guint64 count);

/* Draws grid, bars, range, mean, threshold with a handle on top, axis labels. */
void rw_histogram_chart_draw (const RwHistogramChart *chart, const RwHistogramLayout *layout,
                              const RwChartStyle *style, PangoContext *context, cairo_t *cairo);

G_END_DECLS
