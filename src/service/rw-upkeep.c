/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-upkeep.h"

#include "rw-clock.h"
#include "rw-message.h"
#include "rw-outbox.h"

struct _RwUpkeep
{
  RwBackend *backend;
  gint64 cleaned_at; /* rw_clock_now() */
};

/* People are told of letters whose job was given up, not of those whose job goes on or is over. */
static gboolean
note_unless_needless (RwJobs *jobs, const char *id, const RwDeadLetter *letter, GError **error)
{
  GError *reason = NULL;
  g_autoptr (RwJobRecord) job = rw_jobs_find (jobs, NULL, id, &reason);

  if (reason == NULL && (job == NULL || job->state == RW_JOB_FAILED))
    rw_jobs_note_letter (jobs, letter, &reason);
  else if (reason == NULL)
    rw_jobs_remove_letter (jobs, letter->id, &reason);
  if (reason != NULL)
    g_propagate_error (error, reason);
  return reason == NULL;
}

/* A body that is none of a job's has nobody who waits for it. */
static gboolean
bury (RwJobs *jobs, const RwDeadLetter *letter, GError **error)
{
  g_autofree char *id = rw_message_dup_job_id (letter->body, NULL);
  g_autofree char *message = rw_jobs_dup_spent_message ();

  if (id == NULL)
    return rw_jobs_note_letter (jobs, letter, error);
  return rw_jobs_bury (jobs, id, message, error) && note_unless_needless (jobs, id, letter, error);
}

static gboolean
clean_if_due (RwUpkeep *self, GError **error)
{
  gint64 now = rw_clock_now ();

  if (now - self->cleaned_at < RW_UPKEEP_CLEAN_EVERY)
    return TRUE;
  self->cleaned_at = now;
  return rw_storage_clean_spool (self->backend->storage, now - RW_UPKEEP_CLEAN_AGE, error);
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
      if (!bury (backend->jobs, letter, error) ||
          !rw_queue_settle_dead (backend->queue, letter, error))
        return FALSE;
      g_clear_pointer (&letter, rw_dead_letter_free);
    }
  if (reason != NULL)
    g_propagate_error (error, reason);
  return reason == NULL;
}

/* Without the jobs nothing can be done; but a queue of dead letters that is out of order must not
 * keep messages from being sent. The first fault is told. */
gboolean
rw_upkeep_run (RwUpkeep *self, GError **error)
{
  RwBackend *backend = self->backend;

  if (rw_jobs_sweep (backend->jobs, error) < 0)
    return FALSE;
  gboolean is_well = rw_upkeep_settle_dead (backend, error);
  is_well = rw_outbox_send (backend->jobs, backend->queue, is_well ? error : NULL) && is_well;
  return clean_if_due (self, is_well ? error : NULL) && is_well;
}
