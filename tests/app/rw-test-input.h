/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a user does in a window. */

/* Until there is a window manager. Before, windows are moved about when it comes. */
void rw_test_wait_for_manager (void);

/* Clicks a button, which must be on screen and sensitive. */
void rw_test_click (gpointer button);

/* The same with the button that has this label or tooltip. */
void rw_test_click_button (gpointer root, const char *text);

/* Does an action such as "win.search", which must be enabled; and one with a parameter. */
void rw_test_do (gpointer widget, const char *action);
void rw_test_do_with (gpointer widget, const char *action, const char *parameter);

/* Whether an action is there and enabled. */
gboolean rw_test_can (gpointer widget, const char *action);

/* Lets the key controllers of a part, and then those of what it is in, have a key; whether one of
 * them took it. */
gboolean rw_test_press (gpointer widget, guint key, GdkModifierType state);

/* Lets the X server send keys such as "ctrl+f" or "8 0 Return" to @window, which becomes the active
 * one. */
void rw_test_key (gpointer window, const char *keys);

/* Types into the field that @editable is. */
void rw_test_type (gpointer editable, const char *text);

/* What the pointer does, by the X server: moves to @x, @y of a part; is pressed there, moved by
 * @dx px in steps, and let go. */
void rw_test_point (gpointer widget, double x, double y);
void rw_test_drag (gpointer widget, double x, double y, double dx);

G_END_DECLS
