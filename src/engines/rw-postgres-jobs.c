/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-jobs.h"

#include "rw-postgres-change.h"
#include "rw-postgres-letters.h"
#include "rw-postgres-outbox.h"
#include "rw-sql-columns.h"

#include <glib/gi18n.h>

/* Events and entries of the outbox are written by the triggers of rw-postgres-schema.c. Time is
 * that of the server, rw_now (). Changes wait for the row of their job, which nobody holds for
 * longer than a transaction of a few statements; those of many rows pass over what is held. */

#define COLUMNS     RW_SQL_RECORD_COLUMNS ("user_name")
#define SELECT_JOBS "SELECT " COLUMNS " FROM jobs "

/* To be followed by what else changes. */
#define MOVE_TO(state)                                                                             \
  "UPDATE jobs SET state = '" state "', owner = NULL, lease_until = NULL, "                        \
  "state_since = rw_now (), updated_at = rw_now (), "

/* A lease that was given or renewed later than now was so by a clock that was wrong, and does not
 * hold until then. */
#define CLOCK_SLACK "2000"
#define IS_LATE                                                                                    \
  "state = 'PROCESSING' AND (lease_until <= rw_now () OR updated_at > rw_now () + " CLOCK_SLACK ")"

#define EXPIRE MOVE_TO ("QUEUED") "rows_done = 0, note = $1 WHERE "

#define IF_LEASED " WHERE id = $1 AND owner = $2 AND attempt = $3 AND state = 'PROCESSING'"

struct _RwPostgresJobs
{
  GObject parent;
  RwPostgresPool *pool;
  RwPostgresOutbox outbox;
};

/* What the transactions of more than one statement are given, and what comes of them. */
typedef struct
{
  const RwJobDraft *draft;
  const RwJobLease *lease;
  gint64 lease_ms;
  const char *id;
  const char *message;
  RwJobRecord *record;
  RwClaim claim;
  int n_moved;
} Change;

static RwPostgresPool *
get_pool (RwJobs *jobs)
{
  return RW_POSTGRES_JOBS (jobs)->pool;
}

static gboolean
create_in (RwPostgres *connection, gpointer data, GError **error)
{
  Change *change = data;
  const RwJobDraft *draft = change->draft;

  g_clear_pointer (&change->record, rw_job_record_free);
  if (rw_postgres_run (
          connection, error,
          "INSERT INTO jobs (id, user_name, idempotency_key, file_name, size, "
          "input_key, state, last_attempt, posted_at, created_at, state_since, "
          "updated_at) SELECT $1, $2, $3, $4, $5, $6, 'QUEUED', $7, now, now, now, now "
          "FROM (SELECT rw_now () AS now) AS clock "
          "ON CONFLICT (user_name, idempotency_key) DO NOTHING",
          "ssssisi", draft->id, draft->user, draft->idempotency_key, draft->file_name, draft->size,
          draft->input_key, (gint64) RW_JOBS_MAX_ATTEMPTS) < 0)
    return FALSE;
  change->record = rw_postgres_rows_take_one (
      rw_postgres_query (connection, error,
                         SELECT_JOBS "WHERE id = $1 OR (user_name = $2 AND idempotency_key = $3)",
                         "sss", draft->id, draft->user, draft->idempotency_key),
      rw_sql_make_record);
  return change->record != NULL;
}

static RwJobRecord *
create (RwJobs *jobs, const RwJobDraft *draft, GError **error)
{
  Change change = { .draft = draft };

  if (!rw_postgres_change (get_pool (jobs), create_in, &change, error))
    g_clear_pointer (&change.record, rw_job_record_free);
  return change.record;
}

static RwJobRecord *
find (RwJobs *jobs, const char *user, const char *id, GError **error)
{
  RwPostgresRows *rows = rw_postgres_read (
      get_pool (jobs), error, SELECT_JOBS "WHERE id = $1 AND ($2 IS NULL OR user_name = $2)", "ss",
      id, user);

  return rw_postgres_rows_take_one (rows, rw_sql_make_record);
}

