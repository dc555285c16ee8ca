/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of every state of the window, in two sizes, light and dark. */
#include "rw-jobs-window.h"
#include "rw-preferences.h"
#include "rw-problems-window.h"
#include "rw-settings.h"
#include "rw-submit-window.h"
#include "rw-test-app.h"
#include "rw-test-damaged.h"
#include "rw-test-input.h"
#include "rw-test-io.h"
#include "rw-test-jobs.h"
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

/* A window manager that draws no shadows makes room for a border. */
static void
resize (GtkWindow *window, Size size)
{
  int border_x = 0;
  int border_y = 0;

  gtk_window_get_default_size (window, &border_x, &border_y);
  border_x -= gtk_widget_get_width (GTK_WIDGET (window));
  border_y -= gtk_widget_get_height (GTK_WIDGET (window));
  gtk_window_set_default_size (window, size.width + border_x, size.height + border_y);
  rw_test_run_for (300);
}

static RwWindow *
make_window (Size size)
{
  rw_test_app_reset_settings ();
  g_settings_set_int (rw_settings_get (), "window-width", size.width);
  g_settings_set_int (rw_settings_get (), "window-height", size.height);
  RwWindow *window = rw_test_window_new_with_settings ();
  resize (GTK_WINDOW (window), size);
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

/* Not every theme of icons has what another one had. */
static void
assert_icons_found (gpointer window)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (window));
  g_autoptr (GPtrArray) images = rw_test_find_all (window, GTK_TYPE_IMAGE);

  for (guint i = 0; i < images->len; i++)
    {
      const char *name = gtk_image_get_icon_name (images->pdata[i]);
      g_test_message ("%s", name != NULL ? name : "no name");
      g_assert_true (name == NULL || gtk_icon_theme_has_icon (theme, name));
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
  assert_icons_found (window);
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
  take (preferences, "preferences", (Size){ 560, 580 });
  rw_test_close_window (preferences);
  rw_test_window_end (window);
}

/* A job in every state, the newest one last in this list. */
static void
add_jobs (RwHosted *hosted)
{
  static const char *const words[] = { "PAUSED",    "CANCELLED",  "FAILED",
                                       "COMPLETED", "PROCESSING", "QUEUED" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *path = g_strdup_printf ("/data/customers-2026-%02u.csv", i + 1);
      RwJob *job = rw_test_jobs_add (hosted, path, RW_JOB_PHASE_SENT, words[i]);
      RwJobData *data = rw_job_get_data (job);
      data->n_rows = g_str_equal (words[i], "COMPLETED") ? 90210 : 0;
      data->done = g_str_equal (words[i], "PROCESSING") ? 40000 : 0;
      data->total = g_str_equal (words[i], "PROCESSING") ? 100000 : 0;
      data->state_since -= g_str_equal (words[i], "QUEUED") ? 400000 : 0;
      if (g_str_equal (words[i], "COMPLETED"))
        rw_job_data_set (&data->result_sha256, "a");
      if (g_str_equal (words[i], "FAILED"))
        rw_job_data_set (&data->error, "“customers-2026-03.csv” has no customers: there is nothing "
                                       "below its header. Open a file with customers in it.");
      rw_job_data_set (&data->request_id, "4f8f2f6e-61d9-4e66-8f4f-4a1a6f6f6a51");
      rw_job_changed (job);
    }
  RwJob *sending =
      rw_test_jobs_add (hosted, "/data/customers-2026-07.csv", RW_JOB_PHASE_SENDING, NULL);
  rw_job_get_data (sending)->done = 3100000;
  rw_job_get_data (sending)->total = 12345678;
  rw_job_changed (sending);
}

static void
scroll_to (GtkWindow *jobs, double share)
{
  GtkWidget *scroller =
      gtk_widget_get_ancestor (rw_test_find (jobs, GTK_TYPE_LIST_BOX), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * share);
}

static void
test_jobs (gconstpointer data)
{
  const Size size = *(const Size *) data;

  rw_test_app_reset_settings ();
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "jobs", NULL);
  GtkWindow *jobs = rw_test_wait_for_window (RW_TYPE_JOBS_WINDOW);
  resize (jobs, size);
  take (jobs, "jobs-off", size);
  RwHosted *hosted = rw_test_jobs_start ();
  take (jobs, "jobs-none", size);
  add_jobs (hosted);
  rw_test_run_for (200);
  take (jobs, "jobs-newest", size);
  scroll_to (jobs, 0.5);
  take (jobs, "jobs-oldest", size);
  RwJob *waiting =
      rw_test_jobs_add (hosted, "/data/customers-2026-08.csv", RW_JOB_PHASE_WAITING, NULL);
  rw_job_data_set (&rw_job_get_data (waiting)->error,
                   "The server “queue.example.com” cannot be reached. It is tried again.");
  rw_job_changed (waiting);
  scroll_to (jobs, 0);
  take (jobs, "jobs-waiting", size);
  rw_test_close_window (jobs);
  rw_test_jobs_end (hosted);
}

static gboolean
is_connected (gpointer submit)
{
  return rw_test_find_text (submit, "Connected as ana. Files up to 1.0\302\240GB.") != NULL;
}

static void
test_hosted (gconstpointer data)
{
  RwWindow *window = make_window (*(const Size *) data);

  open_sample (window);
  RwHosted *hosted = rw_test_jobs_start ();
  rw_test_do (window, "win.submit");
  GtkWindow *submit = rw_test_wait_for_window (RW_TYPE_SUBMIT_WINDOW);
  rw_test_wait_until (is_connected, submit);
  take (submit, "submit", (Size){ 520, 560 });
  rw_test_close_window (submit);
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "set-up-hosted", NULL);
  GtkWindow *preferences = rw_test_wait_for_window (RW_TYPE_PREFERENCES);
  take (preferences, "preferences-hosted", (Size){ 560, 580 });
  rw_test_close_window (preferences);
  rw_test_jobs_end (hosted);
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
  add ("jobs", test_jobs, G_N_ELEMENTS (sizes));
  add ("hosted", test_hosted, 1);
  return rw_test_app_run ();
}
