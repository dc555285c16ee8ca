/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwSigningKey: signs texts with HMAC-SHA-256 and a key of 32 random bytes that is in a file of
 * mode 0600. Immutable, thread-safe.
 */
typedef struct _RwSigningKey RwSigningKey;

/* Opens the file at @path, or makes it: of several who make it at once one wins, and all have the
 * same key. Errors: RW_ERROR_FILE. */
RwSigningKey *rw_signing_key_open (const char *path, GError **error);
void rw_signing_key_free (RwSigningKey *self);

/* 64 hexadecimal digits. */
char *rw_signing_key_dup_signature (const RwSigningKey *self, const char *text);

/* Takes the same time wherever the signature is wrong. */
gboolean rw_signing_key_check (const RwSigningKey *self, const char *text, const char *signature);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwSigningKey, rw_signing_key_free)

G_END_DECLS
