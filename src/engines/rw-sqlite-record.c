/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-record.h"

static char *
dup_text (RwQuery *query, int column)
{
  return g_strdup (rw_query_get_text (query, column));
}

RwJobState
rw_sqlite_get_state (RwQuery *query, int column)
{
  RwJobState state = RW_JOB_QUEUED;

  rw_job_state_parse (rw_query_get_text (query, column), &state);
  return state;
}

gpointer
rw_sqlite_record_new (RwQuery *query)
{
  RwJobRecord *record = g_new (RwJobRecord, 1);

  *record = (RwJobRecord){
    .number = rw_query_get_int (query, 0),
    .id = dup_text (query, 1),
    .user = dup_text (query, 2),
    .file_name = dup_text (query, 3),
    .size = rw_query_get_int (query, 4),
    .input_key = dup_text (query, 5),
    .state = rw_sqlite_get_state (query, 6),
    .attempt = rw_query_get_int (query, 7),
    .rows_done = rw_query_get_int (query, 8),
    .n_rows = rw_query_get_int (query, 9),
    .error = dup_text (query, 10),
    .result_key = dup_text (query, 11),
    .result_size = rw_query_get_int (query, 12),
    .result_sha256 = dup_text (query, 13),
    .model_sha256 = dup_text (query, 14),
    .created_at = rw_query_get_int (query, 15),
    .state_since = rw_query_get_int (query, 16),
    .updated_at = rw_query_get_int (query, 17),
    .last_attempt = rw_query_get_int (query, 18),
  };
  return record;
}
