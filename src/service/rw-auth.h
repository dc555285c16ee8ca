/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jwks.h"
#include "rw-tokens.h"

G_BEGIN_DECLS

/**
 * RwAuth: who asks. Knows our own API tokens, and RS256 JWTs if a key set is given. There is no
 * switch that turns it off. Immutable but for the key set's cache; thread-safe.
 */
typedef struct _RwAuth RwAuth;

typedef enum
{
  RW_AUTH_OK,
  RW_AUTH_MISSING,     /* 403, as the original: no Authorization header, or not "Bearer …" */
  RW_AUTH_BAD,         /* 401 */
  RW_AUTH_UNAVAILABLE, /* 503: the key set or the database cannot be read now */
} RwAuthResult;

/* @tokens: kept, not owned. @jwks: NULL: API tokens only; kept, not owned. */
RwAuth *rw_auth_new (RwTokens *tokens, RwJwks *jwks);
void rw_auth_free (RwAuth *self);

/* @header: the value of Authorization; NULL: there was none. @user: whom it names, if OK (transfer
 * full). Takes the same time for a wrong token whether or not it looks like a right one. */
RwAuthResult rw_auth_check (RwAuth *self, const char *header, char **user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwAuth, rw_auth_free)

G_END_DECLS
