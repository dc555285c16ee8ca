/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-endpoint.h"
#include "rw-job-report.h"
#include "rw-limits.h"
#include "rw-progress.h"
#include "rw-source.h"

G_BEGIN_DECLS

/**
 * RwQueueClient: a conversation with a queue server, ours or the hosted original. Blocking, for one
 * thread at a time. What may be asked twice is asked up to three times before it fails.
 *
 * Errors: RW_ERROR_NETWORK: no answer; RW_ERROR_ACCESS: the token; RW_ERROR_BUSY: come again later;
 * RW_ERROR_LIMIT: too large; RW_ERROR_SERVER: anything else it says; and cancelled.
 */
typedef struct _RwQueueClient RwQueueClient;

/* @cancellable (may be NULL) ends whatever runs. */
RwQueueClient *rw_queue_client_new (RwEndpoint *endpoint, GCancellable *cancellable);
void rw_queue_client_free (RwQueueClient *self);

/* Also asks whether the server lets us in at all. */
RwLimits *rw_queue_client_get_limits (RwQueueClient *self, GError **error);

/* RwJobReport, newest first, those that the server shows at once. */
GPtrArray *rw_queue_client_list (RwQueueClient *self, GError **error);
RwJobReport *rw_queue_client_get (RwQueueClient *self, const char *id, GError **error);
RwJobReport *rw_queue_client_cancel (RwQueueClient *self, const char *id, GError **error);
RwJobReport *rw_queue_client_retry (RwQueueClient *self, const char *id, GError **error);

/* One attempt. @key: as which the server knows it again; NULL for a server that has no keys. For
 * whoever wants it once and only once: rw_queue_submit(). */
RwJobReport *rw_queue_client_upload (RwQueueClient *self, RwSource *file, const char *key,
                                     RwProgress *progress, GError **error);

/* Saves a result at @path, whole or not at all. @sha256: what it must be; NULL: not known. Errors:
 * also RW_ERROR_FILE. */
gboolean rw_queue_client_download (RwQueueClient *self, const char *id, const char *sha256,
                                   const char *path, RwProgress *progress, GError **error);

/* After a failure. What the server calls the request, NULL: nothing. */
const char *rw_queue_client_get_request_id (RwQueueClient *self);

/* Whether the server may have acted on it all the same. */
gboolean rw_queue_client_may_have_arrived (RwQueueClient *self);

/* Milliseconds to wait after @n failures (from 1) before it is tried again; -1: it is of no use. */
gint64 rw_queue_client_get_pause (RwQueueClient *self, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwQueueClient, rw_queue_client_free)

G_END_DECLS
