/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the buttons of a job do with files. */
#include "rw-job-row-private.h"

#include "rw-jobs-window.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-jobs.h"
#include "rw-test-look.h"
#include "rw-test-toplevel.h"

/* A job of rows of the sample that a server scored with the model that ships. */
typedef struct
{
  RwHosted *hosted;
  RwJob *job;
  char *path;
  char *result; /* as the server has it */
  RwWindow *window;
  GtkWindow *jobs;
} Fixture;

static char *
export_to (RwWindow *window, const char *name)
{
  char *path = rw_test_dup_path (name);

  rw_session_export (rw_window_get_session (window), path, FALSE);
  rw_test_window_settle (window);
  return path;
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->window = rw_test_window_new_sample (40);
  fixture->path = g_strdup (rw_session_get_path (rw_window_get_session (fixture->window)));
  fixture->result = export_to (fixture->window, "result.csv");
  fixture->hosted = rw_test_jobs_start ();
  fixture->job = rw_test_jobs_add (fixture->hosted, fixture->path, RW_JOB_PHASE_SENT, "COMPLETED");
  rw_job_data_set (&rw_job_get_data (fixture->job)->result_path, fixture->result);
  rw_job_changed (fixture->job);
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "jobs", NULL);
  fixture->jobs = rw_test_wait_for_window (RW_TYPE_JOBS_WINDOW);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_close_window (fixture->jobs);
  rw_test_jobs_end (fixture->hosted);
  rw_test_window_end (fixture->window);
  g_free (fixture->path);
  g_free (fixture->result);
}

static gboolean
has_verdict (gpointer jobs)
{
  RwJobRow *row = rw_test_find (jobs, RW_TYPE_JOB_ROW);

  return row->check == NULL;
}

static void
test_compare (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_click_button (fixture->jobs, "Compare with Scoring Here");
  rw_test_wait_until (has_verdict, fixture->jobs);
  rw_test_run_for (50);
  rw_test_assert_sees (fixture->jobs, "The results are the same, byte for byte.");
  rw_test_assert_role (
      rw_test_find_text (fixture->jobs, "The results are the same, byte for byte."),
      GTK_ACCESSIBLE_ROLE_STATUS);
  g_assert_true (
      gtk_widget_is_sensitive (rw_test_find_button (fixture->jobs, "Compare with Scoring Here")));
}

/* The other window for the result shows the server's scores and says so. */
static RwWindow *
find_result_window (Fixture *fixture)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (rw_test_app_get ()));

  for (GList *item = windows; item != NULL; item = item->next)
    if (RW_IS_WINDOW (item->data) && item->data != fixture->window)
      return item->data;
  return NULL;
}

static void
test_open_result (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_click_button (fixture->jobs, "Open Result");
  RwWindow *shown = find_result_window (fixture);
  g_assert_nonnull (shown);
  rw_test_window_settle (shown);
  rw_test_assert_sees (shown, "result.csv");
  rw_test_assert_sees (shown, "40 customers");
  rw_test_assert_sees (shown, "Scores as they are in the file");
  rw_test_click_button (fixture->jobs, "Open Result");
  g_assert_cmpuint (rw_test_count_windows (), ==, 3);
  rw_test_window_end (shown);
}

/* What is not saved yet is opened when it comes, unless it was called off meanwhile. */
static void
test_open_downloaded (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_job_data_set (&rw_job_get_data (fixture->job)->result_path, NULL);
  rw_job_changed (fixture->job);
  rw_test_click_button (fixture->jobs, "Open Result");
  g_assert_null (find_result_window (fixture));
  g_signal_emit_by_name (fixture->hosted, "downloaded", fixture->job, fixture->result);
  RwWindow *shown = find_result_window (fixture);
  g_assert_nonnull (shown);
  rw_test_window_settle (shown);
  rw_test_assert_sees (shown, "Scores as they are in the file");
  rw_test_window_end (shown);
  g_signal_emit_by_name (fixture->hosted, "downloaded", fixture->job, fixture->result);
  g_assert_null (find_result_window (fixture));
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

/* The file is open and scored already: that window comes to the front. */
static void
test_score_here (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_job_data_set (&rw_job_get_data (fixture->job)->word, "QUEUED");
  rw_test_jobs_pass (300000);
  rw_job_changed (fixture->job);
  rw_test_run_for (50);
  rw_test_click_button (fixture->jobs, "Score Here Instead");
  rw_test_wait_until (is_active, fixture->window);
  g_assert_cmpuint (rw_test_count_windows (), ==, 2);
}

static void
test_download (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_click_button (fixture->jobs, "Download…");
  RwJobRow *row = rw_test_find (fixture->jobs, RW_TYPE_JOB_ROW);
  g_assert_true (gtk_native_dialog_get_visible (GTK_NATIVE_DIALOG (row->chooser)));
  g_autofree char *name = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (row->chooser));
  g_assert_cmpstr (name, ==, "customers-scored.csv");
  g_signal_emit_by_name (row->chooser, "response", GTK_RESPONSE_CANCEL);
  g_assert_null (row->chooser);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/job-row-actions/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  ADD ("compare", test_compare);
  ADD ("open-result", test_open_result);
  ADD ("open-downloaded", test_open_downloaded);
  ADD ("score-here", test_score_here);
  ADD ("download", test_download);
  return rw_test_app_run ();
}
