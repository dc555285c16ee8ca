/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-chart-theme.h"

#include <adwaita.h>

static RwChartColor
make_color (const GdkRGBA *rgba, double alpha)
{
  return (RwChartColor){ (double) rgba->red, (double) rgba->green, (double) rgba->blue,
                         (double) rgba->alpha * alpha };
}

/* A named colour of the theme; the text's where there is none of that name. */
static RwChartColor
look_up (GtkStyleContext *context, const char *name, double alpha)
{
  GdkRGBA rgba;

  if (!gtk_style_context_lookup_color (context, name, &rgba))
    gtk_style_context_get_color (context, &rgba);
  return make_color (&rgba, alpha);
}

void
rw_chart_theme_read (GtkWidget *widget, RwChartStyle *style)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  gboolean high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  GdkRGBA text;

  gtk_style_context_get_color (context, &text);
  style->text = make_color (&text, 1);
  style->muted = make_color (&text, high_contrast ? 1 : 0.7);
  style->grid = make_color (&text, high_contrast ? 0.5 : 0.12);
  style->bar = look_up (context, "chart_bar", 1);
  style->bar_above = look_up (context, "chart_bar_above", 1);
  style->threshold = style->text;
  style->mean = style->muted;
  style->range = make_color (&text, high_contrast ? 0.25 : 0.08);
  style->line_width = high_contrast ? 2 : 1;
  style->high_contrast = high_contrast;
}
