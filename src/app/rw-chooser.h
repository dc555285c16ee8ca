/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is done with a file that was chosen, by the GObject whose dialog it is. */
typedef void (*RwChosenFunc) (gpointer owner, GFile *file);

/* Shows @chooser (transfer full) and keeps it in *@place, a member of @owner, until it is answered;
 * then calls @chosen unless nothing was chosen. */
void rw_chooser_show (GtkFileChooserNative *chooser, GtkFileChooserNative **place, gpointer owner,
                      RwChosenFunc chosen);

/* Makes @chooser propose @name, in the folder where the user has the file at @path. */
void rw_chooser_propose (GtkFileChooser *chooser, const char *path, const char *name);

/* Offers files of customers, and all files; offers models. */
void rw_chooser_offer_customers (GtkFileChooserNative *chooser);
void rw_chooser_offer_models (GtkFileChooserNative *chooser);

G_END_DECLS
