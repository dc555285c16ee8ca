/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The high contrast side of rw-chart-theme.c, which libadwaita decides on when it starts. */
#include "rw-chart-theme.h"

#include "rw-test-app.h"
#include "rw-test-picture.h"

#include <math.h>

/* By WCAG 2: (L₁ + 0.05) / (L₂ + 0.05) of two relative luminances. */
static double
linearize (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const RwChartColor *color)
{
  return 0.2126 * linearize (color->red) + 0.7152 * linearize (color->green) +
         0.0722 * linearize (color->blue);
}

static double
get_contrast (const RwChartColor *a, const RwChartColor *b)
{
  double one = get_luminance (a) + 0.05;
  double other = get_luminance (b) + 0.05;

  return MAX (one, other) / MIN (one, other);
}

static void
check (AdwColorScheme scheme, const RwChartColor *background)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwChartStyle style;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  rw_test_window_settle (window);
  rw_chart_theme_read (GTK_WIDGET (window), &style);
  g_assert_true (style.high_contrast);
  g_assert_cmpfloat_with_epsilon (style.line_width, 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (style.muted.alpha, style.text.alpha, 1e-9);
  g_assert_cmpfloat (get_contrast (&style.text, background), >=, 7);
  g_assert_cmpfloat (get_contrast (&style.bar, background), >=, 4.5);
  g_assert_cmpfloat (get_contrast (&style.bar_above, background), >=, 3);
  rw_test_window_end (window);
}

static void
test_light (void)
{
  check (ADW_COLOR_SCHEME_FORCE_LIGHT, &(RwChartColor){ 1, 1, 1, 1 });
}

static void
test_dark (void)
{
  check (ADW_COLOR_SCHEME_FORCE_DARK, &(RwChartColor){ 0.14, 0.14, 0.14, 1 });
}

static void
test_picture (void)
{
  RwWindow *window = rw_test_window_new_sample (0);

  g_autoptr (GdkTexture) picture = rw_test_picture_take (GTK_WIDGET (window));
  g_assert_cmpuint (rw_test_picture_count_drawn (picture), >, 1000);
  rw_test_picture_save (picture, "scored-high-contrast");
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/chart-theme-contrast/light", test_light);
  g_test_add_func ("/chart-theme-contrast/dark", test_dark);
  g_test_add_func ("/chart-theme-contrast/picture", test_picture);
  return rw_test_app_run ();
}
