/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-letters.h"

#include "rw-sql-columns.h"

gboolean
rw_sqlite_letters_note (RwDatabase *database, const RwDeadLetter *letter, GError **error)
{
  return rw_database_run (database, error,
                          "INSERT INTO letters (id, body, reason, receipt, died_at) "
                          "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE SET "
                          "body = ?2, reason = ?3, receipt = ?4, died_at = ?5",
                          "ssssi", letter->id, letter->body, letter->reason, letter->receipt,
                          letter->died_at) >= 0;
}

GPtrArray *
rw_sqlite_letters_list (RwDatabase *database, GError **error)
{
  RwQuery *query = rw_database_query (
      database, error, "SELECT " RW_SQL_LETTER_COLUMNS " FROM letters ORDER BY died_at, id", "");

  return rw_query_take_all (query, rw_sql_make_letter, (GDestroyNotify) rw_dead_letter_free, error);
}

gboolean
rw_sqlite_letters_remove (RwDatabase *database, const char *id, GError **error)
{
  return rw_database_run (database, error, "DELETE FROM letters WHERE id = ?1", "s", id) > 0;
}
