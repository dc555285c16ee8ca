/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-aws-client.h"
#include "rw-queue.h"

G_BEGIN_DECLS

/**
 * RwSqsQueue: RwQueue on Amazon SQS, by its JSON protocol: a standard queue, whose redrive policy
 * moves what was received too often to a queue of dead letters. Times are whole seconds there, so
 * what is asked for in milliseconds is rounded up; a delay is at most 15 minutes, invisibility at
 * most 12 hours, and one wait at most 20 seconds. A letter that is settled shows again after half a
 * day. An empty receipt is nobody's: extending it only asks whether the queue is there.
 * Errors besides those of RwQueue: RW_ERROR_ACCESS, RW_ERROR_SERVER, RW_ERROR_LIMIT (a body over
 * RW_SQS_MAX_BODY).
 */
#define RW_TYPE_SQS_QUEUE (rw_sqs_queue_get_type ())
G_DECLARE_FINAL_TYPE (RwSqsQueue, rw_sqs_queue, RW, SQS_QUEUE, GObject)

/* Bytes. SQS takes more by now, but not everybody's queue does. */
#define RW_SQS_MAX_BODY (256 * 1000)

/* Takes a reference to @client, which is of "sqs". URLs are sent as they are, wherever the client
 * goes with them. Nothing is asked yet. */
RwQueue *rw_sqs_queue_new (RwAwsClient *client, const char *url, const char *dead_letter_url);

/* Whether it is there, and what was received RW_QUEUE_MAX_RECEIVES times goes to that queue of dead
 * letters. RW_ERROR_FORMAT: it does not. */
gboolean rw_sqs_queue_check (RwSqsQueue *self, GError **error);

G_END_DECLS
