/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-chart.h"

#include <math.h>

#define PIXEL_MASK 0xffffffu

static const RwChartStyle style = {
  .text = { 0, 0, 0, 1 },
  .muted = { 0, 0, 0, 1 },
  .grid = { 0.8, 0.8, 0.8, 1 },
  .bar = { 0, 0, 1, 1 },
  .bar_above = { 1, 0, 0, 1 },
  .threshold = { 0, 0.5, 0, 1 },
  .mean = { 1, 0, 1, 1 },
  .range = { 1, 1, 0, 0.6 },
  .line_width = 1,
};

PangoContext *
rw_test_context (const char *font)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *description = pango_font_description_from_string (font);
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_context_set_font_description (context, description);
  pango_font_description_free (description);
  /* Letters without coloured edges, whatever this machine's screen is. */
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  return context;
}

cairo_t *
rw_test_paper (int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cairo = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  return cairo;
}

guint32
rw_test_get_pixel (cairo_t *cairo, double x, double y)
{
  cairo_surface_t *surface = cairo_get_target (cairo);
  const guint32 *pixels;
  int stride = cairo_image_surface_get_stride (surface) / (int) sizeof *pixels;

  g_assert_true (x >= 0 && x < cairo_image_surface_get_width (surface));
  g_assert_true (y >= 0 && y < cairo_image_surface_get_height (surface));
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (const void *) cairo_image_surface_get_data (surface);
  return pixels[(int) y * stride + (int) x] & PIXEL_MASK;
}

guint
rw_test_count_pixels (cairo_t *cairo, guint32 pixel, double x, double y, double width,
                      double height)
{
  guint n = 0;

  for (double row = y; row < y + height; row++)
    for (double column = x; column < x + width; column++)
      n += rw_test_get_pixel (cairo, column, row) == pixel;
  return n;
}

void
rw_test_chart_set_up (RwTestChart *self, guint64 *counts, guint n_bins, double threshold)
{
  *self = (RwTestChart){
    .histogram = { .high = 1, .n_bins = n_bins, .counts = counts, .mean = 0.5 },
    .chart = { .threshold = threshold, .hovered = RW_HISTOGRAM_NO_BIN },
    .style = style,
    .context = rw_test_context ("Sans 9"),
  };
  for (guint i = 0; i < n_bins; i++)
    self->histogram.n += counts[i];
  self->chart.histogram = &self->histogram;
}

void
rw_test_chart_draw (RwTestChart *self, int width, int height)
{
  rw_histogram_layout_compute (&self->layout, &self->chart, self->context, width, height);
  self->cairo = rw_test_paper (width, height);
  rw_histogram_chart_draw (&self->chart, &self->layout, &self->style, self->context, self->cairo);
  g_assert_cmpint (cairo_status (self->cairo), ==, CAIRO_STATUS_SUCCESS);
}

void
rw_test_chart_tear_down (RwTestChart *self)
{
  cairo_destroy (self->cairo);
  g_object_unref (self->context);
}

double
rw_test_chart_get_x (const RwTestChart *self, double probability)
{
  return round (rw_histogram_layout_get_x (&self->layout, probability));
}

double
rw_test_chart_get_bottom (const RwTestChart *self)
{
  return self->layout.plot_y + self->layout.plot_height;
}

guint32
rw_test_chart_get_pixel (const RwTestChart *self, double x, double above)
{
  return rw_test_get_pixel (self->cairo, x, rw_test_chart_get_bottom (self) - 1 - above);
}

double
rw_test_chart_get_bar_x (const RwTestChart *self, guint bin)
{
  double x, width;

  rw_histogram_layout_get_column (&self->layout, self->histogram.n_bins, bin, &x, &width);
  return x + floor (width / 4);
}

guint32
rw_test_chart_get_bar_pixel (const RwTestChart *self, guint bin, double above)
{
  return rw_test_chart_get_pixel (self, rw_test_chart_get_bar_x (self, bin), above);
}

void
rw_test_chart_assert_empty (const RwTestChart *self, double x, double above)
{
  guint32 pixel = rw_test_chart_get_pixel (self, x, above);

  g_assert_true (pixel == RW_TEST_WHITE || pixel == RW_TEST_GRID);
}

guint
rw_test_chart_count (const RwTestChart *self, guint32 pixel)
{
  return rw_test_count_pixels (self->cairo, pixel, 0, 0, self->layout.width, self->layout.height);
}
