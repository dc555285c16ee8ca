/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-models-window.h"

#include "rw-accessible.h"
#include "rw-model-row.h"
#include "rw-models-window-private.h"
#include "rw-settings.h"
#include "rw-work.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

G_DEFINE_FINAL_TYPE (RwModelsWindow, rw_models_window, ADW_TYPE_WINDOW)

static RwModelRow *
get_row (RwModelsWindow *self, int i)
{
  return RW_MODEL_ROW (gtk_list_box_get_row_at_index (self->list, i));
}

static void
mark_rows (RwModelsWindow *self)
{
  g_autofree char *sha256 = g_settings_get_string (rw_settings_get (), "model");
  RwModelRow *row = NULL;

  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      row = get_row (self, i);
      rw_model_row_mark (row, sha256);
    }
}

/* The place of the row that has the focus, or something in it; -1: none has. */
static int
find_focus (RwModelsWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, RW_TYPE_MODEL_ROW) : NULL;

  return row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

/* Gives it to the row at that place, or the last one. */
static void
restore_focus (RwModelsWindow *self, int place)
{
  while (place >= 0 && gtk_list_box_get_row_at_index (self->list, place) == NULL)
    place--;
  if (place >= 0)
    gtk_widget_child_focus (GTK_WIDGET (get_row (self, place)), GTK_DIR_TAB_FORWARD);
}

/* Takes all rows away; answers with the paths of those that were expanded. */
static GHashTable *
clear_list (RwModelsWindow *self)
{
  GHashTable *expanded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  while (gtk_list_box_get_row_at_index (self->list, 0) != NULL)
    {
      RwModelRow *row = get_row (self, 0);
      if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
        g_hash_table_add (expanded, g_strdup (rw_model_row_get_path (row)));
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
    }
  return expanded;
}

static void
changed_cb (RwModelsWindow *self)
{
  const GPtrArray *models = rw_model_list_get (self->models);

  g_assert (RW_IS_MODELS_WINDOW (self));
  int focus = find_focus (self);
  g_autoptr (GHashTable) expanded = clear_list (self);
  for (guint i = 0; i < models->len; i++)
    {
      GtkWidget *row = rw_model_row_new (models->pdata[i]);
      gtk_list_box_append (self->list, row);
      if (g_hash_table_contains (expanded, rw_model_row_get_path (RW_MODEL_ROW (row))))
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
    }
  mark_rows (self);
  restore_focus (self, focus);
  if (self->wanted != NULL)
    g_settings_set_string (rw_settings_get (), "model", self->wanted);
  g_clear_pointer (&self->wanted, g_free);
}

/* A title of a toast is markup. */
static AdwToast *
make_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

static void
added_cb (RwModelsWindow *self, const RwStoredModel *stored)
{
  /* Translators: %s is the name of a model */
  g_autofree char *text = g_strdup_printf (_ ("“%s” is kept"), stored->name);

  g_assert (RW_IS_MODELS_WINDOW (self));
  adw_toast_overlay_add_toast (self->toasts, make_toast (text));
}

static void
exported_cb (RwModelsWindow *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* Translators: %s is the name of a file */
  g_autofree char *text = g_strdup_printf (_ ("Written to “%s”"), name);

  g_assert (RW_IS_MODELS_WINDOW (self));
  adw_toast_overlay_add_toast (self->toasts, make_toast (text));
}

static void
failed_cb (RwModelsWindow *self, const char *message)
{
  g_assert (RW_IS_MODELS_WINDOW (self));
  rw_models_window_show_error (self, message);
}

static void
delete_file (gpointer path)
{
  g_unlink (path);
  g_free (path);
}

/* Nobody wants it back. */
static void
toast_dismissed_cb (AdwToast *toast)
{
  char *removed = g_object_steal_data (G_OBJECT (toast), "removed");

  if (removed != NULL)
    rw_work_release (removed, delete_file);
}

static void
undo_cb (RwModelsWindow *self, AdwToast *toast)
{
  g_autofree char *removed = g_object_steal_data (G_OBJECT (toast), "removed");
  const char *name = g_object_get_data (G_OBJECT (toast), "name");

  g_assert (RW_IS_MODELS_WINDOW (self));
  g_free (self->wanted);
  self->wanted = g_object_steal_data (G_OBJECT (toast), "in-use");
  if (removed != NULL)
    rw_model_list_restore (self->models, removed, name);
}

static void
removed_cb (RwModelsWindow *self, const char *name, const char *path)
{
  /* Translators: %s is the name of a model */
  g_autofree char *text = g_strdup_printf (_ ("“%s” is deleted"), name);
  AdwToast *toast = make_toast (text);

  g_assert (RW_IS_MODELS_WINDOW (self));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "in-use", g_steal_pointer (&self->was_in_use), g_free);
  g_object_set_data_full (G_OBJECT (toast), "removed", g_strdup (path), delete_file);
  g_object_set_data_full (G_OBJECT (toast), "name", g_strdup (name), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), NULL);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
strip_closed_cb (RwModelsWindow *self)
{
  gtk_info_bar_set_revealed (self->strip, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->strip), FALSE);
}

static void
rw_models_window_dispose (GObject *object)
{
  RwModelsWindow *self = RW_MODELS_WINDOW (object);

  if (self->models != NULL)
    rw_model_list_stop (self->models);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->was_in_use, g_free);
  g_clear_pointer (&self->wanted, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_MODELS_WINDOW);
  g_clear_object (&self->models);
  G_OBJECT_CLASS (rw_models_window_parent_class)->dispose (object);
}

static void
rw_models_window_class_init (RwModelsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_models_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/models-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RwModelsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RwModelsWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, RwModelsWindow, strip_text);
  gtk_widget_class_bind_template_child (widget_class, RwModelsWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, strip_closed_cb);
  rw_models_window_install_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
rw_models_window_init (RwModelsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rw_accessible_name_close (GTK_WIDGET (self->strip));
  rw_accessible_name_buttons (GTK_WIDGET (self));
  rw_accessible_name_toasts (GTK_WIDGET (self->toasts));
  self->models = rw_model_list_new ();
  g_signal_connect_object (self->models, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->models, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->models, "removed", G_CALLBACK (removed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->models, "exported", G_CALLBACK (exported_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->models, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rw_settings_get (), "changed::model", G_CALLBACK (mark_rows), self,
                           G_CONNECT_SWAPPED);
}

RwModelsWindow *
rw_models_window_new (GtkApplication *application)
{
  return g_object_new (RW_TYPE_MODELS_WINDOW, "application", application, NULL);
}

void
rw_models_window_reload (RwModelsWindow *self)
{
  rw_model_list_reload (self->models);
}

void
rw_models_window_show_error (RwModelsWindow *self, const char *message)
{
  gtk_label_set_text (self->strip_text, message);
  gtk_widget_set_visible (GTK_WIDGET (self->strip), TRUE);
  gtk_info_bar_set_revealed (self->strip, TRUE);
}
