/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The name that a screen reader says of a widget. */
void rw_accessible_set_name (GtkWidget *widget, const char *name);

/* GTK 4.8 names a button after what is in it, which may be an icon: gives every button below @root
 * that has a tooltip and no label the tooltip for a name. A menu button's own button is named with
 * it. */
void rw_accessible_name_buttons (GtkWidget *root);

/* Gives the button that closes @bar, a GtkInfoBar, which has an icon only, a tooltip, from which
 * rw_accessible_name_buttons() takes its name. */
void rw_accessible_name_close (GtkWidget *bar);

/* libadwaita 1.2 gives the button that closes a toast no name: names that of each toast that
 * @overlay, an AdwToastOverlay, will show. */
void rw_accessible_name_toasts (GtkWidget *overlay);

G_END_DECLS
