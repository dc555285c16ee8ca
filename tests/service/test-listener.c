/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-listener.h"

#include "rw-test.h"

#include <gio/gio.h>

static void
test_free_port (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwListener) listener = rw_listener_open ("127.0.0.1:0", FALSE, &error);
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  g_assert_no_error (error);
  g_assert_true (g_regex_match_simple ("^127\\.0\\.0\\.1:[1-9][0-9]*$", listener->place, 0, 0));
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, listener->place, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (rw_listener_open (listener->place, FALSE, &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, listener->place);
}

static void
test_ipv6 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwListener) listener = rw_listener_open ("[::1]:0", FALSE, &error);

  if (listener == NULL)
    {
      g_test_skip ("there is no IPv6 here");
      return;
    }
  g_assert_true (g_str_has_prefix (listener->place, "[::1]:"));
}

static const char *const wrong[] = {
  "",
  "127.0.0.1",
  "127.0.0.1:",
  ":8790",
  "localhost:8790",
  "127.0.0.1:65536",
  "::1:8790",
  "[127.0.0.1]:80",
  "[::1]",
  "127.0.0.1:x",
  "127.0.0.1:-1",
  "[]:80",
  "127.0.0.1:80 ",
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (rw_listener_is_place (wrong[i]));
      g_assert_null (rw_listener_open (wrong[i], TRUE, &error));
      rw_test_assert_error (&error, RW_ERROR_FORMAT, wrong[i]);
    }
  g_assert_true (rw_listener_is_place ("[::]:80"));
}

static void
test_unprotected (void)
{
  const char *const places[] = { "0.0.0.0:0", "[::]:0", "192.0.2.1:0" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (rw_listener_open (places[i], FALSE, &error));
      rw_test_assert_error (&error, RW_ERROR_ACCESS, "--behind-proxy");
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (RwListener) listener = rw_listener_open ("0.0.0.0:0", TRUE, &error);
  g_assert_no_error (error);
}

static void
test_leaves_nothing_open (void)
{
  guint n = rw_test_count_open_files ();
  g_autoptr (RwListener) listener = rw_listener_open ("127.0.0.1:0", FALSE, NULL);

  g_assert_null (rw_listener_open (listener->place, FALSE, NULL));
  g_clear_pointer (&listener, rw_listener_free);
  g_assert_cmpuint (rw_test_count_open_files (), ==, n);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/listener/free-port", test_free_port);
  g_test_add_func ("/listener/ipv6", test_ipv6);
  g_test_add_func ("/listener/wrong", test_wrong);
  g_test_add_func ("/listener/unprotected", test_unprotected);
  g_test_add_func ("/listener/leaves-nothing-open", test_leaves_nothing_open);
  return g_test_run ();
}
