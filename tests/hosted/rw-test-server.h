/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwTestServer: an HTTP server on this computer that says what a test tells it to, and notes down
 * what it was asked. A thread for each connection; freeing it ends them all.
 */
typedef struct _RwTestServer RwTestServer;

/* What becomes of one request. */
typedef struct
{
  const char *route;   /* "GET /api/limits", or how method and path begin; NULL: any */
  guint status;        /* 0: none, the connection ends when the request was read */
  const char *header;  /* more lines, each ended by "\r\n"; may be NULL */
  const char *body;    /* may be NULL */
  gsize cut;           /* the connection is reset after so many bytes of the body; 0: it is not */
  gsize read;          /* … or after so many bytes of the request's body; 0: it is not */
  gboolean is_early;   /* answered before the request's body is read, which nobody asks for */
  gboolean is_stalled; /* nothing comes any more: before the answer, or after @cut bytes of it */
  gboolean is_lasting; /* for all requests of the route, not only for one */
} RwTestReply;

/* @certificate: PEM file of key and certificate for https; NULL: http. */
RwTestServer *rw_test_server_new (const char *certificate);
void rw_test_server_free (RwTestServer *self);

/* "http://127.0.0.1:PORT" and @path after it (transfer full). */
char *rw_test_server_dup_url (RwTestServer *self, const char *path);

/* Replies are used in this order; a request without one ends the test. */
void rw_test_server_reply (RwTestServer *self, const RwTestReply *reply);

/* Takes back all that were not used. */
void rw_test_server_forget_replies (RwTestServer *self);

/* Requests of the route so far. */
guint rw_test_server_count (RwTestServer *self, const char *route);

/* Waits until there were @n of them, and until so many clients have gone. */
void rw_test_server_wait (RwTestServer *self, const char *route, guint n);
void rw_test_server_wait_gone (RwTestServer *self, guint n);

/* Number @i of the route, from 0: its head and the first 64 KiB of its body (transfer full); and
 * how long that was. */
char *rw_test_server_dup_request (RwTestServer *self, const char *route, guint i);
guint64 rw_test_server_get_body_size (RwTestServer *self, const char *route, guint i);

/* A port of this computer where nobody listens. */
guint rw_test_find_closed_port (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestServer, rw_test_server_free)

G_END_DECLS
