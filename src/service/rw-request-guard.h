/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A header line as libmicrohttpd shows it. */
typedef struct
{
  const char *name;
  gsize name_length;
  const char *value; /* NULL: empty */
  gsize value_length;
} RwHeader;

/* All that comes before a request's body. */
typedef struct
{
  const char *method;
  const char *target; /* path and query as they were sent, nothing decoded */
  const char *version;
  const RwHeader *headers;
  guint n_headers;
  gsize size; /* bytes, up to and with the empty line */
} RwRequestHead;

/**
 * rw_request_guard_check: that a request can be read in one way only, so that a proxy in front and
 * this server cannot take it for different ones. libmicrohttpd lets much pass: a second Host or
 * Content-Length, and a length beside a transfer coding; it cuts texts at a NUL, takes a NUL at the
 * beginning of a line for the end of the header, and joins a folded line to the name instead of the
 * value. What it hides in this way is found by its size: each line must be "Name: value" and CRLF,
 * as all programs write it, and nothing may be left over.
 *
 * Errors: RW_REFUSAL, 400. The connection is to be closed then.
 */
gboolean rw_request_guard_check (const RwRequestHead *head, GError **error);

G_END_DECLS
