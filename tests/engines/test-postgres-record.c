/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-record.h"

#include "rw-postgres-change.h"
#include "rw-test-postgres.h"

#include <locale.h>

/* Each column is another value, so that none can be taken for its neighbour. */
static void
test_columns (void)
{
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (rw_test_postgres_get_uri ());
  g_autoptr (GError) error = NULL;
  g_autoptr (RwPostgresRows) rows = rw_postgres_read (
      pool, &error,
      "WITH jobs (number, id, user_name, file_name, size, input_key, state, "
      "attempt, rows_done, n_rows, error, result_key, result_size, "
      "result_sha256, model_sha256, created_at, state_since, updated_at, last_attempt) AS "
      "(VALUES (1, 'b', 'c', 'd', 5, 'f', 'CANCELLED', 8, 9, 10, 'k', 'l', "
      "13, 'n', 'o', 16, 17, 18, 19)) "
      "SELECT " RW_POSTGRES_RECORD_COLUMNS ", 20 FROM jobs",
      "");

  g_assert_no_error (error);
  g_assert_true (rw_postgres_rows_next (rows));
  g_autoptr (RwJobRecord) record = rw_postgres_record_new (rows);

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
  g_assert_cmpint (rw_postgres_rows_get_int (rows, RW_POSTGRES_RECORD_N_COLUMNS), ==, 20);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postgres-record/columns", test_columns);
  return g_test_run ();
}
