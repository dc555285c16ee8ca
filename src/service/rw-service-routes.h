/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-route.h"

G_BEGIN_DECLS

/* Handlers: see data/service/API.md. */
RwReply *rw_service_routes_health (RwRequest *request, GError **error);
RwReply *rw_service_routes_limits (RwRequest *request, GError **error);
RwReply *rw_service_routes_metrics (RwRequest *request, GError **error);
RwReply *rw_service_routes_version (RwRequest *request, GError **error);

G_END_DECLS
