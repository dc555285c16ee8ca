/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres.h"

#include "rw-error.h"
#include "rw-random.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <libpq-fe.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

gint64 rw_postgres_patience = 10 * 1000;

struct _RwPostgres
{
  PGconn *handle;
  gint64 patience;      /* ms; 0: without end */
  GHashTable *prepared; /* SQL to the statement's name */
  char *id;
  gint64 n_changes;
  char state[6]; /* SQLSTATE of the last error */
  gboolean broken;
};

/* What says that the transaction was undone for the sake of another one. */
static const char *const passing_states[] = {
  "40001", /* serialization_failure */
  "40P01", /* deadlock_detected */
};

/* What a new connection makes good: the server ends or begins, or does not know our statements, or
 * knows them from before the tables were changed. */
static const char *const breaking_states[] = {
  "57P01", "57P02", "57P03", "57P05", "25P03", "26000", "0A000",
};

static gboolean
is_among (const char *state, const char *const *states, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (state, states[i]))
      return TRUE;
  return FALSE;
}

/* Messages of libpq have several lines, the first of which says it. */
static gboolean
fail (RwPostgres *self, const char *message, GError **error)
{
  g_autofree char *line = g_strndup (message, strcspn (message, "\n"));

  g_set_error (error, RW_ERROR, RW_ERROR_DATABASE, _ ("The database cannot be used: %s"), line);
  if (PQstatus (self->handle) != CONNECTION_OK ||
      is_among (self->state, breaking_states, G_N_ELEMENTS (breaking_states)))
    self->broken = TRUE;
  return FALSE;
}

static gboolean
fail_with_handle (RwPostgres *self, GError **error)
{
  return fail (self, PQerrorMessage (self->handle), error);
}

static gboolean
fail_with_result (RwPostgres *self, const PGresult *result, GError **error)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *message = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);

  g_strlcpy (self->state, state != NULL ? state : "", sizeof self->state);
  return fail (self, message != NULL ? message : PQerrorMessage (self->handle), error);
}

/* The answer may come yet, so nothing can be asked on this connection any more. */
static gboolean
give_up (RwPostgres *self, GError **error)
{
  g_set_error_literal (error, RW_ERROR, RW_ERROR_DATABASE,
                       _ ("The database does not answer. See whether its server is overloaded."));
  self->broken = TRUE;
  return FALSE;
}

static gint64
make_deadline (const RwPostgres *self)
{
  return self->patience > 0 ? g_get_monotonic_time () + self->patience * 1000 : G_MAXINT64;
}

/* Waits until the socket can be read, or written if there is something to write. */
static gboolean
wait_for_socket (RwPostgres *self, gboolean writes, gint64 deadline, GError **error)
{
  gint64 left = (deadline - g_get_monotonic_time ()) / 1000 + 1;
  struct pollfd socket = { PQsocket (self->handle), writes ? POLLIN | POLLOUT : POLLIN, 0 };

  if (socket.fd < 0)
    return fail_with_handle (self, error);
  if (left <= 0)
    return give_up (self, error);
  return poll (&socket, 1, (int) MIN (left, G_MAXINT)) >= 0 || errno == EINTR ||
         fail (self, g_strerror (errno), error);
}

static gboolean
wait_for_answer (RwPostgres *self, gint64 deadline, GError **error)
{
  for (int writes = PQflush (self->handle); writes != 0 || PQisBusy (self->handle);
       writes = PQflush (self->handle))
    {
      if (writes < 0)
        return fail_with_handle (self, error);
      if (!wait_for_socket (self, writes > 0, deadline, error))
        return FALSE;
      if (!PQconsumeInput (self->handle))
        return fail_with_handle (self, error);
    }
  return TRUE;
}

