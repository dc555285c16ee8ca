/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-chart-theme.h"

#include "rw-test-app.h"

#include <adwaita.h>

static RwChartStyle
read_style (RwWindow *window, AdwColorScheme scheme)
{
  RwChartStyle style;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  rw_test_window_settle (window);
  rw_chart_theme_read (GTK_WIDGET (window), &style);
  return style;
}

static double
get_lightness (const RwChartColor *color)
{
  return 0.2126 * color->red + 0.7152 * color->green + 0.0722 * color->blue;
}

/* Dark text in the light style, light text in the dark one; bars that are told from each other. */
static void
test_light_and_dark (void)
{
  RwWindow *window = rw_test_window_new ();
  RwChartStyle light = read_style (window, ADW_COLOR_SCHEME_FORCE_LIGHT);
  RwChartStyle dark = read_style (window, ADW_COLOR_SCHEME_FORCE_DARK);

  g_assert_cmpfloat (get_lightness (&light.text), <, 0.4);
  g_assert_cmpfloat (get_lightness (&dark.text), >, 0.8);
  g_assert_cmpfloat (light.bar.blue, >, light.bar.red);
  g_assert_cmpfloat (light.bar_above.red, >, light.bar_above.blue);
  g_assert_cmpfloat (get_lightness (&dark.bar), >, get_lightness (&light.bar));
  g_assert_cmpfloat_with_epsilon (light.line_width, 1, 1e-9);
  g_assert_false (light.high_contrast);
  g_assert_cmpfloat (light.grid.alpha, <, light.muted.alpha);
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/chart-theme/light-and-dark", test_light_and_dark);
  return rw_test_app_run ();
}
