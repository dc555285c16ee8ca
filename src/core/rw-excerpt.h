/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-source.h"

G_BEGIN_DECLS

/* Bytes of a file, unpacked, that are enough to show how it is read. */
#define RW_EXCERPT_SIZE ((gsize) 256 * 1024)

/**
 * rw_excerpt_new: the first RW_EXCERPT_SIZE bytes of @source, unpacked if it is a gzip file, up to
 * the end of a line, as a source of its own with the same name (transfer full): what
 * rw_table_load() reads in some ms, however large the file is. @encoding: of the file, or NULL.
 * Errors: RW_ERROR_FILE, those of rw_source_read().
 */
RwSource *rw_excerpt_new (RwSource *source, const char *encoding, GError **error);

G_END_DECLS
