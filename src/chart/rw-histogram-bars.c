/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-picture.h"

#include <math.h>

/* Px. */
#define CORNER_RADIUS    2.0
#define MIN_CORNER_WIDTH 6.0
#define MIN_GAP_WIDTH    4.0 /* columns as wide as this have a gap between them */
#define MIN_BOX_WIDTH    4.0 /* bars as wide as this have an outline in high contrast */

#define DIMMED_ALPHA  0.35
#define HOVERED_ALPHA 0.15

/* The path of a rectangle with round upper corners. */
static void
add_box (const RwHistogramPicture *self, double x, double y, double width, double height)
{
  gboolean is_round = width >= MIN_CORNER_WIDTH && height > CORNER_RADIUS;
  double radius = is_round ? CORNER_RADIUS : 0;

  rw_histogram_picture_add_edge (self, x, y, width, radius);
  cairo_line_to (self->cairo, x + width, y + height);
  cairo_line_to (self->cairo, x, y + height);
  cairo_close_path (self->cairo);
}

/* The path of a bar, @inset px smaller on each side. */
static void
add_bar (const RwHistogramPicture *self, guint bin, double inset)
{
  const RwHistogramLayout *layout = self->layout;
  const RwHistogram *histogram = self->chart->histogram;
  double height = rw_histogram_layout_get_bar_height (layout, histogram->counts[bin]);
  double x, width;

  if (height <= 0)
    return;
  rw_histogram_layout_get_column (layout, histogram->n_bins, bin, &x, &width);
  if (layout->plot_width / histogram->n_bins >= MIN_GAP_WIDTH)
    width--;
  width = MAX (width, 1);
  /* A column without a pixel of its own shares that of its neighbour. */
  x = MIN (x, layout->plot_x + layout->plot_width - 1);
  add_box (self, x + inset, rw_histogram_picture_get_bottom (self) - height + inset,
           width - 2 * inset, height - 2 * inset);
}

static void
draw_outlines (const RwHistogramPicture *self)
{
  const RwHistogram *histogram = self->chart->histogram;

  if (self->layout->plot_width / histogram->n_bins < MIN_BOX_WIDTH)
    return;
  for (guint bin = 0; bin < histogram->n_bins; bin++)
    add_bar (self, bin, 0.5);
  cairo_set_line_width (self->cairo, 1);
  rw_chart_set_color (self->cairo, &self->style->text);
  cairo_stroke (self->cairo);
}

/* What there is of the bars from @left to @right. */
static void
draw_bars_between (const RwHistogramPicture *self, double left, double right,
                   const RwChartColor *color)
{
  const RwHistogramLayout *layout = self->layout;

  if (left >= right)
    return;
  cairo_save (self->cairo);
  cairo_rectangle (self->cairo, left, layout->plot_y, right - left, layout->plot_height);
  cairo_clip (self->cairo);
  for (guint bin = 0; bin < self->chart->histogram->n_bins; bin++)
    add_bar (self, bin, 0);
  rw_chart_set_color (self->cairo, color);
  cairo_fill (self->cairo);
  if (self->style->high_contrast)
    draw_outlines (self);
  cairo_restore (self->cairo);
}

static void
draw_zone (const RwHistogramPicture *self, double left, double right, double alpha)
{
  double split = rw_histogram_picture_get_x (self, self->chart->threshold);
  RwChartColor below = self->style->bar;
  RwChartColor above = self->style->bar_above;

  below.alpha *= alpha;
  above.alpha *= alpha;
  draw_bars_between (self, left, MIN (right, split), &below);
  draw_bars_between (self, MAX (left, split), right, &above);
}

static void
draw_hovered (const RwHistogramPicture *self)
{
  RwChartColor color = self->style->text;

  if (self->chart->hovered >= self->chart->histogram->n_bins)
    return;
  color.alpha *= HOVERED_ALPHA;
  rw_chart_set_color (self->cairo, &color);
  add_bar (self, self->chart->hovered, 0);
  cairo_fill (self->cairo);
}

void
rw_histogram_picture_draw_bars (const RwHistogramPicture *self)
{
  const RwHistogramChart *chart = self->chart;
  double left = rw_histogram_picture_get_x (self, 0);
  double right = rw_histogram_picture_get_x (self, 1);
  double low = chart->has_range ? rw_histogram_picture_get_x (self, chart->range_low) : left;
  double high = chart->has_range ? rw_histogram_picture_get_x (self, chart->range_high) : right;

  draw_zone (self, left, low, DIMMED_ALPHA);
  draw_zone (self, low, high, 1);
  draw_zone (self, high, right, DIMMED_ALPHA);
  draw_hovered (self);
}
