/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-chart.h"

static guint64 quarters[] = { 4, 0, 2, 1 };

static void
test_bars (void)
{
  RwTestChart test;

  rw_test_chart_set_up (&test, quarters, G_N_ELEMENTS (quarters), 1);
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  for (guint bin = 0; bin < G_N_ELEMENTS (quarters); bin++)
    {
      double x = rw_test_chart_get_bar_x (&test, bin);
      double height = rw_histogram_layout_get_bar_height (&test.layout, quarters[bin]);
      for (double above = 0; above < height; above++)
        g_assert_cmphex (rw_test_chart_get_pixel (&test, x, above), ==, RW_TEST_BAR);
      for (double above = height; above < test.layout.plot_height; above++)
        rw_test_chart_assert_empty (&test, x, above);
    }
  rw_test_chart_tear_down (&test);
}

/* White pixels between the lowest parts of @n_bins equal bars. */
static guint
count_gaps (guint n_bins)
{
  static guint64 counts[200];
  RwTestChart test;
  guint n;

  for (guint i = 0; i < n_bins; i++)
    counts[i] = 100;
  rw_test_chart_set_up (&test, counts, n_bins, 1);
  test.histogram.mean = 1; /* out of the way */
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  n = rw_test_count_pixels (test.cairo, RW_TEST_WHITE, test.layout.plot_x,
                            rw_test_chart_get_bottom (&test) - 10, test.layout.plot_width - 1, 1);
  rw_test_chart_tear_down (&test);
  return n;
}

static void
test_gaps (void)
{
  g_assert_cmpuint (count_gaps (50), ==, 49);
  g_assert_cmpuint (count_gaps (100), ==, 99);
  g_assert_cmpuint (count_gaps (200), ==, 0);
}

/* Wide bars have round corners: some of the background is left. */
static void
test_corners (void)
{
  guint64 counts[] = { 3, 3 };
  RwTestChart test;
  double x, top;

  rw_test_chart_set_up (&test, counts, G_N_ELEMENTS (counts), 1);
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  x = rw_test_chart_get_x (&test, 0);
  top = rw_histogram_layout_get_bar_height (&test.layout, 3) - 1;
  g_assert_cmphex (rw_test_chart_get_pixel (&test, x, top), !=, RW_TEST_BAR);
  g_assert_cmphex (rw_test_chart_get_pixel (&test, x + 3, top), ==, RW_TEST_BAR);
  g_assert_cmphex (rw_test_chart_get_pixel (&test, x, top - 3), ==, RW_TEST_BAR);
  rw_test_chart_tear_down (&test);
}

/* Bins smaller than a pixel are seen, also beside a giant and where they have no column. */
static void
test_small_bins (void)
{
  static guint64 counts[1000];
  RwTestChart test;

  counts[0] = G_GUINT64_CONSTANT (1) << 53;
  counts[10] = 1;
  rw_test_chart_set_up (&test, counts, 50, 1);
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  g_assert_cmphex (rw_test_chart_get_bar_pixel (&test, 10, 0), ==, RW_TEST_BAR);
  rw_test_chart_assert_empty (&test, rw_test_chart_get_bar_x (&test, 10), 1);
  rw_test_chart_assert_empty (&test, rw_test_chart_get_bar_x (&test, 11), 0);
  rw_test_chart_tear_down (&test);

  counts[999] = 1;
  rw_test_chart_set_up (&test, counts, G_N_ELEMENTS (counts), 0);
  rw_test_chart_draw (&test, 100, 50);
  g_assert_cmpuint (test.layout.plot_width, <, 1000);
  g_assert_cmphex (rw_test_chart_get_pixel (&test, rw_test_chart_get_x (&test, 1) - 1, 0), ==,
                   RW_TEST_ABOVE);
  rw_test_chart_tear_down (&test);
}

/* In the middle of a bin it splits the bar, at a border nothing. */
static void
test_threshold (void)
{
  guint64 counts[] = { 1, 1, 1, 1 };
  static const double thresholds[] = { 0.375, 0.5, 0.62 };
  RwTestChart test;

  for (guint i = 0; i < G_N_ELEMENTS (thresholds); i++)
    {
      rw_test_chart_set_up (&test, counts, G_N_ELEMENTS (counts), thresholds[i]);
      test.histogram.mean = 0;
      rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
      double x = rw_test_chart_get_x (&test, thresholds[i]);
      g_assert_cmphex (rw_test_chart_get_pixel (&test, x - 3, 10), ==, RW_TEST_BAR);
      g_assert_cmphex (rw_test_chart_get_pixel (&test, x - 1, 10), ==, RW_TEST_THRESHOLD);
      g_assert_cmphex (rw_test_chart_get_pixel (&test, x, 10), ==, RW_TEST_THRESHOLD);
      g_assert_cmphex (rw_test_chart_get_pixel (&test, x + 1, 10), ==, RW_TEST_ABOVE);
      g_assert_cmpuint (rw_test_count_pixels (test.cairo, RW_TEST_ABOVE, 0, 0, x, RW_TEST_HEIGHT),
                        ==, 0);
      g_assert_cmpuint (
          rw_test_count_pixels (test.cairo, RW_TEST_BAR, x, 0, RW_TEST_WIDTH - x, RW_TEST_HEIGHT),
          ==, 0);
      rw_test_chart_tear_down (&test);
    }
}

