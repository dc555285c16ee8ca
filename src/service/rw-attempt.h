/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"
#include "rw-model.h"

G_BEGIN_DECLS

/* What all attempts of a worker have in common. Kept, not owned. */
typedef struct
{
  RwBackend *backend;
  RwModel *model;
  guint n_threads;        /* 0: one for each core */
  gint64 lease_ms;        /* how long a job is ours after the last sign of life */
  const char *owner;      /* in leases; of this worker and no other */
  GCancellable *stopping; /* when cancelled, the job is given back */
} RwAttemptSetting;

/**
 * rw_attempt_run: works on @job, whose lease is @setting's owner's, up to one of these ends:
 *
 * - The result is stored: COMPLETED.
 * - The file cannot be scored: FAILED, its error for the analyst.
 * - A fault that may pass: QUEUED, and @message comes back after a pause. With the last attempt:
 *   FAILED, and @message becomes a dead letter.
 * - The worker is being stopped: QUEUED, and @message comes back at once.
 * - The lease is lost: nothing. Whoever has the job now, or whoever cancelled it, decides.
 *
 * The message is removed last. Whatever fails on the way there is made up for by time: messages
 * come back, leases run out, and files that no job owns are removed.
 */
void rw_attempt_run (const RwAttemptSetting *setting, const RwJobRecord *job,
                     const RwQueueMessage *message);

G_END_DECLS
