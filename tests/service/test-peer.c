/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-peer.h"

#include <gio/gio.h>

static void
assert_key (const char *address, const char *forwarded, const char *wanted)
{
  struct sockaddr_storage native;
  g_autoptr (GSocketAddress) socket_address = g_inet_socket_address_new_from_string (address, 1234);

  g_assert_true (g_socket_address_to_native (socket_address, &native, sizeof native, NULL));
  g_autofree char *key = rw_peer_dup_key ((struct sockaddr *) &native, forwarded);
  g_assert_cmpstr (key, ==, wanted);
}

static void
test_address (void)
{
  assert_key ("192.0.2.7", NULL, "192.0.2.7");
  assert_key ("2001:db8:1:2:3:4:5:6", NULL, "2001:db8:1:2::");
  assert_key ("2001:db8:1:2::", NULL, "2001:db8:1:2::");
}

/* Only the proxy's own word counts, which is the last; what it cannot have said does not. */
static void
test_forwarded (void)
{
  assert_key ("127.0.0.1", "192.0.2.7", "192.0.2.7");
  assert_key ("127.0.0.1", "192.0.2.1, 192.0.2.7", "192.0.2.7");
  assert_key ("127.0.0.1", "192.0.2.1, 2001:db8:1:2:3::", "2001:db8:1:2::");
  assert_key ("127.0.0.1", "192.0.2.1, unknown", "127.0.0.1");
  assert_key ("127.0.0.1", "", "127.0.0.1");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/peer/address", test_address);
  g_test_add_func ("/peer/forwarded", test_forwarded);
  return g_test_run ();
}