static void
test_threshold_ends (void)
{
  RwTestChart test;

  rw_test_chart_set_up (&test, quarters, G_N_ELEMENTS (quarters), 0);
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  g_assert_cmpuint (rw_test_chart_count (&test, RW_TEST_BAR), ==, 0);
  g_assert_cmpuint (rw_test_chart_count (&test, RW_TEST_ABOVE), >, 1000);
  rw_test_chart_tear_down (&test);

  rw_test_chart_set_up (&test, quarters, G_N_ELEMENTS (quarters), 1);
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  g_assert_cmpuint (rw_test_chart_count (&test, RW_TEST_BAR), >, 1000);
  g_assert_cmpuint (rw_test_chart_count (&test, RW_TEST_ABOVE), ==, 0);
  rw_test_chart_tear_down (&test);
}

/* Bars outside are at 35 % of their colour. */
static void
test_range (void)
{
  guint64 counts[] = { 1, 1, 1, 1 };
  RwTestChart test;

  rw_test_chart_set_up (&test, counts, G_N_ELEMENTS (counts), 0.5);
  test.chart.has_range = TRUE;
  test.chart.range_low = 0.25;
  test.chart.range_high = 0.75;
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  g_assert_cmphex (rw_test_chart_get_bar_pixel (&test, 0, 10), ==, 0xa6a6ffu);
  g_assert_cmphex (rw_test_chart_get_bar_pixel (&test, 1, 10), ==, RW_TEST_BAR);
  g_assert_cmphex (rw_test_chart_get_bar_pixel (&test, 2, 10), ==, RW_TEST_ABOVE);
  g_assert_cmphex (rw_test_chart_get_bar_pixel (&test, 3, 10), ==, 0xffa6a6u);
  rw_test_chart_tear_down (&test);
}

static void
test_hovered (void)
{
  guint64 counts[] = { 1, 1, 1, 1 };
  RwTestChart test;

  rw_test_chart_set_up (&test, counts, G_N_ELEMENTS (counts), 1);
  test.chart.hovered = 2;
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  g_assert_cmphex (rw_test_chart_get_bar_pixel (&test, 1, 10), ==, RW_TEST_BAR);
  g_assert_cmphex (rw_test_chart_get_bar_pixel (&test, 2, 10), ==, 0x0000d9u);
  g_assert_cmphex (rw_test_chart_get_bar_pixel (&test, 3, 10), ==, RW_TEST_BAR);
  rw_test_chart_tear_down (&test);
}

static void
test_outlines (void)
{
  RwTestChart test;
  double x, width;

  rw_test_chart_set_up (&test, quarters, G_N_ELEMENTS (quarters), 1);
  test.style.high_contrast = TRUE;
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  rw_histogram_layout_get_column (&test.layout, G_N_ELEMENTS (quarters), 2, &x, &width);
  g_assert_cmphex (rw_test_chart_get_pixel (&test, x, 10), ==, RW_TEST_BLACK);
  g_assert_cmphex (rw_test_chart_get_pixel (&test, x + 1, 10), ==, RW_TEST_BAR);
  g_assert_cmphex (rw_test_chart_get_pixel (&test, x + width - 3, 10), ==, RW_TEST_BAR);
  g_assert_cmphex (rw_test_chart_get_pixel (&test, x + width - 2, 10), ==, RW_TEST_BLACK);
  g_assert_cmphex (rw_test_chart_get_pixel (&test, x + width - 1, 10), ==, RW_TEST_WHITE);
  g_assert_cmphex (rw_test_chart_get_bar_pixel (&test, 2, 0), ==, RW_TEST_BLACK);
  rw_test_chart_tear_down (&test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/histogram-bars/bars", test_bars);
  g_test_add_func ("/histogram-bars/gaps", test_gaps);
  g_test_add_func ("/histogram-bars/corners", test_corners);
  g_test_add_func ("/histogram-bars/small-bins", test_small_bins);
  g_test_add_func ("/histogram-bars/threshold", test_threshold);
  g_test_add_func ("/histogram-bars/threshold-ends", test_threshold_ends);
  g_test_add_func ("/histogram-bars/range", test_range);
  g_test_add_func ("/histogram-bars/hovered", test_hovered);
  g_test_add_func ("/histogram-bars/outlines", test_outlines);
  return g_test_run ();
}
