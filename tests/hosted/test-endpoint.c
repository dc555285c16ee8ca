/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-endpoint.h"

#include "rw-test.h"

#include <locale.h>

/* {"alg":"RS256"}.CLAIMS.x */
#define JWT(claims) "eyJhbGciOiJSUzI1NiJ9." claims ".c2ln"

static RwEndpoint *
make (const char *url, const char *token)
{
  g_autoptr (GError) error = NULL;
  RwEndpoint *endpoint = rw_endpoint_new (url, token, NULL, &error);

  g_assert_no_error (error);
  return endpoint;
}

static void
check_url (const char *text, const char *url, const char *host)
{
  g_autoptr (RwEndpoint) endpoint = make (text, NULL);

  g_assert_cmpstr (rw_endpoint_get_url (endpoint), ==, url);
  g_assert_cmpstr (rw_endpoint_get_host (endpoint), ==, host);
}

static void
test_url (void)
{
  check_url (" https://Queue.Example.com/ ", "https://queue.example.com", "queue.example.com");
  check_url ("https://example.com:8443/queue//", "https://example.com:8443/queue",
             "example.com:8443");
  check_url ("http://localhost:8080", "http://localhost:8080", "localhost:8080");
}

static void
check_refused (const char *url, const char *token, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_endpoint_new (url, token, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, part);
}

static void
test_refused (void)
{
  check_refused ("", NULL, "not the address of a server");
  check_refused ("queue.example.com", NULL, "not the address of a server");
  check_refused ("https://example.com/?a=b", NULL, "not the address of a server");
  check_refused ("https://example.com/#a", NULL, "not the address of a server");
  check_refused ("https://me@example.com/", NULL, "not the address of a server");
  check_refused ("http://example.com", NULL, "for everybody to read");
  check_refused ("https://example.com", "a b", "no token has");
  check_refused ("https://example.com", "a\r\nX-Evil: 1", "no token has");
  check_refused ("https://example.com", "tök", "no token has");
}

/* What is refused is no secret that may be shown. */
static void
test_token_stays_secret (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_endpoint_new ("https://example.com", "rwt_se cret", NULL, &error));
  g_assert_null (strstr (error->message, "cret"));
}

static void
test_token (void)
{
  g_autoptr (RwEndpoint) endpoint = make ("https://example.com", "\t rwt_abc\n");
  g_autoptr (RwEndpoint) blank = make ("https://example.com", "  ");
  g_autoptr (RwEndpoint) none = make ("https://example.com", NULL);

  g_assert_cmpstr (rw_endpoint_get_token (endpoint), ==, "rwt_abc");
  g_assert_null (rw_endpoint_get_user (endpoint));
  g_assert_null (rw_endpoint_get_token (blank));
  g_assert_null (rw_endpoint_get_token (none));
}

static void
check_user (const char *token, const char *user)
{
  g_autoptr (RwEndpoint) endpoint = make ("https://example.com", token);

  g_assert_cmpstr (rw_endpoint_get_user (endpoint), ==, user);
}

static void
test_user (void)
{
  check_user (JWT ("eyJzdWIiOiJ1c2VyXzEifQ"), "user_1");
  check_user (JWT ("eyJzdWIiOiLDvz8_In0"), "ÿ??"); /* has a "_" in place of a "/" */
  check_user (JWT ("eyJzdWIiOjF9"), NULL);         /* a number */
  check_user (JWT ("W10"), NULL);                  /* a list */
  check_user (JWT ("eyJz"), NULL);
  check_user (JWT (""), NULL);
  check_user ("a.b", NULL);
  check_user ("a.b.c.d", NULL);
  check_user ("...", NULL);
}

static void
test_shared (void)
{
  g_autoptr (GError) error = NULL;
  RwEndpoint *endpoint = rw_endpoint_new ("https://example.com", NULL, "ca.pem", &error);
  g_autoptr (RwEndpoint) other = rw_endpoint_ref (endpoint);

  rw_endpoint_unref (endpoint);
  g_assert_cmpstr (rw_endpoint_get_ca_file (other), ==, "ca.pem");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/endpoint/url", test_url);
  g_test_add_func ("/endpoint/refused", test_refused);
  g_test_add_func ("/endpoint/token-stays-secret", test_token_stays_secret);
  g_test_add_func ("/endpoint/token", test_token);
  g_test_add_func ("/endpoint/user", test_user);
  g_test_add_func ("/endpoint/shared", test_shared);
  return g_test_run ();
}
