/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static int
open_file (const char *path, int flags, mode_t mode)
{
  return open (path, flags, mode);
}

RwIo rw_io = {
  .open = open_file,
  .read = read,
  .pread = pread,
  .write = write,
  .fsync = fsync,
  .rename = rename,
  .try_malloc = g_try_malloc,
};

gboolean
rw_io_write_all (int fd, const void *bytes, gsize length)
{
  const char *at = bytes;

  while (length > 0)
    {
      ssize_t n = rw_io.write (fd, at, length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      at += n;
      length -= (gsize) n;
    }
  return TRUE;
}

gboolean
rw_io_sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = rw_io.open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return FALSE;
  gboolean synced = rw_io.fsync (fd) == 0;
  close (fd);
  return synced;
}
