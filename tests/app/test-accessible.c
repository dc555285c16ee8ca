/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-accessible.h"

#include "rw-test-app.h"
#include "rw-test-look.h"

static void
test_buttons (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-find-symbolic");
  GtkWidget *menu_button = gtk_menu_button_new ();

  gtk_widget_set_tooltip_text (button, "Search");
  gtk_widget_set_tooltip_text (menu_button, "Menu");
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), menu_button);
  rw_accessible_name_buttons (box);
  rw_test_assert_name (button, "Search");
  rw_test_assert_name (gtk_widget_get_first_child (menu_button), "Menu");
  g_assert_finalize_object (box);
}

/* Those of the window, wherever they are. */
static void
test_window (void)
{
  RwWindow *window = rw_test_window_new_sample (20);

  rw_test_assert_name (rw_test_find_button (window, "Search Customers"), "Search Customers");
  GtkWidget *columns = rw_test_find_button (window, "Sort and Columns");
  rw_test_assert_name (gtk_widget_get_first_child (columns), "Sort and Columns");
  rw_test_window_end (window);
}

/* The button of a toast that is there, and of one that comes after it. */
static void
test_toasts (void)
{
  GtkWidget *overlay = g_object_ref_sink (adw_toast_overlay_new ());
  AdwToast *second = adw_toast_new ("Second");

  rw_accessible_name_toasts (overlay);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new ("First"));
  rw_test_assert_name (rw_test_find_class (overlay, "circular"), "Close");
  adw_toast_set_priority (second, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), second);
  g_autoptr (GPtrArray) buttons = rw_test_find_all (overlay, GTK_TYPE_BUTTON);
  for (guint i = 0; i < buttons->len; i++)
    if (gtk_widget_has_css_class (buttons->pdata[i], "circular"))
      rw_test_assert_name (buttons->pdata[i], "Close");
  g_assert_finalize_object (overlay);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/accessible/buttons", test_buttons);
  g_test_add_func ("/accessible/window", test_window);
  g_test_add_func ("/accessible/toasts", test_toasts);
  return rw_test_app_run ();
}
