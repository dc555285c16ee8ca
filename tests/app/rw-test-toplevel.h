/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window of that type there is, on screen and drawn; waits for it. */
gpointer rw_test_wait_for_window (GType type);

/* Waits until that text is on screen. */
void rw_test_wait_for_text (gpointer root, const char *text);

/* Closes it and waits until it is gone. */
void rw_test_close_window (gpointer window);

/* The same, and that nobody keeps it or @part of it (may be NULL). */
void rw_test_end_toplevel (gpointer window, gpointer part);

G_END_DECLS
