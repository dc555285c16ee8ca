/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-clock.h"
#include "rw-error.h"
#include "rw-hosted-private.h"
#include "rw-source.h"

#include <glib/gi18n.h>

static RwJobData *
describe (RwEndpoint *endpoint, RwSource *source, const char *path)
{
  RwJobData *data = rw_job_data_new ();

  data->server = g_strdup (rw_endpoint_get_url (endpoint));
  data->host = g_strdup (rw_endpoint_get_host (endpoint));
  data->path = g_canonicalize_filename (path, NULL);
  data->size = (gint64) rw_source_get_size (source);
  data->modified_at = rw_source_get_modified_at (source);
  data->key = g_uuid_string_random ();
  data->submitted_at = rw_clock_now ();
  data->state_since = data->submitted_at;
  return data;
}

/* What is not a file of its own, but a pipe, cannot be read again when it is sent. */
static RwSource *
open_file (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return rw_source_open (path, NULL, error);
  g_set_error (error, RW_ERROR, RW_ERROR_FILE,
               _ ("“%s” is not a file that can be sent. Choose a CSV file."), name);
  return NULL;
}

RwJob *
rw_hosted_submit (RwHosted *self, const char *path, GError **error)
{
  g_autoptr (RwSource) source = self->endpoint != NULL ? open_file (path, error) : NULL;

  if (self->endpoint == NULL)
    g_set_error_literal (error, RW_ERROR, RW_ERROR_NETWORK,
                         _ ("There is no queue server to send to. Name one in Preferences."));
  if (source == NULL)
    return NULL;
  g_autoptr (RwJobData) data = describe (self->endpoint, source, path);
  if (!rw_job_store_add (self->store, data, error))
    return NULL;
  RwJob *job = rw_hosted_add (self, g_steal_pointer (&data));
  rw_hosted_go_on (self);
  return job;
}

static void
set_phase (RwHosted *self, RwHostedJob *job, RwJobPhase phase)
{
  RwJobData *data = rw_job_get_data (job->job);

  data->phase = phase;
  data->state_since = rw_clock_now ();
  rw_hosted_keep (self, job);
}

static void
give_up (RwHosted *self, RwHostedJob *job)
{
  RwJobData *data = rw_job_get_data (job->job);

  rw_job_data_set (&data->error,
                   data->may_have_arrived
                       ? _ ("Sending was cancelled. The server may have the file all the same.")
                       : _ ("Sending was cancelled."));
  set_phase (self, job, RW_JOB_PHASE_UNSENT);
}

/* It waits for its next attempt, or for somebody to do something about it. */
static void
fail (RwHosted *self, RwHostedJob *job, const RwErrand *errand)
{
  gboolean will_pass = errand->pause >= 0;

  job->n_failures++;
  job->due_at = rw_clock_now () + errand->pause;
  rw_hosted_set_error (job, errand->error, errand->request_id);
  set_phase (self, job, will_pass ? RW_JOB_PHASE_WAITING : RW_JOB_PHASE_UNSENT);
  if (!will_pass)
    g_signal_emit_by_name (self, "ended", job->job);
}

/* Whoever cancelled while the answer came wants the job to end, not to be forgotten. */
static void
succeed (RwHosted *self, RwHostedJob *job, const RwJobReport *report)
{
  g_autoptr (RwJob) kept = g_object_ref (job->job);
  gboolean is_unwanted = job->is_unwanted;

  job->n_failures = 0;
  rw_hosted_take_report (self, job, report);
  if (is_unwanted)
    rw_hosted_cancel (self, kept);
}

static void
sent_cb (RwHosted *self, RwHostedJob *job, RwErrand *errand)
{
  RwJobData *data = rw_job_get_data (job->job);

  self->is_sending = FALSE;
  data->revision = MAX (data->revision, errand->data->revision);
  data->baseline = errand->data->baseline;
  data->may_have_arrived = errand->data->may_have_arrived;
  data->done = data->total = 0;
  if (errand->report != NULL)
    succeed (self, job, errand->report);
  else if (!g_cancellable_is_cancelled (errand->cancellable))
    fail (self, job, errand);
  else if (job->is_unwanted)
    give_up (self, job);
  else
    set_phase (self, job, RW_JOB_PHASE_WAITING);
}

static void
send (RwHosted *self, RwHostedJob *job)
{
  RwJobData *data = rw_job_get_data (job->job);

  self->is_sending = TRUE;
  rw_hosted_run (self, job, RW_ERRAND_SEND, NULL, sent_cb);
  data->phase = RW_JOB_PHASE_SENDING;
  data->state_since = rw_clock_now ();
  data->total = data->size;
  rw_job_changed (job->job);
}

void
rw_hosted_send_next (RwHosted *self)
{
  gint64 now = rw_clock_now ();

  for (guint i = self->jobs->len; i > 0 && !self->is_sending; i--)
    {
      RwHostedJob *job = self->jobs->pdata[i - 1];
      if (rw_job_get_phase (job->job) == RW_JOB_PHASE_WAITING && job->due_at <= now &&
          rw_hosted_is_reachable (self, job))
        send (self, job);
    }
}

static void
commanded_cb (RwHosted *self, RwHostedJob *job, RwErrand *errand)
{
  if (errand->report != NULL)
    rw_hosted_take_report (self, job, errand->report);
  else if (rw_hosted_set_error (job, errand->error, errand->request_id))
    rw_hosted_keep (self, job);
}

void
rw_hosted_cancel (RwHosted *self, RwJob *job)
{
  RwHostedJob *found = rw_hosted_find (self, rw_job_get_number (job));
  RwJobPhase phase = rw_job_get_phase (job);

  if (found == NULL)
    return;
  if (phase == RW_JOB_PHASE_SENDING || rw_job_is_downloading (job))
    {
      found->is_unwanted = TRUE;
      g_cancellable_cancel (found->cancellable);
    }
  else if (phase == RW_JOB_PHASE_WAITING)
    give_up (self, found);
  else if (!rw_job_is_over (job) && found->cancellable == NULL)
    rw_hosted_run (self, found, RW_ERRAND_CANCEL, NULL, commanded_cb);
}

void
rw_hosted_retry (RwHosted *self, RwJob *job)
{
  RwHostedJob *found = rw_hosted_find (self, rw_job_get_number (job));

  if (found == NULL || found->cancellable != NULL || !rw_job_is_over (job))
    return;
  if (rw_job_get_phase (job) == RW_JOB_PHASE_SENT)
    {
      rw_hosted_run (self, found, RW_ERRAND_RETRY, NULL, commanded_cb);
      return;
    }
  found->due_at = 0;
  found->n_failures = 0;
  rw_job_data_set (&rw_job_get_data (job)->error, NULL);
  set_phase (self, found, RW_JOB_PHASE_WAITING);
  rw_hosted_go_on (self);
}
