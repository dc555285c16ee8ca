/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-endpoint.h"
#include "rw-job.h"
#include "rw-limits.h"

G_BEGIN_DECLS

/**
 * RwHosted: the hosted queue as a program uses it: a list model of RwJob, newest first, kept in a
 * database, and the work behind it: sending, polling, downloading. It knows no widgets. Everything
 * that takes time runs on worker threads. Without an endpoint it contacts nobody. To be used in one
 * thread, whose main context runs.
 *
 * Open jobs are polled at growing intervals (1 s at first, up to 30 s; sooner when asked, after
 * sleep and when the network is back) and not at all when none is open. What waited or was being
 * sent when the program ended is sent again when it starts, once: see rw_hosted_set_endpoint().
 *
 * Property "endpoint" (pointer) notifies. Signals: "ended" (RwJob): a job reached a final state, or
 * could not be sent; "downloaded" (RwJob, path).
 */
#define RW_TYPE_HOSTED (rw_hosted_get_type ())
G_DECLARE_FINAL_TYPE (RwHosted, rw_hosted, RW, HOSTED, GObject)

/* The jobs in the database at @path, which is made if need be. Errors: RW_ERROR_DATABASE. */
RwHosted *rw_hosted_new (const char *path, GError **error);

/* NULL: none, everything stops. Jobs of other servers stay in the list and rest. */
void rw_hosted_set_endpoint (RwHosted *self, RwEndpoint *endpoint);
RwEndpoint *rw_hosted_get_endpoint (RwHosted *self);

/* Asks the server who we are and what it takes. The result of the finish is to be freed with
 * rw_limits_free(); an error says what is wrong with address, token or server. */
void rw_hosted_ask_limits_async (RwEndpoint *endpoint, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
RwLimits *rw_hosted_ask_limits_finish (GAsyncResult *result, GError **error);

/* Adds a job, which is sent at once or as soon as it can be. Needs an endpoint. Returns it
 * (transfer none); NULL with @error when the file cannot be read or noted down. */
RwJob *rw_hosted_submit (RwHosted *self, const char *path, GError **error);

/* Before it is sent: it is not sent. While it is sent: the transfer stops. Afterwards: asks the
 * server. Of a download: stops it. */
void rw_hosted_cancel (RwHosted *self, RwJob *job);

/* Once more: asks the server, or sends the file again if the server never had it. */
void rw_hosted_retry (RwHosted *self, RwJob *job);

/* Saves the result at @path, whole or not at all, and checks it against the server's SHA-256. */
void rw_hosted_download (RwHosted *self, RwJob *job, const char *path);

/* Takes a job that is over out of the list. Server and files stay as they are. */
void rw_hosted_forget (RwHosted *self, RwJob *job);

/* Asks for all open jobs now. */
void rw_hosted_refresh (RwHosted *self);

/* Jobs that are not over. */
guint rw_hosted_count_open (RwHosted *self);

G_END_DECLS
