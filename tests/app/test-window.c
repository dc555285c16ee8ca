/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-window.h"

#include "rw-settings.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-io.h"
#include "rw-test-look.h"

static void
test_empty (void)
{
  RwWindow *window = rw_test_window_new ();

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "RetainWise");
  rw_test_assert_sees (window, "RetainWise");
  rw_test_assert_sees (window, "Find Customers at Risk");
  rw_test_assert_sees (window, "Try Sample Data");
  rw_test_assert_sees_not (window, "Export");
  g_assert_true (rw_window_is_empty (window));
  rw_test_window_end (window);
}

static void
test_file (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  g_autofree char *path = rw_test_dup_path ("customers.csv");
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "customers.csv");
  rw_test_assert_sees (window, "customers.csv");
  rw_test_assert_sees (window, folder);
  rw_test_assert_sees (window, "Export");
  rw_test_assert_sees (window, "60 customers");
  rw_test_assert_sees_not (window, "Find Customers at Risk");
  g_assert_false (rw_window_is_empty (window));
  rw_test_window_end (window);
}

/* Opens a file in @window, whose worker is held by the gate when this returns. */
static void
open_held (RwWindow *window, RwTestGate *gate)
{
  g_autofree char *path = rw_test_app_write_sample ("held.csv", 60);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RwTestFault fault = { .skip = 1, .before = rw_test_gate_pass, .data = gate };

  rw_test_set_fault (RW_TEST_PREAD, fault);
  rw_window_open (window, file);
  rw_test_gate_wait (gate);
}

static void
test_loading (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();

  open_held (window, gate);
  rw_test_run_for (50);
  rw_test_assert_sees (window, "Opening held.csv");
  rw_test_assert_sees (window, "Cancel");
  rw_test_assert_sees_not (window, "Find Customers at Risk");
  g_assert_false (rw_window_is_empty (window));
  rw_test_gate_open (gate);
  rw_test_window_settle (window);
  rw_test_assert_sees_not (window, "Opening held.csv");
  rw_test_assert_sees (window, "60 customers");
  rw_test_clear_faults ();
  rw_test_window_end (window);
}

static void
test_cancel (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();

  open_held (window, gate);
  rw_test_run_for (50);
  rw_test_click_button (window, "Cancel");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "Find Customers at Risk");
  g_assert_true (rw_window_is_empty (window));
  rw_test_gate_open (gate);
  rw_test_window_end (window);
  rw_test_clear_faults ();
}

/* Out of sight at once, whatever the worker does. */
static void
test_close_while_opening (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();

  open_held (window, gate);
  gtk_window_close (GTK_WINDOW (window));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window)));
  rw_test_gate_open (gate);
  rw_test_window_end (window);
  rw_test_clear_faults ();
}

static gboolean
has_search (gpointer session)
{
  return rw_session_get_request (session)->search != NULL;
}

static void
test_search (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwSession *session = rw_window_get_session (window);
  GtkSearchBar *bar = rw_test_find (window, GTK_TYPE_SEARCH_BAR);
  GtkWidget *entry = rw_test_find (bar, GTK_TYPE_SEARCH_ENTRY);

  rw_test_do (window, "win.search");
  rw_test_window_settle (window);
  rw_test_type (entry, "CDHUX");
  rw_test_wait_until (has_search, session);
  rw_test_window_settle (window);
  g_assert_cmpstr (rw_session_get_request (session)->search, ==, "CDHUX");
  rw_test_assert_sees (window, "1 of 60 customers");
  rw_test_assert_sees (window, "Contains “CDHUX”");
  rw_session_set_search (session, "Electronic");
  rw_test_window_settle (window);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Electronic");
  rw_test_do (window, "win.clear-filters");
  rw_test_window_settle (window);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_false (gtk_search_bar_get_search_mode (bar));
  g_assert_null (rw_session_get_request (session)->search);
  rw_test_assert_sees (window, "60 customers");
  rw_test_window_end (window);
}

