/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-outbox.h"

#include "rw-postgres-change.h"
#include "rw-sql-columns.h"

#define COLUMNS      RW_SQL_RECORD_COLUMNS ("user_name")
#define WAITING      G_STRINGIFY (RW_JOBS_WAITING)
#define SENDING      G_STRINGIFY (RW_JOBS_SENDING)
#define RESEND_AFTER G_STRINGIFY (RW_JOBS_RESEND_AFTER)
#define USERS        G_STRINGIFY (RW_POSTGRES_OUTBOX_USERS)

/* What may be sent now, with each entry's place among those of its user that wait, and behind it
 * the user that was looked at last unless that was the last one of all; $2 is that of the time
 * before. It walks from one user to the next, and over the first entries of each, by their indexes:
 * what waits behind costs nothing. Comparing rows leaves the planner no other index. */
#define LIST                                                                                        \
  "WITH RECURSIVE users (name, n) AS ("                                                             \
  "  SELECT min (user_name), 1 FROM outbox WHERE taken_at IS NULL AND user_name > $2"               \
  "  UNION ALL"                                                                                     \
  "  SELECT (SELECT min (user_name) FROM outbox WHERE taken_at IS NULL AND user_name > name),"      \
  "    n + 1 FROM users WHERE name IS NOT NULL AND n < " USERS "),"                                 \
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
  "(SELECT place, number, NULL AS last FROM entries ORDER BY place, number LIMIT $1)"               \
  "UNION ALL SELECT NULL, NULL, name FROM users WHERE n = " USERS " AND name IS NOT NULL "          \
  "ORDER BY place NULLS LAST, number"

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
  "SELECT " COLUMNS ", entry FROM taken JOIN jobs ON jobs.number = taken.job"                      \
  "  ORDER BY array_position ($1::bigint[], entry)"

void
rw_postgres_outbox_init (RwPostgresOutbox *self)
{
  pthread_mutex_init (&self->lock, NULL);
  self->last_user = g_strdup ("");
}

void
rw_postgres_outbox_clear (RwPostgresOutbox *self)
{
  pthread_mutex_destroy (&self->lock);
  g_free (self->last_user);
}

static char *
dup_last_user (RwPostgresOutbox *self)
{
  pthread_mutex_lock (&self->lock);
  char *user = g_strdup (self->last_user);
  pthread_mutex_unlock (&self->lock);
  return user;
}

static void
take_last_user (RwPostgresOutbox *self, char *user)
{
  pthread_mutex_lock (&self->lock);
  g_free (self->last_user);
  self->last_user = user;
  pthread_mutex_unlock (&self->lock);
}

/* "{1,2,3}", or "{" when there are none. */
static char *
join_numbers (RwPostgresRows *rows, char **last_user)
{
  GString *numbers = g_string_new ("{");

  *last_user = NULL;
  while (rw_postgres_rows_next (rows))
    if (rw_postgres_rows_get_text (rows, 2) != NULL)
      *last_user = g_strdup (rw_postgres_rows_get_text (rows, 2));
    else
      g_string_append_printf (numbers, "%s,", rw_postgres_rows_get_text (rows, 1));
  if (*last_user == NULL)
    *last_user = g_strdup ("");
  if (numbers->len > 1)
    numbers->str[numbers->len - 1] = '}';
  return g_string_free (numbers, FALSE);
}

/* Only looks while there is nothing to take. */
GPtrArray *
rw_postgres_outbox_take (RwPostgresOutbox *self, RwPostgresPool *pool, guint limit, GError **error)
{
  g_autofree char *from = dup_last_user (self);
  g_autoptr (RwPostgresRows) seen =
      rw_postgres_read (pool, error, LIST, "is", (gint64) limit, from);
  char *last_user = NULL;

  if (seen == NULL)
    return NULL;
  g_autofree char *numbers = join_numbers (seen, &last_user);
  take_last_user (self, last_user);
  if (!g_str_has_suffix (numbers, "}"))
    return g_ptr_array_new ();
  return rw_postgres_rows_take_all (rw_postgres_change_query (pool, error, TAKE, "s", numbers),
                                    rw_sql_make_entry, (GDestroyNotify) rw_outbox_entry_free);
}

gboolean
rw_postgres_outbox_remove (RwPostgresPool *pool, gint64 number, GError **error)
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
