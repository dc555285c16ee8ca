/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-histogram-bar.h"

#include "rw-test-app.h"
#include "rw-test-look.h"

static void
test_described (void)
{
  GtkWidget *bar = g_object_ref_sink (rw_histogram_bar_new (35));

  rw_test_assert_role (bar, GTK_ACCESSIBLE_ROLE_OPTION);
  g_assert_cmpuint (rw_histogram_bar_get_bin (RW_HISTOGRAM_BAR (bar)), ==, 35);
  g_assert_true (gtk_widget_get_focusable (bar));
  rw_histogram_bar_describe (RW_HISTOGRAM_BAR (bar), "70 to 72 %: 1 customer", FALSE);
  rw_test_assert_name (bar, "70 to 72 %: 1 customer");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  rw_histogram_bar_describe (RW_HISTOGRAM_BAR (bar), "70 to 72 %: 2 customers", TRUE);
  rw_test_assert_name (bar, "70 to 72 %: 2 customers");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  g_assert_finalize_object (bar);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/histogram-bar/described", test_described);
  return rw_test_app_run ();
}
