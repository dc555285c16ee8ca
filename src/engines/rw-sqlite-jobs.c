/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-jobs.h"

#include "rw-clock.h"
#include "rw-database.h"
#include "rw-sql-columns.h"
#include "rw-sqlite-letters.h"
#include "rw-sqlite-outbox.h"
#include "rw-sqlite-schema.h"

#include <glib/gi18n.h>

/* Events and entries of the outbox are written by the triggers of rw-sqlite-schema.c. */

#define SELECT_JOBS "SELECT " RW_SQL_RECORD_COLUMNS ("user") " FROM jobs "

/* To be followed by what else changes; ?1 is the time. */
#define MOVE_TO(state)                                                                             \
  "UPDATE jobs SET state = '" state "', owner = NULL, lease_until = NULL, state_since = ?1, "      \
  "updated_at = ?1, "

/* ms that the clock may be set back by. */
#define CLOCK_SLACK 2000

#define IF_LEASED " WHERE id = ?2 AND owner = ?3 AND attempt = ?4 AND state = 'PROCESSING'"

struct _RwSqliteJobs
{
  GObject parent;
  RwDatabase *database;
};

static RwDatabase *
get_database (RwJobs *jobs)
{
  return RW_SQLITE_JOBS (jobs)->database;
}

static RwJobRecord *
create (RwJobs *jobs, const RwJobDraft *draft, GError **error)
{
  RwDatabase *database = get_database (jobs);
  g_autoptr (RwTransaction) transaction = rw_database_begin (database, error);

  if (transaction == NULL ||
      rw_database_run (database, error,
                       "INSERT INTO jobs (id, user, idempotency_key, file_name, size, input_key, "
                       "state, last_attempt, posted_at, created_at, state_since, updated_at) "
                       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'QUEUED', ?7, ?8, ?8, ?8, ?8) "
                       "ON CONFLICT (user, idempotency_key) DO NOTHING",
                       "ssssisii", draft->id, draft->user, draft->idempotency_key, draft->file_name,
                       draft->size, draft->input_key, (gint64) RW_JOBS_MAX_ATTEMPTS,
                       rw_clock_now ()) < 0)
    return NULL;
  g_autoptr (RwJobRecord) record =
      rw_query_take_one (rw_database_query (database, error,
                                            SELECT_JOBS "WHERE id = ?1 OR (user = ?2 AND "
                                                        "idempotency_key = ?3)",
                                            "sss", draft->id, draft->user, draft->idempotency_key),
                         rw_sql_make_record, (GDestroyNotify) rw_job_record_free, error);
  return record != NULL && rw_transaction_commit (transaction, error) ? g_steal_pointer (&record)
                                                                      : NULL;
}

static RwJobRecord *
find (RwJobs *jobs, const char *user, const char *id, GError **error)
{
  RwQuery *query =
      rw_database_query (get_database (jobs), error,
                         SELECT_JOBS "WHERE id = ?1 AND (?2 IS NULL OR user = ?2)", "ss", id, user);

  return rw_query_take_one (query, rw_sql_make_record, (GDestroyNotify) rw_job_record_free, error);
}

static GPtrArray *
list (RwJobs *jobs, const char *user, guint limit, gint64 before, GError **error)
{
  RwQuery *query = rw_database_query (get_database (jobs), error,
                                      SELECT_JOBS "WHERE user = ?1 AND (?2 = 0 OR number < ?2) "
                                                  "ORDER BY number DESC LIMIT ?3",
                                      "sii", user, before, (gint64) limit);

  return rw_query_take_all (query, rw_sql_make_record, (GDestroyNotify) rw_job_record_free, error);
}

static GPtrArray *
list_events (RwJobs *jobs, const char *id, GError **error)
{
  RwQuery *query =
      rw_database_query (get_database (jobs), error,
                         "SELECT " RW_SQL_EVENT_COLUMNS
                         " FROM events WHERE job = (SELECT number FROM jobs WHERE id = ?1) "
                         "ORDER BY number",
                         "s", id);

  return rw_query_take_all (query, rw_sql_make_event, (GDestroyNotify) rw_job_event_free, error);
}

/* Of job @id, NULL: of all. Returns how many, -1 on error. A lease that was given or renewed later
 * than now was so by a clock that was wrong, and does not hold until then. */
static int
expire_leases (RwDatabase *database, const char *id, GError **error)
{
  return rw_database_run (
      database, error,
      MOVE_TO ("QUEUED") "rows_done = 0, note = ?2 WHERE state = 'PROCESSING' "
                         "AND (lease_until <= ?1 OR updated_at > ?1 + " G_STRINGIFY (
                             CLOCK_SLACK) ") AND (?3 IS NULL OR id = ?3)",
      "iss", rw_clock_now (), _ ("The worker was lost; another one takes over."), id);
}

