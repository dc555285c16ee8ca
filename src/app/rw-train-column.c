/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-train-column.h"

#include "rw-accessible.h"
#include "rw-train-text.h"

#include <glib/gi18n.h>

struct _RwTrainColumn
{
  GtkBox parent_instance;

  /* template */
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *role;
  GtkSwitch *use;

  RwColumnChoice *choice;
  GBinding *binding; /* of the switch */
};

G_DEFINE_FINAL_TYPE (RwTrainColumn, rw_train_column, GTK_TYPE_BOX)

static void
used_cb (RwTrainColumn *self)
{
  const RwRole *role = rw_column_choice_get_role (self->choice);
  g_autofree char *text = rw_train_text_dup_role (self->choice);
  /* Translators: the name of a column, and what is done with it: for a screen reader */
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s"), role->name, text);

  g_assert (RW_IS_TRAIN_COLUMN (self));
  gtk_label_set_text (self->role, text);
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    rw_accessible_set_name (gtk_widget_get_parent (GTK_WIDGET (self)), spoken);
}

static void
show_icon (RwTrainColumn *self, const RwRole *role)
{
  gtk_image_set_from_icon_name (self->icon, role->doubtful ? "dialog-warning-symbolic" : NULL);
  if (role->doubtful)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
}

static void
rw_train_column_dispose (GObject *object)
{
  RwTrainColumn *self = RW_TRAIN_COLUMN (object);

  rw_train_column_show (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_TRAIN_COLUMN);
  G_OBJECT_CLASS (rw_train_column_parent_class)->dispose (object);
}

static void
rw_train_column_class_init (RwTrainColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_train_column_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/train-column.ui");
  gtk_widget_class_bind_template_child (widget_class, RwTrainColumn, icon);
  gtk_widget_class_bind_template_child (widget_class, RwTrainColumn, name);
  gtk_widget_class_bind_template_child (widget_class, RwTrainColumn, role);
  gtk_widget_class_bind_template_child (widget_class, RwTrainColumn, use);
}

static void
rw_train_column_init (RwTrainColumn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rw_train_column_new (void)
{
  return g_object_new (RW_TYPE_TRAIN_COLUMN, NULL);
}

void
rw_train_column_show (RwTrainColumn *self, RwColumnChoice *choice)
{
  g_clear_pointer (&self->binding, g_binding_unbind);
  if (self->choice != NULL)
    g_signal_handlers_disconnect_by_data (self->choice, self);
  g_set_object (&self->choice, choice);
  if (choice == NULL)
    return;
  const RwRole *role = rw_column_choice_get_role (choice);
  g_autofree char *spoken = g_strdup_printf (_ ("Use “%s”"), role->name);
  gtk_label_set_text (self->name, role->name);
  show_icon (self, role);
  self->binding = g_object_bind_property (choice, "used", self->use, "active",
                                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_widget_set_visible (GTK_WIDGET (self->use), role->kind != RW_ROLE_LABEL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->use), !rw_column_choice_is_fixed (choice));
  rw_accessible_set_name (GTK_WIDGET (self->use), spoken);
  g_signal_connect_swapped (choice, "notify::used", G_CALLBACK (used_cb), self);
  used_cb (self);
}
