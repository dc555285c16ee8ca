/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-chart-label.h"

#include "rw-test-chart.h"
#include "rw-test-model.h"

#include <math.h>

/* Axes, threshold and nothing else. */
static void
test_empty (void)
{
  static guint64 counts[50];
  RwTestChart test;

  rw_test_chart_set_up (&test, counts, G_N_ELEMENTS (counts), 0.5);
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  g_assert_cmpuint (rw_test_chart_count (&test, RW_TEST_BAR), ==, 0);
  g_assert_cmpuint (rw_test_chart_count (&test, RW_TEST_ABOVE), ==, 0);
  g_assert_cmpuint (rw_test_chart_count (&test, RW_TEST_MEAN), ==, 0);
  g_assert_cmpuint (rw_test_chart_count (&test, RW_TEST_GRID), >, 2 * RW_TEST_WIDTH * 3 / 4);
  g_assert_cmpuint (rw_test_chart_count (&test, RW_TEST_BLACK), >, 10);
  g_assert_cmpuint (rw_test_chart_count (&test, RW_TEST_THRESHOLD), >, 100);
  rw_test_chart_tear_down (&test);
}

/* A range is filled over the whole height of the plot, from border to border. */
static void
test_range (void)
{
  static guint64 counts[4];
  RwTestChart test;
  double low, high, n_wanted;

  rw_test_chart_set_up (&test, counts, G_N_ELEMENTS (counts), 1);
  test.style.grid.alpha = 0;
  test.chart.has_range = TRUE;
  test.chart.range_low = 0.25;
  test.chart.range_high = 0.75;
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  low = rw_test_chart_get_x (&test, 0.25);
  high = rw_test_chart_get_x (&test, 0.75);
  n_wanted = (high - low) * test.layout.plot_height;
  g_assert_cmpuint (rw_test_count_pixels (test.cairo, RW_TEST_RANGE, low, test.layout.plot_y,
                                          high - low, test.layout.plot_height),
                    ==, (guint) n_wanted);
  g_assert_cmpuint (rw_test_chart_count (&test, RW_TEST_RANGE), ==, (guint) n_wanted);
  rw_test_chart_tear_down (&test);
}

/* From scores to pixels. */
static void
test_scores (void)
{
  static const float probabilities[] = { 0.05f, 0.1f, 0.2f, 0.3f, 0.95f };
  g_autoptr (RwScores) scores = rw_test_scores (probabilities, G_N_ELEMENTS (probabilities));
  g_autoptr (RwHistogram) histogram = rw_histogram_new_scores (scores, NULL, 4, NULL, NULL);
  RwTestChart test;

  rw_test_chart_set_up (&test, histogram->counts, histogram->n_bins, 0.7);
  test.chart.histogram = histogram;
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  g_assert_cmphex (rw_test_chart_get_bar_pixel (&test, 0, 10), ==, RW_TEST_BAR);
  g_assert_cmphex (rw_test_chart_get_bar_pixel (&test, 1, 10), ==, RW_TEST_BAR);
  rw_test_chart_assert_empty (&test, rw_test_chart_get_bar_x (&test, 2), 10);
  g_assert_cmphex (rw_test_chart_get_bar_pixel (&test, 3, 10), ==, RW_TEST_ABOVE);
  g_assert_cmphex (rw_test_chart_get_pixel (&test, rw_test_chart_get_x (&test, 0.32), 0), ==,
                   RW_TEST_MEAN);
  rw_test_chart_tear_down (&test);
}

/* How much is written where a label of the y axis ends, in 5 px from @y down. */
static guint
count_letters (const RwTestChart *self, double y)
{
  double x = self->layout.plot_x - RW_CHART_LABEL_GAP - 10;

  return 50 - rw_test_count_pixels (self->cairo, RW_TEST_WHITE, x, y, 10, 5);
}

/* Lines at the bottom of the plot, at its top and in equal steps between, with the middle of a
 * count beside. */
static void
test_counts (void)
{
  guint64 count = 4;
  RwTestChart test;
  double x, step;

  rw_test_chart_set_up (&test, &count, 1, 0);
  rw_test_chart_draw (&test, RW_TEST_WIDTH, 200);
  g_assert_cmpuint (test.layout.axis.n_ticks, ==, 5);
  x = test.layout.plot_x + test.layout.plot_width - 1;
  step = test.layout.plot_height / 4;
  for (guint tick = 0; tick <= 4; tick++)
    {
      double y = rw_test_chart_get_bottom (&test) - round (tick * step);
      g_assert_cmphex (rw_test_get_pixel (test.cairo, x, y), ==, RW_TEST_GRID);
      g_assert_cmpuint (count_letters (&test, y - 5), >, 3);
      g_assert_cmpuint (count_letters (&test, y), >, 3);
      if (tick > 0)
        g_assert_cmpuint (count_letters (&test, y + step / 2), ==, 0);
    }
  rw_test_chart_tear_down (&test);
}

