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

/* A body that is none of a job's has nobody who waits for it. */
static gboolean
give_up (RwJobs *jobs, const char *body, gboolean *is_given_up, GError **error)
{
  g_autofree char *id = rw_message_dup_job_id (body, NULL);
  g_autofree char *message = rw_jobs_dup_spent_message ();
  GError *reason = NULL;

  *is_given_up = TRUE;
  if (id == NULL)
    return TRUE;
  if (!rw_jobs_bury (jobs, id, message, error))
    return FALSE;
  g_autoptr (RwJobRecord) job = rw_jobs_find (jobs, NULL, id, &reason);
  *is_given_up = job == NULL || job->state == RW_JOB_FAILED;
  if (reason != NULL)
    g_propagate_error (error, reason);
  return reason == NULL;
}

/* People are told of letters whose job was given up. Others go: their job goes on, or is over. */
static gboolean
settle (RwBackend *backend, const RwDeadLetter *letter, GError **error)
{
  gboolean is_given_up = TRUE;
  GError *reason = NULL;

  if (!give_up (backend->jobs, letter->body, &is_given_up, error))
    return FALSE;
  if (is_given_up)
    return rw_jobs_note_letter (backend->jobs, letter, error) &&
           rw_queue_settle_dead (backend->queue, letter, error);
  rw_jobs_remove_letter (backend->jobs, letter->id, &reason);
  if (reason == NULL)
    rw_queue_forget_dead (backend->queue, letter, &reason);
  if (reason != NULL)
    g_propagate_error (error, reason);
  return reason == NULL;
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
      if (!settle (backend, letter, error))
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