static GPtrArray *
list (RwJobs *jobs, const char *user, guint limit, gint64 before, GError **error)
{
  RwPostgresRows *rows =
      rw_postgres_read (get_pool (jobs), error,
                        SELECT_JOBS "WHERE user_name = $1 AND number < $2 "
                                    "ORDER BY number DESC LIMIT $3",
                        "sii", user, before == 0 ? G_MAXINT64 : before, (gint64) limit);

  return rw_postgres_rows_take_all (rows, rw_sql_make_record, (GDestroyNotify) rw_job_record_free);
}

static GPtrArray *
list_events (RwJobs *jobs, const char *id, GError **error)
{
  RwPostgresRows *rows =
      rw_postgres_read (get_pool (jobs), error,
                        "SELECT " RW_SQL_EVENT_COLUMNS
                        " FROM events WHERE job = (SELECT number FROM jobs WHERE id = $1) "
                        "ORDER BY number",
                        "s", id);

  return rw_postgres_rows_take_all (rows, rw_sql_make_event, (GDestroyNotify) rw_job_event_free);
}

static gboolean
expire_lease (RwPostgres *connection, const char *id, GError **error)
{
  return rw_postgres_run (connection, error, EXPIRE IS_LATE " AND id = $2", "ss",
                          _ ("The worker was lost; another one takes over."), id) >= 0;
}

/* Returns 1 if the job was waiting without an attempt left, 0 if not, -1 on error. */
static int
give_up (RwPostgres *connection, const char *id, const char *message, GError **error)
{
  return rw_postgres_run (connection, error,
                          MOVE_TO ("FAILED") "error = $1, note = NULL WHERE id = $2 AND "
                                             "state = 'QUEUED' AND attempt = last_attempt",
                          "ss", message, id);
}

/* FALSE: it cannot be taken, or with @error that is not known. */
static gboolean
take (RwPostgres *connection, Change *change, GError **error)
{
  RwPostgresRows *rows = rw_postgres_query (
      connection, error,
      "UPDATE jobs SET state = 'PROCESSING', owner = $2, lease_until = rw_now () + $3, "
      "attempt = attempt + 1, rows_done = 0, note = NULL, state_since = rw_now (), "
      "updated_at = rw_now () WHERE id = $1 AND state = 'QUEUED' AND attempt < last_attempt "
      "RETURNING " COLUMNS,
      "ssi", change->lease->id, change->lease->owner, change->lease_ms);

  g_clear_pointer (&change->record, rw_job_record_free);
  change->claim = rows != NULL ? RW_CLAIM_OVER : RW_CLAIM_ERROR;
  change->record = rw_postgres_rows_take_one (rows, rw_sql_make_record);
  if (change->record != NULL)
    change->claim = RW_CLAIM_TAKEN;
  return change->record != NULL;
}

/* Why a job cannot be taken. */
static RwClaim
refuse (RwPostgres *connection, const Change *change, GError **error)
{
  int spent = give_up (connection, change->lease->id, change->message, error);

  if (spent != 0)
    return spent < 0 ? RW_CLAIM_ERROR : RW_CLAIM_SPENT;
  g_autoptr (RwPostgresRows) rows = rw_postgres_query (
      connection, error, "SELECT FROM jobs WHERE id = $1 AND state = 'PROCESSING'", "s",
      change->lease->id);
  if (rows == NULL)
    return RW_CLAIM_ERROR;
  return rw_postgres_rows_next (rows) ? RW_CLAIM_HELD : RW_CLAIM_OVER;
}

static gboolean
claim_in (RwPostgres *connection, gpointer data, GError **error)
{
  Change *change = data;

  if (!expire_lease (connection, change->lease->id, error))
    return FALSE;
  if (!take (connection, change, error) && change->claim == RW_CLAIM_OVER)
    change->claim = refuse (connection, change, error);
  return change->claim != RW_CLAIM_ERROR;
}

