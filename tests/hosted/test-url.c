/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-url.h"

#include <locale.h>

static void
check_parts (const char *text, const char *normal, const char *host, const char *origin)
{
  g_autoptr (RwUrl) url = rw_url_parse (text);

  g_assert_nonnull (url);
  g_assert_cmpstr (url->text, ==, normal);
  g_assert_cmpstr (url->host, ==, host);
  g_assert_cmpstr (url->origin, ==, origin);
}

static void
test_parts (void)
{
  check_parts ("HTTPS://Queue.Example.COM/a/B", "https://queue.example.com/a/B",
               "queue.example.com", "https://queue.example.com");
  check_parts ("https://x.org:443/", "https://x.org/", "x.org", "https://x.org");
  check_parts ("https://x.org:8443", "https://x.org:8443/", "x.org:8443", "https://x.org:8443");
  check_parts ("http://[::1]:80/p?q=1", "http://[::1]/p?q=1", "[::1]", "http://[::1]");
}

static void
test_refused (void)
{
  const char *const texts[] = { "",
                                "x",
                                "queue.example.com",
                                "https://",
                                "https://user@x.org/",
                                "https://user:word@x.org/",
                                "ftp://x.org/",
                                "file:///etc/passwd",
                                "https://x.org:99999/",
                                "https://x .org/",
                                "https://x.org/\r\nHost: y.org",
                                "javascript:alert(1)" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (rw_url_parse (texts[i]));
}

static gboolean
is_allowed (const char *text, const char *from)
{
  g_autoptr (RwUrl) url = rw_url_parse (text);
  g_autoptr (RwUrl) source = from != NULL ? rw_url_parse (from) : NULL;

  g_assert_nonnull (url);
  return rw_url_is_allowed (url, source);
}

static void
test_allowed (void)
{
  g_assert_true (is_allowed ("https://x.org", NULL));
  g_assert_true (is_allowed ("http://localhost:8080", NULL));
  g_assert_true (is_allowed ("http://LOCALHOST", NULL));
  g_assert_true (is_allowed ("http://127.0.0.1", NULL));
  g_assert_true (is_allowed ("http://127.255.0.9:1", NULL));
  g_assert_true (is_allowed ("http://[::1]:5", NULL));
  g_assert_false (is_allowed ("http://x.org", NULL));
  g_assert_false (is_allowed ("http://127.0.0.1.x.org", NULL));
  g_assert_false (is_allowed ("http://localhost.x.org", NULL));
  g_assert_false (is_allowed ("http://128.0.0.1", NULL));
  g_assert_false (is_allowed ("http://[::2]", NULL));
}

static void
test_led (void)
{
  g_assert_true (is_allowed ("https://y.org", "https://x.org"));
  g_assert_true (is_allowed ("https://y.org", "http://127.0.0.1"));
  g_assert_true (is_allowed ("http://127.0.0.1:2", "http://localhost:1"));
  g_assert_false (is_allowed ("http://127.0.0.1", "https://x.org"));
  g_assert_false (is_allowed ("http://127.0.0.1", "https://127.0.0.1"));
  g_assert_false (is_allowed ("http://x.org", "https://x.org"));
  g_assert_false (is_allowed ("http://x.org", "http://127.0.0.1"));
}

static void
test_extras (void)
{
  g_autoptr (RwUrl) query = rw_url_parse ("https://x.org/a?b");
  g_autoptr (RwUrl) fragment = rw_url_parse ("https://x.org/a#b");
  g_autoptr (RwUrl) neither = rw_url_parse ("https://x.org/a");

  g_assert_true (query->has_extras);
  g_assert_true (fragment->has_extras);
  g_assert_false (neither->has_extras);
}

static void
test_base (void)
{
  g_assert_true (rw_url_is_base ("https://x.org/a"));
  g_assert_true (rw_url_is_base ("http://127.0.0.1:80"));
  g_assert_false (rw_url_is_base ("http://x.org"));
  g_assert_false (rw_url_is_base ("https://x.org/a?b"));
  g_assert_false (rw_url_is_base ("no address"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/url/parts", test_parts);
  g_test_add_func ("/url/refused", test_refused);
  g_test_add_func ("/url/allowed", test_allowed);
  g_test_add_func ("/url/led", test_led);
  g_test_add_func ("/url/extras", test_extras);
  g_test_add_func ("/url/base", test_base);
  return g_test_run ();
}
