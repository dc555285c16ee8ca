/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted-setup.h"

#include "rw-settings.h"
#include "rw-test-app.h"

#include <glib/gstdio.h>

#define URL "https://queue.example.com"

typedef struct
{
  char *database;
  RwHostedSetup *setup;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  rw_test_app_reset_settings ();
  rw_token_store_save (URL, "kept", RW_TOKEN_PLACE_FILE, NULL, &error);
  g_assert_no_error (error);
  fixture->database = rw_test_dup_path ("queue/jobs.db");
  fixture->setup = rw_hosted_setup_new (fixture->database);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->setup);
  g_unlink (fixture->database);
  g_free (fixture->database);
  rw_test_app_reset_settings ();
}

static RwEndpoint *
get_endpoint (Fixture *fixture)
{
  RwHosted *hosted = rw_hosted_setup_get_hosted (fixture->setup);

  return hosted != NULL ? rw_hosted_get_endpoint (hosted) : NULL;
}

static gboolean
has_endpoint (gpointer data)
{
  return get_endpoint (data) != NULL;
}

static gboolean
has_none (gpointer data)
{
  return get_endpoint (data) == NULL;
}

static gboolean
has_error (gpointer data)
{
  return rw_hosted_setup_get_error (((Fixture *) data)->setup) != NULL;
}

static void
turn_on (const char *url)
{
  g_settings_set_string (rw_settings_get (), "hosted-url", url);
  g_settings_set_boolean (rw_settings_get (), "hosted-enabled", TRUE);
}

/* Nothing is made before it is on; the jobs stay when it is off again. */
static void
test_on_and_off (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_false (rw_hosted_setup_is_on (fixture->setup));
  g_assert_null (rw_hosted_setup_get_hosted (fixture->setup));
  g_assert_false (g_file_test (fixture->database, G_FILE_TEST_EXISTS));
  turn_on (URL);
  g_assert_true (rw_hosted_setup_is_on (fixture->setup));
  rw_test_wait_until (has_endpoint, fixture);
  g_assert_cmpstr (rw_endpoint_get_url (get_endpoint (fixture)), ==, URL);
  g_assert_true (g_file_test (fixture->database, G_FILE_TEST_EXISTS));
  g_settings_set_boolean (rw_settings_get (), "hosted-enabled", FALSE);
  rw_test_wait_until (has_none, fixture);
  g_assert_nonnull (rw_hosted_setup_get_hosted (fixture->setup));
  g_assert_no_error (rw_hosted_setup_get_error (fixture->setup));
}

/* Jobs of an earlier run are there though it is off. */
static void
test_kept (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  turn_on (URL);
  rw_test_wait_until (has_endpoint, fixture);
  g_settings_set_boolean (rw_settings_get (), "hosted-enabled", FALSE);
  g_autoptr (RwHostedSetup) again = rw_hosted_setup_new (fixture->database);
  g_assert_nonnull (rw_hosted_setup_get_hosted (again));
  g_assert_null (rw_hosted_get_endpoint (rw_hosted_setup_get_hosted (again)));
}

/* A new address takes the place of the old one; a bad one of all. */
static void
test_addresses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  turn_on ("");
  rw_test_wait_until (has_error, fixture);
  g_assert_cmpstr (rw_hosted_setup_get_error (fixture->setup)->message, ==,
                   "The server’s address is missing. Enter it in the preferences.");
  g_settings_set_string (rw_settings_get (), "hosted-url", "queue");
  rw_test_wait_until (has_error, fixture);
  g_assert_null (get_endpoint (fixture));
  g_assert_error (rw_hosted_setup_get_error (fixture->setup), RW_ERROR, RW_ERROR_FORMAT);
  g_settings_set_string (rw_settings_get (), "hosted-url", URL);
  rw_test_wait_until (has_endpoint, fixture);
  g_assert_no_error (rw_hosted_setup_get_error (fixture->setup));
  g_settings_set_string (rw_settings_get (), "hosted-ca-file", "/data/ca.pem");
  rw_test_run_for (100);
  rw_test_wait_until (has_endpoint, fixture);
  g_assert_cmpstr (rw_endpoint_get_ca_file (get_endpoint (fixture)), ==, "/data/ca.pem");
}

static gboolean
has_token (gpointer data)
{
  RwEndpoint *endpoint = get_endpoint (data);

  return endpoint != NULL && g_strcmp0 (rw_endpoint_get_token (endpoint), "secret") == 0;
}

/* Where there is no keyring, that is said instead. */
static gboolean
has_no_token (gpointer data)
{
  RwEndpoint *endpoint = get_endpoint (data);

  return endpoint != NULL ? rw_endpoint_get_token (endpoint) == NULL : has_error (data);
}

/* A token that is kept nowhere is used for its address only. */
static void
test_unkept_token (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  turn_on (URL);
  rw_hosted_setup_use_token (fixture->setup, "secret");
  rw_test_wait_until (has_token, fixture);
  g_settings_set_string (rw_settings_get (), "hosted-url", "https://other.example.com");
  rw_test_wait_until (has_no_token, fixture);
}

typedef struct
{
  RwHostedSetup *setup;
  GError *error;
  gboolean done;
} Saving;

static void
saved_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;

  rw_hosted_setup_save_token_finish (saving->setup, result, &saving->error);
  saving->done = TRUE;
}

static gboolean
is_saved (gpointer data)
{
  return ((Saving *) data)->done;
}

static void
save (Fixture *fixture, const char *token, GError **error)
{
  Saving saving = { fixture->setup, NULL, FALSE };

  rw_hosted_setup_save_token_async (fixture->setup, token, RW_TOKEN_PLACE_FILE, saved_cb, &saving);
  rw_test_wait_until (is_saved, &saving);
  *error = saving.error;
}

/* It is used at once, and found again; blank takes it away. */
static void
test_kept_token (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  turn_on (URL);
  save (fixture, " secret ", &error);
  g_assert_no_error (error);
  rw_test_wait_until (has_token, fixture);
  g_assert_finalize_object (fixture->setup);
  fixture->setup = rw_hosted_setup_new (fixture->database);
  rw_test_wait_until (has_token, fixture);
  save (fixture, " ", &error);
  g_assert_no_error (error);
  rw_test_wait_until (has_no_token, fixture);
  save (fixture, "a secret", &error);
  rw_test_assert_error (&error, RW_ERROR_FORMAT, NULL);
}

/* The queue cannot be used, and everything else can. */
static void
test_bad_database (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = g_path_get_dirname (fixture->database);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (fixture->database, "no database, but a text", -1, NULL));
  turn_on (URL);
  g_assert_null (rw_hosted_setup_get_hosted (fixture->setup));
  g_assert_error (rw_hosted_setup_get_error (fixture->setup), RW_ERROR, RW_ERROR_DATABASE);
}

#define ADD(name, func) g_test_add ("/hosted-setup/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  ADD ("on-and-off", test_on_and_off);
  ADD ("kept", test_kept);
  ADD ("addresses", test_addresses);
  ADD ("unkept-token", test_unkept_token);
  ADD ("kept-token", test_kept_token);
  ADD ("bad-database", test_bad_database);
  return rw_test_app_run ();
}
