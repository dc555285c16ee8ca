/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-row.h"

#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-jobs.h"
#include "rw-test-look.h"
#include "rw-test-toplevel.h"

static const char *const buttons[] = {
  "Open Result", "Download…", "Compare with Scoring Here", "Score Here Instead", "Retry",
  "Cancel",      "Forget",
};

/* What can be done in a state: the numbers of the buttons. */
typedef struct
{
  RwJobPhase phase;
  const char *word;
  const char *shown;
} Case;

static const Case cases[] = {
  { RW_JOB_PHASE_WAITING, NULL, "5" },       { RW_JOB_PHASE_SENDING, NULL, "5" },
  { RW_JOB_PHASE_UNSENT, NULL, "346" },      { RW_JOB_PHASE_SENT, "QUEUED", "5" },
  { RW_JOB_PHASE_SENT, "PROCESSING", "5" },  { RW_JOB_PHASE_SENT, "PAUSED", "5" },
  { RW_JOB_PHASE_SENT, "FAILED", "46" },     { RW_JOB_PHASE_SENT, "CANCELLED", "46" },
  { RW_JOB_PHASE_SENT, "COMPLETED", "016" },
};

static GtkWidget *
show_row (RwHosted *hosted, RwJob *job)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = rw_job_row_new (hosted, job);

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  rw_test_run_for (100);
  return row;
}

/* That the row goes with its window, though the job stays. */
static void
end_row (GtkWidget *row)
{
  rw_test_end_toplevel (gtk_widget_get_root (row), row);
}

static void
assert_buttons (GtkWidget *row, const char *shown)
{
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      char digit[] = { (char) ('0' + i), '\0' };
      if (strstr (shown, digit) != NULL)
        g_assert_true (gtk_widget_is_sensitive (rw_test_find_button (row, buttons[i])));
      else
        rw_test_assert_sees_not (row, buttons[i]);
    }
}

static void
test_buttons (void)
{
  RwHosted *hosted = rw_test_jobs_start ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RwJob *job = rw_test_jobs_add (hosted, "/data/customers.csv", cases[i].phase, cases[i].word);
      GtkWidget *row = show_row (hosted, job);
      g_test_message ("%s", cases[i].word);
      rw_test_assert_sees (row, "customers.csv");
      assert_buttons (row, cases[i].shown);
      end_row (row);
    }
  rw_test_jobs_end (hosted);
}

/* A server that is not the one that is set up cannot be asked for anything. */
static void
test_other_server (void)
{
  RwHosted *hosted = rw_test_jobs_start ();
  RwJob *job = rw_test_jobs_add (hosted, "/data/customers.csv", RW_JOB_PHASE_SENT, "COMPLETED");
  GtkWidget *row = show_row (hosted, job);

  rw_job_data_set (&rw_job_get_data (job)->server, "https://other.example.com");
  rw_job_changed (job);
  assert_buttons (row, "6");
  rw_job_data_set (&rw_job_get_data (job)->word, "QUEUED");
  rw_job_changed (job);
  assert_buttons (row, "");
  end_row (row);
  rw_test_jobs_end (hosted);
}

/* Ages tick, and what has to be said of a long wait comes by itself. */
static gboolean
says_later (gpointer row)
{
  return rw_test_find_text (row, "In the queue for 5 min, checked 4 min ago") != NULL;
}

static void
test_ages (void)
{
  RwHosted *hosted = rw_test_jobs_start ();
  RwJob *job = rw_test_jobs_add (hosted, "/data/customers.csv", RW_JOB_PHASE_SENT, "QUEUED");
  GtkWidget *row = show_row (hosted, job);

  rw_test_assert_sees (row, "In the queue for 40 s, checked 3 s ago");
  rw_test_assert_sees_not (row, "Still waiting. Nothing is wrong with your file.");
  rw_test_jobs_pass (280000);
  rw_test_wait_until (says_later, row);
  rw_test_assert_sees (row, "Still waiting. Nothing is wrong with your file.");
  assert_buttons (row, "35");
  rw_test_assert_name (row, "customers.csv: In the queue for 5 min, checked 4 min ago");
  end_row (row);
  rw_test_jobs_end (hosted);
}

static void
test_error (void)
{
  const char *error = "“customers.csv” has no customers. Open a file with customers in it.";
  RwHosted *hosted = rw_test_jobs_start ();
  RwJob *job = rw_test_jobs_add (hosted, "/data/customers.csv", RW_JOB_PHASE_SENT, "FAILED");
  GtkWidget *row = show_row (hosted, job);

  rw_job_data_set (&rw_job_get_data (job)->error, error);
  rw_job_data_set (&rw_job_get_data (job)->request_id, "4f8f-61d9");
  rw_job_changed (job);
  rw_test_run_for (50);
  g_assert_true (gtk_label_get_selectable (rw_test_find_text (row, error)));
  rw_test_assert_sees (row, "Request ID: 4f8f-61d9");
  rw_test_assert_name (rw_test_find_button (row, "Copy Request ID"), "Copy Request ID");
  rw_test_click_button (row, "Copy Request ID");
  GdkContentProvider *content = gdk_clipboard_get_content (gtk_widget_get_clipboard (row));
  g_auto (GValue) value = G_VALUE_INIT;
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, "4f8f-61d9");
  end_row (row);
  rw_test_jobs_end (hosted);
}

static void
test_progress (void)
{
  RwHosted *hosted = rw_test_jobs_start ();
  RwJob *job = rw_test_jobs_add (hosted, "/data/customers.csv", RW_JOB_PHASE_SENT, "PROCESSING");
  GtkWidget *row = show_row (hosted, job);
  GtkProgressBar *bar = rw_test_find (row, GTK_TYPE_PROGRESS_BAR);

  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (bar)));
  rw_job_get_data (job)->done = 400;
  rw_job_get_data (job)->total = 1000;
  rw_job_changed (job);
  rw_test_run_for (50);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (bar)));
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (bar), ==, 0.4);
  rw_test_assert_role (bar, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
  rw_job_data_set (&rw_job_get_data (job)->word, "COMPLETED");
  rw_job_changed (job);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
  end_row (row);
  rw_test_jobs_end (hosted);
}

static void
test_roles (void)
{
  RwHosted *hosted = rw_test_jobs_start ();
  RwJob *job = rw_test_jobs_add (hosted, "/data/customers.csv", RW_JOB_PHASE_SENT, "COMPLETED");
  GtkWidget *row = show_row (hosted, job);

  rw_test_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  rw_test_assert_role (rw_test_find_text (row, "Completed: 09:52"), GTK_ACCESSIBLE_ROLE_STATUS);
  rw_test_assert_role (rw_test_find (row, GTK_TYPE_IMAGE), GTK_ACCESSIBLE_ROLE_PRESENTATION);
  end_row (row);
  rw_test_jobs_end (hosted);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/job-row/buttons", test_buttons);
  g_test_add_func ("/job-row/other-server", test_other_server);
  g_test_add_func ("/job-row/ages", test_ages);
  g_test_add_func ("/job-row/error", test_error);
  g_test_add_func ("/job-row/progress", test_progress);
  g_test_add_func ("/job-row/roles", test_roles);
  return rw_test_app_run ();
}
