/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-letters.h"

#include "rw-postgres-change.h"
#include "rw-sql-columns.h"

gboolean
rw_postgres_letters_note (RwPostgresPool *pool, const RwDeadLetter *letter, GError **error)
{
  return rw_postgres_change_rows (pool, error,
                                  "INSERT INTO letters (id, body, reason, receipt, died_at) "
                                  "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET "
                                  "body = $2, reason = $3, receipt = $4, died_at = $5",
                                  "ssssi", letter->id, letter->body, letter->reason,
                                  letter->receipt, letter->died_at) >= 0;
}

GPtrArray *
rw_postgres_letters_list (RwPostgresPool *pool, GError **error)
{
  RwPostgresRows *rows = rw_postgres_read (
      pool, error, "SELECT " RW_SQL_LETTER_COLUMNS " FROM letters ORDER BY died_at, id", "");

  return rw_postgres_rows_take_all (rows, rw_sql_make_letter, (GDestroyNotify) rw_dead_letter_free);
}

gboolean
rw_postgres_letters_remove (RwPostgresPool *pool, const char *id, GError **error)
{
  return rw_postgres_change_rows (pool, error, "DELETE FROM letters WHERE id = $1", "s", id) > 0;
}
