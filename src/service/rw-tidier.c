/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-tidier.h"

#include "rw-clock.h"
#include "rw-folder-storage.h"
#include "rw-log.h"
#include "rw-ticker.h"

#define INTERVAL (60 * 60 * 1000) /* ms between two looks whether a pass is due */

struct _RwTidier
{
  RwBackend *backend;
  GCancellable *stopping;
  gint64 tidied_at; /* monotonic µs; 0: never */
  RwTicker *ticker;
};

typedef struct
{
  RwBackend *backend;
  GCancellable *cancellable;
} Pass;

static gboolean
remove_unless_owned (const char *key, gpointer data, GError **error)
{
  const Pass *pass = data;
  g_autofree char *id = rw_storage_dup_job_id (key);
  GError *reason = NULL;

  if (g_cancellable_set_error_if_cancelled (pass->cancellable, error))
    return FALSE;
  g_autoptr (RwJobRecord) record = rw_jobs_find (pass->backend->jobs, NULL, id, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  if (record != NULL &&
      (g_str_equal (key, record->input_key) || g_strcmp0 (key, record->result_key) == 0))
    return TRUE;
  return rw_storage_remove (pass->backend->storage, key, error);
}

/* An hour more than between two passes. */
static RwStorageSpan
choose_span (RwStorage *storage)
{
  gint64 before = rw_clock_now () - RW_TIDIER_AGE;

  return (RwStorageSpan){
    .after = RW_IS_FOLDER_STORAGE (storage) ? G_MININT64 : before - RW_TIDIER_EVERY - INTERVAL,
    .before = before,
  };
}

/* Models are nobody's and stay. */
gboolean
rw_tidier_run (RwBackend *backend, GCancellable *cancellable, GError **error)
{
  Pass pass = { backend, cancellable };
  RwStorageSpan span = choose_span (backend->storage);

  return rw_storage_each (backend->storage, "inputs/", &span, remove_unless_owned, &pass, error) &&
         rw_storage_each (backend->storage, "results/", &span, remove_unless_owned, &pass, error);
}

static void
tidy_cb (gpointer data)
{
  RwTidier *self = data;
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  if (self->tidied_at != 0 && now - self->tidied_at < RW_TIDIER_EVERY * G_GINT64_CONSTANT (1000))
    return;
  if (rw_tidier_run (self->backend, self->stopping, &error))
    self->tidied_at = now;
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rw_log (RW_LOG_WARNING, "tidying-failed", "ss", "error", rw_log_get_error_word (error),
            "reason", error->message);
}

RwTidier *
rw_tidier_start (RwBackend *backend)
{
  RwTidier *self = g_new0 (RwTidier, 1);

  self->backend = backend;
  self->stopping = g_cancellable_new ();
  self->ticker = rw_ticker_start ("tidier", INTERVAL, tidy_cb, self);
  return self;
}

void
rw_tidier_stop (RwTidier *self)
{
  g_cancellable_cancel (self->stopping);
  rw_ticker_stop (self->ticker);
  g_object_unref (self->stopping);
  g_free (self);
}
