/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-histogram-chart.h"

G_BEGIN_DECLS

/* What every step of drawing a histogram needs (borrowed); only the rw-histogram-… files of this
 * folder include this. */
typedef struct
{
  const RwHistogramChart *chart;
  const RwHistogramLayout *layout;
  const RwChartStyle *style;
  PangoContext *context;
  cairo_t *cairo;
} RwHistogramPicture;

/* A probability in whole px. All that stands on the x axis is rounded by this, so that a threshold
 * at the border of a bin parts the colours exactly between two bars. */
double rw_histogram_picture_get_x (const RwHistogramPicture *self, double probability);

/* The lower end of the plot. */
double rw_histogram_picture_get_bottom (const RwHistogramPicture *self);

/* Whether there is room to write beside the plot. */
gboolean rw_histogram_picture_has_margins (const RwHistogramPicture *self);

void rw_histogram_picture_fill (const RwHistogramPicture *self, const RwChartColor *color, double x,
                                double y, double width, double height);

/* Adds an upper edge with round corners to the path, from left to right. */
void rw_histogram_picture_add_edge (const RwHistogramPicture *self, double x, double y,
                                    double width, double radius);

/* The layers. */
void rw_histogram_picture_draw_bars (const RwHistogramPicture *self);
void rw_histogram_picture_draw_mean (const RwHistogramPicture *self);
void rw_histogram_picture_draw_threshold (const RwHistogramPicture *self);

G_END_DECLS
