/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-url.h"

#include <curl/curl.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* What all our requests have in common, whoever they go to. */

/* Handles are worked on in one of these, which keeps their connections. For one thread at a time;
 * curl_multi_cleanup() when done. */
CURLM *rw_http_easy_new_multi (void);

/* Where to, and that nobody else gets it: scheme, proxy, certificates, TLS 1.2 and later.
 * @ca_file: see rw_endpoint_new(). */
void rw_http_easy_set_way (CURL *easy, const RwUrl *url, const char *ca_file);

/* How long to wait, by rw_http_patience, and @more milliseconds. @is_small: the whole request has
 * an end, not only each silence in it. */
void rw_http_easy_set_patience (CURL *easy, gboolean is_small, gint64 more);

/* Until it has an end, which is @code. FALSE: it was cancelled before there was one. */
gboolean rw_http_easy_run (CURL *easy, CURLM *multi, GCancellable *cancellable, CURLcode *code);

G_END_DECLS
