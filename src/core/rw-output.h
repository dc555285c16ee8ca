/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-source.h"

G_BEGIN_DECLS

/**
 * RwOutput: a file being written. It is written beside its target and takes its place only in
 * rw_output_commit(), when every byte is on the disk; until then, and when anything fails, the old
 * file stays as it was. Links are followed. A target that is no regular file (a pipe, a device) is
 * written directly.
 */
typedef struct _RwOutput RwOutput;

/* Errors: RW_ERROR_FILE, saying why the target cannot be written. */
RwOutput *rw_output_open (const char *path, GError **error);

/* The same, for what is made of @source: refuses to replace it. */
RwOutput *rw_output_open_for (RwSource *source, const char *path, GError **error);

/* Writes straight to @fd, which stays open; @name is for messages. */
RwOutput *rw_output_open_stream (int fd, const char *name);

/* To be called before the first write by who wants rw_output_get_sha256(). */
void rw_output_start_sha256 (RwOutput *output);

/* Writes nowhere, for who wants rw_output_get_sha256() alone. */
RwOutput *rw_output_open_sha256 (void);

gboolean rw_output_write (RwOutput *output, const void *bytes, gsize length, GError **error);
gboolean rw_output_commit (RwOutput *output, GError **error);

/* Both, for what is there as a whole. */
gboolean rw_output_write_whole (RwOutput *output, GBytes *bytes, GError **error);

/* Bytes written so far. */
guint64 rw_output_get_size (RwOutput *output);

/* Of all bytes that were written, as 64 hexadecimal digits. Nothing is written after it. */
const char *rw_output_get_sha256 (RwOutput *output);

/* Without a commit before it, nothing is left of what was written. */
void rw_output_free (RwOutput *output);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwOutput, rw_output_free)

G_END_DECLS
