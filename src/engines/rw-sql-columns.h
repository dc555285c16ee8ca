/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"
#include "rw-sql-row.h"
#include "rw-tokens.h"

G_BEGIN_DECLS

/* Which column is which field, for SQLite and PostgreSQL alike: what a query selects, and what is
 * made of its rows (RwSqlRowFunc). @user: the table's column with the user. */

/* RwJobRecord, of the table of jobs. */
#define RW_SQL_RECORD_COLUMNS(user)                                                                \
  "jobs.number, jobs.id, jobs." user ", jobs.file_name, jobs.size, jobs.input_key, jobs.state, "   \
  "jobs.attempt, jobs.rows_done, jobs.n_rows, jobs.error, jobs.result_key, jobs.result_size, "     \
  "jobs.result_sha256, jobs.model_sha256, jobs.created_at, jobs.state_since, jobs.updated_at, "    \
  "jobs.last_attempt"
#define RW_SQL_RECORD_N_COLUMNS 19
gpointer rw_sql_make_record (RwSqlRow row);

/* RwOutboxEntry: the columns of its job's record, then its number. */
gpointer rw_sql_make_entry (RwSqlRow row);

/* RwJobEvent */
#define RW_SQL_EVENT_COLUMNS "at, state, note"
gpointer rw_sql_make_event (RwSqlRow row);

/* RwDeadLetter */
#define RW_SQL_LETTER_COLUMNS "id, body, reason, receipt, died_at"
gpointer rw_sql_make_letter (RwSqlRow row);

/* RwTokenInfo */
#define RW_SQL_TOKEN_COLUMNS(user) "number, " user ", note, created_at"
gpointer rw_sql_make_token (RwSqlRow row);

/* A state as the tables have it; QUEUED for a word that the tables would not take. */
RwJobState rw_sql_parse_state (const char *word);

G_END_DECLS