static RwClaim
claim (RwJobs *jobs, const RwJobLease *lease, gint64 lease_ms, RwJobRecord **record, GError **error)
{
  g_autofree char *message = rw_jobs_dup_spent_message ();
  Change change = { .lease = lease, .lease_ms = lease_ms, .message = message };
  gboolean done = rw_postgres_change (get_pool (jobs), claim_in, &change, error);

  if (!done)
    g_clear_pointer (&change.record, rw_job_record_free);
  *record = change.record;
  return done ? change.claim : RW_CLAIM_ERROR;
}

static gboolean
renew (RwJobs *jobs, const RwJobLease *lease, gint64 lease_ms, gint64 rows_done, gint64 n_rows,
       GError **error)
{
  return rw_postgres_change_rows (
             get_pool (jobs), error,
             "UPDATE jobs SET lease_until = rw_now () + $4, rows_done = $5, n_rows = $6, "
             "updated_at = rw_now ()" IF_LEASED " AND lease_until > rw_now ()",
             "ssiiii", lease->id, lease->owner, lease->attempt, lease_ms, rows_done, n_rows) > 0;
}

/* Whoever is late is not refused while nobody else took the job: the work is done. So are fail and
 * release. */
static gboolean
complete (RwJobs *jobs, const RwJobLease *lease, const RwJobResult *result, GError **error)
{
  return rw_postgres_change_rows (
             get_pool (jobs), error,
             MOVE_TO ("COMPLETED") "note = NULL, result_key = $4, result_size = $5, "
                                   "result_sha256 = $6, model_sha256 = $7, rows_done = $8, "
                                   "n_rows = $8" IF_LEASED,
             "ssisissi", lease->id, lease->owner, lease->attempt, result->key, result->size,
             result->sha256, result->model_sha256, result->n_rows) > 0;
}

static gboolean
fail (RwJobs *jobs, const RwJobLease *lease, const char *message, GError **error)
{
  return rw_postgres_change_rows (get_pool (jobs), error,
                                  MOVE_TO ("FAILED") "note = NULL, error = $4" IF_LEASED, "ssis",
                                  lease->id, lease->owner, lease->attempt, message) > 0;
}

static gboolean
release (RwJobs *jobs, const RwJobLease *lease, const char *note, GError **error)
{
  return rw_postgres_change_rows (get_pool (jobs), error,
                                  MOVE_TO ("QUEUED") "rows_done = 0, note = $4" IF_LEASED, "ssis",
                                  lease->id, lease->owner, lease->attempt, note) > 0;
}

static gboolean
bury_in (RwPostgres *connection, gpointer data, GError **error)
{
  const Change *change = data;
  int failed = expire_lease (connection, change->id, error)
                   ? give_up (connection, change->id, change->message, error)
                   : -1;

  return failed > 0 ||
         (failed == 0 && rw_postgres_run (connection, error,
                                          "UPDATE jobs SET posted_at = rw_now () WHERE id = $1 AND "
                                          "state IN ('QUEUED', 'PROCESSING')",
                                          "s", change->id) >= 0);
}

static gboolean
bury (RwJobs *jobs, const char *id, const char *message, GError **error)
{
  Change change = { .id = id, .message = message };

  return rw_postgres_change (get_pool (jobs), bury_in, &change, error);
}

static gboolean
cancel (RwJobs *jobs, const char *id, GError **error)
{
  return rw_postgres_change_rows (get_pool (jobs), error,
                                  MOVE_TO ("CANCELLED") "note = NULL WHERE id = $1 AND "
                                                        "state IN ('QUEUED', 'PROCESSING')",
                                  "s", id) > 0;
}

/* Attempts go on counting: a worker that still has the last one must not be taken for the next. */
static gboolean
requeue (RwJobs *jobs, const char *id, GError **error)
{
  return rw_postgres_change_rows (
             get_pool (jobs), error,
             MOVE_TO ("QUEUED") "rows_done = 0, error = NULL, note = NULL, posted_at = rw_now (), "
                                "last_attempt = attempt + $1 WHERE id = $2 AND state IN "
                                "('FAILED', 'CANCELLED')",
             "is", (gint64) RW_JOBS_MAX_ATTEMPTS, id) > 0;
}

