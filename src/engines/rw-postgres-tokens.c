/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-tokens.h"

#include "rw-postgres-change.h"
#include "rw-sql-columns.h"

struct _RwPostgresTokens
{
  GObject parent;
  RwPostgresPool *pool;
};

static RwPostgresPool *
get_pool (RwTokens *tokens)
{
  return RW_POSTGRES_TOKENS (tokens)->pool;
}

static gboolean
add (RwTokens *tokens, const char *sha256, const char *user, const char *note, GError **error)
{
  return rw_postgres_change_rows (get_pool (tokens), error,
                                  "INSERT INTO tokens (sha256, user_name, note, created_at) "
                                  "VALUES ($1, $2, $3, rw_now ())",
                                  "sss", sha256, user, note) == 1;
}

static gboolean
remove_by_number (RwTokens *tokens, gint64 number, GError **error)
{
  return rw_postgres_change_rows (get_pool (tokens), error, "DELETE FROM tokens WHERE number = $1",
                                  "i", number) > 0;
}

static GPtrArray *
list (RwTokens *tokens, GError **error)
{
  RwPostgresRows *rows = rw_postgres_read (
      get_pool (tokens), error,
      "SELECT " RW_SQL_TOKEN_COLUMNS ("user_name") " FROM tokens ORDER BY number", "");

  return rw_postgres_rows_take_all (rows, rw_sql_make_token, (GDestroyNotify) rw_token_info_free);
}

static char *
find_user (RwTokens *tokens, const char *sha256, GError **error)
{
  return rw_postgres_rows_take_one (
      rw_postgres_read (get_pool (tokens), error, "SELECT user_name FROM tokens WHERE sha256 = $1",
                        "s", sha256),
      rw_sql_row_make_text);
}

static void
tokens_init (RwTokensInterface *interface)
{
  interface->add = add;
  interface->remove = remove_by_number;
  interface->list = list;
  interface->find_user = find_user;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RwPostgresTokens, rw_postgres_tokens, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RW_TYPE_TOKENS, tokens_init))

static void
rw_postgres_tokens_finalize (GObject *object)
{
  g_clear_pointer (&RW_POSTGRES_TOKENS (object)->pool, rw_postgres_pool_unref);
  G_OBJECT_CLASS (rw_postgres_tokens_parent_class)->finalize (object);
}

static void
rw_postgres_tokens_class_init (RwPostgresTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_postgres_tokens_finalize;
}

static void
rw_postgres_tokens_init (RwPostgresTokens *self G_GNUC_UNUSED)
{
}

RwTokens *
rw_postgres_tokens_new (RwPostgresPool *pool)
{
  RwPostgresTokens *self = g_object_new (RW_TYPE_POSTGRES_TOKENS, NULL);

  self->pool = rw_postgres_pool_ref (pool);
  return RW_TOKENS (self);
}
