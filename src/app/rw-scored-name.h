/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The name to propose for the scores of the file at @path: "customers-scored.csv" for
 * "customers.csv" (valid UTF-8, without folders, transfer full). */
char *rw_scored_name_dup (const char *path);

/* Makes @chooser propose that name, in the folder of @path where the user has one. */
void rw_scored_name_propose (GtkFileChooser *chooser, const char *path);

G_END_DECLS
