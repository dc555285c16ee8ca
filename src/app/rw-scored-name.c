/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-scored-name.h"

#include "rw-host-path.h"

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

void
rw_scored_name_propose (GtkFileChooser *chooser, const char *path)
{
  g_autofree char *folder_path = rw_host_path_dup_folder (path);
  g_autofree char *name = rw_scored_name_dup (path);

  if (folder_path != NULL)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (folder_path);
      gtk_file_chooser_set_current_folder (chooser, folder, NULL);
    }
  gtk_file_chooser_set_current_name (chooser, name);
}
