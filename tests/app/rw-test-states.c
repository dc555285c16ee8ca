/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-states.h"

#include "rw-import-window.h"
#include "rw-jobs-window.h"
#include "rw-model-import-window.h"
#include "rw-model-row.h"
#include "rw-models-window.h"
#include "rw-preferences.h"
#include "rw-problems-window.h"
#include "rw-settings.h"
#include "rw-submit-window.h"
#include "rw-test-app.h"
#include "rw-test-contrast-states.h"
#include "rw-test-damaged.h"
#include "rw-test-input.h"
#include "rw-test-io.h"
#include "rw-test-jobs.h"
#include "rw-test-look.h"
#include "rw-test-models.h"
#include "rw-test-toplevel.h"
#include "rw-test-train.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static const RwTestSize sizes[] = { { 1280, 800 }, { 1024, 600 } };
static RwTestLook look;

/* A window manager that draws no shadows makes room for a border. */
void
rw_test_states_resize (GtkWindow *window, RwTestSize size)
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
make_window (RwTestSize size)
{
  rw_test_app_reset_settings ();
  g_settings_set_int (rw_settings_get (), "window-width", size.width);
  g_settings_set_int (rw_settings_get (), "window-height", size.height);
  RwWindow *window = rw_test_window_new_with_settings ();
  rw_test_states_resize (GTK_WINDOW (window), size);
  return window;
}

static void
take_window (RwWindow *window, const char *state, RwTestSize size)
{
  rw_test_window_settle (window);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), ==, size.width);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window)), ==, size.height);
  look (GTK_WIDGET (window), state, size);
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
  RwWindow *window = make_window (*(const RwTestSize *) data);

  take_window (window, "empty", *(const RwTestSize *) data);
  rw_test_window_end (window);
}

static void
test_scored (gconstpointer data)
{
  RwWindow *window = make_window (*(const RwTestSize *) data);

  open_sample (window);
  take_window (window, "scored", *(const RwTestSize *) data);
  rw_session_set_range (rw_window_get_session (window), (RwRange){ 600000, 840000 });
  rw_session_set_search (rw_window_get_session (window), "Electronic");
  take_window (window, "filtered", *(const RwTestSize *) data);
  rw_session_set_search (rw_window_get_session (window), "nobody");
  take_window (window, "filtered-to-nothing", *(const RwTestSize *) data);
  rw_test_window_end (window);
}

static void
test_loading (gconstpointer data)
{
  RwWindow *window = make_window (*(const RwTestSize *) data);
  g_autofree char *path = rw_test_app_write_sample ("customers.csv", 0);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();
  RwTestFault fault = { .skip = 1, .before = rw_test_gate_pass, .data = gate };

  rw_test_set_fault (RW_TEST_PREAD, fault);
  rw_window_open (window, file);
  rw_test_gate_wait (gate);
  rw_test_run_for (300);
  look (GTK_WIDGET (window), "loading", *(const RwTestSize *) data);
  rw_test_gate_open (gate);
  rw_test_window_settle (window);
  rw_test_clear_faults ();
  rw_test_window_end (window);
}

static void
test_error (gconstpointer data)
{
  RwWindow *window = make_window (*(const RwTestSize *) data);
  g_autofree char *path = rw_test_write ("bank.csv", RW_TEST_BYTES ("customer,spend\n1,2\n2,3\n"));
  g_autoptr (GFile) file = g_file_new_for_path (path);

  rw_window_open (window, file);
  take_window (window, "error", *(const RwTestSize *) data);
  rw_test_window_end (window);
}

static gboolean
has_read_all (gpointer window)
{
  GtkWidget *spinner = rw_test_find (window, GTK_TYPE_SPINNER);

  return !gtk_widget_get_visible (spinner);
}

/* The page on top of a window of that size. */
static void
look_at_import (RwWindow *window, const char *state, RwTestSize size)
{
  GtkWindow *page = rw_test_wait_for_window (RW_TYPE_IMPORT_WINDOW);

  rw_test_wait_until (has_read_all, page);
  rw_test_states_resize (page, size);
  look (GTK_WIDGET (page), state, size);
  rw_test_close_window (page);
  rw_test_window_settle (window);
}

