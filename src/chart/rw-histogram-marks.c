/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-picture.h"

#include "rw-chart-label.h"
#include "rw-format.h"

#include <glib/gi18n.h>
#include <math.h>

/* Px. */
#define HANDLE_WIDTH  12.0
#define HANDLE_HEIGHT 14.0
#define HANDLE_TIP    5.0
#define HANDLE_RADIUS 2.0

/* A place for the mean's label: right or left of its line or, where the handle is beside the line,
 * beyond the handle. FALSE: there is none. */
static gboolean
find_mean_label (const RwHistogramPicture *self, double mean, double width, double *x)
{
  double handle = rw_histogram_picture_get_x (self, self->chart->threshold);
  double half = HANDLE_WIDTH / 2;
  double gap = RW_CHART_LABEL_GAP;
  double beyond = half + gap;
  double places[] = { mean + gap, mean - gap - width, handle + beyond, handle - beyond - width };
  guint n_places = fabs (handle - mean) < beyond ? G_N_ELEMENTS (places) : 2;

  for (guint i = 0; i < n_places; i++)
    {
      *x = places[i];
      if (*x >= self->layout->plot_x && *x + width <= self->layout->width &&
          (*x >= handle + half || *x + width <= handle - half))
        return TRUE;
    }
  return FALSE;
}

static void
draw_mean_label (const RwHistogramPicture *self, double mean)
{
  g_autofree char *percent = rw_format_percent (self->chart->histogram->mean);
  /* Translators: beside a line in a histogram; %s is the mean of all, such as “26.5 %” */
  g_autofree char *text = g_strdup_printf (_ ("mean %s"), percent);
  g_autoptr (PangoLayout) label = rw_chart_label_new (self->context, text);
  double y = self->layout->plot_y - rw_chart_label_get_height (label) - 1;
  double x;

  if (find_mean_label (self, mean, rw_chart_label_get_width (label), &x))
    rw_chart_label_draw (label, &self->style->mean, x, y, self->cairo);
}

void
rw_histogram_picture_draw_mean (const RwHistogramPicture *self)
{
  static const double dashes[] = { 4, 3 };
  double mean = rw_histogram_picture_get_x (self, self->chart->histogram->mean);
  double width = self->style->line_width;
  double x = mean - floor (width / 2) + width / 2;

  rw_chart_set_color (self->cairo, &self->style->mean);
  cairo_set_line_width (self->cairo, width);
  cairo_set_dash (self->cairo, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (self->cairo, x, self->layout->plot_y - HANDLE_HEIGHT);
  cairo_line_to (self->cairo, x, rw_histogram_picture_get_bottom (self));
  cairo_stroke (self->cairo);
  if (rw_histogram_picture_has_margins (self))
    draw_mean_label (self, mean);
}

/* A tab that points down. */
static void
draw_handle (const RwHistogramPicture *self, double x)
{
  double left = x - HANDLE_WIDTH / 2;
  double y = self->layout->plot_y;

  rw_histogram_picture_add_edge (self, left, y - HANDLE_HEIGHT, HANDLE_WIDTH, HANDLE_RADIUS);
  cairo_line_to (self->cairo, left + HANDLE_WIDTH, y - HANDLE_TIP);
  cairo_line_to (self->cairo, x, y);
  cairo_line_to (self->cairo, left, y - HANDLE_TIP);
  cairo_close_path (self->cairo);
  cairo_fill (self->cairo);
}

void
rw_histogram_picture_draw_threshold (const RwHistogramPicture *self)
{
  double x = rw_histogram_picture_get_x (self, self->chart->threshold);
  double width = self->style->line_width + 1;
  double top = self->layout->plot_y - HANDLE_TIP;

  rw_histogram_picture_fill (self, &self->style->threshold, x - floor (width / 2), top, width,
                             rw_histogram_picture_get_bottom (self) - top);
  draw_handle (self, x);
}
