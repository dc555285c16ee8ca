/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-worker.h"

#include "rw-attempt.h"
#include "rw-delivery.h"
#include "rw-heartbeat.h"
#include "rw-log.h"
#include "rw-message.h"
#include "rw-random.h"
#include "rw-refiller.h"
#include "rw-rest.h"
#include "rw-worker-step.h"

/* ms */
#define LONGEST_WAIT  (20 * 1000)
#define FIRST_PAUSE   1000
#define LONGEST_PAUSE (30 * 1000)

struct _RwWorker
{
  RwAttemptSetting setting;
  RwRefiller *refiller;
  RwModelFeed *feed; /* NULL: the model stays */
  char *owner;
  GCancellable *draining;
};

static void
log_fault (const GError *error)
{
  rw_log (RW_LOG_WARNING, "receive-failed", "ss", "error", rw_log_get_error_word (error), "reason",
          error->message);
}

/* The job waits no more, so another one of its user may. */
static void
begin_attempt (RwWorker *self, const RwJobRecord *job, const RwQueueMessage *message)
{
  rw_log (RW_LOG_INFO, "attempt-begun", "siis", "job", job->id, "attempt", job->attempt, "bytes",
          job->size, "message", message->id);
  rw_worker_step (RW_STEP_LEASED, job);
  rw_refiller_tell (self->refiller);
  rw_attempt_run (&self->setting, job, message);
}

/* FALSE: the jobs cannot be asked. Nobody else can ask them either, so the message comes back late:
 * it is received only so often. */
static gboolean
claim_job (RwWorker *self, const char *id, const RwQueueMessage *message, GError **error)
{
  RwDelivery delivery = { self->setting.backend->queue, message };
  RwJobLease lease = { .id = id, .owner = self->owner };
  g_autoptr (RwJobRecord) job = NULL;

  switch (rw_jobs_claim (self->setting.backend->jobs, &lease, self->setting.lease_ms, &job, error))
    {
    case RW_CLAIM_TAKEN:
      begin_attempt (self, job, message);
      break;
    case RW_CLAIM_HELD:
      rw_delivery_postpone (&delivery, rw_heartbeat_get_invisible (self->setting.lease_ms));
      break;
    case RW_CLAIM_OVER:
      rw_delivery_remove (&delivery);
      break;
    case RW_CLAIM_SPENT:
      rw_delivery_bury (&delivery, "no attempt is left");
      break;
    case RW_CLAIM_ERROR:
      rw_delivery_postpone (&delivery, rw_heartbeat_get_invisible (self->setting.lease_ms));
      return FALSE;
    }
  return TRUE;
}

static gboolean
handle_message (RwWorker *self, const RwQueueMessage *message, GError **error)
{
  RwDelivery delivery = { self->setting.backend->queue, message };
  g_autoptr (GError) reason = NULL;
  g_autofree char *id = rw_message_dup_job_id (message->body, &reason);

  rw_worker_step (RW_STEP_RECEIVED, NULL);
  if (id != NULL)
    return claim_job (self, id, message, error);
  rw_delivery_bury (&delivery, reason->message);
  return TRUE;
}

RwWorker *
rw_worker_new (RwBackend *backend, RwModel *model, guint n_threads, gint64 lease)
{
  RwWorker *self = g_new (RwWorker, 1);
  char *owner = rw_random_dup_word ();

  *self = (RwWorker){
    .setting = { .backend = backend,
                 .model = g_object_ref (model),
                 .n_threads = n_threads,
                 .lease_ms = lease,
                 .owner = owner,
                 .stopping = g_cancellable_new () },
    .refiller = rw_refiller_start (backend),
    .owner = owner,
    .draining = g_cancellable_new (),
  };
  return self;
}

void
rw_worker_free (RwWorker *self)
{
  rw_refiller_stop (self->refiller);
  g_object_unref (self->setting.model);
  g_object_unref (self->setting.stopping);
  g_object_unref (self->draining);
  g_free (self->owner);
  g_free (self);
}

void
rw_worker_follow (RwWorker *self, RwModelFeed *feed)
{
  self->feed = feed;
}

static gboolean
take_model (RwWorker *self, GError **error)
{
  RwModel *model = self->feed != NULL ? rw_model_feed_get (self->feed, self->draining, error)
                                      : self->setting.model;

  if (model != NULL)
    g_set_object (&self->setting.model, model);
  return model != NULL;
}

gboolean
rw_worker_run_once (RwWorker *self, gint64 wait, GError **error)
{
  if (!take_model (self, error))
    return FALSE;
  g_autoptr (RwQueueMessage) message =
      rw_queue_receive (self->setting.backend->queue, wait,
                        rw_heartbeat_get_invisible (self->setting.lease_ms), self->draining, error);

  return message != NULL && handle_message (self, message, error);
}

void
rw_worker_run (RwWorker *self)
{
  gint64 pause = FIRST_PAUSE;

  while (!g_cancellable_is_cancelled (self->draining))
    {
      g_autoptr (GError) error = NULL;
      rw_worker_run_once (self, LONGEST_WAIT, &error);
      if (error == NULL)
        pause = FIRST_PAUSE;
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          log_fault (error);
          rw_rest (pause, self->draining);
          pause = MIN (2 * pause, LONGEST_PAUSE);
        }
    }
}

void
rw_worker_drain (RwWorker *self)
{
  g_cancellable_cancel (self->draining);
}

void
rw_worker_stop (RwWorker *self)
{
  rw_worker_drain (self);
  g_cancellable_cancel (self->setting.stopping);
}
