/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RwSource: an open file that stays open, so that what was read can be read again while the file
 * is renamed, replaced or deleted under its name. A file that is changed in place or cut short is
 * an RW_ERROR_CHANGED, never wrong bytes in silence. Immutable and thread-safe.
 */
#define RW_TYPE_SOURCE (rw_source_get_type ())
G_DECLARE_FINAL_TYPE (RwSource, rw_source, RW, SOURCE, GObject)

/* What became of the name the file was opened under. */
typedef enum
{
  RW_SOURCE_PRESENT,
  RW_SOURCE_REPLACED, /* the name leads to another file now */
  RW_SOURCE_DELETED,  /* the name leads nowhere */
} RwSourceState;

/* Opens a regular file; a pipe or device is copied first, as in rw_source_open_stream().
 * Errors: RW_ERROR_FILE. */
RwSource *rw_source_open (const char *path, GCancellable *cancellable, GError **error);

/* The same with another name for messages: that of the file whose copy this is. */
RwSource *rw_source_open_named (const char *path, const char *name, GCancellable *cancellable,
                                GError **error);

/* Copies @fd up to its end into an unnamed temporary file; @name is for messages. @fd stays open.
 */
RwSource *rw_source_open_stream (int fd, const char *name, GCancellable *cancellable,
                                 GError **error);

/* An empty temporary file without a name, or -1. Errors: RW_ERROR_FILE. */
int rw_source_open_temporary (GError **error);

/* Appends to it. Errors: RW_ERROR_FILE. */
gboolean rw_source_write_temporary (int fd, const void *bytes, gsize length, GError **error);

/* What was written to it, called @name in messages. Takes @fd. */
RwSource *rw_source_new_temporary (int fd, const char *name, GError **error);

/* The file's name without its folders, for messages (valid UTF-8). */
const char *rw_source_get_name (RwSource *self);

guint64 rw_source_get_size (RwSource *self);

/* When it was changed last, as it was opened: milliseconds since 1970. */
gint64 rw_source_get_modified_at (RwSource *self);

/* Reads exactly @length bytes at @offset. Errors: RW_ERROR_FILE, RW_ERROR_CHANGED. */
gboolean rw_source_read (RwSource *self, guint64 offset, void *buffer, gsize length,
                         GError **error);

/* Fails with RW_ERROR_CHANGED when the open file is not as it was when it was opened. */
gboolean rw_source_check (RwSource *self, GError **error);

RwSourceState rw_source_get_state (RwSource *self);

/* Whether @path leads to this very file, or the one that the stream was. */
gboolean rw_source_is_at (RwSource *self, const char *path);

/* SHA-256 of the whole content as 64 hexadecimal digits (transfer full). */
char *rw_source_dup_sha256 (RwSource *self, GCancellable *cancellable, GError **error);

G_END_DECLS
