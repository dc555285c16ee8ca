/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-answer.h"
#include "rw-aws-body.h"
#include "rw-url.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One HTTP request as it goes out, signed or not. All is borrowed. */
typedef struct
{
  const RwUrl *server;
  const char *ca_file;
  gboolean is_direct;       /* by no proxy, whatever the environment says */
  const char *target;       /* encoded path and query, sent as it is */
  const RwAwsPair *headers; /* all but Content-Length */
  RwAwsBody *body;          /* NULL: none */
  const RwAwsRequest *request;
} RwAwsMessage;

/* Sends it by a handle of its own in @multi. TRUE: an answer came. FALSE: as rw_aws_client_send();
 * @is_lasting: it is of no use to send it again. */
gboolean rw_aws_transfer_run (CURLM *multi, const RwAwsMessage *message, RwAwsAnswer *answer,
                              gboolean *is_lasting, GCancellable *cancellable, GError **error);

G_END_DECLS
