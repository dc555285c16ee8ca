/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-chart-style.h"

#include "rw-test-chart.h"

#include <math.h>

static double
make_linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const RwChartColor *color)
{
  return 0.2126 * make_linear (color->red) + 0.7152 * make_linear (color->green) +
         0.0722 * make_linear (color->blue);
}

/* As WCAG 2.1 defines it. */
static double
get_contrast (const RwChartColor *a, const RwChartColor *b)
{
  double one = get_luminance (a) + 0.05;
  double other = get_luminance (b) + 0.05;

  return MAX (one, other) / MIN (one, other);
}

/* What WCAG asks of texts and of graphics; both bar colours can be told apart without colour. */
static void
test_paper_contrast (void)
{
  static const RwChartColor white = { 1, 1, 1, 1 };
  const RwChartStyle *paper = &rw_chart_style_paper;

  g_assert_cmpfloat (get_contrast (&paper->text, &white), >=, 7);
  g_assert_cmpfloat (get_contrast (&paper->muted, &white), >=, 4.5);
  g_assert_cmpfloat (get_contrast (&paper->mean, &white), >=, 4.5);
  g_assert_cmpfloat (get_contrast (&paper->threshold, &white), >=, 7);
  g_assert_cmpfloat (get_contrast (&paper->bar, &white), >=, 3);
  g_assert_cmpfloat (get_contrast (&paper->bar_above, &white), >=, 3);
  g_assert_cmpfloat (get_contrast (&paper->bar, &paper->bar_above), >=, 1.5);
}

static void
test_paper_opaque (void)
{
  const RwChartStyle *paper = &rw_chart_style_paper;
  const RwChartColor *opaque[] = { &paper->text,      &paper->muted,     &paper->grid, &paper->bar,
                                   &paper->bar_above, &paper->threshold, &paper->mean };

  for (guint i = 0; i < G_N_ELEMENTS (opaque); i++)
    g_assert_cmpfloat (opaque[i]->alpha, >=, 1);
  g_assert_cmpfloat (paper->range.alpha, >, 0);
  g_assert_cmpfloat (paper->range.alpha, <, 0.5);
  g_assert_cmpfloat (paper->line_width, >, 0);
  g_assert_false (paper->high_contrast);
}

static void
test_set_color (void)
{
  static const RwChartColor color = { 1, 0.5, 0, 0.5 };
  cairo_t *cairo = rw_test_paper (1, 1);
  double red, green, blue, alpha;

  rw_chart_set_color (cairo, &color);
  cairo_pattern_get_rgba (cairo_get_source (cairo), &red, &green, &blue, &alpha);
  g_assert_cmpfloat_with_epsilon (red, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (green, 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (blue, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (alpha, 0.5, 1e-9);
  cairo_destroy (cairo);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart-style/paper-contrast", test_paper_contrast);
  g_test_add_func ("/chart-style/paper-opaque", test_paper_opaque);
  g_test_add_func ("/chart-style/set-color", test_set_color);
  return g_test_run ();
}
