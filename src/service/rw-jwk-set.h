/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <openssl/evp.h>

G_BEGIN_DECLS

/**
 * RwJwkSet: the RSA keys of a JSON Web Key Set (RFC 7517) that sign with RS256. Keys of another
 * kind, use or algorithm are left out. Immutable, reference counted, thread-safe.
 */
typedef struct _RwJwkSet RwJwkSet;

/* At most so many bytes and keys; RSA keys of so many bits. */
#define RW_JWK_SET_MAX_BYTES (256 * 1024)
#define RW_JWK_SET_MAX_KEYS  64
#define RW_JWK_MIN_BITS      2048
#define RW_JWK_MAX_BITS      8192

/* Errors: RW_ERROR_FORMAT: no such set, or one without a key that can be used. */
RwJwkSet *rw_jwk_set_parse (const char *json, gsize length, GError **error);
RwJwkSet *rw_jwk_set_ref (RwJwkSet *self);
void rw_jwk_set_unref (RwJwkSet *self);

/* The key of that id; NULL: there is none. */
EVP_PKEY *rw_jwk_set_find (const RwJwkSet *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwJwkSet, rw_jwk_set_unref)

G_END_DECLS
