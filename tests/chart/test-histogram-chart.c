/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-chart.h"

#include "rw-test-chart.h"

#include <math.h>

static const struct
{
  double width;
  double height;
} sizes[] = { { 560, 120 }, { 1240, 150 }, { 1600, 400 } };

/* The layout of a histogram of one bin. */
static RwHistogramLayout
make_layout (guint64 count, const char *font, double width, double height)
{
  PangoContext *context = rw_test_context (font);
  RwHistogram histogram = { .high = 1, .n_bins = 1, .counts = &count, .n = count };
  RwHistogramChart chart = { .histogram = &histogram, .hovered = RW_HISTOGRAM_NO_BIN };
  RwHistogramLayout layout;

  rw_histogram_layout_compute (&layout, &chart, context, width, height);
  g_object_unref (context);
  return layout;
}

static void
test_margins (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      RwHistogramLayout layout = make_layout (1000, "Sans 9", sizes[i].width, sizes[i].height);
      g_assert_cmpfloat_with_epsilon (layout.width, sizes[i].width, 1e-9);
      g_assert_cmpfloat_with_epsilon (layout.height, sizes[i].height, 1e-9);
      g_assert_cmpfloat (layout.plot_x, >, 20);
      g_assert_cmpfloat (layout.plot_y, >=, 16);
      g_assert_cmpfloat (layout.plot_x + layout.plot_width, <, layout.width - 10);
      g_assert_cmpfloat (layout.plot_y + layout.plot_height, <, layout.height - 15);
      g_assert_cmpfloat (layout.plot_width, >, 0.8 * layout.width);
      g_assert_cmpfloat (layout.plot_height, >, 0.5 * layout.height);
    }
}

/* Wide counts take their room from the plot, large letters in both directions. */
static void
test_text_size (void)
{
  RwHistogramLayout few = make_layout (10, "Sans 9", 560, 200);
  RwHistogramLayout many = make_layout (G_GUINT64_CONSTANT (1) << 53, "Sans 9", 560, 200);
  RwHistogramLayout large = make_layout (10, "Sans 18", 560, 200);

  g_assert_cmpfloat (many.plot_x, >, few.plot_x + 50);
  g_assert_cmpfloat_with_epsilon (many.plot_x + many.plot_width, few.plot_x + few.plot_width, 1e-9);
  g_assert_cmpfloat (large.plot_x, >, few.plot_x);
  g_assert_cmpfloat (large.plot_width, <, few.plot_width);
  g_assert_cmpfloat (large.plot_y, >, few.plot_y);
  g_assert_cmpfloat (large.plot_height, <, few.plot_height);
}

static void
test_ticks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint64 count = 4; count < 100000; count += 1 + count / 7)
      {
        RwHistogramLayout layout = make_layout (count, "Sans 9", sizes[i].width, sizes[i].height);
        g_assert_cmpuint (layout.axis.n_ticks, >=, 3);
        g_assert_cmpuint (layout.axis.n_ticks, <=, 5);
        g_assert_cmpuint (rw_axis_get_top (&layout.axis), >=, count);
      }
}

