/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-window-private.h"

#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"

static GtkDropTarget *
find_target (RwWindow *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller); /* the window keeps it */
    }
  g_assert_not_reached ();
}

/* The first file comes here, the other one into a window of its own. */
static void
test_drop (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autofree char *one = rw_test_app_write_sample ("one.csv", 20);
  g_autofree char *other = rw_test_app_write_sample ("other.csv", 30);
  GFile *files[] = { g_file_new_for_path (one), g_file_new_for_path (other) };
  GdkFileList *list = gdk_file_list_new_from_array (files, 2);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, list);
  g_signal_emit_by_name (find_target (window), "drop", &value, 1.0, 1.0, &taken);
  g_assert_true (taken);
  g_assert_cmpuint (rw_test_count_windows (), ==, 2);
  RwWindow *second =
      RW_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (rw_test_app_get ())));
  rw_test_window_settle (window);
  rw_test_window_settle (second);
  rw_test_assert_sees (window, "20 customers");
  rw_test_assert_sees (second, "30 customers");
  g_object_unref (files[0]);
  g_object_unref (files[1]);
  rw_test_window_end (second);
  rw_test_window_end (window);
}

static void
respond (RwWindow *window, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_object_ref (window->chooser);

  g_signal_emit_by_name (chooser, "response", response);
  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (chooser));
  rw_test_window_settle (window);
  g_assert_null (window->chooser);
}

static gboolean
has_file (gpointer data)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (data));

  return file != NULL;
}

/* A name is proposed; nothing is written before it is accepted. */
static void
test_export (void)
{
  RwWindow *window = rw_test_window_new_sample (20);
  g_autofree char *target = rw_test_dup_path ("customers-scored.csv");

  rw_test_do (window, "win.export-all");
  g_autofree char *name = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (window->chooser));
  g_assert_cmpstr (name, ==, "customers-scored.csv");
  respond (window, GTK_RESPONSE_CANCEL);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  rw_test_do (window, "win.export-shown");
  rw_test_wait_until (has_file, window->chooser);
  respond (window, GTK_RESPONSE_ACCEPT);
  g_assert_true (g_file_test (target, G_FILE_TEST_EXISTS));
  rw_test_assert_sees (window, "20 customers saved to customers-scored.csv");
  rw_test_window_end (window);
}

static void
test_titles (void)
{
  RwWindow *window = rw_test_window_new_sample (20);
  static const char *const titles[][2] = { { "win.open", "Open Customers" },
                                           { "win.choose-model", "Choose a Model" },
                                           { "win.export-all", "Export All Customers" },
                                           { "win.export-shown", "Export Shown Customers" } };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      rw_test_do (window, titles[i][0]);
      g_assert_cmpstr (gtk_native_dialog_get_title (GTK_NATIVE_DIALOG (window->chooser)), ==,
                       titles[i][1]);
      respond (window, GTK_RESPONSE_CANCEL);
    }
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/window-files/drop", test_drop);
  g_test_add_func ("/window-files/export", test_export);
  g_test_add_func ("/window-files/titles", test_titles);
  return rw_test_app_run ();
}
