/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"

#include <jansson.h>

G_BEGIN_DECLS

/* Whether jobs, queue and storage can be written to, by doing it: the answer of GET /health
 * (transfer full). What fails is logged. */
json_t *rw_health_check (RwBackend *backend, gboolean *is_healthy);

G_END_DECLS
