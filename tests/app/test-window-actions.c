/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-window-private.h"

#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"

static const char *const need_file[] = {
  "win.reload",    "win.export-shown", "win.export-all",    "win.search",       "win.sort-columns",
  "win.threshold", "win.show-above",   "win.clear-filters", "win.default-model"
};

static void
test_enabled (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autofree char *path = rw_test_app_write_sample ("customers.csv", 20);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (need_file); i++)
    g_assert_false (rw_test_can (window, need_file[i]));
  g_assert_true (rw_test_can (window, "win.open"));
  g_assert_true (rw_test_can (window, "win.open-sample"));
  rw_window_open (window, file);
  g_assert_true (rw_test_can (window, "win.cancel"));
  rw_test_window_settle (window);
  for (guint i = 0; i < G_N_ELEMENTS (need_file); i++)
    g_assert_true (rw_test_can (window, need_file[i]));
  g_assert_false (rw_test_can (window, "win.cancel"));
  rw_test_window_end (window);
}

/* Those at or above the threshold, exactly. */
static void
test_show_above (void)
{
  RwWindow *window = rw_test_window_new_sample (0);

  rw_session_set_threshold (window->session, 123456);
  rw_test_do (window, "win.show-above");
  rw_test_window_settle (window);
  const RwRows *rows = rw_view_get_rows (rw_session_get_view (window->session));
  g_assert_cmpuint (rw_rows_get_n (rows), ==, rw_session_count_above (window->session));
  rw_test_do (window, "win.clear-filters");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "7000 customers");
  rw_test_window_end (window);
}

static void
test_reload (void)
{
  g_autofree char *path = rw_test_app_write_sample ("growing.csv", 20);
  RwWindow *window = rw_test_window_new_for (path);
  g_autofree char *again = rw_test_app_write_sample ("growing.csv", 25);

  g_assert_cmpstr (path, ==, again);
  rw_test_do (window, "win.reload");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "25 customers");
  rw_test_do (window, "win.default-model");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "25 customers");
  rw_test_window_end (window);
}

static void
test_recent (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autofree char *path = rw_test_app_write_sample ("recent.csv", 20);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  rw_test_do_with (window, "win.open-recent", uri);
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "recent.csv");
  rw_test_assert_sees (window, "20 customers");
  rw_test_window_end (window);
}

static void
test_columns_popover (void)
{
  RwWindow *window = rw_test_window_new_sample (20);

  rw_test_assert_sees_not (window, "Sort By");
  rw_test_do (window, "win.sort-columns");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "Sort By");
  rw_test_window_end (window);
}

static gboolean
has_none (gpointer data G_GNUC_UNUSED)
{
  return rw_test_count_windows () == 0;
}

static void
test_close (void)
{
  RwWindow *window = rw_test_window_new_sample (20);

  rw_test_do (window, "win.close");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window)));
  rw_test_wait_until (has_none, NULL);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/window-actions/enabled", test_enabled);
  g_test_add_func ("/window-actions/show-above", test_show_above);
  g_test_add_func ("/window-actions/reload", test_reload);
  g_test_add_func ("/window-actions/recent", test_recent);
  g_test_add_func ("/window-actions/columns-popover", test_columns_popover);
  g_test_add_func ("/window-actions/close", test_close);
  return rw_test_app_run ();
}
