/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-upkeep.h"

#include "rw-clock.h"
#include "rw-message.h"
#include "rw-outbox.h"

struct _RwUpkeep
{
  RwBackend *backend;
  gint64 tidied_at; /* rw_clock_now() */
};

/* A body that is none of a job's has nobody who waits for it. */
static gboolean
bury_job (RwJobs *jobs, const char *body, GError **error)
{
  g_autofree char *id = rw_message_dup_job_id (body, NULL);
  g_autofree char *message = rw_jobs_dup_spent_message ();

  return id == NULL || rw_jobs_bury (jobs, id, message, error);
}

static gboolean
remove_unless_owned (RwBackend *backend, const char *key, GError **error)
{
  g_autofree char *id = rw_storage_dup_job_id (key);
  GError *reason = NULL;
  g_autoptr (RwJobRecord) record = rw_jobs_find (backend->jobs, NULL, id, &reason);

  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  if (record != NULL &&
      (g_str_equal (key, record->input_key) || g_strcmp0 (key, record->result_key) == 0))
    return TRUE;
  return rw_storage_remove (backend->storage, key, error);
}

static gboolean
tidy_below (RwBackend *backend, const char *prefix, gint64 before, GError **error)
{
  g_autoptr (GPtrArray) keys = rw_storage_list (backend->storage, prefix, before, error);

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    if (!remove_unless_owned (backend, keys->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Models are nobody's and stay. */
static gboolean
tidy (RwBackend *backend, gint64 before, GError **error)
{
  return tidy_below (backend, "inputs/", before, error) &&
         tidy_below (backend, "results/", before, error) &&
         rw_storage_clean_spool (backend->storage, before, error);
}

static gboolean
tidy_if_due (RwUpkeep *self, GError **error)
{
  gint64 now = rw_clock_now ();

  if (now - self->tidied_at < RW_UPKEEP_TIDY_EVERY)
    return TRUE;
  self->tidied_at = now;
  return tidy (self->backend, now - RW_UPKEEP_TIDY_AGE, error);
}

RwUpkeep *
rw_upkeep_new (RwBackend *backend)
{
  RwUpkeep *self = g_new0 (RwUpkeep, 1);

  self->backend = backend;
  return self;
}

void
rw_upkeep_free (RwUpkeep *self)
{
  g_free (self);
}

gboolean
rw_upkeep_settle_dead (RwBackend *backend, GError **error)
{
  g_autoptr (RwDeadLetter) letter = NULL;
  GError *reason = NULL;

  while ((letter = rw_queue_take_dead (backend->queue, &reason)) != NULL)
    {
      if (!bury_job (backend->jobs, letter->body, error) ||
          !rw_jobs_note_letter (backend->jobs, letter, error) ||
          !rw_queue_settle_dead (backend->queue, letter, error))
        return FALSE;
      g_clear_pointer (&letter, rw_dead_letter_free);
    }
  if (reason != NULL)
    g_propagate_error (error, reason);
  return reason == NULL;
}

gboolean
rw_upkeep_run (RwUpkeep *self, GError **error)
{
  return rw_jobs_sweep (self->backend->jobs, error) >= 0 &&
         rw_upkeep_settle_dead (self->backend, error) &&
         rw_outbox_send (self->backend->jobs, self->backend->queue, error) &&
         tidy_if_due (self, error);
}
