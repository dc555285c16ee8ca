/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-curve-chart.h"

#include "rw-test-chart.h"

#include <math.h>

#define N_ROUNDS 100u

/* A chart of two lines; what is drawn is black but for these. */
typedef struct
{
  double now[N_ROUNDS];
  double best[N_ROUNDS];
  RwCurveChart chart;
  RwCurveLayout layout;
  RwChartStyle style;
  PangoContext *context;
  cairo_t *cairo;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      fixture->now[i] = 0.52;
      fixture->best[i] = i == 60 ? 0.42 : 0.44;
    }
  fixture->chart =
      (RwCurveChart){ { fixture->now, N_ROUNDS, NULL }, { fixture->best, N_ROUNDS, NULL } };
  fixture->style = rw_chart_style_paper;
  fixture->style.text = fixture->style.muted = (RwChartColor){ 0, 0, 0, 1 };
  fixture->style.bar = (RwChartColor){ 0, 0, 1, 1 };
  fixture->style.bar_above = (RwChartColor){ 1, 0, 0, 1 };
  fixture->context = rw_test_context ("Sans 9");
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cairo_destroy (fixture->cairo);
  g_object_unref (fixture->context);
}

static void
draw (Fixture *fixture, int width, int height)
{
  rw_curve_layout_compute (&fixture->layout, &fixture->chart, fixture->context, width, height);
  g_clear_pointer (&fixture->cairo, cairo_destroy);
  fixture->cairo = rw_test_paper (width, height);
  rw_curve_chart_draw (&fixture->chart, &fixture->layout, &fixture->style, fixture->context,
                       fixture->cairo);
  g_assert_cmpint (cairo_status (fixture->cairo), ==, CAIRO_STATUS_SUCCESS);
}

/* Pixels of a colour in a row of the plot. */
static guint
count_in_row (Fixture *fixture, guint32 pixel, double loss)
{
  double y = round (rw_curve_layout_get_y (&fixture->layout, loss));

  return rw_test_count_pixels (fixture->cairo, pixel, fixture->layout.plot_x, y,
                               fixture->layout.plot_width, 1);
}

/* Each line is where its losses are: one without gaps, one with. */
static void
test_lines (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  draw (fixture, 560, 200);
  guint width = (guint) fixture->layout.plot_width;
  g_assert_cmpuint (count_in_row (fixture, RW_TEST_BAR, 0.44), >, width * 9 / 10);
  g_assert_cmpuint (count_in_row (fixture, RW_TEST_ABOVE, 0.52), >, width / 2);
  g_assert_cmpuint (count_in_row (fixture, RW_TEST_ABOVE, 0.52), <, width * 3 / 4);
  g_assert_cmpuint (count_in_row (fixture, RW_TEST_ABOVE, 0.44), ==, 0);
  g_assert_cmpuint (count_in_row (fixture, RW_TEST_BAR, 0.52), ==, 0);
}

/* A dot where the best one is lowest. */
static void
test_dot (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  draw (fixture, 560, 200);
  double x = round (rw_curve_layout_get_x (&fixture->layout, 61));
  double y = round (rw_curve_layout_get_y (&fixture->layout, 0.42));
  g_assert_cmpuint (rw_test_count_pixels (fixture->cairo, RW_TEST_BAR, x - 1, y - 1, 3, 3), ==, 9);
  fixture->chart.best.n_rounds = 0;
  draw (fixture, 560, 200);
  g_assert_cmpuint (rw_test_count_pixels (fixture->cairo, RW_TEST_BAR, 0, 0, 560, 200), ==, 0);
}

/* What is above the plot in the first rounds is cut off. */
static void
test_cut (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 5; i++)
    fixture->now[i] = 0.69;
  draw (fixture, 560, 200);
  g_assert_cmpfloat (rw_scale_get_top (&fixture->layout.losses), <, 0.6);
  g_assert_cmpuint (
      rw_test_count_pixels (fixture->cairo, RW_TEST_ABOVE, 0, 0, 560, fixture->layout.plot_y), ==,
      0);
}

/* Names stand above the plot, if they have room. */
static void
test_legend (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  double top;

  draw (fixture, 560, 200);
  top = floor (fixture->layout.plot_y / 2);
  g_assert_cmpuint (rw_test_count_pixels (fixture->cairo, RW_TEST_WHITE, 40, 0, 520, top), ==,
                    (guint) (520 * top));
  fixture->chart.best.name = "Best so far";
  fixture->chart.now.name = "Tried now";
  draw (fixture, 560, 200);
  g_assert_cmpuint (rw_test_count_pixels (fixture->cairo, RW_TEST_BAR, 40, 0, 520, top), >, 20);
  g_assert_cmpuint (rw_test_count_pixels (fixture->cairo, RW_TEST_ABOVE, 40, 0, 520, top), >, 10);
  draw (fixture, 200, 200);
  g_assert_cmpuint (rw_test_count_pixels (fixture->cairo, RW_TEST_BAR, 0, 0, 200, top), >, 20);
  g_assert_cmpuint (rw_test_count_pixels (fixture->cairo, RW_TEST_ABOVE, 0, 0, 200, top), ==, 0);
}

/* Nothing reaches the border, so nothing was cut; and no size is too small. */
static void
test_borders (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const int sizes[] = { 1, 5, 30, 80, 200, 560 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
      draw (fixture, sizes[i], sizes[j]);
  g_assert_cmpuint (rw_test_count_pixels (fixture->cairo, RW_TEST_WHITE, 0, 0, 1, 560), ==, 560);
  g_assert_cmpuint (rw_test_count_pixels (fixture->cairo, RW_TEST_WHITE, 0, 559, 560, 1), ==, 560);
  g_assert_cmpuint (rw_test_count_pixels (fixture->cairo, RW_TEST_WHITE, 559, 0, 1, 560), ==, 560);
}

#define ADD(name, func) g_test_add ("/curve-draw/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("lines", test_lines);
  ADD ("dot", test_dot);
  ADD ("cut", test_cut);
  ADD ("legend", test_legend);
  ADD ("borders", test_borders);
  return g_test_run ();
}