/* What is being typed stays when something else of the request changes meanwhile. */
static void
test_typing (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwSession *session = rw_window_get_session (window);
  GtkWidget *entry = rw_test_find (window, GTK_TYPE_SEARCH_ENTRY);

  rw_test_do (window, "win.search");
  rw_test_window_settle (window);
  rw_test_type (entry, "Elec");
  rw_session_set_sort (session, (RwSort){ RW_SORT_CHURN, FALSE });
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Elec");
  rw_test_wait_until (has_search, session);
  g_assert_cmpstr (rw_session_get_request (session)->search, ==, "Elec");
  rw_test_window_settle (window);
  rw_test_window_end (window);
}

static void
test_toast (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  g_autofree char *path = rw_test_dup_path ("scores <b>&.csv");

  rw_session_export (rw_window_get_session (window), path, FALSE);
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "60 customers saved to scores <b>&.csv");
  GtkWidget *button = rw_test_find_button (window, "Open Folder");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.open-folder");
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  rw_test_window_end (window);
}

static void
test_settings (void)
{
  RwWindow *window = rw_test_window_new ();
  GSettings *settings = rw_settings_get ();

  gtk_window_set_default_size (GTK_WINDOW (window), 930, 640);
  rw_session_set_threshold (rw_window_get_session (window), 333000);
  rw_test_window_settle (window);
  rw_test_window_end (window);
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 930);
  g_assert_cmpint (g_settings_get_int (settings, "window-height"), ==, 640);
  g_assert_cmpuint (g_settings_get_uint (settings, "threshold"), ==, 333000);
  g_assert_false (g_settings_get_boolean (settings, "window-maximized"));
}

static void
test_settings_of_new_window (void)
{
  int width = 0;
  int height = 0;

  rw_test_app_reset_settings ();
  g_settings_set_int (rw_settings_get (), "window-width", 1000);
  g_settings_set_int (rw_settings_get (), "window-height", 600);
  g_settings_set_uint (rw_settings_get (), "threshold", 250000);
  g_settings_set_string (rw_settings_get (), "n-bins", "20");
  RwWindow *window = rw_test_window_new_with_settings ();
  RwSession *session = rw_window_get_session (window);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 1000);
  g_assert_cmpint (height, ==, 600);
  g_assert_cmpuint (rw_session_get_threshold (session), ==, 250000);
  g_assert_cmpuint (rw_session_get_n_bins (session), ==, 20);
  g_settings_set_string (rw_settings_get (), "n-bins", "100");
  g_assert_cmpuint (rw_session_get_n_bins (session), ==, 100);
  rw_test_window_end (window);
}

static gboolean
is_maximized (gpointer window)
{
  return gtk_window_is_maximized (window);
}

static void
test_maximized (void)
{
  RwWindow *window = rw_test_window_new ();

  gtk_window_maximize (GTK_WINDOW (window));
  rw_test_wait_until (is_maximized, window);
  rw_test_window_end (window);
  g_assert_true (g_settings_get_boolean (rw_settings_get (), "window-maximized"));
  RwWindow *next = rw_test_window_new_with_settings ();
  rw_test_wait_until (is_maximized, next);
  rw_test_window_end (next);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/window/empty", test_empty);
  g_test_add_func ("/window/file", test_file);
  g_test_add_func ("/window/loading", test_loading);
  g_test_add_func ("/window/cancel", test_cancel);
  g_test_add_func ("/window/close-while-opening", test_close_while_opening);
  g_test_add_func ("/window/search", test_search);
  g_test_add_func ("/window/typing", test_typing);
  g_test_add_func ("/window/toast", test_toast);
  g_test_add_func ("/window/settings", test_settings);
  g_test_add_func ("/window/settings-of-new-window", test_settings_of_new_window);
  g_test_add_func ("/window/maximized", test_maximized);
  return rw_test_app_run ();
}
