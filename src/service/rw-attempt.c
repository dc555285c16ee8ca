/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-attempt.h"

#include "rw-delivery.h"
#include "rw-heartbeat.h"
#include "rw-log.h"
#include "rw-scoring.h"
#include "rw-worker-step.h"

#include <glib/gi18n.h>
#include <string.h>

/* ms until the second attempt, and how many times longer until each one after it. */
#define FIRST_PAUSE  5000
#define PAUSE_GROWTH 6

typedef struct
{
  const RwAttemptSetting *setting;
  const RwJobRecord *job;
  RwJobLease lease;
  RwDelivery delivery;
  gint64 start; /* monotonic µs */
} Attempt;

/* What a fault of ours says, for whoever must see to it, unless it names the analyst's file. */
static const char *
get_reason (const Attempt *self, const GError *error)
{
  if (error == NULL || rw_scoring_is_final (error) ||
      strstr (error->message, self->job->file_name) != NULL)
    return NULL;
  return error->message;
}

static void
log_end (const Attempt *self, RwLogLevel level, const char *event, const GError *error)
{
  rw_log (level, event, "sissi", "job", self->lease.id, "attempt", self->lease.attempt, "error",
          error != NULL ? rw_log_get_error_word (error) : NULL, "reason", get_reason (self, error),
          "ms", (g_get_monotonic_time () - self->start) / 1000);
}

/* Says what came of a move of the job. FALSE: the lease is lost, or with @fault nobody knows. */
static gboolean
check_move (const Attempt *self, gboolean moved, const GError *fault)
{
  if (fault != NULL)
    log_end (self, RW_LOG_WARNING, "move-failed", fault);
  else if (!moved)
    log_end (self, RW_LOG_WARNING, "lease-lost", NULL);
  return moved;
}

static void
cancel_cb (GCancellable *stopping G_GNUC_UNUSED, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static RwScoring *
score (const Attempt *self, GError **error)
{
  const RwAttemptSetting *setting = self->setting;
  g_autoptr (RwProgress) progress = rw_progress_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gulong handler =
      g_cancellable_connect (setting->stopping, G_CALLBACK (cancel_cb), cancellable, NULL);
  RwHeartbeat *heartbeat = rw_heartbeat_start (setting->backend, &self->lease, setting->lease_ms,
                                               self->delivery.message, progress, cancellable);
  RwScoring *scoring = rw_scoring_run (setting->backend->storage, self->job, setting->model,
                                       setting->n_threads, progress, cancellable, error);

  rw_heartbeat_stop (heartbeat);
  g_cancellable_disconnect (setting->stopping, handler);
  return scoring;
}

static void
discard (const Attempt *self, const char *key)
{
  g_autoptr (GError) error = NULL;

  if (!rw_storage_remove (self->setting->backend->storage, key, &error))
    log_end (self, RW_LOG_WARNING, "discard-failed", error);
}

static void
log_completed (const Attempt *self, const RwScoring *scoring)
{
  rw_log (RW_LOG_INFO, "job-completed", "siiii", "job", self->lease.id, "attempt",
          self->lease.attempt, "rows", scoring->n_rows, "bytes", scoring->size, "ms",
          (g_get_monotonic_time () - self->start) / 1000);
}

/* With @error nobody knows whether the job is COMPLETED, so the result stays: it may be the job's.
 */
static void
complete (const Attempt *self, const RwScoring *scoring, GError **error)
{
  GError *fault = NULL;
  RwJobResult result = {
    .key = scoring->key,
    .size = scoring->size,
    .sha256 = scoring->sha256,
    .model_sha256 = rw_model_get_sha256 (self->setting->model),
    .n_rows = scoring->n_rows,
  };
  gboolean moved = rw_jobs_complete (self->setting->backend->jobs, &self->lease, &result, &fault);

  if (check_move (self, moved, fault))
    {
      log_completed (self, scoring);
      rw_delivery_remove (&self->delivery);
    }
  else if (fault == NULL)
    discard (self, scoring->key);
  else
    g_propagate_error (error, fault);
}

static gboolean
fail (const Attempt *self, const char *message)
{
  g_autoptr (GError) fault = NULL;
  gboolean moved = rw_jobs_fail (self->setting->backend->jobs, &self->lease, message, &fault);

  return check_move (self, moved, fault);
}

static void
give_back (const Attempt *self, const char *note, gint64 pause)
{
  g_autoptr (GError) fault = NULL;
  gboolean moved = rw_jobs_release (self->setting->backend->jobs, &self->lease, note, &fault);

  if (check_move (self, moved, fault))
    rw_delivery_postpone (&self->delivery, pause);
}

/* Between one and one and a half times as long as it must be, so that what failed together is not
 * tried again together. */
static gint64
choose_pause (const RwJobRecord *job)
{
  double pause = FIRST_PAUSE;

  for (gint64 i = job->last_attempt - job->attempt; i < RW_JOBS_MAX_ATTEMPTS - 1; i++)
    pause *= PAUSE_GROWTH;
  return (gint64) (pause * g_random_double_range (1, 1.5));
}

static void
give_up (const Attempt *self, const GError *error)
{
  g_autofree char *message = rw_jobs_dup_spent_message ();

  log_end (self, RW_LOG_ERROR, "job-given-up", error);
  if (fail (self, message))
    rw_delivery_bury (&self->delivery, "the last attempt failed");
}

static void
end_without_result (const Attempt *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      log_end (self, RW_LOG_INFO, "attempt-cancelled", NULL);
      give_back (self, _ ("The worker was stopped; another one takes over."), 0);
    }
  else if (rw_scoring_is_final (error))
    {
      log_end (self, RW_LOG_WARNING, "job-failed", error);
      if (fail (self, error->message))
        rw_delivery_remove (&self->delivery);
    }
  else if (self->job->attempt < self->job->last_attempt)
    {
      log_end (self, RW_LOG_WARNING, "attempt-failed", error);
      give_back (self, _ ("The server had a fault; it will try again."), choose_pause (self->job));
    }
  else
    give_up (self, error);
}

void
rw_attempt_run (const RwAttemptSetting *setting, const RwJobRecord *job,
                const RwQueueMessage *message)
{
  Attempt self = {
    .setting = setting,
    .job = job,
    .lease = { .id = job->id, .owner = setting->owner, .attempt = job->attempt },
    .delivery = { .queue = setting->backend->queue, .message = message },
    .start = g_get_monotonic_time (),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (RwScoring) scoring = score (&self, &error);

  if (scoring != NULL)
    complete (&self, scoring, &error);
  if (error != NULL)
    end_without_result (&self, error);
}
