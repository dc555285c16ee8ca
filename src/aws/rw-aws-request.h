/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-sigv4.h"

G_BEGIN_DECLS

/* What a service is asked. All is borrowed, and what is left out is 0 or NULL. */
typedef struct
{
  const char *method;       /* "GET", "HEAD", "PUT", "POST" or "DELETE" */
  const char *path;         /* not encoded, begins with "/" */
  const RwAwsPair *query;   /* not encoded */
  const RwAwsPair *headers; /* besides those of the signature; no Host, no Content-Length */

  /* The body: bytes, or a part of a file, which must not change meanwhile. PUT and POST have one
   * always, if only of 0 bytes. A file is sent unsigned where the way is https, else read twice. */
  gconstpointer body;
  gsize body_length;
  const char *file; /* path; NULL: the bytes above */
  gint64 offset;
  gint64 length;

  /* Takes the body of a success as it comes; FALSE with @error set ends the request. NULL: it is
   * kept in the answer. */
  gboolean (*sink) (gpointer data, gconstpointer bytes, gsize length, GError **error);
  gpointer sink_data;

  gint64 patience; /* ms more than usual until an answer comes: of a long poll */
  guint n_tries;   /* at most, where fewer than usual are better than late ones */

  /* ms that one try may take in all or, where it moves a file, without a byte, and a pause before
   * the next one. Once twice as many were in vain, no other try follows. */
  gint64 hurry;
} RwAwsRequest;

G_END_DECLS
