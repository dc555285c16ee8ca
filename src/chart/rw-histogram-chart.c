/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-chart.h"

#include "rw-chart-label.h"

#include <math.h>

/* The lowest band above the plot for the threshold's handle and the mean's label. */
#define BAND_HEIGHT 16

/* Px kept free at the borders: letters may reach a little out of their boxes. */
#define EDGE 2

#define MAX_TICKS 5

/* Lines of text from one count to the next, at least. */
#define TICK_LINES 1.5

static guint64
find_largest (const RwHistogram *histogram)
{
  guint64 largest = 0;

  for (guint i = 0; i < histogram->n_bins; i++)
    largest = MAX (largest, histogram->counts[i]);
  return largest;
}

static double
measure_counts (const RwAxis *axis, PangoContext *context)
{
  double widest = 0;

  for (guint i = 0; i < axis->n_ticks; i++)
    {
      guint64 count = rw_axis_get_tick (axis, i);
      g_autoptr (PangoLayout) label = rw_chart_label_new_count (context, count);
      widest = MAX (widest, rw_chart_label_get_width (label));
    }
  return widest;
}

static void
set_plot (RwHistogramLayout *layout, double x, double y, double width, double height)
{
  layout->plot_x = x;
  layout->plot_y = y;
  layout->plot_width = MAX (floor (width), 1);
  layout->plot_height = MAX (floor (height), 1);
}

void
rw_histogram_layout_compute (RwHistogramLayout *layout, const RwHistogramChart *chart,
                             PangoContext *context, double width, double height)
{
  g_autoptr (PangoLayout) percent = rw_chart_label_new_percent (context, 100);
  double line = rw_chart_label_get_height (percent);
  double end = ceil (rw_chart_label_get_width (percent) / 2) + EDGE;
  double top = MAX (BAND_HEIGHT, line + 2);
  /* Below the plot: the lower half of the count 0, then the labels of the x axis. */
  double plot_height = height - top - ceil (1.5 * line);
  double max_ticks = CLAMP (plot_height / (TICK_LINES * line) + 1, 2, MAX_TICKS);

  layout->width = width;
  layout->height = height;
  layout->axis = rw_axis_new_counts (find_largest (chart->histogram), (guint) max_ticks);
  double counts_width = measure_counts (&layout->axis, context);
  double start = MAX (EDGE + counts_width + RW_CHART_LABEL_GAP, end);
  double plot_width = width - start - end;
  if (plot_width >= 4 * end && plot_height >= TICK_LINES * line)
    set_plot (layout, start, top, plot_width, plot_height);
  else
    set_plot (layout, 0, 0, width, height);
}

double
rw_histogram_layout_get_x (const RwHistogramLayout *layout, double probability)
{
  return layout->plot_x + probability * layout->plot_width;
}

double
rw_histogram_layout_get_probability (const RwHistogramLayout *layout, double x)
{
  return CLAMP ((x - layout->plot_x) / layout->plot_width, 0, 1);
}

void
rw_histogram_layout_get_column (const RwHistogramLayout *layout, guint n_bins, guint bin, double *x,
                                double *width)
{
  *x = round (rw_histogram_layout_get_x (layout, (double) bin / n_bins));
  *width = round (rw_histogram_layout_get_x (layout, (bin + 1.0) / n_bins)) - *x;
}

double
rw_histogram_layout_get_bar_height (const RwHistogramLayout *layout, guint64 count)
{
  double share = (double) count / (double) rw_axis_get_top (&layout->axis);

  return count > 0 ? MAX (round (share * layout->plot_height), 1) : 0;
}
