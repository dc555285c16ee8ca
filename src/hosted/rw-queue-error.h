/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-endpoint.h"
#include "rw-http.h"

G_BEGIN_DECLS

/* What an answer that is no success means and what to do, with the server's own words where it has
 * some. Always returns FALSE. */
gboolean rw_queue_error_set (GError **error, RwEndpoint *endpoint, const RwHttpAnswer *answer);

G_END_DECLS
