/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-picture.h"

#include <math.h>

double
rw_histogram_picture_get_x (const RwHistogramPicture *self, double probability)
{
  return round (rw_histogram_layout_get_x (self->layout, probability));
}

double
rw_histogram_picture_get_bottom (const RwHistogramPicture *self)
{
  return self->layout->plot_y + self->layout->plot_height;
}

gboolean
rw_histogram_picture_has_margins (const RwHistogramPicture *self)
{
  return self->layout->plot_x > 0;
}

void
rw_histogram_picture_fill (const RwHistogramPicture *self, const RwChartColor *color, double x,
                           double y, double width, double height)
{
  rw_chart_set_color (self->cairo, color);
  cairo_rectangle (self->cairo, x, y, width, height);
  cairo_fill (self->cairo);
}

void
rw_histogram_picture_add_edge (const RwHistogramPicture *self, double x, double y, double width,
                               double radius)
{
  double end = x + width - radius;

  cairo_new_sub_path (self->cairo);
  cairo_arc (self->cairo, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_arc (self->cairo, end, y + radius, radius, 1.5 * G_PI, 2 * G_PI);
}
