/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-service.h"
#include "rw-upload.h"

G_BEGIN_DECLS

/* What an X-Request-ID and an Idempotency-Key are made of. */
#define RW_REQUEST_WORD_LETTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-"

typedef struct _RwRoute RwRoute;

/**
 * RwRequest: a request that is being received or answered. Used by one thread.
 */
typedef struct
{
  RwService *service;                /* kept, not owned */
  struct MHD_Connection *connection; /* likewise */
  char *target;                      /* path and query as they were sent */
  char *method;                      /* NULL until its header is there, as all that follows */
  char *path;                        /* decoded */
  char *id;                          /* X-Request-ID */
  const RwRoute *route;              /* NULL: there is none, or not with this method */
  char *part;                        /* what the route's pattern leaves open, or NULL */
  char *user;                        /* NULL: an open route, or not known yet */
  gint64 body_length;                /* as announced; 0: there is none */
  RwUpload *upload;                  /* of a route that takes a file */
  gboolean must_close;               /* nothing that follows on the connection is to be read */
  guint retry_after;                 /* seconds, for 429 and 503 */
  char *allowed;                     /* for 405 */
  GError *refusal;                   /* why it is not worked on */
  gint64 began_at;                   /* monotonic µs */
  guint status;                      /* of the answer; 0: none yet */
  gint64 answer_length;              /* bytes of its body */
} RwRequest;

/* @target: copied. */
RwRequest *rw_request_new (RwService *service, struct MHD_Connection *connection,
                           const char *target);

/* When its header is there. @path: decoded. Chooses the request's id. */
void rw_request_begin (RwRequest *self, const char *method, const char *path);
void rw_request_free (RwRequest *self);

/* NULL: there is none. */
const char *rw_request_get_header (RwRequest *self, const char *name);

/* Decoded; NULL: there is none, or no value. */
const char *rw_request_get_query (RwRequest *self, const char *name);

/* A number from 1 to @most; @fallback where there is none. Errors: RW_REFUSAL, 400. */
gboolean rw_request_get_number (RwRequest *self, const char *name, gint64 most, gint64 fallback,
                                gint64 *number, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwRequest, rw_request_free)

G_END_DECLS
