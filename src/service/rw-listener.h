/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a server listens. */
typedef struct
{
  int fd;      /* -1: taken out of it */
  char *place; /* "127.0.0.1:8790", "[::1]:8790": the real port */
} RwListener;

/* "ADDRESS:PORT", "[ADDRESS]:PORT"; numbers, no names. */
gboolean rw_listener_is_place (const char *place);

/* Port 0 of @place: a free one. @is_protected:
 * TLS is spoken on it, or by a proxy in front of it. If not, only loopback is allowed: tokens and
 * customers must not be sent in clear. Errors: RW_ERROR_FORMAT, RW_ERROR_ACCESS (not protected),
 * RW_ERROR_NETWORK. */
RwListener *rw_listener_open (const char *place, gboolean is_protected, GError **error);
void rw_listener_free (RwListener *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwListener, rw_listener_free)

G_END_DECLS
