/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window of that type there is, on screen and drawn; waits for it. */
gpointer rw_test_wait_for_window (GType type);

/* Closes it and waits until it is gone. */
void rw_test_close_window (gpointer window);

G_END_DECLS
