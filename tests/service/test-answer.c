/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-answer.h"

#include "rw-test-backend.h"
#include "rw-test-server.h"
#include "rw-test.h"

#include <string.h>

static void
assert_headers (RwTestAnswer *answer, guint status, const char *with, const char *without)
{
  g_assert_cmpuint (answer->status, ==, status);
  rw_test_assert_has (answer->text, "\r\nX-Request-ID: ");
  rw_test_assert_has (answer->text, with);
  g_assert_null (strstr (answer->text, without));
  rw_test_answer_free (answer);
}

static void
test_headers (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });

  assert_headers (rw_test_ask (server, NULL, "GET /__version", NULL, NULL), 200,
                  "\r\nContent-Type: ", "\r\nRetry-After: ");
  assert_headers (rw_test_ask (server, "wrong", "GET /api/limits", NULL, NULL), 401,
                  "\r\nWWW-Authenticate: Bearer\r\n", "\r\nAllow: ");
  assert_headers (rw_test_ask (server, NULL, "POST /health", NULL, NULL), 405,
                  "\r\nAllow: GET, HEAD\r\n", "\r\nWWW-Authenticate: ");
}

/* Nothing of a fault is told but that it will pass. */
static void
test_fault (void)
{
  g_autoptr (RwBackend) real = rw_test_backend ();
  g_autoptr (RwTestServer) server =
      rw_test_server_start ((RwTestServerSetting){ .backend = rw_test_failing_backend (real) });

  rw_test_fail_calls (0, 100, RW_TEST_NOT_DONE);
  assert_headers (rw_test_ask (server, server->token, "GET /api/predictions/7", NULL, NULL), 503,
                  "\r\nRetry-After: 5\r\n", "that the test wants");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer/headers", test_headers);
  g_test_add_func ("/answer/fault", test_fault);
  return g_test_run ();
}
