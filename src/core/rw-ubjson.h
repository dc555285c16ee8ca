/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * rw_ubjson_parse: reads a Universal Binary JSON text (ubjson.org, draft 12: big-endian; the types
 * XGBoost writes to .ubj files, typed arrays among them) as the JSON values it stands for.
 * Errors: RW_ERROR_MODEL for anything damaged, deeper than 64 levels, or followed by other bytes.
 */
json_t *rw_ubjson_parse (const guint8 *bytes, gsize length, GError **error);

G_END_DECLS
