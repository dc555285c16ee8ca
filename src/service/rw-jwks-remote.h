/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jwk-set.h"

G_BEGIN_DECLS

/* ms: how old keys may become before others are fetched; the least time from one fetch to the next;
 * how long anybody waits for one. */
#define RW_JWKS_MAX_AGE  (24 * 60 * 60 * 1000)
#define RW_JWKS_INTERVAL (30 * 1000)
#define RW_JWKS_WAIT     (3 * 1000)

/**
 * RwJwksRemote: a key set on a server. A thread of its own fetches it, so that a server that does
 * not answer holds nobody up for longer than RW_JWKS_WAIT; keys stay in use until others are there.
 * Thread-safe.
 */
typedef struct _RwJwksRemote RwJwksRemote;

/* @url: https, or http on this computer. @ca_file: see rw_http_new(). Errors: RW_ERROR_FORMAT. */
RwJwksRemote *rw_jwks_remote_new (const char *url, const char *ca_file, GError **error);

/* Ends a fetch that runs. */
void rw_jwks_remote_free (RwJwksRemote *self);

/* The keys (transfer full), fetched if there are none yet. NULL: none can be had now. */
RwJwkSet *rw_jwks_remote_get_keys (RwJwksRemote *self);

/* Newer keys than @keys, fetched if it is time for it (transfer full). NULL: there are none; then
 * @is_certain tells whether the server itself said so. */
RwJwkSet *rw_jwks_remote_get_newer (RwJwksRemote *self, RwJwkSet *keys, gboolean *is_certain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwJwksRemote, rw_jwks_remote_free)

G_END_DECLS
