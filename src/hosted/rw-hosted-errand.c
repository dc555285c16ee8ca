/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted-private.h"
#include "rw-work.h"

#include <glib/gi18n.h>

#define WATCH_MS 100

/* Who waits for a worker. RwHosted may be gone when it is done: it does not wait for threads. */
typedef struct
{
  GWeakRef hosted;
  gint64 number;
  RwHostedDone done;
} Call;

/* A job in the hands of a thread that writes it down, or takes it out. */
typedef struct
{
  RwJobStore *store;
  RwJobData *data;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  rw_job_store_unref (note->store);
  rw_job_data_free (note->data);
  g_free (note);
}

static gpointer
save (gpointer data, GCancellable *cancellable G_GNUC_UNUSED, GError **error)
{
  Note *note = data;

  rw_job_store_save (note->store, note->data, error);
  return NULL;
}

static gpointer
erase (gpointer data, GCancellable *cancellable G_GNUC_UNUSED, GError **error)
{
  Note *note = data;

  rw_job_store_remove (note->store, note->data->number, error);
  return NULL;
}

static Note *
note_new (RwHosted *self, RwHostedJob *job)
{
  Note *note = g_new0 (Note, 1);

  note->store = rw_job_store_ref (self->store);
  note->data = rw_job_data_copy (rw_job_get_data (job->job));
  return note;
}

static Call *
call_new (RwHosted *self, RwHostedJob *job, RwHostedDone done)
{
  Call *call = g_new0 (Call, 1);

  g_weak_ref_init (&call->hosted, self);
  call->number = rw_job_get_number (job->job);
  call->done = done;
  return call;
}

/* Frees @call. NULL: nobody waits any more. @hosted: transfer full. */
static RwHostedJob *
call_end (Call *call, RwHosted **hosted)
{
  RwHostedJob *job = NULL;

  *hosted = g_weak_ref_get (&call->hosted);
  if (*hosted != NULL)
    job = rw_hosted_find (*hosted, call->number);
  g_weak_ref_clear (&call->hosted);
  g_free (call);
  return job;
}

/* That it cannot be kept is no reason to stop: it is shown, and tried again at the next change. */
static void
save_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwHosted) self = NULL;
  g_autoptr (GError) error = NULL;
  RwHostedJob *job = call_end (user_data, &self);

  rw_work_run_finish (result, &error);
  if (error == NULL || job == NULL)
    return;
  rw_job_data_set (&rw_job_get_data (job->job)->error, error->message);
  rw_job_changed (job->job);
}

void
rw_hosted_keep (RwHosted *self, RwHostedJob *job)
{
  rw_job_changed (job->job);
  rw_work_run_async (NULL, save, note_new (self, job), note_free, NULL, NULL, save_cb,
                     call_new (self, job, NULL));
}

/* Should it fail, the job is there again when the program starts. */
void
rw_hosted_remove (RwHosted *self, RwHostedJob *job)
{
  rw_work_run_async (NULL, erase, note_new (self, job), note_free, NULL, NULL, NULL, NULL);
}

static gboolean
show_progress (RwHostedJob *job)
{
  if (job->progress == NULL)
    return FALSE;
  RwProgressState state = rw_progress_get (job->progress);
  RwJobData *data = rw_job_get_data (job->job);

  if (data->done == (gint64) state.done && data->total == (gint64) state.total)
    return TRUE;
  data->done = (gint64) state.done;
  data->total = (gint64) state.total;
  rw_job_changed (job->job);
  return TRUE;
}

static gboolean
watch_cb (gpointer user_data)
{
  RwHosted *self = user_data;
  gboolean is_any = FALSE;

  for (guint i = 0; i < self->jobs->len; i++)
    is_any |= show_progress (self->jobs->pdata[i]);
  if (is_any)
    return G_SOURCE_CONTINUE;
  self->watch = 0;
  return G_SOURCE_REMOVE;
}

static gpointer
run_errand (gpointer data, GCancellable *cancellable G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  rw_errand_run (data);
  return data;
}

static void
errand_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwErrand) errand = rw_work_run_finish (result, NULL);
  RwHostedDone done = ((Call *) user_data)->done;
  g_autoptr (RwHosted) self = NULL;
  RwHostedJob *job = call_end (user_data, &self);

  if (job == NULL)
    return;
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->progress, rw_progress_unref);
  done (self, job, errand);
  rw_hosted_go_on (self);
}

static void
start (RwHosted *self, RwHostedJob *job, RwErrand *errand, RwHostedDone done)
{
  job->is_unwanted = FALSE;
  job->cancellable = g_object_ref (errand->cancellable);
  job->progress = rw_progress_ref (errand->progress);
  if (self->watch == 0)
    self->watch = g_timeout_add (WATCH_MS, watch_cb, self);
  rw_work_run_async (NULL, run_errand, errand, NULL, (GDestroyNotify) rw_errand_free, NULL,
                     errand_cb, call_new (self, job, done));
}

gboolean
rw_hosted_run (RwHosted *self, RwHostedJob *job, RwErrandKind kind, const char *path,
               RwHostedDone done)
{
  RwJobData *data = rw_job_get_data (job->job);

  if (!rw_hosted_is_reachable (self, job))
    {
      g_autofree char *message = g_strdup_printf (
          _ ("This job is at the server “%s”. Choose that server in Preferences first."),
          data->host);
      rw_job_data_set (&data->error, message);
      rw_job_changed (job->job);
      return FALSE;
    }
  RwErrand *errand = rw_errand_new (kind, self->endpoint, self->store, data);
  errand->path = g_strdup (path);
  errand->n_failures = job->n_failures;
  start (self, job, errand, done);
  return TRUE;
}
