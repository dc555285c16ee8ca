/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jobs-window.h"

#include "rw-job-row.h"
#include "rw-settings.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-jobs.h"
#include "rw-test-look.h"
#include "rw-test-toplevel.h"

static gpointer
show_jobs (void)
{
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "jobs", NULL);
  return rw_test_wait_for_window (RW_TYPE_JOBS_WINDOW);
}

static void
turn_on (gboolean on)
{
  g_settings_set_boolean (rw_settings_get (), "hosted-enabled", on);
  rw_test_run_for (100);
}

/* Off, on without jobs, with jobs, and off with jobs. */
static void
test_pages (void)
{
  rw_test_app_reset_settings ();
  gpointer window = show_jobs ();

  rw_test_assert_sees (window, "Scoring Happens on This Computer");
  g_assert_true (gtk_widget_is_sensitive (rw_test_find_button (window, "Set Up Hosted Queue…")));
  RwHosted *hosted = rw_test_jobs_start ();
  rw_test_run_for (100);
  rw_test_assert_sees (window, "No Jobs");
  rw_test_jobs_add (hosted, "/data/customers.csv", RW_JOB_PHASE_SENT, "COMPLETED");
  rw_test_run_for (100);
  rw_test_assert_sees (window, "customers.csv");
  turn_on (FALSE);
  rw_test_assert_sees (window, "customers.csv");
  rw_test_assert_sees (window, "The Hosted Queue Is Off");
  rw_test_jobs_end (hosted);
  rw_test_assert_sees (window, "Scoring Happens on This Computer");
  rw_test_close_window (window);
}

/* There is one window, however often it is asked for. */
static void
test_one (void)
{
  gpointer window = show_jobs ();

  g_assert_true (show_jobs () == window);
  g_assert_cmpuint (rw_test_count_windows (), ==, 1);
  rw_test_close_window (window);
}

static void
test_newest_first (void)
{
  RwHosted *hosted = rw_test_jobs_start ();

  rw_test_jobs_add (hosted, "/data/older.csv", RW_JOB_PHASE_SENT, "COMPLETED");
  gpointer window = show_jobs ();
  rw_test_jobs_add (hosted, "/data/newer.csv", RW_JOB_PHASE_SENT, "QUEUED");
  g_autoptr (GPtrArray) rows = rw_test_find_all (window, RW_TYPE_JOB_ROW);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (rw_job_get_path (rw_job_row_get_job (rows->pdata[0])), ==, "/data/newer.csv");
  rw_test_assert_role (gtk_widget_get_parent (rows->pdata[0]), GTK_ACCESSIBLE_ROLE_LIST);
  rw_test_assert_name (gtk_widget_get_parent (rows->pdata[0]), "Jobs");
  rw_test_close_window (window);
  rw_test_jobs_end (hosted);
}

static void
test_forget (void)
{
  RwHosted *hosted = rw_test_jobs_start ();

  rw_test_jobs_add (hosted, "/data/customers.csv", RW_JOB_PHASE_SENT, "COMPLETED");
  gpointer window = show_jobs ();
  rw_test_click_button (window, "Forget");
  rw_test_run_for (100);
  rw_test_assert_sees (window, "No Jobs");
  rw_test_close_window (window);
  rw_test_jobs_end (hosted);
}

/* A job that gets no further says why; the strip says that nothing is lost. */
static void
test_trouble (void)
{
  RwHosted *hosted = rw_test_jobs_start ();
  RwJob *job = rw_test_jobs_add (hosted, "/data/customers.csv", RW_JOB_PHASE_WAITING, NULL);
  gpointer window = show_jobs ();

  rw_test_assert_sees_not (window, "Waiting for Network");
  rw_job_data_set (&rw_job_get_data (job)->error, "The server cannot be reached.");
  rw_job_changed (job);
  rw_test_run_for (100);
  rw_test_assert_sees (window, "Waiting for Network");
  rw_test_assert_sees (window, "The server cannot be reached.");
  rw_test_click_button (window, "Try Now");
  rw_job_data_set (&rw_job_get_data (job)->error, NULL);
  rw_job_changed (job);
  rw_test_run_for (100);
  rw_test_assert_sees_not (window, "Waiting for Network");
  rw_test_close_window (window);
  rw_test_jobs_end (hosted);
}

static gboolean
has_focus (gpointer row)
{
  return gtk_widget_has_focus (row);
}

/* As a notification does it: the window comes, and the job has the focus. */
static void
test_show_job (void)
{
  RwHosted *hosted = rw_test_jobs_start ();
  RwJob *job = rw_test_jobs_add (hosted, "/data/wanted.csv", RW_JOB_PHASE_SENT, "COMPLETED");

  for (guint i = 0; i < 8; i++)
    rw_test_jobs_add (hosted, "/data/customers.csv", RW_JOB_PHASE_SENT, "COMPLETED");
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "show-job",
                                  g_variant_new_int64 (rw_job_get_number (job)));
  gpointer window = rw_test_wait_for_window (RW_TYPE_JOBS_WINDOW);
  g_autoptr (GPtrArray) rows = rw_test_find_all (window, RW_TYPE_JOB_ROW);
  g_assert_true (rw_job_row_get_job (rows->pdata[8]) == job);
  rw_test_wait_until (has_focus, rows->pdata[8]);
  rw_test_close_window (window);
  rw_test_jobs_end (hosted);
}

static gboolean
has_none (gpointer data G_GNUC_UNUSED)
{
  return rw_test_count_windows () == 0;
}

/* Tab goes from a job to its buttons and on, Escape closes. */
static void
test_keys (void)
{
  RwHosted *hosted = rw_test_jobs_start ();

  rw_test_jobs_add (hosted, "/data/customers.csv", RW_JOB_PHASE_SENT, "COMPLETED");
  gpointer window = show_jobs ();
  GtkWidget *row = rw_test_find (window, RW_TYPE_JOB_ROW);
  gtk_widget_grab_focus (row);
  rw_test_wait_until (has_focus, row);
  rw_test_key (window, "Tab");
  rw_test_wait_until (has_focus, rw_test_find_button (window, "Open Result"));
  rw_test_key (window, "Tab");
  rw_test_wait_until (has_focus, rw_test_find_button (window, "Download…"));
  rw_test_key (window, "Escape");
  rw_test_wait_until (has_none, NULL);
  rw_test_jobs_end (hosted);
}

static void
test_let_go (void)
{
  RwHosted *hosted = rw_test_jobs_start ();

  rw_test_jobs_add (hosted, "/data/customers.csv", RW_JOB_PHASE_SENT, "PROCESSING");
  gpointer window = show_jobs ();
  rw_test_end_toplevel (window, rw_test_find (window, RW_TYPE_JOB_ROW));
  rw_test_jobs_end (hosted);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/jobs-window/pages", test_pages);
  g_test_add_func ("/jobs-window/one", test_one);
  g_test_add_func ("/jobs-window/newest-first", test_newest_first);
  g_test_add_func ("/jobs-window/forget", test_forget);
  g_test_add_func ("/jobs-window/trouble", test_trouble);
  g_test_add_func ("/jobs-window/show-job", test_show_job);
  g_test_add_func ("/jobs-window/keys", test_keys);
  g_test_add_func ("/jobs-window/let-go", test_let_go);
  return rw_test_app_run ();
}
