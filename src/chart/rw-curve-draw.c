/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-curve-chart.h"

#include "rw-chart-label.h"

#include <math.h>

/* Px. */
#define LINE_WIDTH   2.0
#define DOT_RADIUS   4.0
#define SAMPLE_WIDTH 24.0

static const double dashes[] = { 6, 3 };

/* What every step needs. */
typedef struct
{
  const RwCurveChart *chart;
  const RwCurveLayout *layout;
  const RwChartStyle *style;
  PangoContext *context;
  cairo_t *cairo;
} Picture;

static gboolean
has_margins (const Picture *self)
{
  return self->layout->plot_x > 0;
}

static void
draw_losses (const Picture *self)
{
  const RwCurveLayout *layout = self->layout;

  for (guint i = 0; i < layout->losses.n_ticks; i++)
    {
      double loss = rw_scale_get_tick (&layout->losses, i);
      double y = round (rw_curve_layout_get_y (layout, loss));
      rw_chart_set_color (self->cairo, &self->style->grid);
      cairo_rectangle (self->cairo, layout->plot_x, y, layout->plot_width, self->style->line_width);
      cairo_fill (self->cairo);
      if (!has_margins (self))
        continue;
      g_autoptr (PangoLayout) label =
          rw_chart_label_new_decimal (self->context, loss, layout->losses.n_decimals);
      double x = layout->plot_x - RW_CHART_LABEL_GAP - rw_chart_label_get_width (label);
      rw_chart_label_draw (label, &self->style->muted, x, y - rw_chart_label_get_height (label) / 2,
                           self->cairo);
    }
}

static void
draw_rounds (const Picture *self)
{
  const RwAxis *rounds = &self->layout->rounds;
  double bottom = self->layout->plot_y + self->layout->plot_height;

  for (guint i = 0; i < rounds->n_ticks; i++)
    {
      guint64 round = rw_axis_get_tick (rounds, i);
      g_autoptr (PangoLayout) label = rw_chart_label_new_count (self->context, round);
      double x = rw_curve_layout_get_x (self->layout, (guint) round) -
                 rw_chart_label_get_width (label) / 2;
      rw_chart_label_draw (label, &self->style->muted, x,
                           bottom + floor (rw_chart_label_get_height (label) / 2), self->cairo);
    }
}

static void
stroke (const Picture *self, const RwChartColor *color, gboolean dashed)
{
  rw_chart_set_color (self->cairo, color);
  cairo_set_line_width (self->cairo, LINE_WIDTH * self->style->line_width);
  cairo_set_dash (self->cairo, dashes, dashed ? G_N_ELEMENTS (dashes) : 0, 0);
  cairo_stroke (self->cairo);
}

static void
draw_line (const Picture *self, const RwCurveLine *line, const RwChartColor *color, gboolean dashed)
{
  for (guint i = 0; i < line->n_rounds; i++)
    cairo_line_to (self->cairo, rw_curve_layout_get_x (self->layout, i + 1),
                   rw_curve_layout_get_y (self->layout, line->losses[i]));
  stroke (self, color, dashed);
}

static void
draw_dot (const Picture *self, const RwCurveLine *line)
{
  guint round = rw_curve_line_find_lowest (line);

  rw_chart_set_color (self->cairo, &self->style->bar);
  cairo_arc (self->cairo, rw_curve_layout_get_x (self->layout, round),
             rw_curve_layout_get_y (self->layout, line->losses[round - 1]), DOT_RADIUS, 0,
             2 * G_PI);
  cairo_fill (self->cairo);
}

/* Lines that start above the plot are cut there. */
static void
draw_lines (const Picture *self)
{
  const RwCurveLayout *layout = self->layout;

  cairo_save (self->cairo);
  cairo_rectangle (self->cairo, layout->plot_x, layout->plot_y, layout->plot_width,
                   layout->plot_height + self->style->line_width);
  cairo_clip (self->cairo);
  cairo_set_line_join (self->cairo, CAIRO_LINE_JOIN_ROUND);
  draw_line (self, &self->chart->best, &self->style->bar, FALSE);
  draw_line (self, &self->chart->now, &self->style->bar_above, TRUE);
  cairo_restore (self->cairo);
  if (self->chart->best.n_rounds > 0)
    draw_dot (self, &self->chart->best);
}

/* A sample of the line with its name behind, where there is room. Returns where the next is. */
static double
draw_name (const Picture *self, const RwCurveLine *line, const RwChartColor *color, gboolean dashed,
           double x)
{
  if (line->name == NULL || line->n_rounds == 0)
    return x;
  g_autoptr (PangoLayout) label = rw_chart_label_new (self->context, line->name);
  double height = rw_chart_label_get_height (label);
  double text_x = x + SAMPLE_WIDTH + RW_CHART_LABEL_GAP;
  double end = text_x + rw_chart_label_get_width (label);
  if (end > self->layout->width)
    return x;
  cairo_move_to (self->cairo, x, round (height / 2));
  cairo_line_to (self->cairo, x + SAMPLE_WIDTH, round (height / 2));
  stroke (self, color, dashed);
  rw_chart_label_draw (label, &self->style->text, text_x, 0, self->cairo);
  return end + 2 * RW_CHART_LABEL_GAP;
}

static void
draw_legend (const Picture *self)
{
  double x = draw_name (self, &self->chart->best, &self->style->bar, FALSE, self->layout->plot_x);

  draw_name (self, &self->chart->now, &self->style->bar_above, TRUE, x);
}

void
rw_curve_chart_draw (const RwCurveChart *chart, const RwCurveLayout *layout,
                     const RwChartStyle *style, PangoContext *context, cairo_t *cairo)
{
  Picture picture = { chart, layout, style, context, cairo };

  cairo_save (cairo);
  cairo_rectangle (cairo, 0, 0, layout->width, layout->height);
  cairo_clip (cairo);
  draw_losses (&picture);
  draw_lines (&picture);
  if (has_margins (&picture))
    {
      draw_rounds (&picture);
      draw_legend (&picture);
    }
  cairo_restore (cairo);
}
