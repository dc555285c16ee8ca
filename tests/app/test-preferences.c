/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-preferences.h"

#include "rw-test-app.h"
#include "rw-test-look.h"
#include "rw-test-toplevel.h"

#include "rw-settings.h"

static void
test_both_ways (void)
{
  rw_test_app_reset_settings ();
  GtkWidget *preferences =
      rw_preferences_new (rw_application_get_hosted_setup (rw_test_app_get ()));
  g_autoptr (GPtrArray) rows = rw_test_find_all (preferences, ADW_TYPE_COMBO_ROW);
  AdwComboRow *style = rows->pdata[0];
  AdwComboRow *bins = rows->pdata[1];
  GtkSwitch *remember = rw_test_find (preferences, GTK_TYPE_SWITCH);

  g_assert_cmpuint (adw_combo_row_get_selected (style), ==, 0);
  g_assert_cmpuint (adw_combo_row_get_selected (bins), ==, 2);
  adw_combo_row_set_selected (bins, 3);
  g_autofree char *n_bins = g_settings_get_string (rw_settings_get (), "n-bins");
  g_assert_cmpstr (n_bins, ==, "100");
  g_settings_set_string (rw_settings_get (), "style", "dark");
  g_assert_cmpuint (adw_combo_row_get_selected (style), ==, 2);
  g_assert_true (gtk_switch_get_active (remember));
  gtk_switch_set_active (remember, FALSE);
  g_assert_false (g_settings_get_boolean (rw_settings_get (), "remember-recent"));
  gtk_window_destroy (GTK_WINDOW (preferences));
  rw_test_app_reset_settings ();
}

static void
test_shown (void)
{
  RwWindow *window = rw_test_window_new ();

  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "preferences", NULL);
  GtkWindow *shown = rw_test_wait_for_window (RW_TYPE_PREFERENCES);
  rw_test_assert_sees (shown, "Bars in the Chart");
  rw_test_assert_sees (shown, "Remember Recent Files");
  rw_test_close_window (shown);
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/preferences/both-ways", test_both_ways);
  g_test_add_func ("/preferences/shown", test_shown);
  return rw_test_app_run ();
}
