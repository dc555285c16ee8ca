/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-scored-name.h"

#include "rw-chooser.h"
#include "rw-file-stem.h"

#include <glib/gi18n.h>
#include <string.h>

char *
rw_scored_name_dup (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *stem = rw_file_stem_dup (path);
  const char *ending = name + strlen (stem);

  /* Translators: the name of a file with scores; %s are the name of the file that was scored and
   * its ending */
  return g_strdup_printf (_ ("%s-scored%s"), stem, ending[0] != '\0' ? ending : ".csv");
}

void
rw_scored_name_propose (GtkFileChooser *chooser, const char *path)
{
  g_autofree char *name = rw_scored_name_dup (path);

  rw_chooser_propose (chooser, path, name);
}
