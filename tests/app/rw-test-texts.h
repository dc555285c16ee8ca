/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In a language that make-pseudo.py made: that all texts below @root that are shown or spoken are
 * translated, but data and GTK's own ones; and that nothing translated is cut. */
void rw_test_texts_check (GtkWidget *root, const char *state);

G_END_DECLS
