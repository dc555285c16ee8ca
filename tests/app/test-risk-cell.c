/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-risk-cell.h"

#include "rw-test-app.h"
#include "rw-test-look.h"

static void
test_bands (void)
{
  static const char *const titles[] = { "Low", "Medium", "High" };
  static const char *const icons[] = { "risk-low-symbolic", "risk-medium-symbolic",
                                       "risk-high-symbolic" };
  GtkWidget *cell = g_object_ref_sink (rw_risk_cell_new ());

  for (guint risk = 0; risk < RW_N_RISKS; risk++)
    {
      GtkWidget *icon = gtk_widget_get_first_child (cell);
      rw_risk_cell_set_risk (RW_RISK_CELL (cell), (RwRisk) risk);
      g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (icon)), ==, icons[risk]);
      g_assert_cmpstr (rw_test_get_text (gtk_widget_get_last_child (cell)), ==, titles[risk]);
      g_assert_true (gtk_widget_has_css_class (icon, rw_risk_get_css_class ((RwRisk) risk)));
      g_assert_cmpstr (rw_risk_get_icon_name ((RwRisk) risk), ==, icons[risk]);
      rw_test_assert_role (icon, GTK_ACCESSIBLE_ROLE_PRESENTATION);
    }
  g_assert_finalize_object (cell);
}

/* The icons are among those that the program brings. */
static void
test_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  for (guint risk = 0; risk < RW_N_RISKS; risk++)
    g_assert_true (gtk_icon_theme_has_icon (theme, rw_risk_get_icon_name ((RwRisk) risk)));
  g_assert_true (gtk_icon_theme_has_icon (theme, "sort-columns-symbolic"));
  g_assert_true (gtk_icon_theme_has_icon (theme, "com.retainwiseanalytics.Desktop"));
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/risk-cell/bands", test_bands);
  g_test_add_func ("/risk-cell/icons", test_icons);
  return rw_test_app_run ();
}
