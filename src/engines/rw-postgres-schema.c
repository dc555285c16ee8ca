/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-schema.h"

#include "rw-error.h"
#include "rw-postgres-change.h"

#include <glib/gi18n.h>

/* Of all who migrate; any number that nobody else uses. */
#define LOCK "7284023419"

/* rw_now: ms since 1970 by the clock of the server, the one clock of all. */
#define CLOCK                                                                                      \
  "CREATE FUNCTION rw_now () RETURNS bigint LANGUAGE sql VOLATILE AS "                             \
  "'SELECT (extract (epoch FROM clock_timestamp ()) * 1000)::bigint';"

/* See rw-sqlite-schema.c for what the columns are. No index begins with the state: it would be
 * taken for what only some of the waiting jobs are asked for, however many wait. None has
 * lease_until, which changes most often. */
#define TABLES                                                                                     \
  "CREATE TABLE jobs ("                                                                            \
  "  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"                                      \
  "  id text NOT NULL UNIQUE,"                                                                     \
  "  user_name text NOT NULL,"                                                                     \
  "  idempotency_key text,"                                                                        \
  "  file_name text NOT NULL,"                                                                     \
  "  size bigint NOT NULL CHECK (size >= 0),"                                                      \
  "  input_key text NOT NULL UNIQUE,"                                                              \
  "  state text NOT NULL CHECK (state IN ('QUEUED', 'PROCESSING', 'COMPLETED', 'FAILED',"          \
  "                                       'CANCELLED')),"                                          \
  "  attempt bigint NOT NULL DEFAULT 0,"                                                           \
  "  last_attempt bigint NOT NULL,"                                                                \
  "  owner text,"                                                                                  \
  "  lease_until bigint,"                                                                          \
  "  rows_done bigint NOT NULL DEFAULT 0,"                                                         \
  "  n_rows bigint NOT NULL DEFAULT 0,"                                                            \
  "  error text,"                                                                                  \
  "  result_key text UNIQUE,"                                                                      \
  "  result_size bigint,"                                                                          \
  "  result_sha256 text,"                                                                          \
  "  model_sha256 text,"                                                                           \
  "  note text,"                                                                                   \
  "  posted_at bigint NOT NULL,"                                                                   \
  "  sent_at bigint,"                                                                              \
  "  created_at bigint NOT NULL,"                                                                  \
  "  state_since bigint NOT NULL,"                                                                 \
  "  updated_at bigint NOT NULL,"                                                                  \
  "  UNIQUE (user_name, idempotency_key),"                                                         \
  "  CHECK (attempt BETWEEN 0 AND last_attempt),"                                                  \
  "  CHECK ((state = 'PROCESSING') = (owner IS NOT NULL)),"                                        \
  "  CHECK ((owner IS NULL) = (lease_until IS NULL)),"                                             \
  "  CHECK ((state = 'FAILED') = (error IS NOT NULL)),"                                            \
  "  CHECK ((state = 'COMPLETED') = (result_key IS NOT NULL)),"                                    \
  "  CHECK ((result_key IS NULL) = (result_size IS NULL)),"                                        \
  "  CHECK ((result_key IS NULL) = (result_sha256 IS NULL)),"                                      \
  "  CHECK ((result_key IS NULL) = (model_sha256 IS NULL))"                                        \
  ");"                                                                                             \
  "CREATE INDEX jobs_of_user ON jobs (user_name, number);"                                         \
  "CREATE INDEX jobs_of_states ON jobs (state_since, state);"                                      \
  "CREATE INDEX jobs_worked_on ON jobs (number) WHERE state = 'PROCESSING';"                       \
  "CREATE INDEX jobs_waiting ON jobs (user_name, sent_at)"                                         \
  "  WHERE state = 'QUEUED' AND sent_at IS NOT NULL;"                                              \
  "CREATE TABLE events ("                                                                          \
  "  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"                                      \
  "  job bigint NOT NULL,"                                                                         \
  "  at bigint NOT NULL,"                                                                          \
  "  state text NOT NULL,"                                                                         \
  "  note text"                                                                                    \
  ");"                                                                                             \
  "CREATE INDEX events_of_job ON events (job, number);"                                            \
  "CREATE TABLE outbox ("                                                                          \
  "  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"                                      \
  "  job bigint NOT NULL UNIQUE,"                                                                  \
  "  user_name text NOT NULL,"                                                                     \
  "  taken_at bigint"                                                                              \
  ");"                                                                                             \
  "CREATE INDEX outbox_free ON outbox (user_name, number) WHERE taken_at IS NULL;"                 \
  "CREATE INDEX outbox_taken ON outbox (taken_at) WHERE taken_at IS NOT NULL;"                     \
  "CREATE TABLE letters ("                                                                         \
  "  id text PRIMARY KEY,"                                                                         \
  "  body text NOT NULL,"                                                                          \
  "  reason text NOT NULL,"                                                                        \
  "  receipt text NOT NULL,"                                                                       \
  "  died_at bigint NOT NULL"                                                                      \
  ");"

