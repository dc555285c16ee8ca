/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-chart.h"

static guint64 quarters[] = { 4, 0, 2, 1 };

/* Above the plot, over the line, as wide on both sides. */
static void
test_handle (void)
{
  RwTestChart test;
  double x, y;

  rw_test_chart_set_up (&test, quarters, G_N_ELEMENTS (quarters), 0.25);
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  x = rw_test_chart_get_x (&test, 0.25);
  y = test.layout.plot_y - 8;
  g_assert_cmphex (rw_test_get_pixel (test.cairo, x - 5, y), ==, RW_TEST_THRESHOLD);
  g_assert_cmphex (rw_test_get_pixel (test.cairo, x + 4, y), ==, RW_TEST_THRESHOLD);
  g_assert_cmphex (rw_test_get_pixel (test.cairo, x - 8, y), ==, RW_TEST_WHITE);
  g_assert_cmphex (rw_test_get_pixel (test.cairo, x + 7, y), ==, RW_TEST_WHITE);
  g_assert_cmphex (rw_test_chart_get_pixel (&test, x, test.layout.plot_height / 2), ==,
                   RW_TEST_THRESHOLD);
  rw_test_chart_tear_down (&test);
}

/* The mean's line is dashed: some of it is seen through. */
static void
test_mean (void)
{
  RwTestChart test;
  double x;
  guint n;

  rw_test_chart_set_up (&test, quarters, G_N_ELEMENTS (quarters), 1);
  test.histogram.mean = 0.3;
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  x = rw_test_chart_get_x (&test, 0.3);
  n = rw_test_count_pixels (test.cairo, RW_TEST_MEAN, x, test.layout.plot_y, 1,
                            test.layout.plot_height);
  g_assert_cmpuint (n, >, test.layout.plot_height / 3);
  g_assert_cmpuint (n, <, test.layout.plot_height * 2 / 3);
  g_assert_cmpuint (rw_test_count_pixels (test.cairo, RW_TEST_MEAN, 0, test.layout.plot_y,
                                          RW_TEST_WIDTH, test.layout.plot_height),
                    ==, n);
  rw_test_chart_tear_down (&test);
}

/* Pixels of the mean's colour, or between it and white, in the band above the plot. */
static guint
count_mean_label (const RwTestChart *self, double start, double end)
{
  guint n = 0;

  for (double y = 0; y < self->layout.plot_y; y++)
    for (double x = start; x < end; x++)
      {
        guint32 pixel = rw_test_get_pixel (self->cairo, x, y);
        n += pixel != RW_TEST_WHITE && (pixel & RW_TEST_MEAN) == RW_TEST_MEAN;
      }
  return n;
}

/* Right of its line, or left where there is no room or the handle; never over the handle. */
static void
test_mean_label (void)
{
  static const struct
  {
    double mean;
    double threshold;
    gboolean is_right;
  } cases[] = {
    { 0.1, 0.9, TRUE },    { 0.97, 0.5, FALSE }, { 0.3, 0.35, FALSE },
    { 0.3, 0.29, TRUE },   { 0.02, 0.03, TRUE }, { 0.3, 0.3, TRUE },
    { 0.98, 0.97, FALSE }, { 1, 1, FALSE },      { 0, 0, TRUE },
  };
  RwTestChart test;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      rw_test_chart_set_up (&test, quarters, G_N_ELEMENTS (quarters), cases[i].threshold);
      test.histogram.mean = cases[i].mean;
      rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
      double handle = rw_test_chart_get_x (&test, cases[i].threshold);
      double mean = rw_test_chart_get_x (&test, cases[i].mean);
      guint n_left = count_mean_label (&test, 0, mean);
      guint n_right = count_mean_label (&test, mean + 1, RW_TEST_WIDTH);
      g_assert_cmpuint (cases[i].is_right ? n_right : n_left, >, 100);
      g_assert_cmpuint (cases[i].is_right ? n_left : n_right, ==, 0);
      g_assert_cmpuint (rw_test_count_pixels (test.cairo, RW_TEST_THRESHOLD, handle - 6,
                                              test.layout.plot_y - 10, 12, 4),
                        ==, 12 * 4);
      rw_test_chart_tear_down (&test);
    }
}

/* Rather no label than one over the handle or far from its line. */
static void
test_mean_label_without_room (void)
{
  RwTestChart test;
  double mean;

  rw_test_chart_set_up (&test, quarters, G_N_ELEMENTS (quarters), 0.35);
  test.histogram.mean = 0.2;
  rw_test_chart_draw (&test, 200, RW_TEST_HEIGHT);
  mean = rw_test_chart_get_x (&test, 0.2);
  g_assert_cmpuint (count_mean_label (&test, mean, mean + 1), >, 0);
  g_assert_cmpuint (count_mean_label (&test, 0, mean), ==, 0);
  g_assert_cmpuint (count_mean_label (&test, mean + 1, 200), ==, 0);
  rw_test_chart_tear_down (&test);
}

/* The threshold is a px wider than other lines; the mean's line begins with a dash of 4 px. */
static void
check_line_width (double line_width)
{
  RwTestChart test;
  double y;

  rw_test_chart_set_up (&test, quarters, G_N_ELEMENTS (quarters), 1);
  test.style.line_width = line_width;
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  y = rw_test_chart_get_bottom (&test) - 1;
  g_assert_cmpuint (rw_test_count_pixels (test.cairo, RW_TEST_THRESHOLD, 0, y, RW_TEST_WIDTH, 1),
                    ==, (guint) line_width + 1);
  y = test.layout.plot_y - 14;
  g_assert_cmpuint (rw_test_count_pixels (test.cairo, RW_TEST_MEAN,
                                          rw_test_chart_get_x (&test, 0.5) - 4, y, 8, 4),
                    ==, (guint) line_width * 4);
  rw_test_chart_tear_down (&test);
}

static void
test_line_width (void)
{
  check_line_width (1);
  check_line_width (2);
  check_line_width (3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/histogram-marks/handle", test_handle);
  g_test_add_func ("/histogram-marks/line-width", test_line_width);
  g_test_add_func ("/histogram-marks/mean", test_mean);
  g_test_add_func ("/histogram-marks/mean-label", test_mean_label);
  g_test_add_func ("/histogram-marks/mean-label-without-room", test_mean_label_without_room);
  return g_test_run ();
}
