/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/socket.h>

G_BEGIN_DECLS

/* Who is at the other end, for counting (transfer full): an IPv4 address, or the network of 64 bits
 * of an IPv6 address, for one customer has a whole one. @forwarded: X-Forwarded-For, whose last
 * entry is the proxy's own word; NULL: nobody has said anything that is to be trusted. */
char *rw_peer_dup_key (const struct sockaddr *address, const char *forwarded);

G_END_DECLS
