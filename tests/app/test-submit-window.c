/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-submit-window.h"

#include "rw-jobs-window.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-jobs.h"
#include "rw-test-look.h"
#include "rw-test-server.h"
#include "rw-test-toplevel.h"

#define ROUTE "GET /api/limits"
#define LIMITS(bytes)                                                                              \
  "{\"success\": true, \"user_id\": \"ana\", \"max_bytes\": " bytes ", \"idempotency\": true}"

/* A window with 40 customers, and a server that is set up. */
typedef struct
{
  RwTestServer *server;
  RwWindow *window;
  RwHosted *hosted;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->window = rw_test_window_new_sample (40);
  fixture->server = rw_test_server_new (NULL);
  g_autofree char *url = rw_test_server_dup_url (fixture->server, "");
  fixture->hosted = rw_test_jobs_turn_on (url);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_app_reset_settings ();
  rw_test_run_for (100);
  rw_test_server_free (fixture->server);
  rw_test_window_end (fixture->window);
}

static void
reply (Fixture *fixture, guint status, const char *body)
{
  const RwTestReply answer = { .route = ROUTE, .status = status, .body = body };

  rw_test_server_reply (fixture->server, &answer);
}

static gpointer
show_submit (Fixture *fixture)
{
  rw_test_do (fixture->window, "win.submit");
  return rw_test_wait_for_window (RW_TYPE_SUBMIT_WINDOW);
}

/* What is sent to whom is there before the server has answered; only then can it be sent. */
static void
test_told (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  reply (fixture, 200, LIMITS ("1000000000"));
  gpointer submit = show_submit (fixture);
  g_autofree char *url = rw_test_server_dup_url (fixture->server, "");
  rw_test_assert_sees (submit, "customers.csv");
  rw_test_assert_sees (submit, url + strlen ("http://"));
  rw_test_assert_sees (submit, "20 columns");
  rw_test_assert_sees (submit, "customerID");
  rw_test_assert_sees (submit, "Scoring on this computer sends nothing.");
  rw_test_wait_for_text (submit, "Connected as ana. Files up to 1.0\302\240GB.");
  g_assert_true (gtk_widget_is_sensitive (rw_test_find_button (submit, "Submit")));
  rw_test_click_button (submit, "Score Here Instead");
  g_assert_cmpuint (rw_test_count_windows (), ==, 1);
  g_assert_cmpuint (rw_test_server_count (fixture->server, "POST"), ==, 0);
}

static void
test_too_large (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  reply (fixture, 200, LIMITS ("1000"));
  gpointer submit = show_submit (fixture);
  g_autofree char *size = g_format_size (rw_source_get_size (rw_table_get_source (
      rw_analysis_get_table (rw_session_get_analysis (rw_window_get_session (fixture->window))))));
  g_autofree char *text =
      g_strdup_printf ("The file has %s, and the server takes at most 1.0\302\240kB. It is scored "
                       "here already.",
                       size);
  rw_test_wait_for_text (submit, text);
  g_assert_false (gtk_widget_is_sensitive (rw_test_find_button (submit, "Submit")));
  rw_test_close_window (submit);
}

static gboolean
offers_again (gpointer submit)
{
  return rw_test_find_text (submit, "Try Again") != NULL;
}

/* A server that cannot be asked can be asked again. */
static void
test_again (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  reply (fixture, 401, "{\"success\": false, \"error\": \"The token is not known.\"}");
  reply (fixture, 200, LIMITS ("1000000000"));
  gpointer submit = show_submit (fixture);
  rw_test_wait_until (offers_again, submit);
  g_assert_false (gtk_widget_is_sensitive (rw_test_find_button (submit, "Submit")));
  rw_test_click_button (submit, "Try Again");
  rw_test_wait_for_text (submit, "Connected as ana. Files up to 1.0\302\240GB.");
  rw_test_end_toplevel (submit, NULL);
}

/* What was opened is not what would be sent. */
static void
test_changed (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *other = rw_test_app_write_sample ("customers.csv", 50);

  reply (fixture, 200, LIMITS ("1000000000"));
  gpointer submit = show_submit (fixture);
  rw_test_wait_for_text (submit,
                         "“customers.csv” was replaced or moved since it was opened. Open it again "
                         "to submit it.");
  g_assert_false (gtk_widget_is_sensitive (rw_test_find_button (submit, "Submit")));
  rw_test_close_window (submit);
}

/* It closes, and the job is in the list. */
static void
test_submitted (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const RwTestReply stalled = { .is_stalled = TRUE, .is_lasting = TRUE };

  reply (fixture, 200, LIMITS ("1000000000"));
  gpointer submit = show_submit (fixture);
  rw_test_wait_for_text (submit, "Connected as ana. Files up to 1.0\302\240GB.");
  rw_test_server_reply (fixture->server, &stalled);
  rw_test_click_button (submit, "Submit");
  gpointer jobs = rw_test_wait_for_window (RW_TYPE_JOBS_WINDOW);
  rw_test_wait_for_text (jobs, "customers.csv");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->hosted)), ==, 1);
  rw_test_click_button (jobs, "Cancel");
  rw_test_wait_for_text (jobs, "Not sent");
  rw_test_close_window (jobs);
}

#define ADD(name, func) g_test_add ("/submit-window/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  ADD ("told", test_told);
  ADD ("too-large", test_too_large);
  ADD ("again", test_again);
  ADD ("changed", test_changed);
  ADD ("submitted", test_submitted);
  return rw_test_app_run ();
}
