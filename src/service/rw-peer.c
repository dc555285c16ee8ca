/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-peer.h"

#include <gio/gio.h>
#include <netinet/in.h>
#include <string.h>

#define NETWORK_BYTES 8

static GInetAddress *
parse_forwarded (const char *forwarded)
{
  const char *comma = strrchr (forwarded, ',');
  g_autofree char *last = g_strdup (comma != NULL ? comma + 1 : forwarded);

  return g_inet_address_new_from_string (g_strstrip (last));
}

static GInetAddress *
address_new (const struct sockaddr *address)
{
  if (address->sa_family == AF_INET6)
    return g_inet_address_new_from_bytes (
        (const guint8 *) &((const struct sockaddr_in6 *) (const void *) address)->sin6_addr,
        G_SOCKET_FAMILY_IPV6);
  return g_inet_address_new_from_bytes (
      (const guint8 *) &((const struct sockaddr_in *) (const void *) address)->sin_addr,
      G_SOCKET_FAMILY_IPV4);
}

static char *
dup_network (GInetAddress *address)
{
  guint8 bytes[16] = { 0 };

  memcpy (bytes, g_inet_address_to_bytes (address), NETWORK_BYTES);
  g_autoptr (GInetAddress) network = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (network);
}

char *
rw_peer_dup_key (const struct sockaddr *address, const char *forwarded)
{
  g_autoptr (GInetAddress) peer = forwarded != NULL ? parse_forwarded (forwarded) : NULL;

  if (peer == NULL)
    peer = address_new (address);
  return g_inet_address_get_family (peer) == G_SOCKET_FAMILY_IPV6 ? dup_network (peer)
                                                                  : g_inet_address_to_string (peer);
}
