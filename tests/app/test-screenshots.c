/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of every state of the window, in two sizes, light and dark. */
#include "rw-preferences.h"
#include "rw-problems-window.h"
#include "rw-settings.h"
#include "rw-test-app.h"
#include "rw-test-damaged.h"
#include "rw-test-input.h"
#include "rw-test-io.h"
#include "rw-test-look.h"
#include "rw-test-picture.h"
#include "rw-test-toplevel.h"

#include <adwaita.h>

typedef struct
{
  int width;
  int height;
} Size;

static const Size sizes[] = { { 1280, 800 }, { 1024, 600 } };
static const char *const styles[] = { "light", "dark" };

static RwWindow *
make_window (Size size)
{
  rw_test_app_reset_settings ();
  g_settings_set_int (rw_settings_get (), "window-width", size.width);
  g_settings_set_int (rw_settings_get (), "window-height", size.height);
  RwWindow *window = rw_test_window_new_with_settings ();
  /* A window manager that draws no shadows makes room for a border. */
  int border_x = size.width - gtk_widget_get_width (GTK_WIDGET (window));
  int border_y = size.height - gtk_widget_get_height (GTK_WIDGET (window));
  gtk_window_set_default_size (GTK_WINDOW (window), size.width + border_x, size.height + border_y);
  rw_test_run_for (300);
  return window;
}

/* What is in the file itself may be cut where a column is narrow; nothing else is. */
static void
assert_nothing_cut (gpointer window)
{
  g_autoptr (GPtrArray) labels = rw_test_find_all (window, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      GtkLabel *label = labels->pdata[i];
      if (!gtk_widget_get_mapped (GTK_WIDGET (label)))
        continue;
      g_test_message ("“%s”", gtk_label_get_text (label));
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
    }
}

/* Saves the window in both styles: of that size, with something drawn, and not the same twice. */
static void
take (GtkWindow *window, const char *state, Size size)
{
  GdkTexture *pictures[G_N_ELEMENTS (styles)] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autofree char *name =
          g_strdup_printf ("%s-%dx%d-%s", state, size.width, size.height, styles[i]);
      g_settings_set_string (rw_settings_get (), "style", styles[i]);
      rw_test_run_for (300);
      pictures[i] = rw_test_picture_take (window);
      g_assert_cmpuint (rw_test_picture_count_drawn (pictures[i]), >, 1000);
      rw_test_picture_save (pictures[i], name);
    }
  guint different = rw_test_picture_count_different (pictures[0], pictures[1]);
  g_assert_cmpuint (
      different, >,
      (guint) (gdk_texture_get_width (pictures[0]) * gdk_texture_get_height (pictures[0]) / 2));
  assert_nothing_cut (window);
  g_clear_object (&pictures[0]);
  g_clear_object (&pictures[1]);
}

static void
take_window (RwWindow *window, const char *state, Size size)
{
  rw_test_window_settle (window);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), ==, size.width);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window)), ==, size.height);
  take (GTK_WINDOW (window), state, size);
}

/* In the home, so that no picture shows a path of a machine. */
static void
open_sample (RwWindow *window)
{
  g_autoptr (GFile) sample = rw_application_get_sample ();
  g_autoptr (GFile) folder = g_file_new_build_filename (g_get_home_dir (), "Customers", NULL);
  g_autoptr (GFile) file = g_file_get_child (folder, "telco-sample.csv");

  g_file_make_directory (folder, NULL, NULL);
  g_assert_true (g_file_copy (sample, file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
  rw_window_open (window, file);
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "~/Customers");
}

static void
test_empty (gconstpointer data)
{
  RwWindow *window = make_window (*(const Size *) data);

  take_window (window, "empty", *(const Size *) data);
  rw_test_window_end (window);
}

static void
test_scored (gconstpointer data)
{
  RwWindow *window = make_window (*(const Size *) data);

  open_sample (window);
  take_window (window, "scored", *(const Size *) data);
  rw_session_set_range (rw_window_get_session (window), (RwRange){ 600000, 840000 });
  rw_session_set_search (rw_window_get_session (window), "Electronic");
  take_window (window, "filtered", *(const Size *) data);
  rw_session_set_search (rw_window_get_session (window), "nobody");
  take_window (window, "filtered-to-nothing", *(const Size *) data);
  rw_test_window_end (window);
}

static void
test_loading (gconstpointer data)
{
  RwWindow *window = make_window (*(const Size *) data);
  g_autofree char *path = rw_test_app_write_sample ("customers.csv", 0);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();
  RwTestFault fault = { .skip = 1, .before = rw_test_gate_pass, .data = gate };

  rw_test_set_fault (RW_TEST_PREAD, fault);
  rw_window_open (window, file);
  rw_test_gate_wait (gate);
  rw_test_run_for (300);
  take (GTK_WINDOW (window), "loading", *(const Size *) data);
  rw_test_gate_open (gate);
  rw_test_window_settle (window);
  rw_test_clear_faults ();
  rw_test_window_end (window);
}

static void
test_error (gconstpointer data)
{
  RwWindow *window = make_window (*(const Size *) data);
  g_autofree char *path = rw_test_write ("bank.csv", RW_TEST_BYTES ("customer,spend\n1,2\n2,3\n"));
  g_autoptr (GFile) file = g_file_new_for_path (path);

  rw_window_open (window, file);
  take_window (window, "error", *(const Size *) data);
  rw_test_window_end (window);
}

static void
test_windows (gconstpointer data)
{
  RwWindow *window = make_window (*(const Size *) data);
  g_autofree char *path = rw_test_app_write_damaged ("damaged.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Size small = { 520, 560 };

  rw_window_open (window, file);
  rw_test_window_settle (window);
  rw_test_do (window, "win.problems");
  GtkWindow *problems = rw_test_wait_for_window (RW_TYPE_PROBLEMS_WINDOW);
  take (problems, "problems", small);
  rw_test_close_window (problems);
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "preferences", NULL);
  GtkWindow *preferences = rw_test_wait_for_window (RW_TYPE_PREFERENCES);
  take (preferences, "preferences", (Size){ 560, 420 });
  rw_test_close_window (preferences);
  rw_test_window_end (window);
}

static void
add (const char *name, GTestDataFunc func, guint n_sizes)
{
  for (guint i = 0; i < n_sizes; i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/screenshots/%s/%dx%d", name, sizes[i].width, sizes[i].height);
      g_test_add_data_func (path, &sizes[i], func);
    }
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  add ("empty", test_empty, G_N_ELEMENTS (sizes));
  add ("scored", test_scored, G_N_ELEMENTS (sizes));
  add ("loading", test_loading, G_N_ELEMENTS (sizes));
  add ("error", test_error, G_N_ELEMENTS (sizes));
  add ("windows", test_windows, 1);
  return rw_test_app_run ();
}
