/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-histogram-chart.h"

G_BEGIN_DECLS

/* For texts in this font, such as "Sans 9" (transfer full). */
PangoContext *rw_test_context (const char *font);

/* A white picture (transfer full); its pixels are read as 0xrrggbb. */
cairo_t *rw_test_paper (int width, int height);
guint32 rw_test_get_pixel (cairo_t *cairo, double x, double y);

/* How many pixels of this colour a rectangle of the picture has. */
guint rw_test_count_pixels (cairo_t *cairo, guint32 pixel, double x, double y, double width,
                            double height);

/* The parts of a test's chart, each in a colour of its own; texts are black. */
#define RW_TEST_WHITE     0xffffffu
#define RW_TEST_BLACK     0x000000u
#define RW_TEST_GRID      0xccccccu
#define RW_TEST_BAR       0x0000ffu
#define RW_TEST_ABOVE     0xff0000u
#define RW_TEST_THRESHOLD 0x008000u
#define RW_TEST_MEAN      0xff00ffu
#define RW_TEST_RANGE     0xffff66u

/* The size most are drawn in. */
#define RW_TEST_WIDTH  560
#define RW_TEST_HEIGHT 120

typedef struct
{
  RwHistogram histogram;
  RwHistogramChart chart;
  RwHistogramLayout layout;
  RwChartStyle style;
  PangoContext *context;
  cairo_t *cairo;
} RwTestChart;

/* A chart of these counts (borrowed) with the mean in the middle and nothing picked. */
void rw_test_chart_set_up (RwTestChart *self, guint64 *counts, guint n_bins, double threshold);
void rw_test_chart_draw (RwTestChart *self, int width, int height);
void rw_test_chart_tear_down (RwTestChart *self);

/* Where drawing puts a probability. */
double rw_test_chart_get_x (const RwTestChart *self, double probability);
double rw_test_chart_get_bottom (const RwTestChart *self);

/* In a bar, but not in the middle, where the mean's line or a threshold may be. */
double rw_test_chart_get_bar_x (const RwTestChart *self, guint bin);

/* The pixel so many px above the lowest of the plot; that it is background. */
guint32 rw_test_chart_get_pixel (const RwTestChart *self, double x, double above);
guint32 rw_test_chart_get_bar_pixel (const RwTestChart *self, guint bin, double above);
void rw_test_chart_assert_empty (const RwTestChart *self, double x, double above);

/* Pixels of this colour in the whole picture. */
guint rw_test_chart_count (const RwTestChart *self, guint32 pixel);

G_END_DECLS
