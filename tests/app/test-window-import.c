/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the import page opens, and what says that it need not. */
#include "rw-import-window.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-toplevel.h"

/* A file that is understood scores at once; what was understood can be reviewed. */
static void
test_toast (void)
{
  RwWindow *window = rw_test_window_new_sample (20);

  rw_test_wait_for_text (window, "19 columns matched");
  g_assert_cmpuint (rw_test_count_windows (), ==, 1);
  rw_test_click_button (window, "Review");
  GtkWindow *page = rw_test_wait_for_window (RW_TYPE_IMPORT_WINDOW);
  rw_test_close_window (page);
  rw_test_window_end (window);
}

/* There is one page, however often it is asked for; without a file there is none. */
static void
test_once (void)
{
  RwWindow *empty = rw_test_window_new ();

  g_assert_false (rw_test_can (empty, "win.review-import"));
  rw_test_window_end (empty);
  RwWindow *window = rw_test_window_new_sample (20);
  rw_test_do (window, "win.review-import");
  GtkWindow *page = rw_test_wait_for_window (RW_TYPE_IMPORT_WINDOW);
  rw_test_do (window, "win.review-import");
  g_assert_true (rw_test_wait_for_window (RW_TYPE_IMPORT_WINDOW) == (gpointer) page);
  rw_test_close_window (page);
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/window-import/toast", test_toast);
  g_test_add_func ("/window-import/once", test_once);
  return rw_test_app_run ();
}
