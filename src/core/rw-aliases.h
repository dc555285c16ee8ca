/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rw-manifest.h"

G_BEGIN_DECLS

/**
 * The names that people give to columns and levels, from a file, for a model that is trained:
 * { "id": { "name": "customerID", "aliases": ["customer name", …] },
 *   "inputs": { "tenure": { "aliases": ["months", …], "unit": "months" },
 *               "Contract": { "aliases": […], "level_aliases": { "One year": ["annual", …] } } } }
 * All members may be left out.
 */

/* The file as JSON (transfer full). Errors: RW_ERROR_FILE; RW_ERROR_LIMIT when it is larger than
 * 1 MiB; RW_ERROR_FORMAT. */
json_t *rw_aliases_load (const char *path, GCancellable *cancellable, GError **error);

/* Puts them into @manifest. Errors: RW_ERROR_FORMAT for members that are wrong or not known, and
 * for a name that two inputs, or a text that two levels share, as they are compared (folded);
 * RW_ERROR_MISMATCH for inputs that the model does not read. */
gboolean rw_aliases_apply (json_t *aliases, RwManifest *manifest, GError **error);

G_END_DECLS
