/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-request-guard.h"

#include "rw-refusal.h"

#include <string.h>

#define HOST "Host: a\r\n"

/* A head as libmicrohttpd would show it: lines up to a colon and blanks, and cut at a NUL. */
static gboolean
check (const char *method, const char *target, const char *lines, gsize hidden, GError **error)
{
  g_auto (GStrv) split = g_strsplit (lines, "\r\n", -1);
  RwHeader headers[8];
  RwRequestHead head = { method, target, "HTTP/1.1", headers, 0, 0 };

  for (guint i = 0; split[i] != NULL && split[i][0] != '\0'; i++)
    {
      const char *colon = strchr (split[i], ':');
      const char *value = colon + 1 + strspn (colon + 1, " ");
      headers[head.n_headers++] =
          (RwHeader){ split[i], (gsize) (colon - split[i]), value, strlen (value) };
    }
  head.size =
      strlen (method) + strlen (target) + strlen ("  HTTP/1.1\r\n\r\n") + strlen (lines) + hidden;
  return rw_request_guard_check (&head, error);
}

static void
assert_passes (const char *method, const char *target, const char *lines)
{
  g_autoptr (GError) error = NULL;
  gboolean passes = check (method, target, lines, 0, &error);

  g_assert_no_error (error);
  g_assert_true (passes);
}

static void
assert_refused (const char *method, const char *target, const char *lines, gsize hidden)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s %s %s", method, target, lines);
  g_assert_false (check (method, target, lines, hidden, &error));
  g_assert_error (error, RW_REFUSAL, 400);
}

static void
test_plain (void)
{
  assert_passes ("GET", "/health", HOST);
  assert_passes ("POST", "/api/csv", HOST "Content-Length: 12\r\n");
  assert_passes ("POST", "/api/csv", HOST "Transfer-Encoding: CHUNKED\r\n");
  assert_passes ("GET", "/api/predictions/?limit=5&before=%31", HOST "X-Empty:\r\nX-Also: \r\n");
  assert_passes ("GET", "/api/%63sv", HOST "Cookie: a\r\nCookie: b\r\n");
}

static const char *const lines[] = {
  "",
  "Host: \r\n",
  HOST HOST,
  HOST "hOST: b\r\n",
  HOST "Content-Length: 3\r\nContent-Length: 3\r\n",
  HOST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
  HOST "Transfer-Encoding: gzip\r\n",
  HOST "Transfer-Encoding: gzip, chunked\r\n",
  HOST "Transfer-Encoding: \r\n",
  HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
  HOST "Transfer-Encoding: chunked \r\n",
  HOST "Authorization: a\r\nAuthorization: b\r\n",
  HOST "Idempotency-Key: a\r\nIdempotency-Key: b\r\n",
  HOST "Content-Type: a\r\nContent-Type: b\r\n",
  HOST "Content-Length : 3\r\n",
  HOST "X(: 3\r\n",
  HOST ": 3\r\n",
  HOST "X: a\rb\r\n",
  HOST "X: a\x7f\r\n",
  HOST "X:a\r\n",
  HOST "X:  a\r\n",
};

static void
test_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    assert_refused ("GET", "/health", lines[i], 0);
}

/* Even one byte that is not shown. */
static void
test_hidden (void)
{
  assert_refused ("GET", "/health", HOST, 1);
  assert_refused ("GET", "/health", HOST, (gsize) -2);
  assert_refused ("GET", "/health", HOST "X-Empty:\r\n", 2);
}

static const char *const targets[] = {
  "",
  "health",
  "*",
  "http://a/health",
  "//health",
  "/api//csv",
  "/api/../x",
  "/..",
  "/api/..",
  "/api/./csv",
  "/%2e%2E/x",
  "/api/%2fcsv",
  "/api/%5ccsv",
  "/api\\csv",
  "/api/%",
  "/api/%4",
  "/api/%4g",
  "/api/%00",
  "/api?x=%00",
  "/api?x=%zz",
  "/api?x=%",
  "/api#x",
  "/api?#",
  "/a b",
  "/\xc3\xa4",
  "/a\tb",
  "/a\x7f",
  "/%0a",
  "/api/%7f/x",
  "/a?\x01",
};

static void
test_targets (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    assert_refused ("GET", targets[i], HOST, 0);
}

static void
test_methods (void)
{
  assert_refused ("", "/health", HOST, 0);
  assert_refused ("G(T", "/health", HOST, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request-guard/plain", test_plain);
  g_test_add_func ("/request-guard/lines", test_lines);
  g_test_add_func ("/request-guard/hidden", test_hidden);
  g_test_add_func ("/request-guard/targets", test_targets);
  g_test_add_func ("/request-guard/methods", test_methods);
  return g_test_run ();
}
