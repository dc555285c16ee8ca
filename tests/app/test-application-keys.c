/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys as the X server sends them. */
#include "rw-application.h"

#include "rw-jobs-window.h"
#include "rw-problems-window.h"
#include "rw-summary-bar.h"
#include "rw-test-app.h"
#include "rw-test-damaged.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-toplevel.h"

static GtkWidget *
get_focus (RwWindow *window)
{
  return gtk_window_get_focus (GTK_WINDOW (window));
}

/* Every key has an action that is there. */
static void
test_actions (void)
{
  RwWindow *window = rw_test_window_new_sample (20);
  GtkApplication *application = GTK_APPLICATION (rw_test_app_get ());
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);
  guint n_keys = 0;

  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, actions[i]);
      if (!g_str_has_prefix (actions[i], "win.") && !g_str_has_prefix (actions[i], "app."))
        continue;
      g_test_message ("%s", actions[i]);
      g_assert_true (rw_test_can (window, actions[i]));
      n_keys += g_strv_length (keys);
    }
  g_assert_cmpuint (n_keys, >=, 13);
  rw_test_window_end (window);
}

static gboolean
has_search (gpointer session)
{
  return g_strcmp0 (rw_session_get_request (session)->search, "cdhux") == 0;
}

static void
test_search (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwSession *session = rw_window_get_session (window);
  GtkSearchBar *bar = rw_test_find (window, GTK_TYPE_SEARCH_BAR);

  rw_test_key (window, "ctrl+f");
  g_assert_true (gtk_search_bar_get_search_mode (bar));
  g_assert_true (gtk_widget_is_ancestor (get_focus (window), GTK_WIDGET (bar)));
  rw_test_key (window, "c d h u x");
  rw_test_wait_until (has_search, session);
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "1 of 60 customers");
  rw_test_key (window, "ctrl+shift+f");
  rw_test_window_settle (window);
  g_assert_false (gtk_search_bar_get_search_mode (bar));
  rw_test_assert_sees (window, "60 customers");
  rw_test_window_end (window);
}

/* Typing anywhere is searching; Escape gives it up. */
static void
test_type_to_search (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwSession *session = rw_window_get_session (window);

  rw_test_key (window, "c d h u x");
  rw_test_wait_until (has_search, session);
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "1 of 60 customers");
  rw_test_key (window, "Escape");
  rw_test_window_settle (window);
  g_assert_null (rw_session_get_request (session)->search);
  rw_test_assert_sees (window, "60 customers");
  rw_test_window_end (window);
}

/* Escape also gives up customers that were chosen elsewhere, with the focus in the table. */
static void
test_leave_subset (void)
{
  g_autoptr (RwRows) rows = rw_rows_new_take (g_new0 (guint32, 1), 1);
  RwWindow *window = rw_test_window_new_sample (60);
  RwSession *session = rw_window_get_session (window);

  rw_session_set_subset (session, rows, "the first one");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "1 of 60 customers");
  rw_test_key (window, "Escape");
  rw_test_window_settle (window);
  g_assert_null (rw_session_get_request (session)->subset);
  rw_test_assert_sees (window, "60 customers");
  rw_test_window_end (window);
}

static void
test_threshold (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  RwSession *session = rw_window_get_session (window);

  rw_test_key (window, "ctrl+t");
  g_assert_true (
      gtk_widget_is_ancestor (get_focus (window), rw_test_find (window, RW_TYPE_SUMMARY_BAR)));
  rw_test_key (window, "8 0 Return");
  rw_test_window_settle (window);
  g_assert_cmpuint (rw_session_get_threshold (session), ==, 800000);
  rw_test_key (window, "ctrl+shift+t");
  rw_test_window_settle (window);
  rw_test_assert_sees (window, "Churn 80 to 100 %");
  rw_test_window_end (window);
}

static gboolean
has_one (gpointer data G_GNUC_UNUSED)
{
  return rw_test_count_windows () == 1;
}

static void
test_windows (void)
{
  RwWindow *window = rw_test_window_new_sample (20);

  rw_test_key (window, "ctrl+n");
  g_assert_cmpuint (rw_test_count_windows (), ==, 2);
  GtkWindow *second = gtk_application_get_active_window (GTK_APPLICATION (rw_test_app_get ()));
  g_assert_true (second != GTK_WINDOW (window));
  rw_test_key (second, "ctrl+w");
  rw_test_wait_until (has_one, NULL);
  rw_test_window_end (window);
}

/* Escape closes the list of problems, not the window behind it. */
static void
test_escape (void)
{
  g_autofree char *path = rw_test_app_write_damaged ("damaged.csv");
  RwWindow *window = rw_test_window_new_for (path);

  rw_test_do (window, "win.problems");
  GtkWindow *problems = rw_test_wait_for_window (RW_TYPE_PROBLEMS_WINDOW);
  rw_test_key (problems, "Escape");
  rw_test_wait_until (has_one, NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  rw_test_window_end (window);
}

/* The jobs by their key from a window, and back by the one that closes windows. */
static void
test_hosted (void)
{
  RwWindow *window = rw_test_window_new_sample (20);

  rw_test_key (window, "ctrl+j");
  GtkWindow *jobs = rw_test_wait_for_window (RW_TYPE_JOBS_WINDOW);
  rw_test_key (jobs, "ctrl+w");
  rw_test_wait_until (has_one, NULL);
  rw_test_key (window, "ctrl+m");
  GtkWindow *dialog = rw_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  rw_test_key (dialog, "Escape");
  rw_test_wait_until (has_one, NULL);
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/application-keys/actions", test_actions);
  g_test_add_func ("/application-keys/search", test_search);
  g_test_add_func ("/application-keys/type-to-search", test_type_to_search);
  g_test_add_func ("/application-keys/leave-subset", test_leave_subset);
  g_test_add_func ("/application-keys/threshold", test_threshold);
  g_test_add_func ("/application-keys/windows", test_windows);
  g_test_add_func ("/application-keys/escape", test_escape);
  g_test_add_func ("/application-keys/hosted", test_hosted);
  return rw_test_app_run ();
}
