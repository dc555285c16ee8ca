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

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/accessible/buttons", test_buttons);
  g_test_add_func ("/accessible/window", test_window);
  return rw_test_app_run ();
}
