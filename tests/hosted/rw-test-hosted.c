/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-hosted.h"

#include "rw-job-private.h"
#include "rw-job-store.h"
#include "rw-test-job-data.h"
#include "rw-test.h"

#include <string.h>

static void
ended_cb (RwTestHosted *self)
{
  self->n_ended++;
}

static void
start (RwTestHosted *self)
{
  g_autoptr (GError) error = NULL;

  self->hosted = rw_hosted_new (self->database, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (self->hosted, "ended", G_CALLBACK (ended_cb), self);
}

RwTestHosted *
rw_test_hosted_new (void)
{
  static guint n;
  RwTestHosted *self = g_new0 (RwTestHosted, 1);
  g_autofree char *name = g_strdup_printf ("hosted-%u.db", n++);

  self->queue = rw_test_queue_new ();
  self->server = self->queue->server;
  self->database = rw_test_dup_path (name);
  self->path = rw_test_write ("customers.csv", RW_TEST_BYTES ("id,mrr\n1,2\n"));
  start (self);
  return self;
}

/* Nothing else keeps it, whatever still runs in threads. */
void
rw_test_hosted_free (RwTestHosted *self)
{
  g_assert_finalize_object (self->hosted);
  rw_test_queue_free (self->queue);
  g_free (self->database);
  g_free (self->path);
  g_free (self);
}

void
rw_test_hosted_restart (RwTestHosted *self)
{
  g_assert_finalize_object (self->hosted);
  start (self);
}

void
rw_test_hosted_connect (RwTestHosted *self)
{
  rw_hosted_set_endpoint (self->hosted, self->queue->endpoint);
}

void
rw_test_hosted_disconnect (RwTestHosted *self)
{
  rw_hosted_set_endpoint (self->hosted, NULL);
}

RwJob *
rw_test_hosted_submit (RwTestHosted *self)
{
  g_autoptr (GError) error = NULL;
  RwJob *job = rw_hosted_submit (self->hosted, self->path, &error);

  g_assert_no_error (error);
  return job;
}

void
rw_test_hosted_store (RwTestHosted *self, const char *id, const char *word)
{
  g_autoptr (RwJobStore) store = rw_job_store_open (self->database, NULL);
  g_autoptr (RwJobData) data = rw_test_job_data (1);

  g_free (data->key);
  data->key = g_uuid_string_random ();
  rw_job_data_set (&data->server, rw_endpoint_get_url (self->queue->endpoint));
  rw_job_data_set (&data->id, id);
  rw_job_data_set (&data->word, word);
  rw_job_data_set (&data->error, NULL);
  rw_job_data_set (&data->result_sha256, NULL);
  g_assert_true (rw_job_store_add (store, data, NULL));
}

RwJob *
rw_test_hosted_get (RwTestHosted *self, guint position)
{
  RwJob *job = g_list_model_get_item (G_LIST_MODEL (self->hosted), position);

  g_assert_nonnull (job);
  return job;
}

typedef struct
{
  RwJob *job;
  RwJobPhase phase;
  const char *text;
  RwTestServer *server;
  guint n;
} Wish;

static gboolean
is_in_phase (gpointer data)
{
  const Wish *wish = data;

  return rw_job_get_phase (wish->job) == wish->phase;
}

void
rw_test_wait_phase (RwJob *job, RwJobPhase phase)
{
  rw_test_wait_until (is_in_phase, &(Wish){ .job = job, .phase = phase });
}

static gboolean
has_word (gpointer data)
{
  const Wish *wish = data;

  return g_strcmp0 (rw_job_get_state_word (wish->job), wish->text) == 0;
}

void
rw_test_wait_word (RwJob *job, const char *word)
{
  rw_test_wait_until (has_word, &(Wish){ .job = job, .text = word });
}

static gboolean
has_error (gpointer data)
{
  const Wish *wish = data;
  const char *error = rw_job_get_error (wish->job);

  return wish->text == NULL ? error == NULL : error != NULL && strstr (error, wish->text) != NULL;
}

void
rw_test_wait_error (RwJob *job, const char *part)
{
  rw_test_wait_until (has_error, &(Wish){ .job = job, .text = part });
}

static gboolean
has_requests (gpointer data)
{
  const Wish *wish = data;

  return rw_test_server_count (wish->server, wish->text) >= wish->n;
}

void
rw_test_wait_requests (RwTestServer *server, const char *route, guint n)
{
  rw_test_wait_until (has_requests, &(Wish){ .server = server, .text = route, .n = n });
}

typedef struct
{
  RwJobStore *store;
  RwJob *job;
} Saved;

static gboolean
is_saved (gpointer data)
{
  const Saved *saved = data;
  g_autoptr (GPtrArray) jobs = rw_job_store_load (saved->store, NULL);

  for (guint i = 0; i < jobs->len; i++)
    {
      const RwJobData *kept = jobs->pdata[i];
      const RwJobData *data_now = rw_job_get_data (saved->job);
      if (kept->number == data_now->number)
        return kept->phase == data_now->phase && g_strcmp0 (kept->word, data_now->word) == 0 &&
               g_strcmp0 (kept->error, data_now->error) == 0;
    }
  return FALSE;
}

void
rw_test_hosted_wait_saved (RwTestHosted *self, RwJob *job)
{
  g_autoptr (RwJobStore) store = rw_job_store_open (self->database, NULL);

  rw_test_wait_until (is_saved, &(Saved){ store, job });
}
