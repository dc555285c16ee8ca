/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-answer.h"
#include "rw-aws-credentials.h"
#include "rw-aws-request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RwAwsClient: signed requests to one service, blocking, for any number of threads at once.
 * Connections are kept. Certificates are always checked; a cancel ends a request at once.
 */
typedef struct _RwAwsClient RwAwsClient;

typedef struct
{
  const char *service;  /* "s3", "sqs" */
  const char *region;   /* "eu-central-1" */
  const char *endpoint; /* "https://host[:port]", or http on this computer; NULL: Amazon's own */
  const char *ca_file;  /* see rw_endpoint_new(); NULL: the system's */
} RwAwsSite;

/* Keeps no @site and takes a reference to @credentials. Errors: RW_ERROR_FORMAT for an endpoint or
 * a region that is none. */
RwAwsClient *rw_aws_client_new (const RwAwsSite *site, RwAwsCredentials *credentials,
                                GError **error);
RwAwsClient *rw_aws_client_ref (RwAwsClient *self);
void rw_aws_client_unref (RwAwsClient *self);

/* "host" or "host:port", to be shown. */
const char *rw_aws_client_get_host (RwAwsClient *self);

/* TRUE: an answer came, whatever its status (see rw_aws_answer_check()). A request may be made
 * more than once: what broke or was put off is tried again, growing pauses between; a clock that is
 * wrong is set right, and credentials that ran out are fetched anew, once each. A request whose
 * sink got bytes is not made again. FALSE: RW_ERROR_NETWORK, RW_ERROR_ACCESS (no credentials),
 * RW_ERROR_SERVER (too long an answer), RW_ERROR_FILE, what the sink says, and cancelled. @answer
 * is to be cleared in any case. */
gboolean rw_aws_client_send (RwAwsClient *self, const RwAwsRequest *request, RwAwsAnswer *answer,
                             GCancellable *cancellable, GError **error);

/* An address that lets whoever has it make that request for @seconds (1 to 604800), but not longer
 * than the keys are valid. NULL: RW_ERROR_ACCESS, RW_ERROR_NETWORK (credentials). */
char *rw_aws_client_presign (RwAwsClient *self, const char *method, const char *path,
                             const RwAwsPair *query, gint64 seconds, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwAwsClient, rw_aws_client_unref)

G_END_DECLS
