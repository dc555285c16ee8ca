/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-tokens.h"

#include "rw-clock.h"
#include "rw-database.h"
#include "rw-sql-columns.h"

struct _RwSqliteTokens
{
  GObject parent;
  RwDatabase *database;
};

static const char *const migrations[] = {
  "CREATE TABLE tokens ("
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  sha256 TEXT NOT NULL UNIQUE,"
  "  user TEXT NOT NULL,"
  "  note TEXT,"
  "  created_at INTEGER NOT NULL"
  ");",
  NULL,
};

static RwDatabase *
get_database (RwTokens *tokens)
{
  return RW_SQLITE_TOKENS (tokens)->database;
}

static gboolean
add (RwTokens *tokens, const char *sha256, const char *user, const char *note, GError **error)
{
  return rw_database_run (get_database (tokens), error,
                          "INSERT INTO tokens (sha256, user, note, created_at) "
                          "VALUES (?1, ?2, ?3, ?4)",
                          "sssi", sha256, user, note, rw_clock_now ()) == 1;
}

static gboolean
remove_by_number (RwTokens *tokens, gint64 number, GError **error)
{
  return rw_database_run (get_database (tokens), error, "DELETE FROM tokens WHERE number = ?1", "i",
                          number) > 0;
}

static GPtrArray *
list (RwTokens *tokens, GError **error)
{
  RwQuery *query = rw_database_query (
      get_database (tokens), error,
      "SELECT " RW_SQL_TOKEN_COLUMNS ("user") " FROM tokens ORDER BY number", "");

  return rw_query_take_all (query, rw_sql_make_token, (GDestroyNotify) rw_token_info_free, error);
}

static char *
find_user (RwTokens *tokens, const char *sha256, GError **error)
{
  RwQuery *query = rw_database_query (get_database (tokens), error,
                                      "SELECT user FROM tokens WHERE sha256 = ?1", "s", sha256);

  return rw_query_take_one (query, rw_sql_row_make_text, g_free, error);
}

static void
tokens_init (RwTokensInterface *interface)
{
  interface->add = add;
  interface->remove = remove_by_number;
  interface->list = list;
  interface->find_user = find_user;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RwSqliteTokens, rw_sqlite_tokens, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RW_TYPE_TOKENS, tokens_init))

static void
rw_sqlite_tokens_finalize (GObject *object)
{
  g_clear_pointer (&RW_SQLITE_TOKENS (object)->database, rw_database_free);
  G_OBJECT_CLASS (rw_sqlite_tokens_parent_class)->finalize (object);
}

static void
rw_sqlite_tokens_class_init (RwSqliteTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_sqlite_tokens_finalize;
}

static void
rw_sqlite_tokens_init (RwSqliteTokens *self G_GNUC_UNUSED)
{
}

RwTokens *
rw_sqlite_tokens_open (const char *path, GError **error)
{
  RwDatabase *database = rw_database_open (path, migrations, error);

  if (database == NULL)
    return NULL;
  RwSqliteTokens *self = g_object_new (RW_TYPE_SQLITE_TOKENS, NULL);
  self->database = database;
  return RW_TOKENS (self);
}
