/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-problems-window.h"

#include "rw-test-app.h"
#include "rw-test-damaged.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-toplevel.h"

/* Causes with their counts, then each place: line, column and text, which is no markup. */
static void
test_listed (void)
{
  g_autofree char *path = rw_test_app_write_damaged ("damaged.csv");
  RwWindow *window = rw_test_window_new_for (path);

  rw_test_click (rw_test_find_class (window, "problems"));
  GtkWindow *problems = rw_test_wait_for_window (RW_TYPE_PROBLEMS_WINDOW);
  rw_test_assert_sees (problems, "Rows with Problems");
  rw_test_assert_sees (problems, "Fewer cells than the header");
  rw_test_assert_sees (problems, "Line 11: fewer cells than the header");
  rw_test_assert_sees (problems, "Line 21: text in a column of numbers");
  rw_test_assert_sees (problems, "“TotalCharges”: <soon>");
  rw_test_close_window (problems);
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/problems-window/listed", test_listed);
  return rw_test_app_run ();
}
