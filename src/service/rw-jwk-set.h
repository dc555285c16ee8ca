/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <openssl/evp.h>

G_BEGIN_DECLS

#define RW_JWK_SET_MAX_BYTES (1u << 20)
#define RW_JWK_SET_MAX_KEYS  100

/**
 * RwJwkSet: the keys of a JSON Web Key Set (RFC 7517) that check signatures by RS256: RSA, 2048 to
 * 8192 bits. Others are passed over. Immutable, reference counted, thread-safe.
 */
typedef struct _RwJwkSet RwJwkSet;

/* Errors: RW_ERROR_FORMAT: no such set, one beyond the limits, or none of its keys is of use. */
RwJwkSet *rw_jwk_set_parse (const char *bytes, gsize length, GError **error);
RwJwkSet *rw_jwk_set_ref (RwJwkSet *self);
void rw_jwk_set_unref (RwJwkSet *self);

/* The first key of that "kid", or the only key if it has none; without @id (NULL) the only key.
 * NULL: there is none. It stays the set's. */
EVP_PKEY *rw_jwk_set_find (RwJwkSet *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwJwkSet, rw_jwk_set_unref)

G_END_DECLS
