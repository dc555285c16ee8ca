/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a JWT must say besides a valid signature and time. */
typedef struct
{
  const char *issuer;         /* iss must be this */
  const char *audience;       /* aud must hold it; NULL: not looked at */
  const char *const *parties; /* azp must be one of them; NULL: not looked at */
} RwJwtRules;

/**
 * RwJwks: the public keys that sign JWTs (RFC 7517), from a file or an https URL (http only for
 * loopback). Fetched when first needed, again after a day, and at once (at most every 30 s) when a
 * token names a key that is not known; old keys stay in use while fetching fails. Thread-safe.
 */
typedef struct _RwJwks RwJwks;

typedef enum
{
  RW_JWT_OK,
  RW_JWT_BAD,         /* whatever is wrong with it */
  RW_JWT_UNAVAILABLE, /* no keys can be had */
} RwJwtResult;

/* Errors: RW_ERROR_FORMAT: neither a file nor such a URL; a file that holds no RSA key. @ca_file:
 * for https, NULL: the system's. */
RwJwks *rw_jwks_new (const char *place, const RwJwtRules *rules, const char *ca_file,
                     GError **error);
void rw_jwks_free (RwJwks *self);

/* @user: sub, if OK (transfer full). @why: for the log, never with the token in it; a static
 * string. */
RwJwtResult rw_jwks_check (RwJwks *self, const char *token, char **user, const char **why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwJwks, rw_jwks_free)

G_END_DECLS
