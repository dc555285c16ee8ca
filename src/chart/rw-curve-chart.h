/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-axis.h"
#include "rw-chart-style.h"
#include "rw-scale.h"

G_BEGIN_DECLS

/* One line, borrowed. */
typedef struct
{
  const double *losses; /* mean log loss after 1, 2 … rounds */
  guint n_rounds;
  const char *name; /* for the legend, in the reader's language; NULL: not in it */
} RwCurveLine;

/* What to draw: log loss by round of boosting. */
typedef struct
{
  RwCurveLine now;  /* of the shape that is tried now: a dashed line */
  RwCurveLine best; /* of the best so far: a solid line, with a dot where it is lowest */
} RwCurveChart;

/* Where things are, in px from the top left. */
typedef struct
{
  double width;
  double height;
  double plot_x;
  double plot_y;
  double plot_width;
  double plot_height;
  RwAxis rounds;
  RwScale losses;
} RwCurveLayout;

/* After how many rounds the loss is lowest, the first ones of equal ones; @line has rounds. */
guint rw_curve_line_find_lowest (const RwCurveLine *line);

/* @context says how texts are set: font and size. Where there is no room for labels, the plot is
 * all there is. The axis of losses leaves out the start of the lines where they fall steeply: it
 * reaches from the lowest loss to what the first tenth of the rounds leaves. */
void rw_curve_layout_compute (RwCurveLayout *layout, const RwCurveChart *chart,
                              PangoContext *context, double width, double height);

/* Round and loss → px. */
double rw_curve_layout_get_x (const RwCurveLayout *layout, guint round);
double rw_curve_layout_get_y (const RwCurveLayout *layout, double loss);

/* Draws grid, lines, the dot, axis labels and legend. */
void rw_curve_chart_draw (const RwCurveChart *chart, const RwCurveLayout *layout,
                          const RwChartStyle *style, PangoContext *context, cairo_t *cairo);

G_END_DECLS
