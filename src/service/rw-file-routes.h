/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-route.h"

G_BEGIN_DECLS

/* Handlers: see data/service/API.md. sign: the address of a result; download: what is there. */
RwReply *rw_file_routes_sign (RwRequest *request, GError **error);
RwReply *rw_file_routes_download (RwRequest *request, GError **error);
RwReply *rw_file_routes_sample (RwRequest *request, GError **error);

G_END_DECLS
