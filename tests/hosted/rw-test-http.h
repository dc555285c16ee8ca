/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-http.h"
#include "rw-test-server.h"

G_BEGIN_DECLS

/* GET of @path at the server. */
typedef struct
{
  RwTestServer *server;
  RwHttp *http;
  char *url;
  RwHttpRequest request;
  RwHttpAnswer answer;
} RwTestHttp;

RwTestHttp *rw_test_http_new (const char *path, const RwTestReply *reply);
void rw_test_http_free (RwTestHttp *self);

/* That an answer comes with this status, or that none does: of which end, and why. */
void rw_test_http_check (RwTestHttp *self, guint status);
void rw_test_http_check_fails (RwTestHttp *self, RwHttpEnd end, int code, const char *part);

char *rw_test_http_dup_body (const RwHttpAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestHttp, rw_test_http_free)

G_END_DECLS
