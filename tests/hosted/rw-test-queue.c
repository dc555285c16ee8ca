/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-queue.h"

RwTestQueue *
rw_test_queue_new (void)
{
  RwTestQueue *self = g_new0 (RwTestQueue, 1);

  self->server = rw_test_server_new (NULL);
  g_autofree char *url = rw_test_server_dup_url (self->server, "");
  self->endpoint = rw_endpoint_new (url, "rwt_secret", NULL, NULL);
  self->client = rw_queue_client_new (self->endpoint, NULL);
  return self;
}

void
rw_test_queue_free (RwTestQueue *self)
{
  rw_queue_client_free (self->client);
  rw_endpoint_unref (self->endpoint);
  rw_test_server_free (self->server);
  g_free (self);
}

void
rw_test_queue_reply (RwTestQueue *self, const char *route, guint status, const char *body)
{
  rw_test_server_reply (self->server,
                        &(RwTestReply){ .route = route, .status = status, .body = body });
}

void
rw_test_queue_set_limits (RwTestQueue *self, const char *body)
{
  rw_test_server_reply (self->server, &(RwTestReply){ .route = "GET /api/limits",
                                                      .status = 200,
                                                      .body = body,
                                                      .is_lasting = TRUE });
}

void
rw_test_queue_set_original (RwTestQueue *self)
{
  rw_test_server_reply (self->server, &(RwTestReply){ .route = "GET /api/limits",
                                                      .status = 404,
                                                      .body = RW_TEST_ERROR ("Not Found"),
                                                      .is_lasting = TRUE });
}
