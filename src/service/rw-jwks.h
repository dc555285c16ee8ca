/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jwt.h"

G_BEGIN_DECLS

/**
 * RwJwks: the public keys that sign JWTs (RFC 7517), from a file or an https URL (http only for
 * loopback). A file is read again when it has changed. A URL is fetched when first needed, again
 * after a day, and at once (at most every 30 s) when a token names a key that is not known. Old
 * keys stay in use while new ones cannot be had. Thread-safe.
 */
typedef struct _RwJwks RwJwks;

/* @rules are copied. @ca_file: for https, NULL: the system's. Errors: RW_ERROR_FORMAT: an address
 * that is not allowed, or a file that holds no key; RW_ERROR_FILE. */
RwJwks *rw_jwks_new (const char *place, const RwJwtRules *rules, const char *ca_file,
                     GError **error);
void rw_jwks_free (RwJwks *self);

/* FALSE: no keys can be had, or only old ones when @token names another; @why says so. Else
 * @verdict, @user and @why are those of rw_jwt_judge(). Never takes longer than RW_JWKS_WAIT. */
gboolean rw_jwks_judge (RwJwks *self, const char *token, RwJwtVerdict *verdict, char **user,
                        const char **why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwJwks, rw_jwks_free)

G_END_DECLS
