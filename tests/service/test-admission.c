/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-admission.h"

#include "rw-test-job.h"
#include "rw-test-server.h"
#include "rw-test.h"

#include <string.h>

#define UPLOAD RW_TEST_FILE ("a.csv", "a") RW_TEST_FORM_END

static void
test_who (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autoptr (RwTestAnswer) bad = rw_test_ask (server, "rwt_x", "GET /api/limits", NULL, NULL);
  g_autoptr (RwTestAnswer) fine =
      rw_test_ask (server, server->token, "GET /api/limits", NULL, NULL);

  g_assert_cmpuint (fine->status, ==, 200);
  g_assert_cmpuint (bad->status, ==, 401);
  rw_test_assert_has (bad->text, "\r\nWWW-Authenticate: Bearer\r\n");
  rw_test_assert_error_answer (rw_test_ask (server, NULL, "GET /api/limits", NULL, NULL), 403,
                               "token is needed");
  rw_test_assert_error_answer (
      rw_test_ask (server, NULL, "GET /api/limits", "Authorization: Basic YTpi\r\n", NULL), 403,
      "token is needed");
}

static void
test_where (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autoptr (RwTestAnswer) other =
      rw_test_ask (server, server->token, "DELETE /api/predictions/7", NULL, NULL);

  g_assert_cmpuint (other->status, ==, 405);
  rw_test_assert_has (other->text, "\r\nAllow: GET, HEAD\r\n");
  rw_test_assert_error_answer (rw_test_ask (server, NULL, "GET /api/predictions", NULL, NULL), 404,
                               "no such address");
}

/* What is refused before the body is read writes no file; answered early, the connection closes. */
static void
assert_early (RwTestServer *server, const char *lines, guint status)
{
  g_autofree char *head =
      g_strdup_printf ("POST /api/csv HTTP/1.1\r\nHost: a\r\n%s" RW_TEST_FORM_TYPE "\r\n", lines);
  g_autofree char *wanted = g_strdup_printf ("HTTP/1.1 %u ", status);
  g_autofree char *text = rw_test_server_send (server, head, strlen (head));

  g_test_message ("%s", head);
  g_assert_true (g_str_has_prefix (text, wanted));
  rw_test_assert_has (text, "\r\nConnection: close\r\n");
}

static void
test_length (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *who = g_strdup_printf ("Authorization: Bearer %s\r\n", server->token);
  g_autofree char *large = g_strconcat (who, "Content-Length: 2000000\r\n", NULL);
  g_autofree char *waiting =
      g_strconcat (who, "Content-Length: 70000\r\nExpect: 100-continue\r\n", NULL);
  g_autofree char *chunked = g_strconcat (who, "Transfer-Encoding: chunked\r\n", NULL);

  assert_early (server, large, 413);
  assert_early (server, waiting, 413);
  assert_early (server, chunked, 411);
  assert_early (server, "Content-Length: 2000000\r\n", 403);
  assert_early (server, "Content-Length: 100\r\nExpect: 100-continue\r\n", 403);
  rw_test_assert_error_answer (
      rw_test_ask (server, server->token, "POST /api/csv", RW_TEST_FORM_TYPE, NULL), 411,
      "Content-Length");
  g_assert_cmpuint (rw_test_count_spool (server->service.backend), ==, 0);
}

/* Where no file is expected a small body does no harm. */
static void
test_other_bodies (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *large = g_strnfill (64 * 1024 + 1, 'x');
  g_autoptr (RwTestAnswer) answer =
      rw_test_ask (server, NULL, "GET /__version", NULL, "{\"a\": 1}");

  g_assert_cmpuint (answer->status, ==, 200);
  rw_test_assert_error_answer (rw_test_ask (server, NULL, "GET /__version", NULL, large), 413,
                               "larger");
}

/* Users are counted apart, and apart from those who are not known. */
static void
test_rate (void)
{
  rw_test_stop_clock ();
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *bob = rw_tokens_add (server->tokens, "bob", NULL, NULL);

  for (guint i = 0; i < RW_TEST_PER_MINUTE; i++)
    rw_test_answer_free (rw_test_ask (server, server->token, "GET /api/limits", NULL, NULL));
  g_autoptr (RwTestAnswer) over =
      rw_test_ask (server, server->token, "GET /api/limits", NULL, NULL);
  g_autoptr (RwTestAnswer) other = rw_test_ask (server, bob, "GET /api/limits", NULL, NULL);
  g_assert_cmpuint (over->status, ==, 429);
  rw_test_assert_has (over->text, "\r\nRetry-After: 1\r\n");
  g_assert_cmpuint (other->status, ==, 200);
  for (guint i = 0; i < RW_TEST_PER_MINUTE; i++)
    rw_test_answer_free (rw_test_ask (server, "wrong", "GET /api/limits", NULL, NULL));
  rw_test_assert_error_answer (rw_test_ask (server, "wrong", "GET /api/limits", NULL, NULL), 429,
                               "Too many");
  rw_test_assert_error_answer (rw_test_ask (server, NULL, "GET /health", NULL, NULL), 429,
                               "Too many");
  g_autoptr (RwTestAnswer) bobs = rw_test_ask (server, bob, "GET /api/limits", NULL, NULL);
  g_assert_cmpuint (bobs->status, ==, 200);
}

/* Behind a proxy those count whom it names, in the last line of that name. */
static void
test_forwarded (void)
{
  rw_test_stop_clock ();
  g_autoptr (RwTestServer) server =
      rw_test_server_start ((RwTestServerSetting){ .is_behind_proxy = TRUE });
  const char *const mine = "X-Forwarded-For: 192.0.2.9\r\nX-Forwarded-For: 192.0.2.7\r\n";
  const char *const others = "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-For: 192.0.2.8\r\n";

  for (guint i = 0; i < RW_TEST_PER_MINUTE; i++)
    rw_test_answer_free (rw_test_ask (server, NULL, "GET /__version", mine, NULL));
  rw_test_assert_error_answer (rw_test_ask (server, NULL, "GET /__version", mine, NULL), 429, "");
  g_autoptr (RwTestAnswer) other = rw_test_ask (server, NULL, "GET /__version", others, NULL);
  g_assert_cmpuint (other->status, ==, 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/admission/who", test_who);
  g_test_add_func ("/admission/where", test_where);
  g_test_add_func ("/admission/length", test_length);
  g_test_add_func ("/admission/other-bodies", test_other_bodies);
  g_test_add_func ("/admission/rate", test_rate);
  g_test_add_func ("/admission/forwarded", test_forwarded);
  return g_test_run ();
}
