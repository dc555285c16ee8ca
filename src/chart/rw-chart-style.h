/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Red, green, blue and alpha, each 0 … 1. */
typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} RwChartColor;

/* How charts look; the screen takes it from the theme, paper has its own. */
typedef struct
{
  RwChartColor text;
  RwChartColor muted; /* tick labels */
  RwChartColor grid;
  RwChartColor bar;       /* below the threshold */
  RwChartColor bar_above; /* from the threshold up */
  RwChartColor threshold; /* its line and handle */
  RwChartColor mean;
  RwChartColor range; /* behind the bars of the picked range */
  double line_width;  /* px; more in high contrast, where bars get an outline of @text too */
  gboolean high_contrast;
} RwChartStyle;

/* Fixed colours for paper, PNG and tests: dark on white. */
extern const RwChartStyle rw_chart_style_paper;

void rw_chart_set_color (cairo_t *cairo, const RwChartColor *color);

G_END_DECLS
