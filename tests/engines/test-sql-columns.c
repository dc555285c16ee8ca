/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sql-columns.h"

#include "rw-database.h"
#include "rw-message.h"
#include "rw-test.h"

#include <locale.h>

/* Each column is another value, so that none can be taken for its neighbour. */
#define JOBS                                                                                       \
  "WITH jobs (number, id, user, file_name, size, input_key, state, attempt, rows_done, n_rows, "   \
  "error, result_key, result_size, result_sha256, model_sha256, created_at, state_since, "         \
  "updated_at, last_attempt) AS (VALUES (1, 'b', 'c', 'd', 5, 'f', 'CANCELLED', 8, 9, 10, 'k', "   \
  "'l', 13, 'n', 'o', 16, 17, 18, 19)) SELECT " RW_SQL_RECORD_COLUMNS ("user")

static gpointer
make (const char *sql, RwSqlRowFunc func)
{
  static const char *const no_tables[] = { NULL };
  g_autofree char *path = rw_test_dup_path ("columns.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (RwDatabase) database = rw_database_open (path, no_tables, &error);
  gpointer item =
      rw_query_take_one (rw_database_query (database, &error, sql, ""), func, g_free, &error);

  g_assert_no_error (error);
  g_assert_nonnull (item);
  return item;
}

static void
test_record (void)
{
  g_autoptr (RwJobRecord) record = make (JOBS " FROM jobs", rw_sql_make_record);

  g_assert_cmpint (record->number, ==, 1);
  g_assert_cmpstr (record->id, ==, "b");
  g_assert_cmpstr (record->user, ==, "c");
  g_assert_cmpstr (record->file_name, ==, "d");
  g_assert_cmpint (record->size, ==, 5);
  g_assert_cmpstr (record->input_key, ==, "f");
  g_assert_cmpint (record->state, ==, RW_JOB_CANCELLED);
  g_assert_cmpint (record->attempt, ==, 8);
  g_assert_cmpint (record->rows_done, ==, 9);
  g_assert_cmpint (record->n_rows, ==, 10);
  g_assert_cmpstr (record->error, ==, "k");
  g_assert_cmpstr (record->result_key, ==, "l");
  g_assert_cmpint (record->result_size, ==, 13);
  g_assert_cmpstr (record->result_sha256, ==, "n");
  g_assert_cmpstr (record->model_sha256, ==, "o");
  g_assert_cmpint (record->created_at, ==, 16);
  g_assert_cmpint (record->state_since, ==, 17);
  g_assert_cmpint (record->updated_at, ==, 18);
  g_assert_cmpint (record->last_attempt, ==, 19);
}

static void
test_entry (void)
{
  RwOutboxEntry *entry = make (JOBS ", 20 FROM jobs", rw_sql_make_entry);
  g_autoptr (RwJobRecord) record = make (JOBS " FROM jobs", rw_sql_make_record);
  g_autofree char *body = rw_message_dup_body (record);

  g_assert_cmpint (entry->number, ==, 20);
  g_assert_cmpstr (entry->body, ==, body);
  rw_outbox_entry_free (entry);
}

static void
test_event (void)
{
  RwJobEvent *event = make ("WITH events (at, state, note) AS (VALUES (1, 'FAILED', 'c')) "
                            "SELECT " RW_SQL_EVENT_COLUMNS " FROM events",
                            rw_sql_make_event);

  g_assert_cmpint (event->at, ==, 1);
  g_assert_cmpint (event->state, ==, RW_JOB_FAILED);
  g_assert_cmpstr (event->note, ==, "c");
  rw_job_event_free (event);
}

static void
test_letter (void)
{
  RwDeadLetter *letter = make ("WITH letters (id, body, reason, receipt, died_at) AS "
                               "(VALUES ('a', 'b', 'c', 'd', 5)) "
                               "SELECT " RW_SQL_LETTER_COLUMNS " FROM letters",
                               rw_sql_make_letter);

  g_assert_cmpstr (letter->id, ==, "a");
  g_assert_cmpstr (letter->body, ==, "b");
  g_assert_cmpstr (letter->reason, ==, "c");
  g_assert_cmpstr (letter->receipt, ==, "d");
  g_assert_cmpint (letter->died_at, ==, 5);
  rw_dead_letter_free (letter);
}

static void
test_token (void)
{
  RwTokenInfo *info = make ("WITH tokens (number, user, note, created_at) AS "
                            "(VALUES (1, 'b', NULL, 4)) "
                            "SELECT " RW_SQL_TOKEN_COLUMNS ("user") " FROM tokens",
                            rw_sql_make_token);
  g_autofree char *user = make ("SELECT 'b'", rw_sql_row_make_text);

  g_assert_cmpint (info->number, ==, 1);
  g_assert_cmpstr (info->user, ==, "b");
  g_assert_null (info->note);
  g_assert_cmpint (info->created_at, ==, 4);
  g_assert_cmpstr (user, ==, "b");
  rw_token_info_free (info);
}

static void
test_states (void)
{
  g_assert_cmpint (rw_sql_parse_state ("COMPLETED"), ==, RW_JOB_COMPLETED);
  g_assert_cmpint (rw_sql_parse_state ("nonsense"), ==, RW_JOB_QUEUED);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sql-columns/record", test_record);
  g_test_add_func ("/sql-columns/entry", test_entry);
  g_test_add_func ("/sql-columns/event", test_event);
  g_test_add_func ("/sql-columns/letter", test_letter);
  g_test_add_func ("/sql-columns/token", test_token);
  g_test_add_func ("/sql-columns/states", test_states);
  return g_test_run ();
}