static gboolean
is_fine (const PGresult *result)
{
  ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* The last one, or the first that is an error. */
static PGresult *
prefer (PGresult *kept, PGresult *next)
{
  gboolean keeps = kept != NULL && !is_fine (kept);

  PQclear (keeps ? next : kept);
  return keeps ? kept : next;
}

static PGresult *
check (RwPostgres *self, PGresult *result, GError **error)
{
  if (result != NULL && is_fine (result))
    return result;
  if (result != NULL)
    fail_with_result (self, result, error);
  else
    fail_with_handle (self, error);
  PQclear (result);
  return NULL;
}

/* @sent: whether something was sent, whose results are all awaited. */
static PGresult *
receive (RwPostgres *self, gboolean sent, GError **error)
{
  gint64 deadline = make_deadline (self);
  PGresult *kept = NULL;

  self->state[0] = '\0';
  if (!sent)
    return check (self, NULL, error);
  while (wait_for_answer (self, deadline, error))
    {
      PGresult *next = PQgetResult (self->handle);
      if (next == NULL)
        return check (self, kept, error);
      kept = prefer (kept, next);
    }
  PQclear (kept);
  return NULL;
}

static const char *
prepare (RwPostgres *self, const char *sql, const RwPostgresValues *values, GError **error)
{
  const char *known = g_hash_table_lookup (self->prepared, sql);

  if (known != NULL)
    return known;
  g_autofree char *name = g_strdup_printf ("rw%u", g_hash_table_size (self->prepared));
  PGresult *result =
      receive (self, PQsendPrepare (self->handle, name, sql, values->n, values->types), error);
  if (result == NULL)
    return NULL;
  PQclear (result);
  g_hash_table_insert (self->prepared, g_strdup (sql), g_strdup (name));
  return g_hash_table_lookup (self->prepared, sql);
}

static void
ignore_notice_cb (void *data G_GNUC_UNUSED, const char *message G_GNUC_UNUSED)
{
}

/* What stands before the URI is what it is where the URI says nothing. */
static PGconn *
connect_to (const char *uri)
{
  g_autofree char *timeout =
      g_strdup_printf ("%" G_GINT64_FORMAT, MAX (rw_postgres_patience / 2000, 2));
  g_autofree char *patience = g_strdup_printf ("%" G_GINT64_FORMAT, rw_postgres_patience);
  const char *names[] = { "connect_timeout",
                          "tcp_user_timeout",
                          "keepalives_idle",
                          "keepalives_interval",
                          "keepalives_count",
                          "fallback_application_name",
                          "dbname",
                          "client_encoding",
                          NULL };
  const char *values[] = { timeout, patience, "10", "5", "3", "retainwise", uri, "UTF8", NULL };

  return PQconnectdbParams (names, values, TRUE);
}

/* "5432" or, for several hosts, "5432,5433". */
static gboolean
is_port (const char *text)
{
  return text == NULL || strspn (text, "0123456789,") == strlen (text);
}

/* What libpq says of an address that it cannot read has parts of it, and so of a password. */
static gboolean
check_uri (const char *uri, GError **error)
{
  PQconninfoOption *options = PQconninfoParse (uri, NULL);
  gboolean is_good = options != NULL;

  for (PQconninfoOption *at = options; at != NULL && at->keyword != NULL; at++)
    if (g_str_equal (at->keyword, "port"))
      is_good = is_port (at->val);
  PQconninfoFree (options);
  if (!is_good)
    g_set_error_literal (error, RW_ERROR, RW_ERROR_DATABASE,
                         _ ("The address of the database cannot be read. Write it like "
                            "“postgresql://USER:PASSWORD@HOST:5432/DATABASE”, with %25, %2F, %3A "
                            "and %40 for “%”, “/”, “:” and “@” in a name or a password."));
  return is_good;
}

static gboolean
limit_server (RwPostgres *self, GError **error)
{
  g_autofree char *script =
      g_strdup_printf ("SET default_transaction_isolation = 'read committed'; SET jit = off;"
                       "SET statement_timeout = %" G_GINT64_FORMAT ";"
                       "SET idle_in_transaction_session_timeout = %" G_GINT64_FORMAT,
                       self->patience * 3 / 4, self->patience / 2);
  g_autoptr (RwPostgresRows) rows = rw_postgres_run_script (self, script, error);

  return rows != NULL;
}

RwPostgres *
rw_postgres_open (const char *uri, GError **error)
{
  if (!check_uri (uri, error))
    return NULL;
  g_autoptr (RwPostgres) self = g_new0 (RwPostgres, 1);
  self->handle = connect_to (uri);
  self->id = rw_random_dup_word ();
  self->patience = rw_postgres_patience;
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  PQsetNoticeProcessor (self->handle, ignore_notice_cb, NULL);
  if (PQstatus (self->handle) != CONNECTION_OK)
    {
      fail_with_handle (self, error);
      return NULL;
    }
  PQsetnonblocking (self->handle, TRUE);
  return limit_server (self, error) ? g_steal_pointer (&self) : NULL;
}

/* What a broken connection has not sent must not reach the server later on. */
void
rw_postgres_free (RwPostgres *self)
{
  const struct linger none = { 1, 0 };

  if (self->broken && PQsocket (self->handle) >= 0)
    setsockopt (PQsocket (self->handle), SOL_SOCKET, SO_LINGER, &none, sizeof none);
  PQfinish (self->handle);
  g_hash_table_unref (self->prepared);
  g_free (self->id);
  g_free (self);
}

gboolean
rw_postgres_be_patient (RwPostgres *self, GError **error)
{
  self->patience = 0;
  return limit_server (self, error);
}

int
rw_postgres_run (RwPostgres *self, GError **error, const char *sql, const char *types, ...)
{
  g_auto (RwPostgresValues) values = { 0 };
  va_list list;

  va_start (list, types);
  rw_postgres_values_init (&values, types, list);
  va_end (list);
  g_autoptr (RwPostgresRows) rows = rw_postgres_query_values (self, sql, &values, error);
  return rows != NULL ? rw_postgres_rows_count_changed (rows) : -1;
}

RwPostgresRows *
rw_postgres_query (RwPostgres *self, GError **error, const char *sql, const char *types, ...)
{
  g_auto (RwPostgresValues) values = { 0 };
  va_list list;

  va_start (list, types);
  rw_postgres_values_init (&values, types, list);
  va_end (list);
  return rw_postgres_query_values (self, sql, &values, error);
}

RwPostgresRows *
rw_postgres_query_values (RwPostgres *self, const char *sql, const RwPostgresValues *values,
                          GError **error)
{
  const char *name = prepare (self, sql, values, error);

  if (name == NULL)
    return NULL;
  PGresult *result = receive (
      self, PQsendQueryPrepared (self->handle, name, values->n, values->texts, NULL, NULL, 0),
      error);
  return result != NULL ? rw_postgres_rows_new (result) : NULL;
}

RwPostgresRows *
rw_postgres_run_script (RwPostgres *self, const char *script, GError **error)
{
  PGresult *result = receive (self, PQsendQuery (self->handle, script), error);

  return result != NULL ? rw_postgres_rows_new (result) : NULL;
}

gboolean
rw_postgres_is_broken (const RwPostgres *self)
{
  return self->broken;
}

gboolean
rw_postgres_is_passing (const RwPostgres *self)
{
  return is_among (self->state, passing_states, G_N_ELEMENTS (passing_states));
}

/* A server that ends a connection says so, or closes it. One that waits without end is for the one
 * who asked for it. */
gboolean
rw_postgres_is_idle (RwPostgres *self)
{
  struct pollfd socket = { PQsocket (self->handle), POLLIN, 0 };

  return !self->broken && self->patience > 0 &&
         PQtransactionStatus (self->handle) == PQTRANS_IDLE && poll (&socket, 1, 0) == 0;
}

const char *
rw_postgres_get_id (const RwPostgres *self)
{
  return self->id;
}

gint64
rw_postgres_count_change (RwPostgres *self)
{
  return ++self->n_changes;
}