/* Returns 1 if the job was waiting without an attempt left, 0 if not, -1 on error. */
static int
give_up (RwDatabase *database, const char *id, const char *message, GError **error)
{
  return rw_database_run (database, error,
                          MOVE_TO ("FAILED") "error = ?2, note = NULL WHERE id = ?3 AND "
                                             "state = 'QUEUED' AND attempt = last_attempt",
                          "iss", rw_clock_now (), message, id);
}

static RwClaim
take (RwDatabase *database, const RwJobLease *lease, gint64 lease_ms, GError **error)
{
  gint64 now = rw_clock_now ();
  int taken = rw_database_run (
      database, error,
      "UPDATE jobs SET state = 'PROCESSING', owner = ?2, lease_until = ?3, attempt = attempt + 1, "
      "rows_done = 0, note = NULL, state_since = ?1, updated_at = ?1 "
      "WHERE id = ?4 AND state = 'QUEUED' AND attempt < last_attempt",
      "isis", now, lease->owner, now + lease_ms, lease->id);

  return taken < 0 ? RW_CLAIM_ERROR : taken > 0 ? RW_CLAIM_TAKEN : RW_CLAIM_OVER;
}

/* Why a job cannot be taken. */
static RwClaim
refuse (RwJobs *jobs, const char *id, GError **error)
{
  g_autofree char *message = rw_jobs_dup_spent_message ();
  int spent = give_up (get_database (jobs), id, message, error);
  GError *reason = NULL;

  if (spent != 0)
    return spent < 0 ? RW_CLAIM_ERROR : RW_CLAIM_SPENT;
  g_autoptr (RwJobRecord) record = find (jobs, NULL, id, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return RW_CLAIM_ERROR;
    }
  return record != NULL && record->state == RW_JOB_PROCESSING ? RW_CLAIM_HELD : RW_CLAIM_OVER;
}

static RwClaim
claim (RwJobs *jobs, const RwJobLease *lease, gint64 lease_ms, RwJobRecord **record, GError **error)
{
  RwDatabase *database = get_database (jobs);
  g_autoptr (RwTransaction) transaction = rw_database_begin (database, error);

  *record = NULL;
  if (transaction == NULL || expire_leases (database, lease->id, error) < 0)
    return RW_CLAIM_ERROR;
  RwClaim result = take (database, lease, lease_ms, error);
  if (result == RW_CLAIM_OVER)
    result = refuse (jobs, lease->id, error);
  g_autoptr (RwJobRecord) taken =
      result == RW_CLAIM_TAKEN ? find (jobs, NULL, lease->id, error) : NULL;
  if (result == RW_CLAIM_ERROR || (result == RW_CLAIM_TAKEN && taken == NULL) ||
      !rw_transaction_commit (transaction, error))
    return RW_CLAIM_ERROR;
  *record = g_steal_pointer (&taken);
  return result;
}

static gboolean
renew (RwJobs *jobs, const RwJobLease *lease, gint64 lease_ms, gint64 rows_done, gint64 n_rows,
       GError **error)
{
  gint64 now = rw_clock_now ();

  return rw_database_run (get_database (jobs), error,
                          "UPDATE jobs SET lease_until = ?5, rows_done = ?6, n_rows = ?7, "
                          "updated_at = ?1" IF_LEASED " AND lease_until > ?1",
                          "issiiii", now, lease->id, lease->owner, lease->attempt, now + lease_ms,
                          rows_done, n_rows) > 0;
}

/* Whoever is late is not refused while nobody else took the job: the work is done. So are fail and
 * release. */
static gboolean
complete (RwJobs *jobs, const RwJobLease *lease, const RwJobResult *result, GError **error)
{
  return rw_database_run (get_database (jobs), error,
                          MOVE_TO ("COMPLETED") "note = NULL, result_key = ?5, result_size = ?6, "
                                                "result_sha256 = ?7, model_sha256 = ?8, "
                                                "rows_done = ?9, n_rows = ?9" IF_LEASED,
                          "issisissi", rw_clock_now (), lease->id, lease->owner, lease->attempt,
                          result->key, result->size, result->sha256, result->model_sha256,
                          result->n_rows) > 0;
}

static gboolean
fail (RwJobs *jobs, const RwJobLease *lease, const char *message, GError **error)
{
  return rw_database_run (get_database (jobs), error,
                          MOVE_TO ("FAILED") "note = NULL, error = ?5" IF_LEASED, "issis",
                          rw_clock_now (), lease->id, lease->owner, lease->attempt, message) > 0;
}

static gboolean
release (RwJobs *jobs, const RwJobLease *lease, const char *note, GError **error)
{
  return rw_database_run (get_database (jobs), error,
                          MOVE_TO ("QUEUED") "rows_done = 0, note = ?5" IF_LEASED, "issis",
                          rw_clock_now (), lease->id, lease->owner, lease->attempt, note) > 0;
}

