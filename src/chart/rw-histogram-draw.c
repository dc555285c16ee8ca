/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-picture.h"

#include "rw-chart-label.h"

#include <math.h>

static void
draw_count_label (const RwHistogramPicture *self, guint64 count, double y)
{
  g_autoptr (PangoLayout) label = rw_chart_label_new_count (self->context, count);
  double x = self->layout->plot_x - RW_CHART_LABEL_GAP - rw_chart_label_get_width (label);

  rw_chart_label_draw (label, &self->style->muted, x, y - rw_chart_label_get_height (label) / 2,
                       self->cairo);
}

static void
draw_counts (const RwHistogramPicture *self)
{
  const RwHistogramLayout *layout = self->layout;
  guint n_steps = layout->axis.n_ticks - 1;

  for (guint i = 0; i <= n_steps; i++)
    {
      double y = rw_histogram_picture_get_bottom (self) - round (layout->plot_height * i / n_steps);
      rw_histogram_picture_fill (self, &self->style->grid, layout->plot_x, y, layout->plot_width,
                                 self->style->line_width);
      if (rw_histogram_picture_has_margins (self))
        draw_count_label (self, rw_axis_get_tick (&layout->axis, i), y);
    }
}

/* The smallest step with room for its labels, in percent. */
static guint
find_percent_step (const RwHistogramPicture *self)
{
  static const guint steps[] = { 10, 25, 50 };
  g_autoptr (PangoLayout) widest = rw_chart_label_new_percent (self->context, 100);
  double room = rw_chart_label_get_width (widest) + 2 * RW_CHART_LABEL_GAP;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (self->layout->plot_width * steps[i] / 100 >= room)
      return steps[i];
  return 100;
}

static void
draw_percents (const RwHistogramPicture *self)
{
  guint step = find_percent_step (self);

  for (guint percent = 0; percent <= 100; percent += step)
    {
      g_autoptr (PangoLayout) label = rw_chart_label_new_percent (self->context, percent);
      double x =
          rw_histogram_picture_get_x (self, percent / 100.0) - rw_chart_label_get_width (label) / 2;
      double y =
          rw_histogram_picture_get_bottom (self) + floor (rw_chart_label_get_height (label) / 2);
      rw_chart_label_draw (label, &self->style->muted, x, y, self->cairo);
    }
}

static void
draw_range (const RwHistogramPicture *self)
{
  double low = rw_histogram_picture_get_x (self, self->chart->range_low);
  double high = rw_histogram_picture_get_x (self, self->chart->range_high);

  rw_histogram_picture_fill (self, &self->style->range, low, self->layout->plot_y, high - low,
                             self->layout->plot_height);
}

void
rw_histogram_chart_draw (const RwHistogramChart *chart, const RwHistogramLayout *layout,
                         const RwChartStyle *style, PangoContext *context, cairo_t *cairo)
{
  RwHistogramPicture picture = { chart, layout, style, context, cairo };

  cairo_save (cairo);
  cairo_rectangle (cairo, 0, 0, layout->width, layout->height);
  cairo_clip (cairo);
  draw_counts (&picture);
  if (chart->has_range)
    draw_range (&picture);
  rw_histogram_picture_draw_bars (&picture);
  if (chart->histogram->n > 0)
    rw_histogram_picture_draw_mean (&picture);
  rw_histogram_picture_draw_threshold (&picture);
  if (rw_histogram_picture_has_margins (&picture))
    draw_percents (&picture);
  cairo_restore (cairo);
}