static void
test_import (gconstpointer data)
{
  const RwTestSize size = *(const RwTestSize *) data;
  RwWindow *window = make_window (size);
  g_autofree char *path = rw_test_app_write_doubtful ("customers.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  rw_window_open (window, file);
  look_at_import (window, "import-doubts", size);
  open_sample (window);
  rw_test_do (window, "win.review-import");
  look_at_import (window, "import", size);
  rw_test_window_end (window);
}

static void
test_windows (gconstpointer data)
{
  RwWindow *window = make_window (*(const RwTestSize *) data);
  g_autofree char *path = rw_test_app_write_damaged ("damaged.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RwTestSize small = { 520, 560 };

  rw_window_open (window, file);
  rw_test_window_settle (window);
  rw_test_do (window, "win.problems");
  GtkWindow *problems = rw_test_wait_for_window (RW_TYPE_PROBLEMS_WINDOW);
  look (GTK_WIDGET (problems), "problems", small);
  rw_test_close_window (problems);
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "preferences", NULL);
  GtkWindow *preferences = rw_test_wait_for_window (RW_TYPE_PREFERENCES);
  look (GTK_WIDGET (preferences), "preferences", (RwTestSize){ 560, 580 });
  rw_test_close_window (preferences);
  rw_test_window_end (window);
}

/* What opens from a button. */
static void
test_popovers (gconstpointer data)
{
  RwWindow *window = make_window (*(const RwTestSize *) data);
  static const char *const names[] = { "recent", "export-menu", "main-menu", "columns" };

  open_sample (window);
  g_autoptr (GPtrArray) buttons = rw_test_find_all (window, GTK_TYPE_MENU_BUTTON);
  guint n = 0;
  for (guint i = 0; i < buttons->len; i++)
    {
      GtkPopover *popover = gtk_menu_button_get_popover (buttons->pdata[i]);
      if (popover == NULL || !gtk_widget_get_mapped (buttons->pdata[i]))
        continue;
      gtk_menu_button_popup (buttons->pdata[i]);
      rw_test_run_for (200);
      g_assert_cmpuint (n, <, G_N_ELEMENTS (names));
      look (GTK_WIDGET (popover), names[n++], (RwTestSize){ 0, 0 });
      gtk_menu_button_popdown (buttons->pdata[i]);
      rw_test_run_for (100);
    }
  rw_test_window_end (window);
}

static void
test_help (gconstpointer data)
{
  RwWindow *window = make_window (*(const RwTestSize *) data);
  /* GTK 4.8 warns of a label of its own in this window. */
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  rw_test_do (window, "win.show-help-overlay");
  GtkWindow *help = rw_test_wait_for_window (GTK_TYPE_SHORTCUTS_WINDOW);
  rw_test_run_for (300);
  look (GTK_WIDGET (help), "shortcuts", (RwTestSize){ 0, 0 });
  rw_test_close_window (help);
  g_log_set_always_fatal (fatal);
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "about", NULL);
  GtkWindow *about = rw_test_wait_for_window (ADW_TYPE_ABOUT_WINDOW);
  look (GTK_WIDGET (about), "about", (RwTestSize){ 0, 0 });
  rw_test_close_window (about);
  rw_test_window_end (window);
}

/* What a server says that speaks the language of the window (borrowed). */
static const char *
make_error (void)
{
  static char text[300];

  g_snprintf (text, sizeof text, _ ("“%s” has a header but no rows under it."),
              "customers-2026-03.csv");
  return text;
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
        rw_job_data_set (&data->error, make_error ());
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
  const RwTestSize size = *(const RwTestSize *) data;

  rw_test_app_reset_settings ();
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "jobs", NULL);
  GtkWindow *jobs = rw_test_wait_for_window (RW_TYPE_JOBS_WINDOW);
  rw_test_states_resize (jobs, size);
  look (GTK_WIDGET (jobs), "jobs-off", size);
  RwHosted *hosted = rw_test_jobs_start ();
  look (GTK_WIDGET (jobs), "jobs-none", size);
  add_jobs (hosted);
  rw_test_run_for (200);
  look (GTK_WIDGET (jobs), "jobs-newest", size);
  scroll_to (jobs, 0.5);
  look (GTK_WIDGET (jobs), "jobs-oldest", size);
  RwJob *waiting =
      rw_test_jobs_add (hosted, "/data/customers-2026-08.csv", RW_JOB_PHASE_WAITING, NULL);
  rw_job_data_set (&rw_job_get_data (waiting)->error,
                   _ ("The server’s address is missing. Enter it in the preferences."));
  rw_job_changed (waiting);
  scroll_to (jobs, 0);
  look (GTK_WIDGET (jobs), "jobs-waiting", size);
  rw_test_close_window (jobs);
  rw_test_jobs_end (hosted);
}

