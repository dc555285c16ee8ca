/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"
#include "rw-progress.h"

G_BEGIN_DECLS

/**
 * RwHeartbeat: tells, every third of a lease, that a job is still being worked on: renews its lease
 * and its message's time of invisibility, and reports the rows that are done. When the lease is
 * lost (it ran out, or the job was cancelled), the work is cancelled. A fault of the backend is
 * none of the work: the next beat may come through, and if none does the lease is lost.
 */
typedef struct _RwHeartbeat RwHeartbeat;

/* How long a message is invisible for a lease of @lease_ms: longer, so that whoever gets it next
 * finds a lease that ran out. Both in ms. */
gint64 rw_heartbeat_get_invisible (gint64 lease_ms);

/* All is kept, not owned, until the heartbeat is stopped. @cancellable: of the work. */
RwHeartbeat *rw_heartbeat_start (RwBackend *backend, const RwJobLease *lease, gint64 lease_ms,
                                 const RwQueueMessage *message, RwProgress *progress,
                                 GCancellable *cancellable);

/* Waits for a beat that is on its way, and frees. */
void rw_heartbeat_stop (RwHeartbeat *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwHeartbeat, rw_heartbeat_stop)

G_END_DECLS
