/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-chart-style.h"

/* Blue and red differ in lightness too, so that they can be told apart on a grey printer. */
const RwChartStyle rw_chart_style_paper = {
  .text = { 0, 0, 0, 1 },
  .muted = { 0.33, 0.33, 0.33, 1 },
  .grid = { 0.85, 0.85, 0.85, 1 },
  .bar = { 0.29, 0.56, 0.89, 1 },
  .bar_above = { 0.75, 0.11, 0.16, 1 },
  .threshold = { 0.12, 0.12, 0.12, 1 },
  .mean = { 0.33, 0.33, 0.33, 1 },
  .range = { 0.29, 0.56, 0.89, 0.15 },
  .line_width = 1,
};

void
rw_chart_set_color (cairo_t *cairo, const RwChartColor *color)
{
  cairo_set_source_rgba (cairo, color->red, color->green, color->blue, color->alpha);
}
