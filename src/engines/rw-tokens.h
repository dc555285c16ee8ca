/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RwTokens: our own API tokens, "rwt_" and 43 letters of base64url (32 random bytes). Stored as
 * SHA-256: who reads the store cannot use them. A token that is removed is worthless at once, for
 * all servers: each request looks it up, and none writes. Thread-safe. Errors: RW_ERROR_DATABASE.
 */
#define RW_TYPE_TOKENS (rw_tokens_get_type ())
G_DECLARE_INTERFACE (RwTokens, rw_tokens, RW, TOKENS, GObject)

typedef struct
{
  gint64 number;
  char *user;
  char *note;
  gint64 created_at; /* rw_clock_now() */
} RwTokenInfo;

void rw_token_info_free (RwTokenInfo *info);

struct _RwTokensInterface
{
  GTypeInterface parent;

  /* @sha256: of the token, in hexadecimal digits. */
  gboolean (*add) (RwTokens *self, const char *sha256, const char *user, const char *note,
                   GError **error);
  gboolean (*remove) (RwTokens *self, gint64 number, GError **error);
  GPtrArray *(*list) (RwTokens *self, GError **error);
  char *(*find_user) (RwTokens *self, const char *sha256, GError **error);
};

/* Whether this can be a user's name: 1 to 128 printable ASCII characters without blanks. */
gboolean rw_tokens_is_user (const char *name);

/* A new token (transfer full): shown once, here. @user: see rw_tokens_is_user(), else
 * RW_ERROR_FORMAT. @note: what it is for, may be NULL. */
char *rw_tokens_add (RwTokens *self, const char *user, const char *note, GError **error);

/* FALSE without @error: there is none of that number. */
gboolean rw_tokens_remove (RwTokens *self, gint64 number, GError **error);

/* RwTokenInfo, oldest first. */
GPtrArray *rw_tokens_list (RwTokens *self, GError **error);

/* Whose token it is (transfer full); NULL without @error: nobody's. */
char *rw_tokens_find_user (RwTokens *self, const char *token, GError **error);

G_END_DECLS
