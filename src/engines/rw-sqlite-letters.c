/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-letters.h"

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

gpointer
rw_sqlite_letter_new (RwQuery *query)
{
  RwDeadLetter *letter = g_new (RwDeadLetter, 1);

  *letter = (RwDeadLetter){
    .id = g_strdup (rw_query_get_text (query, 0)),
    .body = g_strdup (rw_query_get_text (query, 1)),
    .reason = g_strdup (rw_query_get_text (query, 2)),
    .receipt = g_strdup (rw_query_get_text (query, 3)),
    .died_at = rw_query_get_int (query, 4),
  };
  return letter;
}

GPtrArray *
rw_sqlite_letters_list (RwDatabase *database, GError **error)
{
  RwQuery *query = rw_database_query (
      database, error,
      "SELECT id, body, reason, receipt, died_at FROM letters ORDER BY died_at, id", "");

  return rw_query_take_all (query, rw_sqlite_letter_new, (GDestroyNotify) rw_dead_letter_free,
                            error);
}

gboolean
rw_sqlite_letters_remove (RwDatabase *database, const char *id, GError **error)
{
  return rw_database_run (database, error, "DELETE FROM letters WHERE id = ?1", "s", id) > 0;
}
