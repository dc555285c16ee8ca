/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwDeadlines: connections that must be somewhere by some time. libmicrohttpd closes those on which
 * nothing moves; one on which a byte moves now and then it would keep for ever. What is late is
 * shut down, and whoever has the connection sees its end. Thread-safe.
 */
typedef struct _RwDeadlines RwDeadlines;

/* Of one connection. */
typedef struct _RwDeadline RwDeadline;

RwDeadlines *rw_deadlines_start (void);
void rw_deadlines_stop (RwDeadlines *self);

/* @fd: must stay open until the deadline is removed. @seconds: from now. */
RwDeadline *rw_deadlines_add (RwDeadlines *self, int fd, gint64 seconds);
void rw_deadlines_set (RwDeadlines *self, RwDeadline *deadline, gint64 seconds);
void rw_deadlines_remove (RwDeadlines *self, RwDeadline *deadline);

/* Shuts down what is late; is called once a second by itself. */
void rw_deadlines_sweep (RwDeadlines *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwDeadlines, rw_deadlines_stop)

G_END_DECLS