/* Of each connection that changed something: the number of its last change that was committed, and
 * how the process that serves it is found. */
#define SESSIONS                                                                                   \
  "CREATE TABLE sessions ("                                                                        \
  "  id text PRIMARY KEY,"                                                                         \
  "  process bigint NOT NULL,"                                                                     \
  "  begun_at timestamptz NOT NULL,"                                                               \
  "  change bigint NOT NULL DEFAULT 0,"                                                            \
  "  used_at bigint NOT NULL DEFAULT rw_now ()"                                                    \
  ");"

/* A move cannot be made without its event, nor a message be asked for without its entry, which goes
 * when the job is over. */
#define TRIGGERS                                                                                   \
  "CREATE FUNCTION rw_job_was_created () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"             \
  "  INSERT INTO events (job, at, state) VALUES (new.number, new.state_since, new.state);"         \
  "  INSERT INTO outbox (job, user_name) VALUES (new.number, new.user_name);"                      \
  "  RETURN NULL;"                                                                                 \
  "END $$;"                                                                                        \
  "CREATE TRIGGER job_was_created AFTER INSERT ON jobs"                                            \
  "  FOR EACH ROW EXECUTE FUNCTION rw_job_was_created ();"                                         \
  "CREATE FUNCTION rw_job_was_moved () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"               \
  "  INSERT INTO events (job, at, state, note)"                                                    \
  "    VALUES (new.number, new.state_since, new.state, new.note);"                                 \
  "  IF new.state IN ('COMPLETED', 'FAILED', 'CANCELLED') THEN"                                    \
  "    DELETE FROM outbox WHERE job = new.number;"                                                 \
  "  END IF;"                                                                                      \
  "  RETURN NULL;"                                                                                 \
  "END $$;"                                                                                        \
  "CREATE TRIGGER job_was_moved AFTER UPDATE OF state ON jobs"                                     \
  "  FOR EACH ROW EXECUTE FUNCTION rw_job_was_moved ();"                                           \
  "CREATE FUNCTION rw_message_is_asked_for () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"        \
  "  DELETE FROM outbox WHERE job = new.number;"                                                   \
  "  INSERT INTO outbox (job, user_name) VALUES (new.number, new.user_name);"                      \
  "  new.sent_at = NULL;"                                                                          \
  "  RETURN new;"                                                                                  \
  "END $$;"                                                                                        \
  "CREATE TRIGGER message_is_asked_for BEFORE UPDATE OF posted_at ON jobs"                         \
  "  FOR EACH ROW EXECUTE FUNCTION rw_message_is_asked_for ();"

#define TOKENS                                                                                     \
  "CREATE TABLE tokens ("                                                                          \
  "  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"                                      \
  "  sha256 text NOT NULL UNIQUE,"                                                                 \
  "  user_name text NOT NULL,"                                                                     \
  "  note text,"                                                                                   \
  "  created_at bigint NOT NULL"                                                                   \
  ");"

/* What makes a version of the one before, and takes it back. */
static const struct
{
  const char *name;
  const char *up;
  const char *down;
  const char *lost; /* has rows when going down would lose something */
} migrations[RW_POSTGRES_SCHEMA_VERSION] = {
  { N_ ("jobs, events, outbox and dead letters"), CLOCK TABLES SESSIONS TRIGGERS,
    "DROP TABLE jobs, events, outbox, letters, sessions;"
    "DROP FUNCTION rw_job_was_created, rw_job_was_moved, rw_message_is_asked_for, rw_now",
    "SELECT number FROM jobs UNION ALL SELECT died_at FROM letters LIMIT 1" },
  { N_ ("tokens of users"), TOKENS, "DROP TABLE tokens", "SELECT number FROM tokens LIMIT 1" },
};

static gboolean
run_script (RwPostgres *connection, const char *script, GError **error)
{
  g_autoptr (RwPostgresRows) rows = rw_postgres_run_script (connection, script, error);

  return rows != NULL;
}

/* -1 with @error set. */
static gint64
ask_number (RwPostgresRows *answer)
{
  g_autoptr (RwPostgresRows) rows = answer;

  return rows != NULL && rw_postgres_rows_next (rows) ? rw_postgres_rows_get_int (rows, 0) : -1;
}

