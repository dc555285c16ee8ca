/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-sqs-queue.h"

G_BEGIN_DECLS

/* Two new queues of the service that with-sqs.py runs, the second for the dead letters of the
 * first. */
typedef struct
{
  RwAwsClient *client;
  char *url;
  char *dead_letter_url;
  RwQueue *queue;
} RwTestSqs;

RwTestSqs *rw_test_sqs_new (void);
void rw_test_sqs_free (RwTestSqs *self);

/* Of that service, with these keys instead of the good ones. */
RwAwsClient *rw_test_sqs_new_client (const char *id, const char *secret);

/* Makes a queue (its URL, transfer full). @target: where messages go that were received @most
 * times; NULL: nowhere. */
char *rw_test_sqs_make_queue (RwAwsClient *client, const char *name, const char *target, int most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestSqs, rw_test_sqs_free)

G_END_DECLS
