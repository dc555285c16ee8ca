/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-host-path.h"

#include <limits.h>
#include <sys/xattr.h>

/* The document portal's, of each of its files. */
#define HOST_PATH "user.document-portal.host-path"

gboolean
rw_host_path_is_portal (const char *path)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "doc", "/", NULL);

  return g_str_has_prefix (path, folder);
}

char *
rw_host_path_dup_folder (const char *path)
{
  char bytes[PATH_MAX + 1];

  if (!rw_host_path_is_portal (path))
    return g_path_get_dirname (path);
  ssize_t length = getxattr (path, HOST_PATH, bytes, sizeof bytes - 1);
  if (length <= 0)
    return NULL;
  bytes[length] = '\0';
  return g_path_get_dirname (bytes);
}
