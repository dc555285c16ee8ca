/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-letters.h"

#include "rw-postgres-change.h"

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

static gpointer
make_letter (RwPostgresRows *rows)
{
  RwDeadLetter *letter = g_new (RwDeadLetter, 1);

  *letter = (RwDeadLetter){
    .id = g_strdup (rw_postgres_rows_get_text (rows, 0)),
    .body = g_strdup (rw_postgres_rows_get_text (rows, 1)),
    .reason = g_strdup (rw_postgres_rows_get_text (rows, 2)),
    .receipt = g_strdup (rw_postgres_rows_get_text (rows, 3)),
    .died_at = rw_postgres_rows_get_int (rows, 4),
  };
  return letter;
}

GPtrArray *
rw_postgres_letters_list (RwPostgresPool *pool, GError **error)
{
  RwPostgresRows *rows = rw_postgres_read (
      pool, error, "SELECT id, body, reason, receipt, died_at FROM letters ORDER BY died_at, id",
      "");

  return rw_postgres_rows_take_all (rows, make_letter, (GDestroyNotify) rw_dead_letter_free);
}

gboolean
rw_postgres_letters_remove (RwPostgresPool *pool, const char *id, GError **error)
{
  return rw_postgres_change_rows (pool, error, "DELETE FROM letters WHERE id = $1", "s", id) > 0;
}
