/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sql-columns.h"

#include "rw-message.h"

gpointer
rw_sql_make_record (RwSqlRow row)
{
  RwJobRecord *record = g_new (RwJobRecord, 1);

  *record = (RwJobRecord){
    .number = rw_sql_row_get_int (row, 0),
    .id = g_strdup (row[1]),
    .user = g_strdup (row[2]),
    .file_name = g_strdup (row[3]),
    .size = rw_sql_row_get_int (row, 4),
    .input_key = g_strdup (row[5]),
    .state = rw_sql_parse_state (row[6]),
    .attempt = rw_sql_row_get_int (row, 7),
    .rows_done = rw_sql_row_get_int (row, 8),
    .n_rows = rw_sql_row_get_int (row, 9),
    .error = g_strdup (row[10]),
    .result_key = g_strdup (row[11]),
    .result_size = rw_sql_row_get_int (row, 12),
    .result_sha256 = g_strdup (row[13]),
    .model_sha256 = g_strdup (row[14]),
    .created_at = rw_sql_row_get_int (row, 15),
    .state_since = rw_sql_row_get_int (row, 16),
    .updated_at = rw_sql_row_get_int (row, 17),
    .last_attempt = rw_sql_row_get_int (row, 18),
  };
  return record;
}

gpointer
rw_sql_make_entry (RwSqlRow row)
{
  RwOutboxEntry *entry = g_new (RwOutboxEntry, 1);
  g_autoptr (RwJobRecord) record = rw_sql_make_record (row);

  *entry = (RwOutboxEntry){
    .number = rw_sql_row_get_int (row, RW_SQL_RECORD_N_COLUMNS),
    .body = rw_message_dup_body (record),
  };
  return entry;
}

gpointer
rw_sql_make_event (RwSqlRow row)
{
  RwJobEvent *event = g_new (RwJobEvent, 1);

  *event = (RwJobEvent){
    .at = rw_sql_row_get_int (row, 0),
    .state = rw_sql_parse_state (row[1]),
    .note = g_strdup (row[2]),
  };
  return event;
}

gpointer
rw_sql_make_letter (RwSqlRow row)
{
  RwDeadLetter *letter = g_new (RwDeadLetter, 1);

  *letter = (RwDeadLetter){
    .id = g_strdup (row[0]),
    .body = g_strdup (row[1]),
    .reason = g_strdup (row[2]),
    .receipt = g_strdup (row[3]),
    .died_at = rw_sql_row_get_int (row, 4),
  };
  return letter;
}

gpointer
rw_sql_make_token (RwSqlRow row)
{
  RwTokenInfo *info = g_new (RwTokenInfo, 1);

  *info = (RwTokenInfo){
    .number = rw_sql_row_get_int (row, 0),
    .user = g_strdup (row[1]),
    .note = g_strdup (row[2]),
    .created_at = rw_sql_row_get_int (row, 3),
  };
  return info;
}

RwJobState
rw_sql_parse_state (const char *word)
{
  RwJobState state = RW_JOB_QUEUED;

  rw_job_state_parse (word, &state);
  return state;
}
