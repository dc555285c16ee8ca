/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-progress.h"
#include "rw-source.h"

G_BEGIN_DECLS

/**
 * RwHttp: requests to servers, one after the other and blocking, on connections that are kept
 * between them. For one thread at a time. Certificates are always checked. A cancel ends a transfer
 * at once, whatever it waits for; what was answered before it came is still an answer.
 */
typedef struct _RwHttp RwHttp;

/* Takes bytes of an answer. FALSE with @error set ends the transfer. */
typedef gboolean (*RwHttpSink) (gpointer data, const void *bytes, gsize length, GError **error);

typedef struct
{
  const char *method; /* "GET" or "POST" */
  const char *url;
  const char *from;   /* the server that named @url; NULL: none did, it is our own */
  const char *token;  /* goes to the origin of @url and nowhere else; NULL: none */
  const char *header; /* one more, "Name: value"; NULL: none */

  RwSource *file;            /* sent as part "file" of a form; NULL: there is no body */
  const char *const *fields; /* of the form before it: name, value…, ended by NULL */

  RwHttpSink sink; /* takes the body of a success; NULL: it is kept in the answer */
  gpointer sink_data;
  RwProgress *progress; /* bytes of the file, or into the sink; may be NULL */
} RwHttpRequest;

typedef enum
{
  RW_HTTP_ANSWERED,
  RW_HTTP_UNSENT,  /* the server cannot have acted on it */
  RW_HTTP_LOST,    /* it may have arrived as a whole, the answer did not */
  RW_HTTP_REFUSED, /* not to be tried again as it is: certificate, address, our own file */
} RwHttpEnd;

typedef struct
{
  RwHttpEnd end;
  guint status;       /* 200…; 0: none came */
  gint64 retry_after; /* milliseconds the server asks to wait; 0: it does not say */
  char *request_id;   /* NULL: none */
  GByteArray *body;   /* at most RW_HTTP_MAX_BODY bytes */
} RwHttpAnswer;

#define RW_HTTP_MAX_BODY (1u << 20)

/* How long to wait, in milliseconds. Tests make it short; programs never touch it. */
typedef struct
{
  long connect;
  long stalled; /* not a byte in either direction, at least 1000 */
  long small;   /* a whole request with neither file nor sink */
} RwHttpPatience;

extern RwHttpPatience rw_http_patience;

/* @ca_file: see rw_endpoint_new(). */
RwHttp *rw_http_new (const char *ca_file);
void rw_http_free (RwHttp *self);

/* TRUE: an answer came, whatever its status. Redirects of a GET are followed to where
 * rw_url_is_allowed(), others are answers. FALSE: see @answer's end; RW_ERROR_NETWORK,
 * RW_ERROR_SERVER for too long an answer, and what reading the file or the sink say. @answer is to
 * be cleared in any case. */
gboolean rw_http_send (RwHttp *self, const RwHttpRequest *request, RwHttpAnswer *answer,
                       GCancellable *cancellable, GError **error);
void rw_http_answer_clear (RwHttpAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwHttp, rw_http_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RwHttpAnswer, rw_http_answer_clear)

G_END_DECLS
