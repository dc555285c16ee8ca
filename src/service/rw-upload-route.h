/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-route.h"

G_BEGIN_DECLS

/* Handler: makes a job of the request's upload, which was received completely. See
 * data/service/API.md. */
RwReply *rw_upload_route (RwRequest *request, GError **error);

/* The request's Idempotency-Key; NULL: it has none. Errors: RW_REFUSAL, 400. */
gboolean rw_upload_route_get_key (RwRequest *request, const char **key, GError **error);

G_END_DECLS
