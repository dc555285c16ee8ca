/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-chooser.h"

#include "rw-host-path.h"

#include <glib/gi18n.h>

static void
response_cb (gpointer owner, int response, GtkFileChooserNative *chooser)
{
  RwChosenFunc chosen = g_object_get_data (G_OBJECT (chooser), "chosen");
  GtkFileChooserNative **place = g_object_get_data (G_OBJECT (chooser), "place");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      chosen (owner, file);
    }
  g_clear_object (place);
}

void
rw_chooser_show (GtkFileChooserNative *chooser, GtkFileChooserNative **place, gpointer owner,
                 RwChosenFunc chosen)
{
  g_object_set_data (G_OBJECT (chooser), "chosen", chosen);
  g_object_set_data (G_OBJECT (chooser), "place", place);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), owner, G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_set_object (place, chooser);
  g_object_unref (chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
rw_chooser_propose (GtkFileChooser *chooser, const char *path, const char *name)
{
  g_autofree char *folder_path = rw_host_path_dup_folder (path);

  if (folder_path != NULL)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (folder_path);
      gtk_file_chooser_set_current_folder (chooser, folder, NULL);
    }
  gtk_file_chooser_set_current_name (chooser, name);
}

/* @patterns end with NULL. */
static void
add_filter (GtkFileChooserNative *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

void
rw_chooser_offer_customers (GtkFileChooserNative *chooser)
{
  static const char *const tables[] = { "*.csv", "*.CSV", "*.tsv", "*.txt", NULL };
  static const char *const any[] = { "*", NULL };

  add_filter (chooser, _ ("Customer files (CSV)"), tables);
  add_filter (chooser, _ ("All files"), any);
}

void
rw_chooser_offer_models (GtkFileChooserNative *chooser)
{
  static const char *const models[] = { "*.json", "*.ubj", NULL };

  add_filter (chooser, _ ("Models (XGBoost)"), models);
}
