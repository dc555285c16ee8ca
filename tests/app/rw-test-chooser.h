/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As if the file at @path were picked in a dialog on screen, and its first button pressed. */
void rw_test_choose (GtkFileChooserNative *chooser, const char *path);

G_END_DECLS
