/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-header.h"

#include "rw-import-window.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-toplevel.h"

/* Its name, what it is read as and how that was found, also for a screen reader; its menu has all
 * inputs of the model. */
static void
test_shown (void)
{
  RwWindow *window = rw_test_window_new_sample (20);

  rw_test_do (window, "win.review-import");
  GtkWindow *page = rw_test_wait_for_window (RW_TYPE_IMPORT_WINDOW);
  rw_test_wait_for_text (page, "20 rows");
  g_autoptr (GPtrArray) headers = rw_test_find_all (page, RW_TYPE_IMPORT_HEADER);
  g_assert_cmpuint (headers->len, ==, 20);
  rw_test_assert_sees (headers->pdata[1], "gender");
  rw_test_assert_sees (headers->pdata[1], "→ gender");
  rw_test_assert_sees (headers->pdata[1], "Exact, categories");
  rw_test_assert_sees (headers->pdata[0], "Not Used");
  GtkWidget *button = rw_test_find (headers->pdata[1], GTK_TYPE_MENU_BUTTON);
  rw_test_assert_name (gtk_widget_get_first_child (button), "Column gender: → gender");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  rw_test_run_for (200);
  GtkWidget *menu = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  rw_test_assert_sees (menu, "Not Used");
  rw_test_assert_sees (menu, "TotalCharges");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  rw_test_close_window (page);
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/import-header/shown", test_shown);
  return rw_test_app_run ();
}
