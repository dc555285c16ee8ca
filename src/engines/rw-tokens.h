/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-database.h"

G_BEGIN_DECLS

/**
 * RwTokens: our own API tokens, "rwt_" and 43 letters of base64url (32 random bytes). Stored as
 * SHA-256: who reads the database cannot use them. Thread-safe. Errors: RW_ERROR_DATABASE.
 */
typedef struct _RwTokens RwTokens;

typedef struct
{
  gint64 number;
  char *user;
  char *note;
  gint64 created_at;
} RwTokenInfo;

/* Whether this can be a user's name: 1 to 128 printable ASCII characters without blanks. */
gboolean rw_tokens_is_user (const char *name);

/* Opens or makes the file at @path. */
RwTokens *rw_tokens_open (const char *path, GError **error);
void rw_tokens_free (RwTokens *self);

/* A new token (transfer full): shown once, here. @user: see rw_tokens_is_user(), else
 * RW_ERROR_FORMAT. @note: what it is for, may be NULL. */
char *rw_tokens_add (RwTokens *self, const char *user, const char *note, GError **error);

/* FALSE without @error: there is none of that number. */
gboolean rw_tokens_remove (RwTokens *self, gint64 number, GError **error);

/* RwTokenInfo, oldest first. */
GPtrArray *rw_tokens_list (RwTokens *self, GError **error);

/* Whose token it is (transfer full); NULL without @error: nobody's. */
char *rw_tokens_find_user (RwTokens *self, const char *token, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTokens, rw_tokens_free)

G_END_DECLS
