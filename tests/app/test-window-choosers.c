/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files do that are chosen in the dialogs of rw-window-files.c. */
#include "rw-window-private.h"

#include "rw-test-app.h"
#include "rw-test-chooser.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-model.h"

#include <string.h>

/* As if a file were picked and the dialog's first button pressed. */
static void
choose (RwWindow *window, const char *path)
{
  rw_test_choose (window->chooser, path);
  rw_test_window_settle (window);
}

static void
test_open (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autofree char *path = rw_test_app_write_sample ("chosen.csv", 25);

  rw_test_click_button (window, "Open…");
  choose (window, path);
  rw_test_assert_sees (window, "chosen.csv");
  rw_test_assert_sees (window, "25 customers");
  rw_test_window_end (window);
}

/* The model that ships by another name. */
static char *
write_model (const char *title)
{
  g_autoptr (GBytes) bytes = rw_test_read_model ();
  gsize length = 0;
  const char *start = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strndup (start, length);
  g_auto (GStrv) parts = g_strsplit (text, "IBM Telco (sample)", -1);
  g_autofree char *changed = g_strjoinv (title, parts);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  return rw_test_write ("other-model.json", changed, strlen (changed));
}

/* Another model scores the file that is shown; the one that ships can be had back. */
static void
test_model (void)
{
  RwWindow *window = rw_test_window_new_sample (25);
  g_autofree char *path = write_model ("Ours");

  rw_test_assert_sees (window, "Model: IBM Telco (sample)");
  rw_test_do (window, "win.choose-model");
  choose (window, path);
  rw_test_assert_sees (window, "Model: Ours");
  rw_test_assert_sees (window, "25 customers");
  rw_test_do (window, "win.reload");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "Model: Ours");
  rw_test_do (window, "win.default-model");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "Model: IBM Telco (sample)");
  rw_test_window_end (window);
}

/* Before a file is open, or has failed to, there is none to score. */
static void
test_model_without_file (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autofree char *path = rw_test_write ("bank.csv", RW_TEST_BYTES ("customer,spend\n1,2\n2,3\n"));
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_false (rw_test_can (window, "win.choose-model"));
  g_assert_false (rw_test_can (window, "win.retry"));
  rw_window_open (window, file);
  rw_test_window_settle (window);
  g_assert_true (rw_test_can (window, "win.choose-model"));
  g_assert_true (rw_test_can (window, "win.retry"));
  rw_session_dismiss_error (window->session);
  g_assert_false (rw_test_can (window, "win.choose-model"));
  g_assert_false (rw_test_can (window, "win.retry"));
  rw_test_window_end (window);
}

/* Those shown, in the order shown; "again" asks for the same. */
static void
test_export_again (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  g_autofree char *path = rw_test_dup_path ("shown.csv");
  g_autofree char *text = NULL;

  rw_session_set_search (window->session, "9113-CDHUX");
  rw_test_window_settle (window);
  rw_test_do (window, "win.export-shown");
  choose (window, path);
  rw_test_assert_sees (window, "1 customer saved to shown.csv");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_prefix (lines[1], "9113-CDHUX,"));
  rw_test_do (window, "win.export-again");
  g_assert_cmpstr (gtk_native_dialog_get_title (GTK_NATIVE_DIALOG (window->chooser)), ==,
                   "Export Shown Customers");
  g_signal_emit_by_name (window->chooser, "response", GTK_RESPONSE_CANCEL);
  rw_test_window_settle (window);
  rw_test_window_end (window);
}

/* A window that goes takes its dialog with it. */
static void
test_close (void)
{
  RwWindow *window = rw_test_window_new_sample (25);

  rw_test_do (window, "win.open");
  rw_test_window_settle (window);
  rw_test_window_end (window);
  g_assert_cmpuint (rw_test_count_windows (), ==, 0);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/window-choosers/open", test_open);
  g_test_add_func ("/window-choosers/model", test_model);
  g_test_add_func ("/window-choosers/model-without-file", test_model_without_file);
  g_test_add_func ("/window-choosers/export-again", test_export_again);
  g_test_add_func ("/window-choosers/close", test_close);
  return rw_test_app_run ();
}
