/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-accessible.h"

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
