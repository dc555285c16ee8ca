/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"
#include "rw-postgres-pool.h"

G_BEGIN_DECLS

/**
 * RwPostgresJobs: RwJobs in a PostgreSQL database, for any number of servers and workers. Leases
 * are by the database's clock, so that nobody's own matters. With an error a change did not happen,
 * unless the database was lost while it was committed and stays so (rw_postgres_change()): whoever
 * has a lease then finds out by its next move, and whoever creates a job by its idempotency key.
 */
#define RW_TYPE_POSTGRES_JOBS (rw_postgres_jobs_get_type ())
G_DECLARE_FINAL_TYPE (RwPostgresJobs, rw_postgres_jobs, RW, POSTGRES_JOBS, GObject)

/* The tables must be of this version: rw_postgres_schema_check(). */
RwJobs *rw_postgres_jobs_new (RwPostgresPool *pool);

G_END_DECLS