static gboolean
step_up (RwPostgres *connection, int version, GError **error)
{
  return run_script (connection, migrations[version - 1].up, error) &&
         rw_postgres_run (connection, error,
                          "INSERT INTO retainwise_versions (version) VALUES ($1)", "i",
                          (gint64) version) == 1;
}

static gboolean
check_loss (RwPostgres *connection, int version, GError **error)
{
  g_autoptr (RwPostgresRows) rows =
      rw_postgres_run_script (connection, migrations[version - 1].lost, error);

  if (rows == NULL || !rw_postgres_rows_next (rows))
    return rows != NULL;
  g_set_error (error, RW_ERROR, RW_ERROR_DATABASE,
               _ ("Without version %d of the tables what they hold would be lost: %s. Make a copy "
                  "of the database, and add --discard if it may be lost."),
               version, rw_postgres_schema_get_name (version));
  return FALSE;
}

static gboolean
step_down (RwPostgres *connection, int version, gboolean discards, GError **error)
{
  return (discards || check_loss (connection, version, error)) &&
         run_script (connection, migrations[version - 1].down, error) &&
         rw_postgres_run (connection, error, "DELETE FROM retainwise_versions WHERE version = $1",
                          "i", (gint64) version) == 1;
}

static gboolean
refuse_newer (int version, GError **error)
{
  g_set_error (error, RW_ERROR, RW_ERROR_DATABASE,
               _ ("The database’s tables are of version %d, and this program knows %d at most. Use "
                  "the program that made them; its “retainwise-server database rollback --to %d” "
                  "takes them back."),
               version, RW_POSTGRES_SCHEMA_VERSION, RW_POSTGRES_SCHEMA_VERSION);
  return FALSE;
}

/* Who waited for the lock sees what the one before did. */
static gboolean
migrate (RwPostgres *connection, int target, gboolean discards, GError **error)
{
  if (!rw_postgres_be_patient (connection, error) ||
      !run_script (connection,
                   "SELECT pg_advisory_xact_lock (" LOCK ");"
                   "CREATE TABLE IF NOT EXISTS retainwise_versions ("
                   "  version int PRIMARY KEY,"
                   "  migrated_at timestamptz NOT NULL DEFAULT clock_timestamp ()"
                   ")",
                   error))
    return FALSE;
  int version = (int) ask_number (rw_postgres_run_script (
      connection, "SELECT coalesce (max (version), 0) FROM retainwise_versions", error));
  if (version < 0)
    return FALSE;
  if (version > RW_POSTGRES_SCHEMA_VERSION)
    return refuse_newer (version, error);
  for (; version < target; version++)
    if (!step_up (connection, version + 1, error))
      return FALSE;
  for (; version > target; version--)
    if (!step_down (connection, version, discards, error))
      return FALSE;
  return TRUE;
}

int
rw_postgres_schema_get_version (RwPostgresPool *pool, GError **error)
{
  gint64 n_tables = ask_number (
      rw_postgres_read (pool, error, "SELECT count (to_regclass ('retainwise_versions'))", ""));

  if (n_tables <= 0)
    return (int) n_tables;
  return (int) ask_number (rw_postgres_read (
      pool, error, "SELECT coalesce (max (version), 0) FROM retainwise_versions", ""));
}

gboolean
rw_postgres_schema_check (RwPostgresPool *pool, GError **error)
{
  int version = rw_postgres_schema_get_version (pool, error);

  if (version < 0 || version == RW_POSTGRES_SCHEMA_VERSION)
    return version > 0;
  if (version > RW_POSTGRES_SCHEMA_VERSION)
    return refuse_newer (version, error);
  if (version == 0)
    g_set_error (error, RW_ERROR, RW_ERROR_DATABASE,
                 _ ("The database has no tables of RetainWise yet. “%s” makes them."),
                 "retainwise-server database migrate");
  else
    g_set_error (error, RW_ERROR, RW_ERROR_DATABASE,
                 _ ("The database’s tables are of version %d, and this program needs %d. “%s” "
                    "changes them."),
                 version, RW_POSTGRES_SCHEMA_VERSION, "retainwise-server database migrate");
  return FALSE;
}

gboolean
rw_postgres_schema_migrate (RwPostgresPool *pool, int target, gboolean discards, GError **error)
{
  RwPostgres *connection = rw_postgres_pool_take (pool, error);

  if (connection == NULL)
    return FALSE;
  gboolean done = run_script (connection, "BEGIN", error) &&
                  migrate (connection, target, discards, error) &&
                  run_script (connection, "COMMIT", error);
  rw_postgres_pool_give_back (pool, connection);
  return done;
}

const char *
rw_postgres_schema_get_name (int version)
{
  return _ (migrations[version - 1].name);
}
