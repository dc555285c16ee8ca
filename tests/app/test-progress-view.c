/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-progress-view.h"

#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-io.h"
#include "rw-test-look.h"

#include <glib/gstdio.h>

static guint64
get_size (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return (guint64) status.st_size;
}

/* Whether a label below @root ends with " of @size". */
static gboolean
sees_ending (gpointer root, const char *size)
{
  g_autoptr (GPtrArray) labels = rw_test_find_all (root, GTK_TYPE_LABEL);
  g_autofree char *ending = g_strconcat (" of ", size, NULL);

  for (guint i = 0; i < labels->len; i++)
    if (g_str_has_suffix (gtk_label_get_text (labels->pdata[i]), ending))
      return TRUE;
  return FALSE;
}

/* Bytes while a file is read, and a button that stops it. */
static void
test_opening (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autofree char *path = rw_test_app_write_sample ("held.csv", 0);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();
  /* what is remembered of its columns is looked for first, by an excerpt */
  RwTestFault fault = { .skip = 15, .before = rw_test_gate_pass, .data = gate };
  RwProgressView *view = rw_test_find (window, RW_TYPE_PROGRESS_VIEW);
  GtkWidget *bar = rw_test_find (view, GTK_TYPE_PROGRESS_BAR);

  rw_test_set_fault (RW_TEST_PREAD, fault);
  rw_window_open (window, file);
  rw_test_gate_wait (gate);
  rw_test_run_for (250);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (view)));
  rw_test_assert_role (bar, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
  g_autofree char *size = g_format_size (get_size (path));
  g_assert_true (sees_ending (view, size));
  rw_test_click_button (window, "Cancel");
  rw_test_window_settle (window);
  g_assert_true (rw_window_is_empty (window));
  rw_test_gate_open (gate);
  rw_test_window_end (window);
  rw_test_clear_faults ();
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/progress-view/opening", test_opening);
  return rw_test_app_run ();
}
