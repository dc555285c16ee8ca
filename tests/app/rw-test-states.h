/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  int width;
  int height;
} RwTestSize;

/* Looks at a window or popover on screen, in the state called @state. */
typedef void (*RwTestLook) (GtkWidget *root, const char *state, RwTestSize size);

/* Makes what is in the frame of a window as large as @size. */
void rw_test_states_resize (GtkWindow *window, RwTestSize size);

/* Adds tests that bring the program into every state it has, in windows of two sizes, each looked
 * at by @look. */
void rw_test_states_add (RwTestLook look);

G_END_DECLS
