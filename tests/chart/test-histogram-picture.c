/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-picture.h"

#include "rw-test-chart.h"

#include <math.h>

static RwHistogramPicture
make_picture (RwTestChart *test)
{
  return (RwHistogramPicture){
    .chart = &test->chart, .layout = &test->layout, .style = &test->style, .cairo = test->cairo
  };
}

/* Whole px, inside the plot, and one below the other. */
static void
test_places (void)
{
  static guint64 counts[7] = { 3, 1, 4, 1, 5, 9, 2 };
  RwTestChart test;

  rw_test_chart_set_up (&test, counts, G_N_ELEMENTS (counts), 0.5);
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  RwHistogramPicture picture = make_picture (&test);
  for (guint i = 0; i <= 7; i++)
    {
      double x = rw_histogram_picture_get_x (&picture, i / 7.0);
      g_assert_cmpfloat_with_epsilon (x, round (x), 1e-12);
      g_assert_cmpfloat (fabs (x - rw_histogram_layout_get_x (&test.layout, i / 7.0)), <=, 0.5);
    }
  g_assert_cmpfloat_with_epsilon (rw_histogram_picture_get_bottom (&picture),
                                  test.layout.plot_y + test.layout.plot_height, 1e-12);
  g_assert_true (rw_histogram_picture_has_margins (&picture));
  rw_test_chart_tear_down (&test);
}

/* No room to write beside a tiny plot. */
static void
test_tiny (void)
{
  static guint64 counts[2];
  RwTestChart test;

  rw_test_chart_set_up (&test, counts, G_N_ELEMENTS (counts), 0.5);
  rw_test_chart_draw (&test, 20, 10);
  RwHistogramPicture picture = make_picture (&test);
  g_assert_false (rw_histogram_picture_has_margins (&picture));
  rw_test_chart_tear_down (&test);
}

/* As many px as asked for, where they were asked for. */
static void
test_fill (void)
{
  static guint64 counts[2];
  RwTestChart test;

  rw_test_chart_set_up (&test, counts, G_N_ELEMENTS (counts), 0.5);
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  RwHistogramPicture picture = make_picture (&test);
  rw_histogram_picture_fill (&picture, &test.style.bar, 100, 40, 30, 20);
  g_assert_cmpuint (rw_test_chart_count (&test, RW_TEST_BAR), ==, 600);
  g_assert_cmpuint (rw_test_count_pixels (test.cairo, RW_TEST_BAR, 100, 40, 30, 20), ==, 600);
  rw_test_chart_tear_down (&test);
}

/* From its left end to its right end. */
static void
test_edge (void)
{
  static guint64 counts[2];
  RwTestChart test;
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  rw_test_chart_set_up (&test, counts, G_N_ELEMENTS (counts), 0.5);
  rw_test_chart_draw (&test, RW_TEST_WIDTH, RW_TEST_HEIGHT);
  RwHistogramPicture picture = make_picture (&test);
  cairo_new_path (test.cairo);
  rw_histogram_picture_add_edge (&picture, 50, 60, 40, 5);
  cairo_path_extents (test.cairo, &left, &top, &right, &bottom);
  g_assert_cmpfloat_with_epsilon (left, 50, 0.1);
  g_assert_cmpfloat_with_epsilon (right, 90, 0.1);
  g_assert_cmpfloat_with_epsilon (top, 60, 0.1);
  g_assert_cmpfloat_with_epsilon (bottom, 65, 0.1);
  rw_test_chart_tear_down (&test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/histogram-picture/places", test_places);
  g_test_add_func ("/histogram-picture/tiny", test_tiny);
  g_test_add_func ("/histogram-picture/fill", test_fill);
  g_test_add_func ("/histogram-picture/edge", test_edge);
  return g_test_run ();
}
