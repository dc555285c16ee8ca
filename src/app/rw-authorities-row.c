/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-authorities-row.h"

#include "rw-accessible.h"
#include "rw-settings.h"

#include <glib/gi18n.h>

struct _RwAuthoritiesRow
{
  AdwActionRow parent_instance;

  GtkWidget *clear;
  GtkFileChooserNative *chooser; /* the one that is open */
};

G_DEFINE_FINAL_TYPE (RwAuthoritiesRow, rw_authorities_row, ADW_TYPE_ACTION_ROW)

static void
show_file (RwAuthoritiesRow *self)
{
  g_autofree char *path = g_settings_get_string (rw_settings_get (), "hosted-ca-file");
  g_autofree char *shown = g_filename_display_name (path);
  gboolean is_ours = path[0] != '\0';

  g_assert (RW_IS_AUTHORITIES_ROW (self));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               is_ours ? shown : _ ("Those of this computer"));
  gtk_widget_set_visible (self->clear, is_ours);
}

static void
clear_cb (RwAuthoritiesRow *self)
{
  g_assert (RW_IS_AUTHORITIES_ROW (self));
  g_settings_reset (rw_settings_get (), "hosted-ca-file");
}

static void
response_cb (RwAuthoritiesRow *self, int response, GtkFileChooser *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_assert (RW_IS_AUTHORITIES_ROW (self));
  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    g_settings_set_string (rw_settings_get (), "hosted-ca-file", path);
  g_clear_object (&self->chooser);
}

static void
choose_cb (RwAuthoritiesRow *self)
{
  g_assert (RW_IS_AUTHORITIES_ROW (self));
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Choose Certificate Authorities"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
rw_authorities_row_dispose (GObject *object)
{
  RwAuthoritiesRow *self = RW_AUTHORITIES_ROW (object);

  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_AUTHORITIES_ROW);
  G_OBJECT_CLASS (rw_authorities_row_parent_class)->dispose (object);
}

static void
rw_authorities_row_class_init (RwAuthoritiesRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_authorities_row_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/authorities-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RwAuthoritiesRow, clear);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
rw_authorities_row_init (RwAuthoritiesRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (rw_settings_get (), "changed::hosted-ca-file", G_CALLBACK (show_file),
                           self, G_CONNECT_SWAPPED);
  show_file (self);
  rw_accessible_name_buttons (GTK_WIDGET (self));
}
