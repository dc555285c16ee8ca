/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-session.h"

G_BEGIN_DECLS

/**
 * RwSessionBox: a box with parts of a session in it: what the template widgets of the window have
 * in common. Property "session", set once.
 */
#define RW_TYPE_SESSION_BOX (rw_session_box_get_type ())
G_DECLARE_DERIVABLE_TYPE (RwSessionBox, rw_session_box, RW, SESSION_BOX, GtkBox)

struct _RwSessionBoxClass
{
  GtkBoxClass parent_class;

  /* Called once, when there is a session: connects to it and shows what it has. */
  void (*start) (RwSessionBox *self, RwSession *session);
};

/* @self: a RwSessionBox. NULL before it is set and after dispose. */
RwSession *rw_session_box_get_session (gpointer self);

/* Calls @callback (self) when the session's @property changes, as long as both live. */
void rw_session_box_watch (RwSessionBox *self, const char *property, GCallback callback);

/* For dispose: lets go of the template and of the session. */
void rw_session_box_clear (RwSessionBox *self, GType type);

G_END_DECLS
