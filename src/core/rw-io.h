/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/stat.h>
#include <sys/types.h>

G_BEGIN_DECLS

/**
 * RwIo: the system calls behind every file the core reads or writes. Tests replace members to make
 * a short read, a full disk or a failing rename an ordinary test; programs never touch it.
 */
typedef struct
{
  int (*open) (const char *path, int flags, mode_t mode);
  ssize_t (*read) (int fd, void *buffer, size_t length);
  ssize_t (*pread) (int fd, void *buffer, size_t length, off_t offset);
  ssize_t (*write) (int fd, const void *bytes, size_t length);
  int (*fsync) (int fd);
  int (*rename) (const char *from, const char *to);
  gpointer (*try_malloc) (gsize length); /* for sizes that come from a file */
} RwIo;

extern RwIo rw_io;

/* Writes all of @bytes, going on after short writes and EINTR. Returns FALSE with errno set. */
gboolean rw_io_write_all (int fd, const void *bytes, gsize length);

/* Makes a new name at @path last, by writing its folder to the disk. Returns FALSE with errno set.
 */
gboolean rw_io_sync_folder_of (const char *path);

G_END_DECLS
