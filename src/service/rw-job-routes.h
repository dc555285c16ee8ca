/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-route.h"

G_BEGIN_DECLS

/* The request's user's job of the request's id. NULL with @error; RW_REFUSAL, 404: there is none.
 */
RwJobRecord *rw_job_routes_find (RwRequest *request, GError **error);

/* Handlers: see data/service/API.md. */
RwReply *rw_job_routes_list (RwRequest *request, GError **error);
RwReply *rw_job_routes_get (RwRequest *request, GError **error);
RwReply *rw_job_routes_events (RwRequest *request, GError **error);
RwReply *rw_job_routes_cancel (RwRequest *request, GError **error);
RwReply *rw_job_routes_retry (RwRequest *request, GError **error);

G_END_DECLS
