/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-outbox.h"

#include "rw-message.h"
#include "rw-postgres-change.h"
#include "rw-postgres-record.h"

#define WAITING      G_STRINGIFY (RW_JOBS_WAITING)
#define SENDING      G_STRINGIFY (RW_JOBS_SENDING)
#define RESEND_AFTER G_STRINGIFY (RW_JOBS_RESEND_AFTER)

/* What may be sent now, with each entry's place among those of its user that wait. It walks from
 * one user to the next, and over the first entries of each, by their indexes: what waits behind
 * costs nothing. Comparing rows leaves the planner no other index. */
#define LIST                                                                                        \
  "WITH RECURSIVE users (name) AS ("                                                                \
  "  SELECT min (user_name) FROM outbox WHERE taken_at IS NULL"                                     \
  "  UNION ALL"                                                                                     \
  "  SELECT (SELECT min (user_name) FROM outbox WHERE taken_at IS NULL AND user_name > name)"       \
  "    FROM users WHERE name IS NOT NULL),"                                                         \
  "windows (name, n_waiting) AS MATERIALIZED ("                                                     \
  "  SELECT name, (SELECT count (*) FROM (SELECT FROM jobs WHERE user_name = name AND"              \
  "      state = 'QUEUED' AND sent_at IS NOT NULL LIMIT " WAITING ") AS waiting)"                   \
  "    FROM users WHERE name IS NOT NULL),"                                                         \
  "slots (place, number) AS ("                                                                      \
  "  SELECT n_waiting + row_number () OVER (PARTITION BY name ORDER BY first.number), first.number" \
  "    FROM windows CROSS JOIN LATERAL (SELECT user_name, number FROM outbox"                       \
  "      WHERE taken_at IS NULL AND (user_name, number) > (name, 0)"                                \
  "      ORDER BY user_name, number LIMIT " WAITING ") AS first"                                    \
  "    WHERE first.user_name = name AND n_waiting < " WAITING "),"                                  \
  "entries (place, number) AS ("                                                                    \
  "  SELECT place, number FROM slots WHERE place <= " WAITING                                       \
  "  UNION ALL SELECT 0, number FROM outbox WHERE taken_at <= (SELECT rw_now ()) - " SENDING        \
  "  UNION ALL SELECT 0, number FROM outbox WHERE taken_at > (SELECT rw_now ()) + " SENDING ")"     \
  "SELECT number FROM entries ORDER BY place, number LIMIT $1"

/* What others hold is passed over, and what they took in the meantime is not taken again. Whoever
 * has an entry for too long is lost. */
#define TAKE                                                                                       \
  "WITH taken (entry, job) AS ("                                                                   \
  "  SELECT outbox.number, jobs.number FROM outbox JOIN jobs ON jobs.number = outbox.job"          \
  "    WHERE outbox.number = ANY ($1::bigint[]) AND (taken_at IS NULL OR"                          \
  "      taken_at <= (SELECT rw_now ()) - " SENDING " OR"                                          \
  "      taken_at > (SELECT rw_now ()) + " SENDING ")"                                             \
  "    FOR UPDATE SKIP LOCKED),"                                                                   \
  "marked AS (UPDATE outbox SET taken_at = rw_now () FROM taken WHERE number = entry),"            \
  "sent AS (UPDATE jobs SET sent_at = rw_now () FROM taken WHERE number = job)"                    \
  "SELECT " RW_POSTGRES_RECORD_COLUMNS ", entry FROM taken JOIN jobs ON jobs.number = taken.job"   \
  "  ORDER BY array_position ($1::bigint[], entry)"

static gpointer
make_entry (RwPostgresRows *rows)
{
  RwOutboxEntry *entry = g_new (RwOutboxEntry, 1);
  g_autoptr (RwJobRecord) record = rw_postgres_record_new (rows);

  entry->number = rw_postgres_rows_get_int (rows, RW_POSTGRES_RECORD_N_COLUMNS);
  entry->body = rw_message_dup_body (record);
  return entry;
}

/* "{1,2,3}", or "{" when there are none. */
static char *
join_numbers (RwPostgresRows *rows)
{
  GString *numbers = g_string_new ("{");

  while (rw_postgres_rows_next (rows))
    g_string_append_printf (numbers, "%s,", rw_postgres_rows_get_text (rows, 0));
  if (numbers->len > 1)
    numbers->str[numbers->len - 1] = '}';
  return g_string_free (numbers, FALSE);
}

/* Only looks while there is nothing to take. */
GPtrArray *
rw_postgres_outbox_take (RwPostgresPool *pool, guint limit, GError **error)
{
  g_autoptr (RwPostgresRows) seen = rw_postgres_read (pool, error, LIST, "i", (gint64) limit);

  if (seen == NULL)
    return NULL;
  g_autofree char *numbers = join_numbers (seen);
  if (!g_str_has_suffix (numbers, "}"))
    return g_ptr_array_new ();
  return rw_postgres_rows_take_all (rw_postgres_change_query (pool, error, TAKE, "s", numbers),
                                    make_entry, (GDestroyNotify) rw_outbox_entry_free);
}

gboolean
rw_postgres_outbox_clear (RwPostgresPool *pool, gint64 number, GError **error)
{
  return rw_postgres_change_rows (pool, error, "DELETE FROM outbox WHERE number = $1", "i",
                                  number) >= 0;
}

/* The index has only jobs whose message is on the queue, however many wait for theirs. */
int
rw_postgres_outbox_resend (RwPostgres *connection, GError **error)
{
  return rw_postgres_run (connection, error,
                          "UPDATE jobs SET posted_at = rw_now () WHERE number IN ("
                          "SELECT number FROM jobs WHERE state = 'QUEUED' AND "
                          "sent_at <= (SELECT rw_now ()) - " RESEND_AFTER " AND "
                          "state_since + 0 <= (SELECT rw_now ()) - " RESEND_AFTER " AND "
                          "(SELECT number FROM outbox WHERE job = jobs.number) IS NULL "
                          "FOR UPDATE SKIP LOCKED)",
                          "");
}
