/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwRateLimit: how many requests a minute each user, or each address, may make. So many may come at
 * once, then they come back evenly. Whoever rests for a minute is forgotten. Thread-safe.
 */
typedef struct _RwRateLimit RwRateLimit;

RwRateLimit *rw_rate_limit_new (guint per_minute);
void rw_rate_limit_free (RwRateLimit *self);

/* Whether @key may make a request at @now (rw_clock_now()). If not, @retry_after is set to the
 * whole seconds after which it may. */
gboolean rw_rate_limit_take (RwRateLimit *self, const char *key, gint64 now, guint *retry_after);

/* Keys that are remembered. */
guint rw_rate_limit_get_n_keys (RwRateLimit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwRateLimit, rw_rate_limit_free)

G_END_DECLS
