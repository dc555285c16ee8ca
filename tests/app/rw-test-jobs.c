/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-jobs.h"

#include "rw-clock.h"
#include "rw-hosted-private.h"
#include "rw-settings.h"
#include "rw-test-app.h"
#include "rw-test-server.h"

static RwTestServer *server;
static gint64 now;

static gint64
get_now (void)
{
  return now;
}

static RwHosted *
get_hosted (void)
{
  return rw_hosted_setup_get_hosted (rw_application_get_hosted_setup (rw_test_app_get ()));
}

static gboolean
is_ready (gpointer data G_GNUC_UNUSED)
{
  return get_hosted () != NULL && rw_hosted_get_endpoint (get_hosted ()) != NULL;
}

RwHosted *
rw_test_jobs_turn_on (const char *url)
{
  g_autoptr (GError) error = NULL;

  rw_token_store_save (url, "secret", RW_TOKEN_PLACE_FILE, NULL, &error);
  g_assert_no_error (error);
  g_settings_set_string (rw_settings_get (), "hosted-url", url);
  g_settings_set_boolean (rw_settings_get (), "hosted-enabled", TRUE);
  rw_test_wait_until (is_ready, NULL);
  return get_hosted ();
}

RwHosted *
rw_test_jobs_start (void)
{
  const RwTestReply limits = { .route = "GET /api/limits",
                               .status = 200,
                               .body = "{\"success\": true, \"user_id\": \"ana\", "
                                       "\"max_bytes\": 1000000000, \"idempotency\": true}",
                               .is_lasting = TRUE };
  const RwTestReply nothing = { .is_stalled = TRUE, .is_lasting = TRUE };

  g_setenv ("TZ", "UTC", TRUE);
  now = RW_TEST_NOW;
  rw_clock_now = get_now;
  server = rw_test_server_new (NULL);
  rw_test_server_reply (server, &limits);
  rw_test_server_reply (server, &nothing);
  g_autofree char *url = rw_test_server_dup_url (server, "");
  return rw_test_jobs_turn_on (url);
}

RwJob *
rw_test_jobs_add (RwHosted *hosted, const char *path, RwJobPhase phase, const char *word)
{
  RwJobData *data = rw_job_data_new ();
  g_autoptr (GError) error = NULL;

  data->server = g_strdup (rw_endpoint_get_url (rw_hosted_get_endpoint (hosted)));
  data->host = g_strdup ("queue.example.com");
  data->path = g_strdup (path);
  data->size = 12345678;
  data->key = g_uuid_string_random ();
  data->submitted_at = now - 120000;
  data->state_since = now - 40000;
  data->checked_at = now - 3000;
  data->phase = phase;
  data->id = g_uuid_string_random ();
  data->word = g_strdup (word);
  g_assert_true (rw_job_store_add (hosted->store, data, &error));
  g_assert_no_error (error);
  return rw_hosted_add (hosted, data);
}

void
rw_test_jobs_pass (gint64 milliseconds)
{
  now += milliseconds;
}

static gboolean
is_off (gpointer hosted)
{
  return rw_hosted_get_endpoint (hosted) == NULL;
}

void
rw_test_jobs_end (RwHosted *hosted)
{
  g_settings_set_boolean (rw_settings_get (), "hosted-enabled", FALSE);
  rw_test_wait_until (is_off, hosted);
  while (g_list_model_get_n_items (G_LIST_MODEL (hosted)) > 0)
    {
      g_autoptr (RwJob) job = g_list_model_get_item (G_LIST_MODEL (hosted), 0);
      rw_job_get_data (job)->phase = RW_JOB_PHASE_UNSENT;
      rw_job_get_data (job)->is_downloading = FALSE;
      rw_hosted_forget (hosted, job);
    }
  g_clear_pointer (&server, rw_test_server_free);
  rw_test_app_reset_settings ();
}
