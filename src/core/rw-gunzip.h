/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-progress.h"
#include "rw-source.h"

G_BEGIN_DECLS

/* Whether @source begins as a gzip file does, whatever its name. */
gboolean rw_gunzip_is_needed (RwSource *source, gboolean *needed, GError **error);

/**
 * rw_gunzip_run: unpacks all members of a gzip file into an unnamed temporary file, in blocks.
 * Zeros behind the last member are padding. At most @max_size bytes (0: any number) are written,
 * and never more than RW_GUNZIP_MAX_RATIO times what was read, small results aside.
 * Errors: RW_ERROR_FORMAT (damaged, cut short, something else behind it), RW_ERROR_LIMIT,
 * RW_ERROR_FILE (disk full), those of rw_source_read().
 */
#define RW_GUNZIP_MAX_RATIO 200u
#define RW_GUNZIP_SMALL     ((guint64) 64 << 20)
RwSource *rw_gunzip_run (RwSource *source, guint64 max_size, RwProgress *progress,
                         GCancellable *cancellable, GError **error);

G_END_DECLS
