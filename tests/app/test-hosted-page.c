/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted-page.h"

#include "rw-preferences.h"
#include "rw-settings.h"
#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-server.h"
#include "rw-test-toplevel.h"

/* The preferences at that page, and a server. */
typedef struct
{
  RwTestServer *server;
  char *url;
  gpointer window;
  GtkEditable *address;
  GtkEditable *token;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_app_reset_settings ();
  fixture->server = rw_test_server_new (NULL);
  fixture->url = rw_test_server_dup_url (fixture->server, "");
  g_action_group_activate_action (G_ACTION_GROUP (rw_test_app_get ()), "set-up-hosted", NULL);
  fixture->window = rw_test_wait_for_window (RW_TYPE_PREFERENCES);
  g_autoptr (GPtrArray) rows = rw_test_find_all (fixture->window, ADW_TYPE_ENTRY_ROW);
  fixture->address = rows->pdata[0];
  fixture->token = rows->pdata[1];
}

/* The page goes with its window. */
static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_end_toplevel (fixture->window, rw_test_find (fixture->window, RW_TYPE_HOSTED_PAGE));
  rw_test_server_free (fixture->server);
  g_free (fixture->url);
  rw_test_app_reset_settings ();
}

static void
turn_on (Fixture *fixture)
{
  GtkWidget *page = rw_test_find (fixture->window, RW_TYPE_HOSTED_PAGE);

  gtk_switch_set_active (rw_test_find (page, GTK_TYPE_SWITCH), TRUE);
}

static void
apply (GtkEditable *row, const char *text)
{
  gtk_editable_set_text (row, text);
  g_signal_emit_by_name (row, "apply");
}

/* All is off and empty; nothing can be tried before it is on. */
static void
test_off (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  rw_test_assert_sees (fixture->window, "Use a Hosted Queue");
  g_assert_false (
      gtk_widget_is_sensitive (rw_test_find_button (fixture->window, "Test Connection")));
  g_assert_cmpstr (gtk_editable_get_text (fixture->address), ==, "");
  turn_on (fixture);
  g_assert_true (g_settings_get_boolean (rw_settings_get (), "hosted-enabled"));
  g_assert_true (
      gtk_widget_is_sensitive (rw_test_find_button (fixture->window, "Test Connection")));
}

static void
test_address (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  turn_on (fixture);
  apply (fixture->address, " https://queue.example.com/ ");
  g_autofree char *url = g_settings_get_string (rw_settings_get (), "hosted-url");
  g_assert_cmpstr (url, ==, "https://queue.example.com");
  apply (fixture->address, "queue");
  rw_test_wait_for_text (fixture->window, "“queue” is not the address of a server. Write it like "
                                          "“https://queue.example.com”.");
  g_autofree char *same = g_settings_get_string (rw_settings_get (), "hosted-url");
  g_assert_cmpstr (same, ==, "https://queue.example.com");
}

/* What is in the rows is tried, applied or not, and the answer is in words. */
static void
test_connection (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const RwTestReply reply = { .route = "GET /api/limits",
                              .status = 200,
                              .body = "{\"success\": true, \"user_id\": \"ana\", \"max_bytes\": "
                                      "1000000000, \"idempotency\": true}" };

  turn_on (fixture);
  gtk_editable_set_text (fixture->address, fixture->url);
  gtk_editable_set_text (fixture->token, "secret");
  rw_test_server_reply (fixture->server, &reply);
  rw_test_click_button (fixture->window, "Test Connection");
  rw_test_wait_for_text (fixture->window, "Connected as ana. Files up to 1.0\302\240GB.");
  rw_test_assert_role (
      rw_test_find_text (fixture->window, "Connected as ana. Files up to 1.0\302\240GB."),
      GTK_ACCESSIBLE_ROLE_STATUS);
  g_autofree char *request = rw_test_server_dup_request (fixture->server, "GET /api/limits", 0);
  g_assert_nonnull (strstr (request, "Bearer secret"));
}