/* Without room for labels the plot is all. */
static void
test_tiny (void)
{
  RwHistogramLayout layout = make_layout (1000, "Sans 9", 20, 10);

  g_assert_cmpfloat_with_epsilon (layout.plot_x, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (layout.plot_y, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (layout.plot_width, 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (layout.plot_height, 10, 1e-9);
}

/* A widget may not have a size yet. */
static void
test_no_size (void)
{
  RwHistogramLayout layout = make_layout (1000, "Sans 9", 0, 0);

  g_assert_cmpfloat_with_epsilon (rw_histogram_layout_get_probability (&layout, 0), 0, 1e-9);
  g_assert_cmpfloat (rw_histogram_layout_get_bar_height (&layout, 1000), >=, 1);
}

static void
test_x (void)
{
  RwHistogramLayout layout = make_layout (1000, "Sans 9", 1240, 150);
  double end = layout.plot_x + layout.plot_width;

  g_assert_cmpfloat_with_epsilon (rw_histogram_layout_get_x (&layout, 0), layout.plot_x, 1e-9);
  g_assert_cmpfloat_with_epsilon (rw_histogram_layout_get_x (&layout, 1), end, 1e-9);
  for (guint i = 0; i <= 1000; i++)
    {
      double x = rw_histogram_layout_get_x (&layout, i / 1000.0);
      double back = rw_histogram_layout_get_probability (&layout, x);
      g_assert_cmpfloat_with_epsilon (back, i / 1000.0, 1e-9);
    }
}

static void
test_clamped (void)
{
  RwHistogramLayout layout = make_layout (1000, "Sans 9", 1240, 150);
  double end = layout.plot_x + layout.plot_width;

  g_assert_cmpfloat (rw_histogram_layout_get_probability (&layout, layout.plot_x - 1), <=, 0);
  g_assert_cmpfloat (rw_histogram_layout_get_probability (&layout, -1e9), >=, 0);
  g_assert_cmpfloat (rw_histogram_layout_get_probability (&layout, end + 1), >=, 1);
  g_assert_cmpfloat (rw_histogram_layout_get_probability (&layout, 1e9), <=, 1);
}

static void
check_columns (const RwHistogramLayout *layout, guint n_bins)
{
  double end = layout->plot_x;
  double x, width;

  for (guint bin = 0; bin < n_bins; bin++)
    {
      rw_histogram_layout_get_column (layout, n_bins, bin, &x, &width);
      g_assert_cmpfloat_with_epsilon (x, end, 1e-9);
      g_assert_cmpfloat_with_epsilon (width, layout->plot_width / n_bins, 1);
      g_assert_cmpfloat_with_epsilon (x, round (x), 1e-9);
      g_assert_cmpfloat_with_epsilon (width, round (width), 1e-9);
      end = x + width;
    }
  g_assert_cmpfloat_with_epsilon (end, layout->plot_x + layout->plot_width, 1e-9);
}

static void
test_columns (void)
{
  static const guint n_bins[] = { 1, 2, 4, 5, 10, 20, 50, 100, 200, 1000, 5000 };

  for (double width = 100; width < 2000; width += 61.5)
    for (guint i = 0; i < G_N_ELEMENTS (n_bins); i++)
      {
        RwHistogramLayout layout = make_layout (1000, "Sans 9", width, 150);
        check_columns (&layout, n_bins[i]);
      }
}

static void
test_bar_heights (void)
{
  RwHistogramLayout layout = make_layout (1000, "Sans 9", 1240, 150);
  double half = layout.plot_height / 2;

  g_assert_cmpuint (rw_axis_get_top (&layout.axis), ==, 1000);
  g_assert_cmpfloat (rw_histogram_layout_get_bar_height (&layout, 0), <=, 0);
  g_assert_cmpfloat_with_epsilon (rw_histogram_layout_get_bar_height (&layout, 1), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (rw_histogram_layout_get_bar_height (&layout, 500), half, 0.5);
  g_assert_cmpfloat_with_epsilon (rw_histogram_layout_get_bar_height (&layout, 1000),
                                  layout.plot_height, 1e-9);
  for (guint64 count = 0; count < 1000; count++)
    {
      double height = rw_histogram_layout_get_bar_height (&layout, count);
      g_assert_cmpfloat_with_epsilon (height, round (height), 1e-9);
      g_assert_cmpfloat (height, <=, rw_histogram_layout_get_bar_height (&layout, count + 1));
    }
}

static void
test_huge_counts (void)
{
  guint64 huge = G_GUINT64_CONSTANT (1) << 53;
  RwHistogramLayout layout = make_layout (huge, "Sans 9", 1240, 150);
  double height = rw_histogram_layout_get_bar_height (&layout, huge);

  g_assert_cmpuint (rw_axis_get_top (&layout.axis), >=, huge);
  g_assert_cmpfloat (height, >, layout.plot_height / 2);
  g_assert_cmpfloat (height, <=, layout.plot_height);
  g_assert_cmpfloat_with_epsilon (rw_histogram_layout_get_bar_height (&layout, 1), 1, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/histogram-chart/margins", test_margins);
  g_test_add_func ("/histogram-chart/text-size", test_text_size);
  g_test_add_func ("/histogram-chart/ticks", test_ticks);
  g_test_add_func ("/histogram-chart/tiny", test_tiny);
  g_test_add_func ("/histogram-chart/no-size", test_no_size);
  g_test_add_func ("/histogram-chart/x", test_x);
  g_test_add_func ("/histogram-chart/clamped", test_clamped);
  g_test_add_func ("/histogram-chart/columns", test_columns);
  g_test_add_func ("/histogram-chart/bar-heights", test_bar_heights);
  g_test_add_func ("/histogram-chart/huge-counts", test_huge_counts);
  return g_test_run ();
}
