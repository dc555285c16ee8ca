/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-database.h"

#include "rw-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <pthread.h>
#include <sqlite3.h>
#include <sys/stat.h>

/* How long to wait for another process that writes. */
#define BUSY_MS  30000
#define PAUSE_MS 10

struct _RwDatabase
{
  sqlite3 *handle;
  char *path;
  pthread_mutex_t lock; /* recursive: a query inside a transaction */
};

struct _RwQuery
{
  RwDatabase *database;
  sqlite3_stmt *statement;
};

struct _RwTransaction
{
  RwDatabase *database;
  gboolean done;
};

static gboolean
fail (RwDatabase *self, GError **error)
{
  g_set_error (error, RW_ERROR, RW_ERROR_DATABASE, _ ("The database “%s” cannot be used: %s"),
               self->path, sqlite3_errmsg (self->handle));
  return FALSE;
}

static void
lock (RwDatabase *self)
{
  pthread_mutex_lock (&self->lock);
}

static void
unlock (RwDatabase *self)
{
  pthread_mutex_unlock (&self->lock);
}

static gboolean
execute (RwDatabase *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

static gboolean
bind (sqlite3_stmt *statement, const char *types, va_list values)
{
  int code = SQLITE_OK;

  for (int i = 0; types[i] != '\0' && code == SQLITE_OK; i++)
    {
      if (types[i] == 's')
        code = sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1,
                                  SQLITE_TRANSIENT);
      else
        code = sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
    }
  return code == SQLITE_OK;
}

/* To be called locked. */
static sqlite3_stmt *
prepare (RwDatabase *self, const char *sql, const char *types, va_list values, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) == SQLITE_OK &&
      bind (statement, types, values))
    return statement;
  fail (self, error);
  sqlite3_finalize (statement);
  return NULL;
}

static gint64
get_version (RwDatabase *self, GError **error)
{
  g_autoptr (RwQuery) query = rw_database_query (self, error, "PRAGMA user_version", "");

  return query != NULL && rw_query_next (query, error) ? rw_query_get_int (query, 0) : -1;
}

static gboolean
apply (RwDatabase *self, const char *const *migrations, gint64 from, GError **error)
{
  gint64 version = from;

  for (; migrations[version] != NULL; version++)
    if (!execute (self, migrations[version], error))
      return FALSE;
  g_autofree char *set = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, version);
  return execute (self, set, error);
}

/* The version is looked at inside the transaction: another process may be faster. */
static gboolean
migrate (RwDatabase *self, const char *const *migrations, GError **error)
{
  g_autoptr (RwTransaction) transaction = rw_database_begin (self, error);
  gint64 version = transaction != NULL ? get_version (self, error) : -1;
  gint64 latest = g_strv_length ((char **) migrations);

  if (version < 0)
    return FALSE;
  if (version > latest)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_DATABASE,
                   _ ("“%s” was made by a newer version of RetainWise. Use that version, or move "
                      "the file away to begin anew."),
                   self->path);
      return FALSE;
    }
  return (version == latest || apply (self, migrations, version, error)) &&
         rw_transaction_commit (transaction, error);
}

/* SQLite would make it readable for others. The file is not opened here: closing it again would
 * take away the locks of all connections that this process has to it. */
static gboolean
create_private (const char *path, GError **error)
{
  return mknod (path, S_IFREG | 0600, 0) == 0 || errno == EEXIST ||
         rw_error_set_errno (error, RW_ERROR_DATABASE, errno, path);
}

