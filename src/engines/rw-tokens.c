/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-tokens.h"

#include "rw-base64url.h"
#include "rw-clock.h"
#include "rw-error.h"
#include "rw-random.h"

#include <glib/gi18n.h>
#include <openssl/crypto.h>
#include <string.h>

#define PREFIX      "rwt_"
#define TOKEN_BYTES 32
#define MAX_USER    128

struct _RwTokens
{
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

static char *
make_token (void)
{
  guint8 bytes[TOKEN_BYTES];

  rw_random_fill (bytes, sizeof bytes);
  g_autofree char *text = rw_base64url_encode (bytes, sizeof bytes);
  OPENSSL_cleanse (bytes, sizeof bytes);
  return g_strconcat (PREFIX, text, NULL);
}

static gpointer
make_info (RwQuery *query)
{
  RwTokenInfo *info = g_new (RwTokenInfo, 1);

  *info = (RwTokenInfo){
    .number = rw_query_get_int (query, 0),
    .user = g_strdup (rw_query_get_text (query, 1)),
    .note = g_strdup (rw_query_get_text (query, 2)),
    .created_at = rw_query_get_int (query, 3),
  };
  return info;
}

static void
info_free (gpointer data)
{
  RwTokenInfo *info = data;

  g_free (info->user);
  g_free (info->note);
  g_free (info);
}

static gpointer
make_user (RwQuery *query)
{
  return g_strdup (rw_query_get_text (query, 0));
}

gboolean
rw_tokens_is_user (const char *name)
{
  gsize length = strlen (name);
  gboolean is_fine = length >= 1 && length <= MAX_USER;

  for (gsize i = 0; is_fine && i < length; i++)
    is_fine = g_ascii_isgraph (name[i]);
  return is_fine;
}

RwTokens *
rw_tokens_open (const char *path, GError **error)
{
  RwDatabase *database = rw_database_open (path, migrations, error);

  if (database == NULL)
    return NULL;
  RwTokens *self = g_new (RwTokens, 1);
  self->database = database;
  return self;
}

void
rw_tokens_free (RwTokens *self)
{
  rw_database_free (self->database);
  g_free (self);
}

char *
rw_tokens_add (RwTokens *self, const char *user, const char *note, GError **error)
{
  if (!rw_tokens_is_user (user))
    {
      g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
                   _ ("A user’s name is 1 to %d letters, digits or signs without blanks."),
                   MAX_USER);
      return NULL;
    }
  g_autofree char *token = make_token ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
  int added = rw_database_run (self->database, error,
                               "INSERT INTO tokens (sha256, user, note, created_at) "
                               "VALUES (?1, ?2, ?3, ?4)",
                               "sssi", hash, user, note, rw_clock_now ());

  return added == 1 ? g_steal_pointer (&token) : NULL;
}

gboolean
rw_tokens_remove (RwTokens *self, gint64 number, GError **error)
{
  return rw_database_run (self->database, error, "DELETE FROM tokens WHERE number = ?1", "i",
                          number) > 0;
}

GPtrArray *
rw_tokens_list (RwTokens *self, GError **error)
{
  RwQuery *query =
      rw_database_query (self->database, error,
                         "SELECT number, user, note, created_at FROM tokens ORDER BY number", "");

  return rw_query_take_all (query, make_info, info_free, error);
}

/* By its hash: how long the search takes tells nothing about a token. */
char *
rw_tokens_find_user (RwTokens *self, const char *token, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
  RwQuery *query = rw_database_query (self->database, error,
                                      "SELECT user FROM tokens WHERE sha256 = ?1", "s", hash);

  return rw_query_take_one (query, make_user, g_free, error);
}
