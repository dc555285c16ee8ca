/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-tokens.h"

#include "rw-base64url.h"
#include "rw-error.h"
#include "rw-random.h"

#include <glib/gi18n.h>
#include <openssl/crypto.h>
#include <string.h>

#define PREFIX      "rwt_"
#define TOKEN_BYTES 32
#define MAX_USER    128

G_DEFINE_INTERFACE (RwTokens, rw_tokens, G_TYPE_OBJECT)

static void
rw_tokens_default_init (RwTokensInterface *interface G_GNUC_UNUSED)
{
}

static char *
make_token (void)
{
  guint8 bytes[TOKEN_BYTES];

  rw_random_fill (bytes, sizeof bytes);
  g_autofree char *text = rw_base64url_encode (bytes, sizeof bytes);
  OPENSSL_cleanse (bytes, sizeof bytes);
  return g_strconcat (PREFIX, text, NULL);
}

static char *
dup_hash (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

void
rw_token_info_free (RwTokenInfo *info)
{
  g_free (info->user);
  g_free (info->note);
  g_free (info);
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
  g_autofree char *hash = dup_hash (token);
  return RW_TOKENS_GET_IFACE (self)->add (self, hash, user, note, error) ? g_steal_pointer (&token)
                                                                         : NULL;
}

gboolean
rw_tokens_remove (RwTokens *self, gint64 number, GError **error)
{
  return RW_TOKENS_GET_IFACE (self)->remove (self, number, error);
}

GPtrArray *
rw_tokens_list (RwTokens *self, GError **error)
{
  return RW_TOKENS_GET_IFACE (self)->list (self, error);
}

/* By its hash: how long the search takes tells nothing about a token. */
char *
rw_tokens_find_user (RwTokens *self, const char *token, GError **error)
{
  g_autofree char *hash = dup_hash (token);

  return RW_TOKENS_GET_IFACE (self)->find_user (self, hash, error);
}
