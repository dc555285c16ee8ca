/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-record.h"

static char *
dup_text (RwPostgresRows *rows, int column)
{
  return g_strdup (rw_postgres_rows_get_text (rows, column));
}

RwJobState
rw_postgres_get_state (RwPostgresRows *rows, int column)
{
  RwJobState state = RW_JOB_QUEUED;

  rw_job_state_parse (rw_postgres_rows_get_text (rows, column), &state);
  return state;
}

gpointer
rw_postgres_record_new (RwPostgresRows *rows)
{
  RwJobRecord *record = g_new (RwJobRecord, 1);

  *record = (RwJobRecord){
    .number = rw_postgres_rows_get_int (rows, 0),
    .id = dup_text (rows, 1),
    .user = dup_text (rows, 2),
    .file_name = dup_text (rows, 3),
    .size = rw_postgres_rows_get_int (rows, 4),
    .input_key = dup_text (rows, 5),
    .state = rw_postgres_get_state (rows, 6),
    .attempt = rw_postgres_rows_get_int (rows, 7),
    .rows_done = rw_postgres_rows_get_int (rows, 8),
    .n_rows = rw_postgres_rows_get_int (rows, 9),
    .error = dup_text (rows, 10),
    .result_key = dup_text (rows, 11),
    .result_size = rw_postgres_rows_get_int (rows, 12),
    .result_sha256 = dup_text (rows, 13),
    .model_sha256 = dup_text (rows, 14),
    .created_at = rw_postgres_rows_get_int (rows, 15),
    .state_since = rw_postgres_rows_get_int (rows, 16),
    .updated_at = rw_postgres_rows_get_int (rows, 17),
    .last_attempt = rw_postgres_rows_get_int (rows, 18),
  };
  return record;
}
