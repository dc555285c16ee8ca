/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-client.h"

#include <jansson.h>

G_BEGIN_DECLS

/* One action of Amazon SQS by its JSON protocol. */
typedef struct
{
  const char *action; /* "SendMessage" */
  json_t *members;    /* what goes with it */
  gint64 patience;    /* ms more until there is an answer */
  guint n_tries;      /* see RwAwsRequest; 0: as usual */

  /* Whether a receipt that is old, or nobody's, is an answer and no error. */
  gboolean may_be_stale;
} RwSqsCall;

/* What is answered (transfer full); NULL without @error: the receipt is stale. Errors:
 * RW_ERROR_NETWORK, RW_ERROR_ACCESS, RW_ERROR_SERVER. */
json_t *rw_sqs_call (RwAwsClient *client, const RwSqsCall *call, GError **error);

/* Whole seconds of @ms, rounded up, between 0 and @most. */
json_int_t rw_sqs_call_seconds (gint64 ms, json_int_t most);

/* ms for one try of what answers at once: whoever waits for it may hold a lease. Tests make it
 * short; programs never touch it. */
extern gint64 rw_sqs_call_hurry;

/* Sets @error: what @action answered makes no sense; returns FALSE. */
gboolean rw_sqs_call_refuse (RwAwsClient *client, const char *action, GError **error);

G_END_DECLS
