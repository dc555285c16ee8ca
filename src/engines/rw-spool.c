/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-spool.h"

#include "rw-error.h"
#include "rw-io.h"
#include "rw-random.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

gboolean
rw_spool_open (const char *folder, GError **error)
{
  return g_mkdir_with_parents (folder, 0700) == 0 || rw_spool_fail (folder, errno, error);
}

char *
rw_spool_dup_path (const char *folder, GError **error)
{
  g_autofree char *name = rw_random_dup_word ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int fd = rw_io.open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      rw_spool_fail (folder, errno, error);
      return NULL;
    }
  close (fd);
  return g_steal_pointer (&path);
}

gboolean
rw_spool_clean (const char *folder, gint64 before, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  if (dir == NULL)
    return rw_spool_fail (folder, errno, error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (rw_spool_is_older (path, before))
        g_unlink (path);
    }
  return TRUE;
}

gboolean
rw_spool_is_older (const char *path, gint64 before)
{
  struct stat info;

  return lstat (path, &info) == 0 && S_ISREG (info.st_mode) &&
         (gint64) info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000 < before;
}

gboolean
rw_spool_fail (const char *folder, int error_number, GError **error)
{
  g_set_error (error, RW_ERROR, RW_ERROR_FILE,
               _ ("The storage “%s” cannot be used: %s. See to its disk and its permissions."),
               folder, g_strerror (error_number));
  return FALSE;
}
