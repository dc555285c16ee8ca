/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-change.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* ms: the pauses between tries. */
#define FIRST_PAUSE   20
#define LONGEST_PAUSE 500
#define DAY           (24 * 60 * 60 * 1000)

gint64 rw_postgres_persistence = 3000;

typedef enum
{
  DONE,
  UNDONE, /* and may be tried again */
  FAILED,
} Outcome;

/* Something that is done again until it is done, it fails for good, or the time is over. */
typedef struct
{
  gint64 end; /* monotonic µs */
  gint64 pause;
} Trial;

typedef struct
{
  const char *sql;
  const RwPostgresValues *values;
  RwPostgresRows *rows;
} Statement;

static Trial
begin_trial (gint64 ms)
{
  return (Trial){ g_get_monotonic_time () + ms * 1000, FIRST_PAUSE };
}

/* By chance up to twice as long, so that what failed together is not tried again together. FALSE,
 * with *@reason moved to @error: it is over. */
static gboolean
try_again (Trial *trial, GError **reason, GError **error)
{
  gint64 pause = (gint64) (trial->pause * g_random_double_range (1, 2)) * 1000;

  if (g_get_monotonic_time () + pause > trial->end)
    {
      g_propagate_error (error, g_steal_pointer (reason));
      return FALSE;
    }
  g_clear_error (reason);
  g_usleep ((gulong) pause);
  trial->pause = MIN (2 * trial->pause, LONGEST_PAUSE);
  return TRUE;
}

static Outcome
judge (const RwPostgres *connection)
{
  return rw_postgres_is_broken (connection) || rw_postgres_is_passing (connection) ? UNDONE
                                                                                   : FAILED;
}

static gboolean
run_script (RwPostgres *connection, const char *script, GError **error)
{
  g_autoptr (RwPostgresRows) rows = rw_postgres_run_script (connection, script, error);

  return rows != NULL;
}

/* A row of its own, so that what it changes can be told afterwards. */
static gboolean
introduce (RwPostgres *connection, GError **error)
{
  return run_script (connection, "ROLLBACK", error) &&
         rw_postgres_run (connection, error,
                          "INSERT INTO sessions (id, process, begun_at) "
                          "SELECT $1, pid, backend_start FROM pg_stat_activity "
                          "WHERE pid = pg_backend_pid () ON CONFLICT (id) DO NOTHING",
                          "s", rw_postgres_get_id (connection)) >= 0;
}

/* 1 when a transaction has begun, 0 when the connection has no row yet, -1 on error. */
static int
begin_marked (RwPostgres *connection, gint64 number, GError **error)
{
  g_autofree char *script = g_strdup_printf ("BEGIN; UPDATE sessions SET change = %" G_GINT64_FORMAT
                                             ", used_at = rw_now () WHERE id = '%s'",
                                             number, rw_postgres_get_id (connection));
  g_autoptr (RwPostgresRows) rows = rw_postgres_run_script (connection, script, error);

  return rows != NULL ? rw_postgres_rows_count_changed (rows) : -1;
}

/* The transaction leaves its number in the row of the connection, by which it is told whether it
 * was committed. What PostgreSQL itself says of a transaction's id may be another one's after a
 * crash, for ids that did not reach the disk are given again. */
static gboolean
begin (RwPostgres *connection, gint64 number, GError **error)
{
  int begun = begin_marked (connection, number, error);

  if (begun == 0 && introduce (connection, error))
    begun = begin_marked (connection, number, error);
  return begun == 1;
}

/* What became of a change: DONE, UNDONE, or FAILED with @error set. A transaction that is still
 * there is ended, and waited for. */
static Outcome
ask_on (RwPostgres *connection, const char *id, gint64 number, GError **error)
{
  if (rw_postgres_run (connection, error,
                       "SELECT pg_terminate_backend (pid) FROM pg_stat_activity JOIN sessions ON "
                       "process = pid AND begun_at = backend_start WHERE sessions.id = $1",
                       "s", id) < 0)
    return FAILED;
  g_autoptr (RwPostgresRows) rows = rw_postgres_query (
      connection, error, "SELECT change FROM sessions WHERE id = $1 FOR UPDATE", "s", id);
  if (rows == NULL)
    return FAILED;
  if (rw_postgres_rows_next (rows))
    return rw_postgres_rows_get_int (rows, 0) == number ? DONE : UNDONE;
  g_set_error_literal (error, RW_ERROR, RW_ERROR_DATABASE,
                       _ ("The database does not tell what came of a change."));
  return FAILED;
}

static Outcome
ask_once (RwPostgresPool *pool, const char *id, gint64 number, GError **error)
{
  RwPostgres *connection = rw_postgres_pool_take (pool, error);

  if (connection == NULL)
    return FAILED;
  Outcome outcome = ask_on (connection, id, number, error);
  rw_postgres_pool_give_back (pool, connection);
  return outcome;
}

