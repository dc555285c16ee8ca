/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"
#include "rw-postgres-rows.h"

G_BEGIN_DECLS

/* What a query must select from the table of jobs, before all else, for rw_postgres_record_new().
 */
#define RW_POSTGRES_RECORD_COLUMNS                                                                 \
  "jobs.number, jobs.id, jobs.user_name, jobs.file_name, jobs.size, jobs.input_key, jobs.state, "  \
  "jobs.attempt, jobs.rows_done, jobs.n_rows, jobs.error, jobs.result_key, jobs.result_size, "     \
  "jobs.result_sha256, jobs.model_sha256, jobs.created_at, jobs.state_since, jobs.updated_at, "    \
  "jobs.last_attempt"
#define RW_POSTGRES_RECORD_N_COLUMNS 19

/* The job in a row (RwJobRecord). */
gpointer rw_postgres_record_new (RwPostgresRows *rows);

/* A state as the tables have it; QUEUED for a word that the tables would not take. */
RwJobState rw_postgres_get_state (RwPostgresRows *rows, int column);

G_END_DECLS
