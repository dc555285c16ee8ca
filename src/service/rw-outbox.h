/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"
#include "rw-queue.h"

G_BEGIN_DECLS

/* Puts all that may be sent (rw_jobs_take_outbox()) from the outbox of @jobs on @queue. Who ends in
 * between leaves the rest to others, who get it RW_JOBS_SENDING later. */
gboolean rw_outbox_send (RwJobs *jobs, RwQueue *queue, GError **error);

G_END_DECLS