static gboolean
sweep_in (RwPostgres *connection, gpointer data, GError **error)
{
  Change *change = data;

  change->n_moved = rw_postgres_run (connection, error,
                                     EXPIRE "number IN (SELECT number FROM jobs WHERE " IS_LATE
                                            " FOR UPDATE SKIP LOCKED)",
                                     "s", _ ("The worker was lost; another one takes over."));
  return change->n_moved >= 0 && rw_postgres_outbox_resend (connection, error) >= 0 &&
         rw_postgres_change_forget (connection, error);
}

static int
sweep (RwJobs *jobs, GError **error)
{
  Change change = { 0 };

  return rw_postgres_change (get_pool (jobs), sweep_in, &change, error) ? change.n_moved : -1;
}

static GPtrArray *
take_outbox (RwJobs *jobs, guint limit, GError **error)
{
  return rw_postgres_outbox_take (&RW_POSTGRES_JOBS (jobs)->outbox, get_pool (jobs), limit, error);
}

static gboolean
clear_outbox (RwJobs *jobs, gint64 number, GError **error)
{
  return rw_postgres_outbox_remove (get_pool (jobs), number, error);
}

static gboolean
note_letter (RwJobs *jobs, const RwDeadLetter *letter, GError **error)
{
  return rw_postgres_letters_note (get_pool (jobs), letter, error);
}

static GPtrArray *
list_letters (RwJobs *jobs, GError **error)
{
  return rw_postgres_letters_list (get_pool (jobs), error);
}

static gboolean
remove_letter (RwJobs *jobs, const char *id, GError **error)
{
  return rw_postgres_letters_remove (get_pool (jobs), id, error);
}

static gboolean
count (RwJobs *jobs, gint64 counts[RW_N_JOB_STATES], gint64 *oldest_queued, GError **error)
{
  g_autoptr (RwPostgresRows) rows =
      rw_postgres_read (get_pool (jobs), error,
                        "SELECT state, count (*), min (state_since) FROM jobs GROUP BY state", "");

  if (rows == NULL)
    return FALSE;
  memset (counts, 0, RW_N_JOB_STATES * sizeof counts[0]);
  *oldest_queued = 0;
  while (rw_postgres_rows_next (rows))
    {
      RwJobState state = rw_sql_parse_state (rw_postgres_rows_get_text (rows, 0));
      counts[state] = rw_postgres_rows_get_int (rows, 1);
      if (state == RW_JOB_QUEUED)
        *oldest_queued = rw_postgres_rows_get_int (rows, 2);
    }
  return TRUE;
}

static void
jobs_init (RwJobsInterface *interface)
{
  interface->create = create;
  interface->find = find;
  interface->list = list;
  interface->list_events = list_events;
  interface->claim = claim;
  interface->renew = renew;
  interface->complete = complete;
  interface->fail = fail;
  interface->release = release;
  interface->bury = bury;
  interface->cancel = cancel;
  interface->requeue = requeue;
  interface->sweep = sweep;
  interface->take_outbox = take_outbox;
  interface->clear_outbox = clear_outbox;
  interface->note_letter = note_letter;
  interface->list_letters = list_letters;
  interface->remove_letter = remove_letter;
  interface->count = count;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RwPostgresJobs, rw_postgres_jobs, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RW_TYPE_JOBS, jobs_init))

static void
rw_postgres_jobs_finalize (GObject *object)
{
  RwPostgresJobs *self = RW_POSTGRES_JOBS (object);

  g_clear_pointer (&self->pool, rw_postgres_pool_unref);
  rw_postgres_outbox_clear (&self->outbox);
  G_OBJECT_CLASS (rw_postgres_jobs_parent_class)->finalize (object);
}

static void
rw_postgres_jobs_class_init (RwPostgresJobsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_postgres_jobs_finalize;
}

static void
rw_postgres_jobs_init (RwPostgresJobs *self)
{
  rw_postgres_outbox_init (&self->outbox);
}

RwJobs *
rw_postgres_jobs_new (RwPostgresPool *pool)
{
  RwPostgresJobs *self = g_object_new (RW_TYPE_POSTGRES_JOBS, NULL);

  self->pool = rw_postgres_pool_ref (pool);
  return RW_JOBS (self);
}