/* Labels of the x axis: groups of letters with at least 8 px between them. */
static guint
count_percents (const RwTestChart *self)
{
  double top = rw_test_chart_get_bottom (self) + 2;
  double height = self->layout.height - top;
  guint n_labels = 0;
  guint n_white = 8;

  for (double x = self->layout.plot_x - 5; x < self->layout.width; x++)
    {
      gboolean is_white =
          rw_test_count_pixels (self->cairo, RW_TEST_WHITE, x, top, 1, height) >= height;
      n_labels += !is_white && n_white >= 8;
      n_white = is_white ? n_white + 1 : 0;
    }
  return n_labels;
}

static void
test_percents (void)
{
  static const struct
  {
    int width;
    guint n_labels;
  } cases[] = { { 1600, 11 }, { 1240, 11 }, { 400, 5 }, { 200, 3 } };
  guint64 count = 1000;
  RwTestChart test;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      rw_test_chart_set_up (&test, &count, 1, 0.5);
      rw_test_chart_draw (&test, cases[i].width, RW_TEST_HEIGHT);
      g_assert_cmpuint (count_percents (&test), ==, cases[i].n_labels);
      rw_test_chart_tear_down (&test);
    }
}

/* Nothing reaches the border of the picture, so nothing was cut. */
static void
check_border (int width, int height, guint64 count, const char *font)
{
  RwTestChart test;

  rw_test_chart_set_up (&test, &count, 1, 0);
  g_object_unref (test.context);
  test.context = rw_test_context (font);
  test.histogram.mean = 1;
  rw_test_chart_draw (&test, width, height);
  g_assert_cmpfloat (test.layout.plot_x, >, 0);
  g_assert_cmpuint (rw_test_count_pixels (test.cairo, RW_TEST_WHITE, 0, 0, width, 1), ==, width);
  g_assert_cmpuint (rw_test_count_pixels (test.cairo, RW_TEST_WHITE, 0, height - 1, width, 1), ==,
                    width);
  g_assert_cmpuint (rw_test_count_pixels (test.cairo, RW_TEST_WHITE, 0, 0, 1, height), ==, height);
  g_assert_cmpuint (rw_test_count_pixels (test.cairo, RW_TEST_WHITE, width - 1, 0, 1, height), ==,
                    height);
  rw_test_chart_tear_down (&test);
}

static void
test_borders (void)
{
  static const guint64 counts[] = { 0, 7, 1000000, G_GUINT64_CONSTANT (1) << 53 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      check_border (560, 120, counts[i], "Sans 9");
      check_border (1240, 150, counts[i], "Sans 9");
      check_border (1600, 400, counts[i], "Sans 9");
      check_border (1240, 150, counts[i], "Sans Italic 16");
    }
}

/* Draws in the middle of a larger picture: what is around stays white. */
static void
check_size (int width, int height)
{
  const int edge = 20;
  static guint64 counts[] = { 5, 3, 0, 1, 4 };
  RwTestChart test;
  guint n_outside;

  rw_test_chart_set_up (&test, counts, G_N_ELEMENTS (counts), 1);
  test.chart.hovered = 4;
  test.style.high_contrast = TRUE;
  test.chart.has_range = TRUE;
  test.chart.range_high = 1;
  test.cairo = rw_test_paper (width + 2 * edge, height + 2 * edge);
  cairo_translate (test.cairo, edge, edge);
  rw_histogram_layout_compute (&test.layout, &test.chart, test.context, width, height);
  rw_histogram_chart_draw (&test.chart, &test.layout, &test.style, test.context, test.cairo);
  g_assert_cmpint (cairo_status (test.cairo), ==, CAIRO_STATUS_SUCCESS);
  g_assert_true (cairo_in_clip (test.cairo, -edge + 1, -edge + 1));
  n_outside =
      rw_test_count_pixels (test.cairo, RW_TEST_WHITE, 0, 0, width + 2 * edge, edge) +
      rw_test_count_pixels (test.cairo, RW_TEST_WHITE, 0, height + edge, width + 2 * edge, edge) +
      rw_test_count_pixels (test.cairo, RW_TEST_WHITE, 0, edge, edge, height) +
      rw_test_count_pixels (test.cairo, RW_TEST_WHITE, width + edge, edge, edge, height);
  g_assert_cmpuint (n_outside, ==, (guint) (2 * edge * (width + 2 * edge + height)));
  rw_test_chart_tear_down (&test);
}

static void
test_sizes (void)
{
  static const int widths[] = { 1, 2, 5, 20, 60, 80, 100, 130, 200, 560, 1240, 2000 };
  static const int heights[] = { 1, 2, 10, 30, 50, 60, 80, 120, 150, 400, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    for (guint j = 0; j < G_N_ELEMENTS (heights); j++)
      check_size (widths[i], heights[j]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/histogram-draw/empty", test_empty);
  g_test_add_func ("/histogram-draw/range", test_range);
  g_test_add_func ("/histogram-draw/scores", test_scores);
  g_test_add_func ("/histogram-draw/counts", test_counts);
  g_test_add_func ("/histogram-draw/percents", test_percents);
  g_test_add_func ("/histogram-draw/borders", test_borders);
  g_test_add_func ("/histogram-draw/sizes", test_sizes);
  return g_test_run ();
}
