/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jwk-set.h"

G_BEGIN_DECLS

/**
 * RwJwksFile: a key set in a file that is read again when it changed. What cannot be read then is
 * logged, and the keys stay as they were. Thread-safe.
 */
typedef struct _RwJwksFile RwJwksFile;

/* Errors: RW_ERROR_FILE, and those of rw_jwk_set_parse(). */
RwJwksFile *rw_jwks_file_open (const char *path, GError **error);
void rw_jwks_file_free (RwJwksFile *self);

/* The keys (transfer full). */
RwJwkSet *rw_jwks_file_get_keys (RwJwksFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwJwksFile, rw_jwks_file_free)

G_END_DECLS
