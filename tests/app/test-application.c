/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-application.h"

#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"

#include "rw-settings.h"
#include "rw-test-toplevel.h"

static RwWindow *
get_active (void)
{
  return RW_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (rw_test_app_get ())));
}

static gboolean
is_active (gpointer window)
{
  return get_active () == window;
}

/* An empty window takes a file, a full one does not; what is open already is shown. */
static void
test_windows (void)
{
  RwWindow *first = rw_test_window_new ();
  g_autofree char *path = rw_test_app_write_sample ("one.csv", 20);
  g_autofree char *other_path = rw_test_app_write_sample ("other.csv", 30);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) other = g_file_new_for_path (other_path);

  rw_window_open (first, file);
  rw_window_open (first, file);
  g_assert_cmpuint (rw_test_count_windows (), ==, 1);
  rw_test_window_settle (first);
  rw_window_open (first, other);
  g_assert_cmpuint (rw_test_count_windows (), ==, 2);
  RwWindow *second = get_active ();
  rw_test_window_settle (second);
  rw_test_assert_sees (first, "20 customers");
  rw_test_assert_sees (second, "30 customers");
  rw_window_open (second, file);
  g_assert_cmpuint (rw_test_count_windows (), ==, 2);
  rw_test_wait_until (is_active, first);
  rw_test_window_end (second);
  rw_test_window_end (first);
}

/* A file of another computer cannot be read: it is named, and nothing hangs. */
static void
test_not_local (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autoptr (GFile) file = g_file_new_for_uri ("http://localhost/customers.csv");

  rw_window_open (window, file);
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "The File Was Not Opened");
  rw_test_window_end (window);
}

static void
test_sample (void)
{
  RwWindow *window = rw_test_window_new ();

  rw_test_click_button (window, "Try Sample Data");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "7000 customers");
  rw_test_window_end (window);
}

static void
test_style (void)
{
  RwWindow *window = rw_test_window_new ();

  g_settings_set_string (rw_settings_get (), "style", "dark");
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  g_settings_set_string (rw_settings_get (), "style", "light");
  g_assert_false (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  rw_test_window_end (window);
  rw_test_app_reset_settings ();
}

static void
test_about (void)
{
  RwWindow *window = rw_test_window_new ();

  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "about", NULL);
  GtkWindow *about = rw_test_wait_for_window (ADW_TYPE_ABOUT_WINDOW);
  rw_test_assert_sees (about, "RetainWise");
  rw_test_assert_sees (about, RW_VERSION);
  rw_test_close_window (about);
  rw_test_window_end (window);
}

static gboolean
has_none (gpointer data G_GNUC_UNUSED)
{
  return rw_test_count_windows () == 0;
}

static void
test_quit (void)
{
  rw_test_window_new ();
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "new-window", NULL);
  g_assert_cmpuint (rw_test_count_windows (), ==, 2);
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "quit", NULL);
  rw_test_wait_until (has_none, NULL);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/application/windows", test_windows);
  g_test_add_func ("/application/not-local", test_not_local);
  g_test_add_func ("/application/sample", test_sample);
  g_test_add_func ("/application/style", test_style);
  g_test_add_func ("/application/about", test_about);
  g_test_add_func ("/application/quit", test_quit);
  return rw_test_app_run ();
}
