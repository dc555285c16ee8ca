/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-error-strip.h"

#include "rw-test-app.h"
#include "rw-test-io.h"
#include "rw-test-look.h"
#include "rw-test-model.h"

#include "rw-test-input.h"

#include <errno.h>
#include <string.h>

static void
assert_strip (RwWindow *window, const char *title, const char *text, const char *button,
              const char *action)
{
  rw_test_window_settle (window);
  rw_test_assert_sees (window, title);
  rw_test_assert_sees (window, text);
  GtkWidget *found = rw_test_find_button (window, button);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (found)), ==, action);
  g_assert_true (rw_test_can (window, action));
}

static void
open_and_wait (RwWindow *window, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  rw_window_open (window, file);
  rw_test_window_settle (window);
}

#define NOT_OPENED "The File Was Not Opened"

static void
test_vanished (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autofree char *path = rw_test_dup_path ("vanished.csv");

  open_and_wait (window, path);
  assert_strip (window, NOT_OPENED, "There is no file “vanished.csv”. Check its name and folder.",
                "Open Another File…", "win.open");
  rw_test_assert_sees (window, "Find Customers at Risk");
  rw_session_dismiss_error (rw_window_get_session (window));
  rw_test_assert_sees_not (window, NOT_OPENED);
  rw_test_window_end (window);
}

static void
test_unreadable (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autofree char *path = rw_test_app_write_sample ("locked.csv", 5);
  RwTestFault fault = { .times = RW_TEST_ALWAYS, .error_number = EACCES };

  rw_test_set_fault (RW_TEST_OPEN, fault);
  open_and_wait (window, path);
  rw_test_clear_faults ();
  assert_strip (window, NOT_OPENED, rw_session_get_error (rw_window_get_session (window))->message,
                "Open Another File…", "win.open");
  rw_test_window_end (window);
}

static void
test_no_csv (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autofree char *path =
      rw_test_write ("picture.csv", RW_TEST_BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"));

  open_and_wait (window, path);
  assert_strip (window, NOT_OPENED, "“picture.csv” is not a CSV file: it is a picture.",
                "Open Another File…", "win.open");
  rw_test_window_end (window);
}

/* The file that was shown stays; its model too. */
static void
test_wrong_model (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwSession *session = rw_window_get_session (window);
  RwAnalysis *before = rw_session_get_analysis (session);
  g_autofree char *path = rw_test_write ("model.json", RW_TEST_BYTES ("{\"a\": 1}"));

  rw_session_use_model (session, path);
  rw_test_window_settle (window);
  assert_strip (window, NOT_OPENED, rw_session_get_error (session)->message,
                "Choose Another Model…", "win.choose-model");
  g_assert_true (rw_session_get_analysis (session) == before);
  rw_test_assert_sees (window, "60 customers");
  rw_test_window_end (window);
}

/* A file without the model's columns: another model can be chosen for that very file. */
static void
test_other_columns (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autofree char *path = rw_test_write ("bank.csv", RW_TEST_BYTES ("customer,spend\n1,2\n2,3\n"));

  open_and_wait (window, path);
  assert_strip (window, NOT_OPENED, rw_session_get_error (rw_window_get_session (window))->message,
                "Choose Another Model…", "win.choose-model");
  rw_test_window_end (window);
}

static void
test_no_space (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  g_autofree char *path = rw_test_dup_path ("full.csv");
  RwTestFault fault = { .times = RW_TEST_ALWAYS, .error_number = ENOSPC };

  rw_test_set_fault (RW_TEST_WRITE, fault);
  rw_session_export (rw_window_get_session (window), path, FALSE);
  rw_test_window_settle (window);
  rw_test_clear_faults ();
  assert_strip (
      window, "The Export Failed",
      "“full.csv” cannot be written: the disk is full. Make room or choose another folder.",
      "Export Again…", "win.export-again");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  rw_test_window_end (window);
}

/* A file that is changed under the window: the button shows it as it is now. */
static void
test_changed (void)
{
  g_autofree char *path = rw_test_app_write_sample ("changing.csv", 60);
  g_autofree char *other = rw_test_read_sample (30);
  RwWindow *window = rw_test_window_new_for (path);

  rw_test_overwrite (path, other, strlen (other));
  rw_session_set_sort (rw_window_get_session (window), (RwSort){ 0, FALSE });
  rw_test_window_settle (window);
  assert_strip (window, "The File Cannot Be Shown",
                rw_session_get_error (rw_window_get_session (window))->message, "Reload",
                "win.retry");
  rw_test_click_button (window, "Reload");
  rw_test_window_settle (window);
  rw_test_assert_sees_not (window, "The File Cannot Be Shown");
  rw_test_assert_sees (window, "30 customers");
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/error-strip/vanished", test_vanished);
  g_test_add_func ("/error-strip/unreadable", test_unreadable);
  g_test_add_func ("/error-strip/no-csv", test_no_csv);
  g_test_add_func ("/error-strip/wrong-model", test_wrong_model);
  g_test_add_func ("/error-strip/other-columns", test_other_columns);
  g_test_add_func ("/error-strip/no-space", test_no_space);
  g_test_add_func ("/error-strip/changed", test_changed);
  return rw_test_app_run ();
}
