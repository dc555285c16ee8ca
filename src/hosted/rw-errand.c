/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-errand.h"

#include "rw-queue-client.h"
#include "rw-queue-submit.h"

RwErrand *
rw_errand_new (RwErrandKind kind, RwEndpoint *endpoint, RwJobStore *store, const RwJobData *data)
{
  RwErrand *self = g_new0 (RwErrand, 1);

  self->kind = kind;
  self->endpoint = rw_endpoint_ref (endpoint);
  self->store = rw_job_store_ref (store);
  self->data = rw_job_data_copy (data);
  self->cancellable = g_cancellable_new ();
  self->progress = rw_progress_new ();
  return self;
}

void
rw_errand_free (RwErrand *self)
{
  rw_endpoint_unref (self->endpoint);
  rw_job_store_unref (self->store);
  rw_job_data_free (self->data);
  g_free (self->path);
  g_object_unref (self->cancellable);
  rw_progress_unref (self->progress);
  g_clear_error (&self->error);
  g_clear_pointer (&self->report, rw_job_report_free);
  g_free (self->request_id);
  g_free (self);
}

static void
perform (RwErrand *self, RwQueueClient *client)
{
  const RwJobData *data = self->data;

  switch (self->kind)
    {
    case RW_ERRAND_SEND:
      self->report =
          rw_queue_submit (client, self->store, self->data, self->progress, &self->error);
      break;
    case RW_ERRAND_CANCEL:
      self->report = rw_queue_client_cancel (client, data->id, &self->error);
      break;
    case RW_ERRAND_RETRY:
      self->report = rw_queue_client_retry (client, data->id, &self->error);
      break;
    case RW_ERRAND_DOWNLOAD:
    default:
      rw_queue_client_download (client, data->id, data->result_sha256, self->path, self->progress,
                                &self->error);
    }
}

void
rw_errand_run (RwErrand *self)
{
  g_autoptr (RwQueueClient) client = rw_queue_client_new (self->endpoint, self->cancellable);

  perform (self, client);
  self->request_id = g_strdup (rw_queue_client_get_request_id (client));
  self->pause = rw_queue_client_get_pause (client, self->n_failures + 1);
}
