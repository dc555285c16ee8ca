/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-window-private.h"

#include "rw-scored-name.h"

#include <glib/gi18n.h>

typedef void (*RwChosenFunc) (RwWindow *self, GFile *file);

static void
response_cb (RwWindow *self, int response, GtkFileChooserNative *chooser)
{
  RwChosenFunc chosen = g_object_get_data (G_OBJECT (chooser), "chosen");

  g_assert (RW_IS_WINDOW (self));
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      chosen (self, file);
    }
  g_clear_object (&self->chooser);
}

/* @chooser: transfer full. */
static void
show_chooser (RwWindow *self, GtkFileChooserNative *chooser, RwChosenFunc chosen)
{
  g_object_set_data (G_OBJECT (chooser), "chosen", chosen);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_set_object (&self->chooser, chooser);
  g_object_unref (chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
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

static void
file_chosen (RwWindow *self, GFile *file)
{
  rw_window_open (self, file);
}

void
rw_window_choose_file (RwWindow *self)
{
  static const char *const tables[] = { "*.csv", "*.CSV", "*.tsv", "*.txt", NULL };
  static const char *const any[] = { "*", NULL };
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Open Customers"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  add_filter (chooser, _ ("Customer files (CSV)"), tables);
  add_filter (chooser, _ ("All files"), any);
  show_chooser (self, chooser, file_chosen);
}

/* Another model for the file that is shown, or for the one that could not be opened. */
static void
model_chosen (RwWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    rw_session_use_model (self->session, path);
}

void
rw_window_choose_model (RwWindow *self)
{
  static const char *const models[] = { "*.json", "*.ubj", NULL };
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Choose a Model"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));

  add_filter (chooser, _ ("Models (XGBoost)"), models);
  show_chooser (self, chooser, model_chosen);
}

static void
export_chosen (RwWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    rw_session_export (self->session, path, self->exports_shown);
}

void
rw_window_choose_export (RwWindow *self, gboolean only_shown)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      only_shown ? _ ("Export Shown Customers") : _ ("Export All Customers"), GTK_WINDOW (self),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));

  self->exports_shown = only_shown;
  rw_scored_name_propose (GTK_FILE_CHOOSER (chooser), rw_session_get_path (self->session));
  show_chooser (self, chooser, export_chosen);
}

static void
problems_chosen (RwWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    rw_session_export_problems (self->session, path);
}

void
rw_window_choose_problems_export (RwWindow *self)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Export Rows with Problems"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));

  rw_scored_name_propose (GTK_FILE_CHOOSER (chooser), rw_session_get_path (self->session));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("rows-with-problems.csv"));
  show_chooser (self, chooser, problems_chosen);
}

/* The first file here, each further one in a window of its own. */
static gboolean
drop_cb (RwWindow *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  g_assert (RW_IS_WINDOW (self));
  for (GSList *item = files; item != NULL; item = item->next)
    rw_window_open (self, item->data);
  return files != NULL;
}

void
rw_window_add_drop_target (RwWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
