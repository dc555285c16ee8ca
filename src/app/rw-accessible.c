/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-accessible.h"

#include <glib/gi18n.h>

void
rw_accessible_set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
rw_accessible_name_buttons (GtkWidget *root)
{
  const char *tooltip = gtk_widget_get_tooltip_text (root);

  if (tooltip != NULL && GTK_IS_BUTTON (root) && gtk_button_get_label (GTK_BUTTON (root)) == NULL)
    rw_accessible_set_name (root, tooltip);
  else if (tooltip != NULL && GTK_IS_MENU_BUTTON (root) &&
           gtk_menu_button_get_label (GTK_MENU_BUTTON (root)) == NULL)
    rw_accessible_set_name (gtk_widget_get_first_child (root), tooltip);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    rw_accessible_name_buttons (child);
}

static void
name_closing (GtkWidget *root)
{
  const char *icon = GTK_IS_BUTTON (root) ? gtk_button_get_icon_name (GTK_BUTTON (root)) : NULL;

  if (g_strcmp0 (icon, "window-close-symbolic") == 0)
    rw_accessible_set_name (root, _ ("Close"));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_closing (child);
}

static void
toasts_cb (GListModel *children, guint position, guint n_removed G_GNUC_UNUSED, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GtkWidget) child = g_list_model_get_item (children, i);
      if (g_str_equal (G_OBJECT_TYPE_NAME (child), "AdwToastWidget"))
        name_closing (child);
    }
}

void
rw_accessible_name_close (GtkWidget *bar)
{
  if (GTK_IS_BUTTON (bar) && gtk_widget_has_css_class (bar, "close"))
    gtk_widget_set_tooltip_text (bar, _ ("Close"));
  for (GtkWidget *child = gtk_widget_get_first_child (bar); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    rw_accessible_name_close (child);
}

void
rw_accessible_name_toasts (GtkWidget *overlay)
{
  GListModel *children = gtk_widget_observe_children (overlay);

  g_signal_connect (children, "items-changed", G_CALLBACK (toasts_cb), NULL);
  g_object_set_data_full (G_OBJECT (overlay), "toasts", children, g_object_unref);
}
