/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-chart-label.h"

#include "rw-format.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEFT_TO_RIGHT_MARK "\342\200\216"

PangoLayout *
rw_chart_label_new (PangoContext *context, const char *text)
{
  PangoLayout *label = pango_layout_new (context);

  pango_layout_set_text (label, text, -1);
  return label;
}

/* The chart runs from left to right in every language, and its numbers with it. */
static PangoLayout *
make_number (PangoContext *context, const char *text)
{
  gboolean is_rtl = pango_context_get_base_dir (context) == PANGO_DIRECTION_RTL;
  g_autofree char *marked = g_strconcat (is_rtl ? LEFT_TO_RIGHT_MARK : "", text, NULL);

  return rw_chart_label_new (context, marked);
}

PangoLayout *
rw_chart_label_new_count (PangoContext *context, guint64 count)
{
  g_autofree char *text = rw_format_count (count);

  return make_number (context, text);
}

PangoLayout *
rw_chart_label_new_decimal (PangoContext *context, double number, guint n_decimals)
{
  g_autofree char *text = rw_format_decimal (number, n_decimals);

  return make_number (context, text);
}

PangoLayout *
rw_chart_label_new_percent (PangoContext *context, guint percent)
{
  /* Translators: a percentage at the axis of a chart, such as “50 %” */
  g_autofree char *text = g_strdup_printf (_ ("%u %%"), percent);

  return make_number (context, text);
}

double
rw_chart_label_get_width (PangoLayout *label)
{
  int width;

  pango_layout_get_pixel_size (label, &width, NULL);
  return width;
}

double
rw_chart_label_get_height (PangoLayout *label)
{
  int height;

  pango_layout_get_pixel_size (label, NULL, &height);
  return height;
}

void
rw_chart_label_draw (PangoLayout *label, const RwChartColor *color, double x, double y,
                     cairo_t *cairo)
{
  rw_chart_set_color (cairo, color);
  cairo_move_to (cairo, round (x), round (y));
  pango_cairo_show_layout (cairo, label);
}