static Outcome
ask (RwPostgresPool *pool, const char *id, gint64 number, GError **error)
{
  Trial trial = begin_trial (rw_postgres_patience / 2);
  GError *reason = NULL;
  Outcome outcome;

  do
    outcome = ask_once (pool, id, number, &reason);
  while (outcome == FAILED && try_again (&trial, &reason, error));
  return outcome;
}

/* @asks: what came of it must be asked. */
static Outcome
change_on (RwPostgres *connection, gint64 number, RwPostgresWork work, gpointer data,
           gboolean *asks, GError **error)
{
  if (!begin (connection, number, error) || !work (connection, data, error))
    {
      Outcome outcome = judge (connection);
      if (!rw_postgres_is_broken (connection))
        run_script (connection, "ROLLBACK", NULL);
      return outcome;
    }
  if (run_script (connection, "COMMIT", error))
    return DONE;
  *asks = rw_postgres_is_broken (connection);
  return judge (connection);
}

static Outcome
change_once (RwPostgresPool *pool, RwPostgresWork work, gpointer data, GError **error)
{
  RwPostgres *connection = rw_postgres_pool_take (pool, error);
  gboolean asks = FALSE;
  GError *reason = NULL;

  if (connection == NULL)
    return UNDONE;
  g_autofree char *id = g_strdup (rw_postgres_get_id (connection));
  gint64 number = rw_postgres_count_change (connection);
  Outcome outcome = change_on (connection, number, work, data, &asks, error);
  rw_postgres_pool_give_back (pool, connection);
  if (!asks)
    return outcome;
  outcome = ask (pool, id, number, &reason);
  if (outcome != UNDONE)
    g_clear_error (error);
  if (outcome == FAILED)
    g_propagate_error (error, reason);
  return outcome;
}

gboolean
rw_postgres_change (RwPostgresPool *pool, RwPostgresWork work, gpointer data, GError **error)
{
  Trial trial = begin_trial (rw_postgres_persistence);
  GError *reason = NULL;
  Outcome outcome;

  do
    outcome = change_once (pool, work, data, &reason);
  while (outcome == UNDONE && try_again (&trial, &reason, error));
  if (outcome == FAILED)
    g_propagate_error (error, reason);
  return outcome == DONE;
}

/* One that is used again makes its row anew. */
gboolean
rw_postgres_change_forget (RwPostgres *connection, GError **error)
{
  return rw_postgres_run (connection, error,
                          "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions "
                          "WHERE used_at < rw_now () - $1 FOR UPDATE SKIP LOCKED)",
                          "i", (gint64) DAY) >= 0;
}

static gboolean
run_statement (RwPostgres *connection, gpointer data, GError **error)
{
  Statement *statement = data;

  g_clear_pointer (&statement->rows, rw_postgres_rows_free);
  statement->rows = rw_postgres_query_values (connection, statement->sql, statement->values, error);
  return statement->rows != NULL;
}

static RwPostgresRows *
change_by_statement (RwPostgresPool *pool, const char *sql, const RwPostgresValues *values,
                     GError **error)
{
  Statement statement = { sql, values, NULL };

  if (!rw_postgres_change (pool, run_statement, &statement, error))
    g_clear_pointer (&statement.rows, rw_postgres_rows_free);
  return statement.rows;
}

int
rw_postgres_change_rows (RwPostgresPool *pool, GError **error, const char *sql, const char *types,
                         ...)
{
  g_auto (RwPostgresValues) values = { 0 };
  va_list list;

  va_start (list, types);
  rw_postgres_values_init (&values, types, list);
  va_end (list);
  g_autoptr (RwPostgresRows) rows = change_by_statement (pool, sql, &values, error);
  return rows != NULL ? rw_postgres_rows_count_changed (rows) : -1;
}

RwPostgresRows *
rw_postgres_change_query (RwPostgresPool *pool, GError **error, const char *sql, const char *types,
                          ...)
{
  g_auto (RwPostgresValues) values = { 0 };
  va_list list;

  va_start (list, types);
  rw_postgres_values_init (&values, types, list);
  va_end (list);
  return change_by_statement (pool, sql, &values, error);
}

static Outcome
read_once (RwPostgresPool *pool, Statement *statement, GError **error)
{
  RwPostgres *connection = rw_postgres_pool_take (pool, error);

  if (connection == NULL)
    return UNDONE;
  Outcome outcome = run_statement (connection, statement, error) ? DONE : judge (connection);
  rw_postgres_pool_give_back (pool, connection);
  return outcome;
}

RwPostgresRows *
rw_postgres_read (RwPostgresPool *pool, GError **error, const char *sql, const char *types, ...)
{
  Trial trial = begin_trial (rw_postgres_persistence);
  g_auto (RwPostgresValues) values = { 0 };
  Statement statement = { sql, &values, NULL };
  GError *reason = NULL;
  Outcome outcome;
  va_list list;

  va_start (list, types);
  rw_postgres_values_init (&values, types, list);
  va_end (list);
  do
    outcome = read_once (pool, &statement, &reason);
  while (outcome == UNDONE && try_again (&trial, &reason, error));
  if (outcome == FAILED)
    g_propagate_error (error, reason);
  return statement.rows;
}
