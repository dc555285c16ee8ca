/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"
#include "rw-queue.h"

G_BEGIN_DECLS

/* Puts all that waits in the outbox of @jobs on @queue. What ends in between leaves the rest for
 * the next time; a message may be sent twice then, none is lost. */
gboolean rw_outbox_send (RwJobs *jobs, RwQueue *queue, GError **error);

G_END_DECLS