static gboolean
says_error (gpointer window)
{
  GtkWidget *page = rw_test_find (window, RW_TYPE_HOSTED_PAGE);
  g_autoptr (GPtrArray) labels = rw_test_find_all (page, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    if (gtk_widget_has_css_class (labels->pdata[i], "error"))
      return gtk_label_get_text (labels->pdata[i])[0] != '\0';
  return FALSE;
}

static void
test_refused (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *closed = g_strdup_printf ("http://127.0.0.1:%u", rw_test_find_closed_port ());

  turn_on (fixture);
  gtk_editable_set_text (fixture->address, closed);
  rw_test_click_button (fixture->window, "Test Connection");
  rw_test_wait_until (says_error, fixture->window);
}

static void
test_authorities (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  turn_on (fixture);
  rw_test_assert_sees (fixture->window, "Those of this computer");
  g_settings_set_string (rw_settings_get (), "hosted-ca-file", "/data/ca.pem");
  rw_test_run_for (50);
  rw_test_assert_sees (fixture->window, "/data/ca.pem");
  rw_test_click_button (fixture->window, "Use Those of This Computer");
  rw_test_run_for (50);
  rw_test_assert_sees (fixture->window, "Those of this computer");
}

static void
choose (Fixture *fixture, const char *response)
{
  apply (fixture->token, "secret");
  gpointer dialog = rw_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  rw_test_assert_sees (dialog, "Keep the Token in a File?");
  adw_message_dialog_response (dialog, response);
  gtk_window_close (dialog);
}

static gboolean
uses_token (gpointer data G_GNUC_UNUSED)
{
  RwHosted *hosted =
      rw_hosted_setup_get_hosted (rw_application_get_hosted_setup (rw_test_app_get ()));
  RwEndpoint *endpoint = hosted != NULL ? rw_hosted_get_endpoint (hosted) : NULL;

  return endpoint != NULL && g_strcmp0 (rw_endpoint_get_token (endpoint), "secret") == 0;
}

/* Without a keyring the user is asked; what is refused is used, but kept nowhere. */
static void
test_token (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  turn_on (fixture);
  gtk_editable_set_text (fixture->address, fixture->url);
  choose (fixture, "run");
  rw_test_wait_for_text (fixture->window, "The token is used until RetainWise is closed.");
  rw_test_wait_until (uses_token, NULL);
  g_assert_null (rw_token_store_load (fixture->url, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, NULL);
  choose (fixture, "file");
  rw_test_wait_for_text (fixture->window, "The token is kept for this address.");
  rw_test_wait_until (uses_token, NULL);
  g_autofree char *kept = rw_token_store_load (fixture->url, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, "secret");
}

/* Whoever cannot see the page is told what each part of it is. */
static void
test_names (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *page = rw_test_find (fixture->window, RW_TYPE_HOSTED_PAGE);
  g_autoptr (GPtrArray) buttons = rw_test_find_all (page, GTK_TYPE_BUTTON);
  g_autoptr (GPtrArray) fields = rw_test_find_all (page, GTK_TYPE_TEXT);

  g_assert_cmpuint (fields->len, ==, 2);
  rw_test_assert_name (fields->pdata[0], "Server Address");
  rw_test_assert_name (fields->pdata[1], "Token");
  for (guint i = 0; i < buttons->len; i++)
    g_assert_true (
        gtk_button_get_label (buttons->pdata[i]) != NULL ||
        gtk_test_accessible_has_property (buttons->pdata[i], GTK_ACCESSIBLE_PROPERTY_LABEL));
}

#define ADD(name, func) g_test_add ("/hosted-page/" name, Fixture, NULL, set_up, func, tear_down)

/* A keyring that is none: whoever asks it gets an error at once. */
static gboolean owned;

static void
owned_cb (GDBusConnection *connection G_GNUC_UNUSED, const char *name G_GNUC_UNUSED,
          gpointer data G_GNUC_UNUSED)
{
  owned = TRUE;
}

static gboolean
is_owned (gpointer data G_GNUC_UNUSED)
{
  return owned;
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  guint owner = g_bus_own_name (G_BUS_TYPE_SESSION, "org.freedesktop.secrets",
                                G_BUS_NAME_OWNER_FLAGS_NONE, NULL, owned_cb, NULL, NULL, NULL);
  rw_test_wait_until (is_owned, NULL);
  ADD ("off", test_off);
  ADD ("address", test_address);
  ADD ("connection", test_connection);
  ADD ("refused", test_refused);
  ADD ("authorities", test_authorities);
  ADD ("token", test_token);
  ADD ("names", test_names);
  int status = rw_test_app_run ();
  g_bus_unown_name (owner);
  return status;
}
