/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-auth.h"
#include "rw-backend.h"
#include "rw-health.h"
#include "rw-metrics.h"
#include "rw-rate-limit.h"

G_BEGIN_DECLS

/* What all requests have in common. Kept, not owned. */
typedef struct
{
  RwBackend *backend;
  RwHealth *health;
  RwAuth *auth;
  RwRateLimit *rate_limit;
  RwMetrics *metrics;
  gint64 max_bytes; /* of an uploaded file */
  guint per_minute; /* requests, of @rate_limit */
  gboolean is_behind_proxy;
} RwService;

G_END_DECLS
