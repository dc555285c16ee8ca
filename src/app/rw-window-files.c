/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-window-private.h"

#include "rw-chooser.h"
#include "rw-scored-name.h"

#include <glib/gi18n.h>

static void
file_chosen (gpointer owner, GFile *file)
{
  rw_window_open (RW_WINDOW (owner), file);
}

void
rw_window_choose_file (RwWindow *self)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Open Customers"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  rw_chooser_offer_customers (chooser);
  rw_chooser_show (chooser, &self->chooser, self, file_chosen);
}

/* Another model for the file that is shown, or for the one that could not be opened. */
static void
model_chosen (gpointer owner, GFile *file)
{
  RwWindow *self = RW_WINDOW (owner);
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    rw_session_use_model (self->session, path);
}

void
rw_window_choose_model (RwWindow *self)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Choose a Model"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));

  rw_chooser_offer_models (chooser);
  rw_chooser_show (chooser, &self->chooser, self, model_chosen);
}

static void
export_chosen (gpointer owner, GFile *file)
{
  RwWindow *self = RW_WINDOW (owner);
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
  rw_chooser_show (chooser, &self->chooser, self, export_chosen);
}

static void
problems_chosen (gpointer owner, GFile *file)
{
  RwWindow *self = RW_WINDOW (owner);
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
  rw_chooser_show (chooser, &self->chooser, self, problems_chosen);
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
