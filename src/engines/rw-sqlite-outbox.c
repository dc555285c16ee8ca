/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-outbox.h"

#include "rw-clock.h"
#include "rw-sql-columns.h"

#define COLUMNS RW_SQL_RECORD_COLUMNS ("user")

/* What may be sent at ?1, with each entry's place among those of its user that wait; ?2 is
 * RW_JOBS_WAITING, ?3 is RW_JOBS_SENDING. Whoever has an entry for longer is lost. It walks from
 * one user to the next, and from one entry of a user to the next, by their indexes: what waits
 * behind costs nothing. */
#define ENTRIES                                                                                    \
  "WITH RECURSIVE users (name) AS ("                                                               \
  "  SELECT min (user_name) FROM outbox WHERE taken_at IS NULL"                                    \
  "  UNION ALL"                                                                                    \
  "  SELECT (SELECT min (user_name) FROM outbox WHERE taken_at IS NULL AND user_name > name)"      \
  "    FROM users WHERE name IS NOT NULL),"                                                        \
  "windows (name, n_waiting) AS ("                                                                 \
  "  SELECT name, (SELECT count (*) FROM (SELECT 1 FROM jobs WHERE user = name AND"                \
  "      state = 'QUEUED' AND sent_at IS NOT NULL LIMIT ?2))"                                      \
  "    FROM users WHERE name IS NOT NULL),"                                                        \
  "slots (name, place, number) AS ("                                                               \
  "  SELECT name, n_waiting, (SELECT min (number) FROM outbox WHERE taken_at IS NULL AND"          \
  "      user_name = name)"                                                                        \
  "    FROM windows WHERE n_waiting < ?2"                                                          \
  "  UNION ALL"                                                                                    \
  "  SELECT name, place + 1, (SELECT min (number) FROM outbox WHERE taken_at IS NULL AND"          \
  "      user_name = name AND number > slots.number)"                                              \
  "    FROM slots WHERE number IS NOT NULL AND place + 1 < ?2),"                                   \
  "entries (place, number) AS ("                                                                   \
  "  SELECT 0, number FROM outbox WHERE taken_at <= ?1 - ?3"                                       \
  "  UNION ALL SELECT 0, number FROM outbox WHERE taken_at > ?1 + ?3"                              \
  "  UNION ALL SELECT place, number FROM slots WHERE number IS NOT NULL) "

static GPtrArray *
list (RwDatabase *database, gint64 now, guint limit, GError **error)
{
  RwQuery *query = rw_database_query (
      database, error,
      ENTRIES "SELECT " COLUMNS ", outbox.number FROM entries "
              "JOIN outbox ON outbox.number = entries.number JOIN jobs ON jobs.number = outbox.job "
              "ORDER BY place, outbox.number LIMIT ?4",
      "iiii", now, (gint64) RW_JOBS_WAITING, (gint64) RW_JOBS_SENDING, (gint64) limit);

  return rw_query_take_all (query, rw_sql_make_entry, (GDestroyNotify) rw_outbox_entry_free, error);
}

static gboolean
mark (RwDatabase *database, gint64 now, const GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const RwOutboxEntry *entry = entries->pdata[i];
      if (rw_database_run (database, error, "UPDATE outbox SET taken_at = ?1 WHERE number = ?2",
                           "ii", now, entry->number) < 0 ||
          rw_database_run (database, error,
                           "UPDATE jobs SET sent_at = ?1 "
                           "WHERE number = (SELECT job FROM outbox WHERE number = ?2)",
                           "ii", now, entry->number) < 0)
        return FALSE;
    }
  return TRUE;
}

/* Only looks while there is nothing to take. */
GPtrArray *
rw_sqlite_outbox_take (RwDatabase *database, guint limit, GError **error)
{
  g_autoptr (GPtrArray) seen = list (database, rw_clock_now (), 1, error);

  if (seen == NULL || seen->len == 0)
    return g_steal_pointer (&seen);
  g_autoptr (RwTransaction) transaction = rw_database_begin (database, error);
  /* By the time after others had their turn. */
  gint64 now = rw_clock_now ();
  g_autoptr (GPtrArray) entries = transaction != NULL ? list (database, now, limit, error) : NULL;
  return entries != NULL && mark (database, now, entries, error) &&
                 rw_transaction_commit (transaction, error)
             ? g_steal_pointer (&entries)
             : NULL;
}

gboolean
rw_sqlite_outbox_clear (RwDatabase *database, gint64 number, GError **error)
{
  return rw_database_run (database, error, "DELETE FROM outbox WHERE number = ?1", "i", number) >=
         0;
}

/* The index has only jobs whose message is on the queue, however many wait for theirs. */
int
rw_sqlite_outbox_resend (RwDatabase *database, GError **error)
{
  gint64 now = rw_clock_now ();

  return rw_database_run (database, error,
                          "UPDATE jobs INDEXED BY jobs_waiting SET posted_at = ?1 "
                          "WHERE state = 'QUEUED' AND sent_at <= ?2 AND state_since <= ?2 AND "
                          "NOT EXISTS (SELECT 1 FROM outbox WHERE job = jobs.number)",
                          "ii", now, now - RW_JOBS_RESEND_AFTER);
}