static gboolean
bury (RwJobs *jobs, const char *id, const char *message, GError **error)
{
  RwDatabase *database = get_database (jobs);
  g_autoptr (RwTransaction) transaction = rw_database_begin (database, error);
  int failed = transaction != NULL && expire_leases (database, id, error) >= 0
                   ? give_up (database, id, message, error)
                   : -1;

  if (failed < 0 ||
      (failed == 0 &&
       rw_database_run (
           database, error,
           "UPDATE jobs SET posted_at = ?1 WHERE id = ?2 AND state IN ('QUEUED', 'PROCESSING')",
           "is", rw_clock_now (), id) < 0))
    return FALSE;
  return rw_transaction_commit (transaction, error);
}

static gboolean
cancel (RwJobs *jobs, const char *id, GError **error)
{
  return rw_database_run (get_database (jobs), error,
                          MOVE_TO ("CANCELLED") "note = NULL WHERE id = ?2 AND state IN ('QUEUED', "
                                                "'PROCESSING')",
                          "is", rw_clock_now (), id) > 0;
}

/* Attempts go on counting: a worker that still has the last one must not be taken for the next. */
static gboolean
requeue (RwJobs *jobs, const char *id, GError **error)
{
  return rw_database_run (
             get_database (jobs), error,
             MOVE_TO ("QUEUED") "rows_done = 0, error = NULL, note = NULL, posted_at = ?1, "
                                "last_attempt = attempt + ?2 WHERE id = ?3 AND state IN "
                                "('FAILED', 'CANCELLED')",
             "iis", rw_clock_now (), (gint64) RW_JOBS_MAX_ATTEMPTS, id) > 0;
}

static int
sweep (RwJobs *jobs, GError **error)
{
  RwDatabase *database = get_database (jobs);
  g_autoptr (RwTransaction) transaction = rw_database_begin (database, error);
  int n_moved = transaction != NULL ? expire_leases (database, NULL, error) : -1;

  if (n_moved < 0 || rw_sqlite_outbox_resend (database, error) < 0)
    return -1;
  return rw_transaction_commit (transaction, error) ? n_moved : -1;
}

static GPtrArray *
take_outbox (RwJobs *jobs, guint limit, GError **error)
{
  return rw_sqlite_outbox_take (get_database (jobs), limit, error);
}

static gboolean
clear_outbox (RwJobs *jobs, gint64 number, GError **error)
{
  return rw_sqlite_outbox_clear (get_database (jobs), number, error);
}

static gboolean
note_letter (RwJobs *jobs, const RwDeadLetter *letter, GError **error)
{
  return rw_sqlite_letters_note (get_database (jobs), letter, error);
}

static GPtrArray *
list_letters (RwJobs *jobs, GError **error)
{
  return rw_sqlite_letters_list (get_database (jobs), error);
}

static gboolean
remove_letter (RwJobs *jobs, const char *id, GError **error)
{
  return rw_sqlite_letters_remove (get_database (jobs), id, error);
}

static gboolean
count (RwJobs *jobs, gint64 counts[RW_N_JOB_STATES], gint64 *oldest_queued, GError **error)
{
  g_autoptr (RwQuery) query =
      rw_database_query (get_database (jobs), error,
                         "SELECT state, count (*), min (state_since) FROM jobs GROUP BY state", "");
  GError *reason = NULL;

  if (query == NULL)
    return FALSE;
  memset (counts, 0, RW_N_JOB_STATES * sizeof counts[0]);
  *oldest_queued = 0;
  while (rw_query_next (query, &reason))
    {
      RwJobState state = rw_sql_parse_state (rw_query_get_text (query, 0));
      counts[state] = rw_query_get_int (query, 1);
      if (state == RW_JOB_QUEUED)
        *oldest_queued = rw_query_get_int (query, 2);
    }
  if (reason != NULL)
    g_propagate_error (error, reason);
  return reason == NULL;
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

G_DEFINE_FINAL_TYPE_WITH_CODE (RwSqliteJobs, rw_sqlite_jobs, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RW_TYPE_JOBS, jobs_init))

static void
rw_sqlite_jobs_finalize (GObject *object)
{
  g_clear_pointer (&RW_SQLITE_JOBS (object)->database, rw_database_free);
  G_OBJECT_CLASS (rw_sqlite_jobs_parent_class)->finalize (object);
}

static void
rw_sqlite_jobs_class_init (RwSqliteJobsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_sqlite_jobs_finalize;
}

static void
rw_sqlite_jobs_init (RwSqliteJobs *self G_GNUC_UNUSED)
{
}

RwJobs *
rw_sqlite_jobs_open (const char *path, GError **error)
{
  RwDatabase *database = rw_database_open (path, rw_sqlite_schema, error);

  if (database == NULL)
    return NULL;
  RwSqliteJobs *self = g_object_new (RW_TYPE_SQLITE_JOBS, NULL);
  self->database = database;
  return RW_JOBS (self);
}
