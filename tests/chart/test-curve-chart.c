/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-curve-chart.h"

#include "rw-test-chart.h"

#define N_ROUNDS 200u

/* Falls from near 0.69 to its lowest, 0.42, at round 150, and rises again. */
static void
fill (double *losses, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      double part = (i + 1) / 150.0;
      losses[i] = 0.42 + 0.27 * (1 - part) * (1 - part);
    }
}

static RwCurveLayout
make_layout (const RwCurveChart *chart, const char *font, double width, double height)
{
  PangoContext *context = rw_test_context (font);
  RwCurveLayout layout;

  rw_curve_layout_compute (&layout, chart, context, width, height);
  g_object_unref (context);
  return layout;
}

static void
test_lowest (void)
{
  double losses[N_ROUNDS];
  RwCurveLine line = { losses, N_ROUNDS, NULL };

  fill (losses, N_ROUNDS);
  g_assert_cmpuint (rw_curve_line_find_lowest (&line), ==, 150);
  line.n_rounds = 10;
  g_assert_cmpuint (rw_curve_line_find_lowest (&line), ==, 10);
  for (guint i = 0; i < N_ROUNDS; i++)
    losses[i] = 0.5;
  g_assert_cmpuint (rw_curve_line_find_lowest (&line), ==, 1);
}

/* All rounds of both lines, and what is low of them. */
static void
test_axes (void)
{
  double losses[N_ROUNDS];
  double more[2 * N_ROUNDS];
  RwCurveChart chart = { .now = { losses, N_ROUNDS, NULL }, .best = { more, 2 * N_ROUNDS, NULL } };

  fill (losses, N_ROUNDS);
  fill (more, 2 * N_ROUNDS);
  RwCurveLayout layout = make_layout (&chart, "Sans 9", 560, 300);
  g_assert_cmpuint (rw_axis_get_top (&layout.rounds), ==, 400);
  g_assert_cmpfloat_with_epsilon (layout.losses.low, 0.4, 1e-9);
  g_assert_cmpfloat (rw_scale_get_top (&layout.losses), >=, losses[20]);
  g_assert_cmpfloat (rw_scale_get_top (&layout.losses), <, losses[0]);
  chart.best.n_rounds = 0;
  layout = make_layout (&chart, "Sans 9", 560, 300);
  g_assert_cmpuint (rw_axis_get_top (&layout.rounds), ==, 200);
}

/* Before there is anything there are axes. */
static void
test_nothing (void)
{
  RwCurveChart chart = { .now = { NULL, 0, NULL } };
  RwCurveLayout layout = make_layout (&chart, "Sans 9", 560, 300);

  g_assert_cmpuint (rw_axis_get_top (&layout.rounds), ==, 1);
  g_assert_cmpfloat_with_epsilon (rw_scale_get_top (&layout.losses), 1, 1e-9);
  g_assert_cmpfloat (layout.plot_width, >, 400);
}

static void
test_margins (void)
{
  static const int widths[] = { 1, 40, 200, 560, 1240 };
  static const int heights[] = { 1, 40, 120, 300, 700 };
  double losses[N_ROUNDS];
  RwCurveChart chart = { .now = { losses, N_ROUNDS, NULL } };

  fill (losses, N_ROUNDS);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    for (guint j = 0; j < G_N_ELEMENTS (heights); j++)
      {
        RwCurveLayout layout = make_layout (&chart, "Sans 9", widths[i], heights[j]);
        gboolean has_room = widths[i] >= 200 && heights[j] >= 120;
        g_assert_cmpfloat (layout.plot_x + layout.plot_width, <=, widths[i]);
        g_assert_cmpfloat (layout.plot_y + layout.plot_height, <=, heights[j]);
        g_assert_true ((layout.plot_x > 20 && layout.plot_y > 10) == has_room);
        g_assert_true ((layout.plot_height < heights[j] - 25) == has_room);
      }
  RwCurveLayout large = make_layout (&chart, "Sans 18", 560, 300);
  RwCurveLayout small = make_layout (&chart, "Sans 9", 560, 300);
  g_assert_cmpfloat (large.plot_x, >, small.plot_x);
  g_assert_cmpfloat (large.plot_height, <, small.plot_height);
}

static void
test_places (void)
{
  RwCurveLayout layout = { .plot_x = 30,
                           .plot_y = 10,
                           .plot_width = 100,
                           .plot_height = 50,
                           .rounds = rw_axis_new_counts (200, 5),
                           .losses = rw_scale_new (0.4, 0.6, 3) };

  g_assert_cmpfloat_with_epsilon (rw_curve_layout_get_x (&layout, 0), 30, 1e-9);
  g_assert_cmpfloat_with_epsilon (rw_curve_layout_get_x (&layout, 50), 55, 1e-9);
  g_assert_cmpfloat_with_epsilon (rw_curve_layout_get_y (&layout, 0.4), 60, 1e-9);
  g_assert_cmpfloat_with_epsilon (rw_curve_layout_get_y (&layout, 0.6), 10, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curve-chart/lowest", test_lowest);
  g_test_add_func ("/curve-chart/axes", test_axes);
  g_test_add_func ("/curve-chart/nothing", test_nothing);
  g_test_add_func ("/curve-chart/margins", test_margins);
  g_test_add_func ("/curve-chart/places", test_places);
  return g_test_run ();
}
