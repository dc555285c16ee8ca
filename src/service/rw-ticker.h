/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*RwTickFunc) (gpointer data);

/**
 * RwTicker: a thread that does something again and again until it is stopped.
 */
typedef struct _RwTicker RwTicker;

/* Calls @func for the first time after @interval, and again so long after each end of it. @interval
 * is in ms; @name is the thread's. */
RwTicker *rw_ticker_start (const char *name, gint64 interval, RwTickFunc func, gpointer data);

/* Waits for a call that runs, and frees. */
void rw_ticker_stop (RwTicker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTicker, rw_ticker_stop)

G_END_DECLS
