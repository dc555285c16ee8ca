/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-service-routes.h"

#include "rw-test-backend.h"
#include "rw-test-server.h"
#include "rw-test.h"

#include <string.h>

/* ms */
#define LONG (60 * 1000)

static void
assert_answer (RwTestServer *server, const char *token, const char *what, const char *wanted)
{
  g_autoptr (RwTestAnswer) answer = rw_test_ask (server, token, what, NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer->body, ==, wanted);
}

static void
test_answers (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });

  assert_answer (server, NULL, "GET /health",
                 "{\"status\":\"ok\",\"checks\":{\"jobs\":\"ok\",\"queue\":\"ok\","
                 "\"storage\":\"ok\"}}");
  assert_answer (server, NULL, "GET /__version",
                 "{\"service\":\"retainwise-server\",\"version\":\"" RW_VERSION "\",\"api\":1}");
  assert_answer (server, server->token, "GET /api/limits",
                 "{\"user_id\":\"" RW_TEST_USER "\",\"max_bytes\":1000,"
                 "\"max_requests_per_minute\":200,\"idempotency\":true,"
                 "\"version\":\"" RW_VERSION "\",\"success\":true}");
}

static void
test_unhealthy (void)
{
  g_autoptr (RwBackend) real = rw_test_backend ();
  g_autoptr (RwTestServer) server =
      rw_test_server_start ((RwTestServerSetting){ .backend = rw_test_failing_backend (real) });

  rw_test_fail_calls (0, 1, RW_TEST_NOT_DONE);
  g_autoptr (RwTestAnswer) answer = rw_test_ask (server, NULL, "GET /health", NULL, NULL);
  g_assert_cmpuint (answer->status, ==, 503);
  rw_test_assert_has (answer->text, "Retry-After: ");
  rw_test_assert_has (answer->body, "\"jobs\":\"failing\",\"queue\":\"ok\"");
}

/* What is asked is counted under its route; who asked and for what is not told. */
static void
test_metrics (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *id = rw_test_upload (server, NULL, "a");
  g_autofree char *what = g_strconcat ("GET /api/predictions/", id, NULL);
  RwQueue *queue = server->service.backend->queue;
  g_autoptr (RwQueueMessage) message = rw_queue_receive (queue, LONG, LONG, NULL, NULL);

  rw_test_answer_free (rw_test_ask (server, server->token, what, NULL, NULL));
  rw_test_answer_free (rw_test_ask (server, NULL, "BREW /pot", NULL, NULL));
  g_autoptr (RwTestAnswer) answer = rw_test_ask (server, NULL, "GET /metrics", NULL, NULL);
  rw_test_assert_has (answer->text, "Content-Type: text/plain; version=0.0.4");
  rw_test_assert_has (answer->body,
                      "{method=\"GET\",route=\"/api/predictions/{id}\",status=\"200\"} 1\n");
  rw_test_assert_has (answer->body, "{method=\"other\",route=\"none\",status=\"404\"} 1\n");
  rw_test_assert_has (answer->body, "retainwise_jobs{state=\"QUEUED\"} 1\n");
  rw_test_assert_has (answer->body, "retainwise_queue_messages 1\n");
  g_assert_null (strstr (answer->body, RW_TEST_USER));
  g_assert_null (strstr (answer->body, id));
  g_assert_null (strstr (answer->body, "customers.csv"));
  g_assert_null (strstr (answer->body, "pot"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service-routes/answers", test_answers);
  g_test_add_func ("/service-routes/unhealthy", test_unhealthy);
  g_test_add_func ("/service-routes/metrics", test_metrics);
  return g_test_run ();
}
