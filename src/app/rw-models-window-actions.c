/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-models-window-private.h"

#include "rw-chooser.h"
#include "rw-settings.h"

#include <glib/gi18n.h>
#include <string.h>

/* The model at @path, "" for the one that ships; NULL: it is gone. */
static const RwStoredModel *
find (RwModelsWindow *self, const char *path)
{
  const GPtrArray *models = rw_model_list_get (self->models);

  for (guint i = 0; i < models->len; i++)
    {
      const RwStoredModel *stored = models->pdata[i];
      if (strcmp (stored->path != NULL ? stored->path : "", path) == 0)
        return stored;
    }
  return NULL;
}

static const char *
get_sha256 (const RwStoredModel *stored)
{
  return stored->path != NULL && stored->model != NULL ? rw_model_get_sha256 (stored->model) : "";
}

static void
use (RwModelsWindow *self G_GNUC_UNUSED, const RwStoredModel *stored)
{
  g_settings_set_string (rw_settings_get (), "model", get_sha256 (stored));
}

static void
rename_cb (RwModelsWindow *self, const char *response, GtkWidget *dialog)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));
  const char *path = g_object_get_data (G_OBJECT (dialog), "path");

  g_assert (RW_IS_MODELS_WINDOW (self));
  if (strcmp (response, "rename") == 0)
    rw_model_list_rename (self->models, path, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
name_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "rename",
                                           gtk_editable_get_text (entry)[0] != '\0');
}

static void
ask_name (RwModelsWindow *self, const RwStoredModel *stored)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Rename Model"), NULL);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), stored->name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"),
                                  -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "rename",
                                    _ ("_Rename"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "rename",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "rename");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (stored->path), g_free);
  g_signal_connect (entry, "changed", G_CALLBACK (name_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (rename_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Nothing is scored by a model that is gone. */
static void
delete_model (RwModelsWindow *self, const RwStoredModel *stored)
{
  g_autofree char *in_use = g_settings_get_string (rw_settings_get (), "model");

  if (in_use[0] != '\0' && strcmp (in_use, get_sha256 (stored)) == 0)
    {
      g_free (self->was_in_use);
      self->was_in_use = g_steal_pointer (&in_use);
      g_settings_reset (rw_settings_get (), "model");
    }
  rw_model_list_remove (self->models, stored->path);
}

static void
reveal (RwModelsWindow *self, const RwStoredModel *stored)
{
  g_autofree char *folder = g_path_get_dirname (stored->path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
export_chosen (gpointer owner, GFile *file)
{
  RwModelsWindow *self = RW_MODELS_WINDOW (owner);
  g_autofree char *path = g_file_get_path (file);
  const char *model = g_object_get_data (G_OBJECT (self->chooser), "path");

  if (path != NULL)
    rw_model_list_export (self->models, model, path);
}

static void
choose_export (RwModelsWindow *self, const RwStoredModel *stored)
{
  gboolean is_ubj = stored->path != NULL && g_str_has_suffix (stored->path, ".ubj");
  g_autofree char *name = g_strconcat (stored->name, is_ubj ? ".ubj" : ".json", NULL);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Export Model"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_object_set_data_full (G_OBJECT (chooser), "path", g_strdup (stored->path), g_free);
  rw_chooser_show (chooser, &self->chooser, self, export_chosen);
}

/* What is done with a model. */
typedef struct
{
  const char *name;
  void (*func) (RwModelsWindow *self, const RwStoredModel *stored);
} Action;

static const Action actions[] = {
  { "models.use", use },         { "models.compare", rw_models_window_compare },
  { "models.rename", ask_name }, { "models.export", choose_export },
  { "models.reveal", reveal },   { "models.delete", delete_model },
};

static void
action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  RwModelsWindow *self = RW_MODELS_WINDOW (widget);
  const RwStoredModel *stored = find (self, g_variant_get_string (target, NULL));

  for (guint i = 0; stored != NULL && i < G_N_ELEMENTS (actions); i++)
    if (strcmp (actions[i].name, name) == 0)
      {
        actions[i].func (self, stored);
        return;
      }
}

static void
import_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_models_window_import (RW_MODELS_WINDOW (widget));
}

void
rw_models_window_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, "s", action_cb);
  gtk_widget_class_install_action (widget_class, "models.import", NULL, import_cb);
}
