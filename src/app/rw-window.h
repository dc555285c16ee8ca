/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-session.h"

G_BEGIN_DECLS

/* RwWindow: one customer file, or an invitation to open one. */
#define RW_TYPE_WINDOW (rw_window_get_type ())
G_DECLARE_FINAL_TYPE (RwWindow, rw_window, RW, WINDOW, AdwApplicationWindow)

RwWindow *rw_window_new (AdwApplication *application);

RwSession *rw_window_get_session (RwWindow *self);

/* Whether a file may be opened here: none is shown or being opened. */
gboolean rw_window_is_empty (RwWindow *self);

/* Opens @file in this window if it is empty, else in another one; where it is open already, that
 * window is shown. */
void rw_window_open (RwWindow *self, GFile *file);

G_END_DECLS
