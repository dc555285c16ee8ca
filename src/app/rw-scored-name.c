/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-scored-name.h"

#include <glib/gi18n.h>
#include <string.h>

char *
rw_scored_name_dup (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  char *dot = strrchr (name, '.');
  g_autofree char *ending = g_strdup (dot != NULL && dot != name ? dot : ".csv");

  if (dot != NULL && dot != name)
    *dot = '\0';
  /* Translators: the name of a file with scores; %s are the name of the file that was scored and
   * its ending */
  return g_strdup_printf (_ ("%s-scored%s"), name, ending);
}
