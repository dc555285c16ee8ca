/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-http.h"
#include "rw-url.h"

#include <curl/curl.h>

G_BEGIN_DECLS

/**
 * RwHttpTransfer: one request on its way to one address, as a handle for curl to work on.
 */
typedef struct _RwHttpTransfer RwHttpTransfer;

/* All are borrowed. @token: NULL where it must not be seen. @answer is filled as it comes. */
RwHttpTransfer *rw_http_transfer_new (const RwHttpRequest *request, const RwUrl *url,
                                      const char *token, const char *ca_file, RwHttpAnswer *answer);
void rw_http_transfer_free (RwHttpTransfer *self);

CURL *rw_http_transfer_get_easy (RwHttpTransfer *self);

/* What came of it: sets the end of the answer, and @error unless it is RW_HTTP_ANSWERED. */
gboolean rw_http_transfer_end (RwHttpTransfer *self, CURLcode code, GError **error);

/* Where the answer sends us; NULL: nowhere. */
const char *rw_http_transfer_get_redirect (RwHttpTransfer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwHttpTransfer, rw_http_transfer_free)

G_END_DECLS
