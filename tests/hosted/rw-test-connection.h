/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <openssl/ssl.h>

G_BEGIN_DECLS

/**
 * RwTestConnection: what a stub server and one client say to each other, in clear or over TLS.
 * Blocking; rw_test_connection_stop() ends it from another thread.
 */
typedef struct _RwTestConnection RwTestConnection;

/* Takes @fd. @context: NULL for no TLS. */
RwTestConnection *rw_test_connection_new (int fd, SSL_CTX *context);
void rw_test_connection_free (RwTestConnection *self);
void rw_test_connection_stop (RwTestConnection *self);

/* What came, up to @length bytes; 0: nothing more will. */
gsize rw_test_connection_read (RwTestConnection *self, char *buffer, gsize length);

/* FALSE: the client is gone. */
gboolean rw_test_connection_write (RwTestConnection *self, const char *bytes, gsize length);

/* Breaks it so that the client sees an error, not an end. */
void rw_test_connection_reset (RwTestConnection *self);

G_END_DECLS
