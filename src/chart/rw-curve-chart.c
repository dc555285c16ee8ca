/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-curve-chart.h"

#include "rw-chart-label.h"

#include <math.h>

/* Px kept free at the borders: letters may reach a little out of their boxes. */
#define EDGE 2

#define MAX_ROUND_TICKS 6
#define MAX_LOSS_TICKS  6

/* Lines of text from one loss to the next, at least. */
#define TICK_LINES 1.5

/* The part of a line, at its start, that may leave the plot. */
#define STEEP_PART 10

guint
rw_curve_line_find_lowest (const RwCurveLine *line)
{
  guint lowest = 0;

  for (guint i = 1; i < line->n_rounds; i++)
    if (line->losses[i] < line->losses[lowest])
      lowest = i;
  return lowest + 1;
}

/* 0 to 1 without lines. */
static RwScale
make_losses (const RwCurveChart *chart, guint max_ticks)
{
  const RwCurveLine *lines[] = { &chart->now, &chart->best };
  double low = INFINITY;
  double high = -INFINITY;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i]->n_rounds > 0)
      {
        low = MIN (low, lines[i]->losses[rw_curve_line_find_lowest (lines[i]) - 1]);
        high = MAX (high, lines[i]->losses[lines[i]->n_rounds / STEEP_PART]);
      }
  return isfinite (low) ? rw_scale_new (low, MAX (low, high), max_ticks)
                        : rw_scale_new (0, 1, max_ticks);
}

static double
measure_losses (const RwScale *losses, PangoContext *context)
{
  double widest = 0;

  for (guint i = 0; i < losses->n_ticks; i++)
    {
      g_autoptr (PangoLayout) label =
          rw_chart_label_new_decimal (context, rw_scale_get_tick (losses, i), losses->n_decimals);
      widest = MAX (widest, rw_chart_label_get_width (label));
    }
  return widest;
}

static void
set_plot (RwCurveLayout *layout, double x, double y, double width, double height)
{
  layout->plot_x = x;
  layout->plot_y = y;
  layout->plot_width = MAX (floor (width), 1);
  layout->plot_height = MAX (floor (height), 1);
}

void
rw_curve_layout_compute (RwCurveLayout *layout, const RwCurveChart *chart, PangoContext *context,
                         double width, double height)
{
  guint last_round = MAX (chart->now.n_rounds, chart->best.n_rounds);
  g_autoptr (PangoLayout) widest = rw_chart_label_new_count (context, MAX (last_round, 1) * 5);
  double line = rw_chart_label_get_height (widest);
  double end = ceil (rw_chart_label_get_width (widest) / 2) + EDGE;
  /* Above the plot: the legend, and the upper half of the highest loss. */
  double top = ceil (1.75 * line);
  double plot_height = height - top - ceil (1.5 * line);
  double max_losses = CLAMP (plot_height / (TICK_LINES * line) + 1, 3, MAX_LOSS_TICKS);

  layout->width = width;
  layout->height = height;
  layout->losses = make_losses (chart, (guint) max_losses);
  double start = EDGE + measure_losses (&layout->losses, context) + RW_CHART_LABEL_GAP;
  double plot_width = width - start - end;
  double max_rounds = CLAMP (plot_width / (3 * end) + 1, 2, MAX_ROUND_TICKS);
  layout->rounds = rw_axis_new_counts (last_round, (guint) max_rounds);
  if (plot_width >= 4 * end && plot_height >= 2 * TICK_LINES * line)
    set_plot (layout, start, top, plot_width, plot_height);
  else
    set_plot (layout, 0, 0, width, height);
}

double
rw_curve_layout_get_x (const RwCurveLayout *layout, guint round)
{
  return layout->plot_x + layout->plot_width * round / (double) rw_axis_get_top (&layout->rounds);
}

double
rw_curve_layout_get_y (const RwCurveLayout *layout, double loss)
{
  return layout->plot_y + layout->plot_height * (1 - rw_scale_get_share (&layout->losses, loss));
}