/* Of two who turn a new file into one with a log, SQLite does not let one wait for the other. */
static gboolean
start_log (RwDatabase *self, GError **error)
{
  int code = SQLITE_BUSY;

  for (int waited = 0; code == SQLITE_BUSY && waited < BUSY_MS; waited += PAUSE_MS)
    {
      code = sqlite3_exec (self->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
      if (code == SQLITE_BUSY)
        sqlite3_sleep (PAUSE_MS);
    }
  return code == SQLITE_OK || fail (self, error);
}

static void
init_lock (RwDatabase *self)
{
  pthread_mutexattr_t attributes;

  pthread_mutexattr_init (&attributes);
  pthread_mutexattr_settype (&attributes, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init (&self->lock, &attributes);
  pthread_mutexattr_destroy (&attributes);
}

RwDatabase *
rw_database_open (const char *path, const char *const *migrations, GError **error)
{
  if (!create_private (path, error))
    return NULL;
  g_autoptr (RwDatabase) self = g_new0 (RwDatabase, 1);

  self->path = g_strdup (path);
  init_lock (self);
  if (sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->handle, BUSY_MS);
  if (!start_log (self, error) || !execute (self, "PRAGMA synchronous = FULL", error) ||
      !migrate (self, migrations, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rw_database_free (RwDatabase *self)
{
  sqlite3_close (self->handle);
  pthread_mutex_destroy (&self->lock);
  g_free (self->path);
  g_free (self);
}

int
rw_database_run (RwDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  va_list values;
  int changed = -1;

  lock (self);
  va_start (values, types);
  sqlite3_stmt *statement = prepare (self, sql, types, values, error);
  va_end (values);
  if (statement != NULL && sqlite3_step (statement) == SQLITE_DONE)
    changed = sqlite3_changes (self->handle);
  else if (statement != NULL)
    fail (self, error);
  sqlite3_finalize (statement);
  unlock (self);
  return changed;
}

RwQuery *
rw_database_query (RwDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  va_list values;

  lock (self);
  va_start (values, types);
  sqlite3_stmt *statement = prepare (self, sql, types, values, error);
  va_end (values);
  if (statement == NULL)
    {
      unlock (self);
      return NULL;
    }
  RwQuery *query = g_new (RwQuery, 1);
  *query = (RwQuery){ self, statement };
  return query;
}

gboolean
rw_query_next (RwQuery *query, GError **error)
{
  int code = sqlite3_step (query->statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    fail (query->database, error);
  return code == SQLITE_ROW;
}

const char *
rw_query_get_text (RwQuery *query, int column)
{
  return (const char *) sqlite3_column_text (query->statement, column);
}

gint64
rw_query_get_int (RwQuery *query, int column)
{
  return sqlite3_column_int64 (query->statement, column);
}

void
rw_query_free (RwQuery *query)
{
  sqlite3_finalize (query->statement);
  unlock (query->database);
  g_free (query);
}

static gpointer
make_item (RwQuery *query, RwSqlRowFunc make)
{
  int n_columns = sqlite3_column_count (query->statement);
  g_autofree const char **row = g_new (const char *, n_columns);

  for (int i = 0; i < n_columns; i++)
    row[i] = rw_query_get_text (query, i);
  return make (row);
}

GPtrArray *
rw_query_take_all (RwQuery *query, RwSqlRowFunc make, GDestroyNotify free_item, GError **error)
{
  g_autoptr (RwQuery) rows = query;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);
  GError *reason = NULL;

  if (rows == NULL)
    return NULL;
  while (rw_query_next (rows, &reason))
    g_ptr_array_add (items, make_item (rows, make));
  if (reason == NULL)
    return g_steal_pointer (&items);
  g_propagate_error (error, reason);
  return NULL;
}

gpointer
rw_query_take_one (RwQuery *query, RwSqlRowFunc make, GDestroyNotify free_item, GError **error)
{
  g_autoptr (GPtrArray) items = rw_query_take_all (query, make, free_item, error);

  return items != NULL && items->len > 0 ? g_ptr_array_steal_index (items, 0) : NULL;
}

RwTransaction *
rw_database_begin (RwDatabase *self, GError **error)
{
  lock (self);
  if (!execute (self, "BEGIN IMMEDIATE", error))
    {
      unlock (self);
      return NULL;
    }
  RwTransaction *transaction = g_new (RwTransaction, 1);
  *transaction = (RwTransaction){ self, FALSE };
  return transaction;
}

gboolean
rw_transaction_commit (RwTransaction *transaction, GError **error)
{
  transaction->done = execute (transaction->database, "COMMIT", error);
  return transaction->done;
}

void
rw_transaction_free (RwTransaction *transaction)
{
  if (!transaction->done)
    sqlite3_exec (transaction->database->handle, "ROLLBACK", NULL, NULL, NULL);
  unlock (transaction->database);
  g_free (transaction);
}
