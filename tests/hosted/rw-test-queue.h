/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-queue-client.h"
#include "rw-test-server.h"

G_BEGIN_DECLS

#define RW_TEST_JOB(id, status)                                                                    \
  "{\"id\":\"" id "\",\"upload_id\":1,\"status\":\"" status "\",\"rows_processed\":0}"

/* What a queue server says, as bodies. */
#define RW_TEST_LIMITS "{\"user_id\":\"ann\",\"max_bytes\":100000000,\"idempotency\":true}"
#define RW_TEST_UPLOADED(id)                                                                       \
  "{\"prediction_id\":\"" id "\",\"prediction_status\":\"QUEUED\",\"upload_id\":1}"
#define RW_TEST_PREDICTION(id, status) "{\"prediction\":" RW_TEST_JOB (id, status) "}"
#define RW_TEST_ERROR(text)            "{\"success\":false,\"error\":\"" text "\"}"

/* A stub of a queue server, and who speaks to it with the token "rwt_secret". */
typedef struct
{
  RwTestServer *server;
  RwEndpoint *endpoint;
  RwQueueClient *client;
} RwTestQueue;

RwTestQueue *rw_test_queue_new (void);
void rw_test_queue_free (RwTestQueue *self);

/* One reply, to be given once. */
void rw_test_queue_reply (RwTestQueue *self, const char *route, guint status, const char *body);

/* For ever after: what limits are, and that there are none because it is the original. */
void rw_test_queue_set_limits (RwTestQueue *self, const char *body);
void rw_test_queue_set_original (RwTestQueue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestQueue, rw_test_queue_free)

G_END_DECLS
