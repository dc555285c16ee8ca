/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-database.h"
#include "rw-jobs.h"

G_BEGIN_DECLS

/* What a query must select from the table of jobs, before all else, for rw_sqlite_record_new(). */
#define RW_SQLITE_RECORD_COLUMNS                                                                   \
  "jobs.number, id, user, file_name, size, input_key, state, attempt, rows_done, n_rows, error, "  \
  "result_key, result_size, result_sha256, model_sha256, created_at, state_since, updated_at, "    \
  "last_attempt"
#define RW_SQLITE_RECORD_N_COLUMNS 19

/* The job in the row of a query (RwJobRecord). */
gpointer rw_sqlite_record_new (RwQuery *query);

/* A state as the tables have it; QUEUED for a word that the tables would not take. */
RwJobState rw_sqlite_get_state (RwQuery *query, int column);

G_END_DECLS
