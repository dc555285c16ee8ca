/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-heartbeat.h"

#include "rw-log.h"
#include "rw-ticker.h"

struct _RwHeartbeat
{
  RwBackend *backend;
  const RwJobLease *lease;
  gint64 lease_ms;
  const RwQueueMessage *message;
  RwProgress *progress;
  GCancellable *cancellable;
  gint64 rows_done;
  gint64 n_rows;
  RwTicker *ticker;
};

/* Between the stages and before the rows are counted, what was known last stays. */
static void
note_rows (RwHeartbeat *self)
{
  RwProgressState state = rw_progress_get (self->progress);

  if (state.stage != RW_STAGE_SCORING && state.stage != RW_STAGE_WRITING)
    return;
  self->n_rows = (gint64) state.total;
  self->rows_done = (gint64) (state.stage == RW_STAGE_SCORING ? state.done : state.total);
}

static void
log_fault (RwHeartbeat *self, const GError *error)
{
  rw_log (RW_LOG_WARNING, "heartbeat-failed", "siss", "job", self->lease->id, "attempt",
          self->lease->attempt, "error", rw_log_get_error_word (error), "reason", error->message);
}

/* The lease first, so that it is never the message that comes back earlier. */
static void
beat_cb (gpointer data)
{
  RwHeartbeat *self = data;
  g_autoptr (GError) error = NULL;

  note_rows (self);
  if (rw_jobs_renew (self->backend->jobs, self->lease, self->lease_ms, self->rows_done,
                     self->n_rows, &error))
    rw_queue_extend (self->backend->queue, self->message,
                     rw_heartbeat_get_invisible (self->lease_ms), &error);
  else if (error == NULL)
    g_cancellable_cancel (self->cancellable);
  if (error != NULL)
    log_fault (self, error);
}

gint64
rw_heartbeat_get_invisible (gint64 lease_ms)
{
  return lease_ms + lease_ms / 10;
}

RwHeartbeat *
rw_heartbeat_start (RwBackend *backend, const RwJobLease *lease, gint64 lease_ms,
                    const RwQueueMessage *message, RwProgress *progress, GCancellable *cancellable)
{
  RwHeartbeat *self = g_new (RwHeartbeat, 1);

  *self = (RwHeartbeat){
    .backend = backend,
    .lease = lease,
    .lease_ms = lease_ms,
    .message = message,
    .progress = progress,
    .cancellable = cancellable,
  };
  self->ticker = rw_ticker_start ("heartbeat", lease_ms / 3, beat_cb, self);
  return self;
}

void
rw_heartbeat_stop (RwHeartbeat *self)
{
  rw_ticker_stop (self->ticker);
  g_free (self);
}
