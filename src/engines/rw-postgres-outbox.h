/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"
#include "rw-postgres-pool.h"

#include <pthread.h>

G_BEGIN_DECLS

/* So many users are looked at in one go, the next ones in the next. */
#define RW_POSTGRES_OUTBOX_USERS 200

/**
 * RwPostgresOutbox: how far a process is with looking at users whose messages wait. Thread-safe.
 */
typedef struct
{
  pthread_mutex_t lock;
  char *last_user; /* "": begin with the first one */
} RwPostgresOutbox;

void rw_postgres_outbox_init (RwPostgresOutbox *self);
void rw_postgres_outbox_clear (RwPostgresOutbox *self);

/* What RwJobs says of take_outbox and clear_outbox. Any number may take at the same time: nobody
 * waits for another one, and nobody gets what another one gets. */
GPtrArray *rw_postgres_outbox_take (RwPostgresOutbox *self, RwPostgresPool *pool, guint limit,
                                    GError **error);
gboolean rw_postgres_outbox_remove (RwPostgresPool *pool, gint64 number, GError **error);

/* Inside a transaction: a new message for each job whose last one is on the queue for longer than
 * RW_JOBS_RESEND_AFTER. Returns for how many, -1 on error. */
int rw_postgres_outbox_resend (RwPostgres *connection, GError **error);

G_END_DECLS