/* The list with a model of one's own in use, and a card. */
static void
test_models (gconstpointer data)
{
  const RwTestSize size = *(const RwTestSize *) data;
  g_autofree char *bank = rw_test_models_add ("Northern Bank 2026");
  g_autofree char *shop = rw_test_models_add ("Online Shop");
  g_autofree char *broken = rw_test_models_add_broken ("copied-by-hand");

  rw_test_app_reset_settings ();
  GtkWindow *models = rw_test_models_show (4);
  rw_test_states_resize (models, size);
  rw_test_models_use (models, "Northern Bank 2026");
  look (GTK_WIDGET (models), "models", size);
  g_autoptr (GPtrArray) rows = rw_test_find_all (models, RW_TYPE_MODEL_ROW);
  adw_expander_row_set_expanded (rows->pdata[2], TRUE);
  look (GTK_WIDGET (models), "models-card", size);
  rw_test_models_end (models);
}

static void
test_model_import (gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = rw_test_models_write_foreign ("from-python");

  rw_test_app_reset_settings ();
  GtkWindow *models = rw_test_models_show (1);
  rw_models_window_import_file (RW_MODELS_WINDOW (models), path);
  GtkWindow *import = rw_test_wait_for_window (RW_TYPE_MODEL_IMPORT_WINDOW);
  look (GTK_WIDGET (import), "model-import", (RwTestSize){ 640, 600 });
  rw_test_close_window (import);
  rw_test_models_end (models);
}

static void
test_contrast (gconstpointer data)
{
  RwWindow *window = make_window (*(const RwTestSize *) data);

  open_sample (window);
  rw_test_contrast_states_look (window, *(const RwTestSize *) data, look);
  rw_test_window_end (window);
}

static gboolean
may_be_submitted (gpointer submit)
{
  return gtk_widget_is_sensitive (rw_test_find_class (submit, "suggested-action"));
}

static void
test_hosted (gconstpointer data)
{
  RwWindow *window = make_window (*(const RwTestSize *) data);

  open_sample (window);
  RwHosted *hosted = rw_test_jobs_start ();
  rw_test_do (window, "win.submit");
  GtkWindow *submit = rw_test_wait_for_window (RW_TYPE_SUBMIT_WINDOW);
  rw_test_wait_until (may_be_submitted, submit);
  look (GTK_WIDGET (submit), "submit", (RwTestSize){ 600, 560 });
  rw_test_close_window (submit);
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "set-up-hosted", NULL);
  GtkWindow *preferences = rw_test_wait_for_window (RW_TYPE_PREFERENCES);
  look (GTK_WIDGET (preferences), "preferences-hosted", (RwTestSize){ 560, 580 });
  rw_test_close_window (preferences);
  rw_test_jobs_end (hosted);
  rw_test_window_end (window);
}

static void
test_train (gconstpointer data)
{
  RwWindow *window = make_window (*(const RwTestSize *) data);

  rw_test_train_look (window, *(const RwTestSize *) data, look);
  rw_test_window_end (window);
}

static void
add (const char *name, GTestDataFunc func, guint n_sizes)
{
  for (guint i = 0; i < n_sizes; i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/states/%s/%dx%d", name, sizes[i].width, sizes[i].height);
      g_test_add_data_func (path, &sizes[i], func);
    }
}

void
rw_test_states_add (RwTestLook function)
{
  look = function;
  add ("empty", test_empty, G_N_ELEMENTS (sizes));
  add ("scored", test_scored, G_N_ELEMENTS (sizes));
  add ("loading", test_loading, G_N_ELEMENTS (sizes));
  add ("error", test_error, G_N_ELEMENTS (sizes));
  add ("import", test_import, G_N_ELEMENTS (sizes));
  add ("train", test_train, G_N_ELEMENTS (sizes));
  add ("windows", test_windows, 1);
  add ("popovers", test_popovers, 1);
  add ("help", test_help, 1);
  add ("jobs", test_jobs, G_N_ELEMENTS (sizes));
  add ("hosted", test_hosted, 1);
  add ("models", test_models, G_N_ELEMENTS (sizes));
  add ("model-import", test_model_import, 1);
  add ("contrast", test_contrast, G_N_ELEMENTS (sizes));
}
