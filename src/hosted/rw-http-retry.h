/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-http.h"

G_BEGIN_DECLS

/* What a request is to its server. */
typedef struct
{
  gboolean is_repeatable; /* twice is as good as once: it only reads, or has an idempotency key */
  gboolean is_original;   /* which says 500 where it means 429 */
} RwHttpManner;

/* Whether the same request may be sent again after @answer. FALSE for an answer that is final, and
 * wherever the server might then do something twice. */
gboolean rw_http_retry_is_allowed (const RwHttpAnswer *answer, RwHttpManner manner);

/* Milliseconds to wait after failure number @n (from 1): half a second, doubled each time up to a
 * minute, and up to half more by @chance (0 to 1), so that clients that failed together do not come
 * back together; or what the server asks for, up to ten minutes. */
gint64 rw_http_retry_get_pause (const RwHttpAnswer *answer, guint n, double chance);

G_END_DECLS
