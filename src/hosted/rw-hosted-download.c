/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted-private.h"

static void
downloaded_cb (RwHosted *self, RwHostedJob *job, RwErrand *errand)
{
  g_autoptr (RwJob) kept = g_object_ref (job->job);
  RwJobData *data = rw_job_get_data (kept);

  data->is_downloading = FALSE;
  data->done = data->total = data->n_rows;
  rw_hosted_set_error (job, errand->error, errand->request_id);
  if (errand->error == NULL)
    rw_job_data_set (&data->result_path, errand->path);
  rw_hosted_keep (self, job);
  if (errand->error == NULL)
    g_signal_emit_by_name (self, "downloaded", kept, errand->path);
}

static gboolean
has_result (RwJob *job)
{
  RwJobState state = RW_N_JOB_STATES;

  return rw_job_get_phase (job) == RW_JOB_PHASE_SENT && rw_job_get_state (job, &state) &&
         state == RW_JOB_COMPLETED;
}

void
rw_hosted_download (RwHosted *self, RwJob *job, const char *path)
{
  RwHostedJob *found = rw_hosted_find (self, rw_job_get_number (job));

  if (found == NULL || found->cancellable != NULL || !has_result (job) ||
      !rw_hosted_run (self, found, RW_ERRAND_DOWNLOAD, path, downloaded_cb))
    return;
  RwJobData *data = rw_job_get_data (job);
  data->is_downloading = TRUE;
  data->done = data->total = 0;
  rw_job_changed (job);
}
