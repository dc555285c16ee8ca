/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a window or popover looks like (transfer full). */
GdkTexture *rw_test_picture_take (GtkWidget *window);

/* Writes it as build folder of the tests/screenshots/NAME.png; in another language the folder is
 * called screenshots-LANGUAGE. */
void rw_test_picture_save (GdkTexture *picture, const char *name);

/* How many pixels of two pictures of one size differ; and how many are not of the colour that the
 * first one has. */
guint rw_test_picture_count_different (GdkTexture *a, GdkTexture *b);
guint rw_test_picture_count_drawn (GdkTexture *picture);

G_END_DECLS
