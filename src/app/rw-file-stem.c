/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-file-stem.h"

#include <string.h>

char *
rw_file_stem_dup (const char *path)
{
  char *name = g_filename_display_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}
