/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-change.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* ms: how long what may be done again is tried, and the pauses between. */
#define TRY_MS        3000
#define FIRST_PAUSE   20
#define LONGEST_PAUSE 500

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

static gpointer
dup_text (RwPostgresRows *rows)
{
  return g_strdup (rw_postgres_rows_get_text (rows, 0));
}

/* Returns the transaction's id. */
static char *
begin (RwPostgres *connection, GError **error)
{
  return rw_postgres_rows_take_one (
      rw_postgres_run_script (connection, "BEGIN; SELECT pg_current_xact_id ()", error), dup_text);
}

/* What became of a transaction: DONE, UNDONE, or FAILED with @error set. One that is still there is
 * ended, so that it cannot be committed later on. */
static Outcome
ask_once (RwPostgresPool *pool, const char *id, gint64 process, GError **error)
{
  RwPostgres *connection = rw_postgres_pool_take (pool, error);
  g_autofree char *status = NULL;

  if (connection == NULL)
    return FAILED;
  status = rw_postgres_rows_take_one (
      rw_postgres_query (connection, error, "SELECT pg_xact_status ($1::xid8)", "s", id), dup_text);
  if (g_strcmp0 (status, "in progress") == 0)
    rw_postgres_run (connection, NULL, "SELECT pg_terminate_backend ($1::int)", "i", process);
  rw_postgres_pool_give_back (pool, connection);
  if (g_strcmp0 (status, "committed") == 0)
    return DONE;
  if (g_strcmp0 (status, "aborted") == 0)
    return UNDONE;
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, RW_ERROR, RW_ERROR_DATABASE,
                         _ ("The database does not tell what came of a change."));
  return FAILED;
}

static Outcome
ask (RwPostgresPool *pool, const char *id, gint64 process, GError **error)
{
  Trial trial = begin_trial (rw_postgres_patience / 2);
  GError *reason = NULL;
  Outcome outcome;

  do
    outcome = ask_once (pool, id, process, &reason);
  while (outcome == FAILED && try_again (&trial, &reason, error));
  return outcome;
}

/* Unless the connection will be closed. */
static void
roll_back (RwPostgres *connection)
{
  g_autoptr (RwPostgresRows) rows = NULL;

  if (!rw_postgres_is_broken (connection))
    rows = rw_postgres_run_script (connection, "ROLLBACK", NULL);
}

static Outcome
change_on (RwPostgres *connection, RwPostgresWork work, gpointer data, char **id, GError **error)
{
  *id = begin (connection, error);
  if (*id == NULL || !work (connection, data, error))
    {
      Outcome outcome = judge (connection);
      g_clear_pointer (id, g_free);
      roll_back (connection);
      return outcome;
    }
  g_autoptr (RwPostgresRows) rows = rw_postgres_run_script (connection, "COMMIT", error);
  if (rows != NULL)
    return DONE;
  if (!rw_postgres_is_broken (connection))
    g_clear_pointer (id, g_free);
  return judge (connection);
}

static Outcome
change_once (RwPostgresPool *pool, RwPostgresWork work, gpointer data, GError **error)
{
  RwPostgres *connection = rw_postgres_pool_take (pool, error);
  g_autofree char *id = NULL; /* if what came of it must be asked */
  GError *reason = NULL;

  if (connection == NULL)
    return UNDONE;
  gint64 process = rw_postgres_get_process (connection);
  Outcome outcome = change_on (connection, work, data, &id, error);
  rw_postgres_pool_give_back (pool, connection);
  if (outcome != UNDONE || id == NULL)
    return outcome;
  outcome = ask (pool, id, process, &reason);
  if (outcome != UNDONE)
    g_clear_error (error);
  if (outcome == FAILED)
    g_propagate_error (error, reason);
  return outcome;
}

gboolean
rw_postgres_change (RwPostgresPool *pool, RwPostgresWork work, gpointer data, GError **error)
{
  Trial trial = begin_trial (TRY_MS);
  GError *reason = NULL;
  Outcome outcome;

  do
    outcome = change_once (pool, work, data, &reason);
  while (outcome == UNDONE && try_again (&trial, &reason, error));
  if (outcome == FAILED)
    g_propagate_error (error, reason);
  return outcome == DONE;
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
  Trial trial = begin_trial (TRY_MS);
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
