/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-listener.h"
#include "rw-service.h"

G_BEGIN_DECLS

/* How a server speaks. */
typedef struct
{
  const char *certificate; /* PEM; NULL: no TLS */
  const char *private_key; /* PEM, if there is a certificate */
  guint idle_seconds;      /* a connection on which nothing moves for so long is closed */
} RwServerSetting;

/**
 * RwServer: answers the requests of data/service/API.md with libmicrohttpd, on threads of its own.
 */
typedef struct _RwServer RwServer;

/* Takes the socket out of @listener. @service: kept, not owned. Errors: RW_ERROR_FORMAT: the
 * certificate or the key cannot be used; RW_ERROR_NETWORK. */
RwServer *rw_server_start (RwService *service, RwListener *listener, const RwServerSetting *setting,
                           GError **error);

/* Takes no new connections, lets the requests that run end within some seconds, and frees. */
void rw_server_stop (RwServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwServer, rw_server_stop)

G_END_DECLS
