/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"
#include "rw-postgres-pool.h"

G_BEGIN_DECLS

/* What RwJobs says of take_outbox and clear_outbox. Any number may take at the same time: nobody
 * waits for another one, and nobody gets what another one gets. */
GPtrArray *rw_postgres_outbox_take (RwPostgresPool *pool, guint limit, GError **error);
gboolean rw_postgres_outbox_clear (RwPostgresPool *pool, gint64 number, GError **error);

/* Inside a transaction: a new message for each job whose last one is on the queue for longer than
 * RW_JOBS_RESEND_AFTER. Returns for how many, -1 on error. */
int rw_postgres_outbox_resend (RwPostgres *connection, GError **error);

G_END_DECLS
