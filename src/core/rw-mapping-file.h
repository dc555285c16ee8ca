/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-mapping.h"
#include "rw-output.h"

G_BEGIN_DECLS

/* What the file @path gives. Errors: RW_ERROR_FILE, RW_ERROR_FORMAT, RW_ERROR_LIMIT (over 1 MiB),
 * naming it. */
RwMapping *rw_mapping_file_load (const char *path, GCancellable *cancellable, GError **error);

/* Writes all that @mapping says to @output and commits it. Errors: RW_ERROR_FILE. */
gboolean rw_mapping_file_save (const RwMapping *mapping, RwOutput *output, GError **error);

G_END_DECLS
