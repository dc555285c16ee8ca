/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-item.h"
#include "rw-table-view-private.h"

#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-io.h"
#include "rw-test-look.h"
#include "rw-test-model.h"

#include <string.h>

static GdkClipboard *
get_clipboard (RwWindow *window)
{
  return gtk_widget_get_clipboard (GTK_WIDGET (window));
}

/* What we have put on the clipboard (transfer full), or NULL. */
static char *
dup_copied (RwWindow *window)
{
  GdkContentProvider *content = gdk_clipboard_get_content (get_clipboard (window));
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  if (content == NULL || !gdk_content_provider_get_value (content, &value, NULL))
    return NULL;
  return g_value_dup_string (&value);
}

static gboolean
is_other (gpointer window)
{
  g_autofree char *text = dup_copied (window);

  return g_strcmp0 (text, "before") != 0;
}

static void
start (RwWindow *window)
{
  gdk_clipboard_set_text (get_clipboard (window), "before");
}

static RwTableView *
get_table (RwWindow *window)
{
  return rw_test_find (window, RW_TYPE_TABLE_VIEW);
}

static void
hide_all_columns (RwWindow *window)
{
  GListModel *items = rw_table_view_get_columns (get_table (window));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RwColumnItem) item = g_list_model_get_item (items, i);
      g_object_set (item, "visible", FALSE, NULL);
    }
  rw_test_window_settle (window);
}

/* The columns that are shown, rows in the order shown, numbers as they are written to files. */
static void
test_text (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwTableView *table = get_table (window);
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (table->selection);

  start (window);
  hide_all_columns (window);
  rw_session_set_search (rw_window_get_session (window), "9113-CDHUX");
  rw_test_window_settle (window);
  gtk_selection_model_select_item (selection, 0, TRUE);
  rw_test_do (table, "table.copy");
  rw_test_wait_until (is_other, window);
  g_autofree char *text = dup_copied (window);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (lines[0], ==, "customerID\tChurn Probability\tRisk");
  g_auto (GStrv) cells = g_strsplit (lines[1], "\t", -1);
  g_assert_cmpuint (g_strv_length (cells), ==, 3);
  g_assert_cmpstr (cells[0], ==, "9113-CDHUX");
  g_assert_cmpuint (strlen (cells[1]), ==, strlen ("0.812345"));
  g_assert_true (g_str_has_prefix (cells[1], "0."));
  g_assert_cmpstr (lines[2], ==, "");
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  rw_test_window_end (window);
}

/* What would break a line or a cell becomes a blank. */
static void
test_one_line (void)
{
  g_autofree char *sample = rw_test_read_sample (1);
  char *end = strchr (sample, '\n') + 1;
  g_autoptr (GString) text = g_string_new_len (sample, end - sample);
  g_string_append (text, "\"a\tb\nc\"");
  g_string_append (text, strchr (end, ','));
  g_autofree char *path = rw_test_write ("broken.csv", text->str, text->len);
  RwWindow *window = rw_test_window_new_for (path);

  start (window);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (get_table (window)->selection));
  rw_test_do (get_table (window), "table.copy");
  rw_test_wait_until (is_other, window);
  g_autofree char *copied = dup_copied (window);
  g_auto (GStrv) lines = g_strsplit (copied, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[1], "a b c\t0."));
  rw_test_window_end (window);
}

static void
test_nothing_selected (void)
{
  RwWindow *window = rw_test_window_new_sample (60);

  start (window);
  rw_test_do (get_table (window), "table.copy");
  rw_test_run_for (100);
  g_assert_false (is_other (window));
  rw_test_window_end (window);
}

/* A file that is not what it was: that is said, and the clipboard keeps what it has. */
static void
test_changed (void)
{
  g_autofree char *path = rw_test_app_write_sample ("changing.csv", 60);
  RwWindow *window = rw_test_window_new_for (path);

  start (window);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (get_table (window)->selection));
  rw_test_overwrite (path, RW_TEST_BYTES ("a\n"));
  rw_test_do (get_table (window), "table.copy");
  rw_test_run_for (200);
  g_assert_false (is_other (window));
  rw_test_assert_sees (window, "The File Cannot Be Shown");
  rw_test_window_end (window);
}

/* The worker is the last to know of a window that goes. */
static void
test_close_meanwhile (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();
  RwTestFault fault = { .before = rw_test_gate_pass, .data = gate };

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (get_table (window)->selection));
  rw_test_set_fault (RW_TEST_PREAD, fault);
  rw_test_do (get_table (window), "table.copy");
  rw_test_gate_wait (gate);
  gtk_window_close (GTK_WINDOW (window));
  rw_test_run_for (300);
  rw_test_gate_open (gate);
  rw_test_run_for (300);
  g_assert_cmpuint (rw_test_count_windows (), ==, 0);
  rw_test_clear_faults ();
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/table-copy/text", test_text);
  g_test_add_func ("/table-copy/one-line", test_one_line);
  g_test_add_func ("/table-copy/nothing-selected", test_nothing_selected);
  g_test_add_func ("/table-copy/changed", test_changed);
  g_test_add_func ("/table-copy/close-meanwhile", test_close_meanwhile);
  return rw_test_app_run ();
}
