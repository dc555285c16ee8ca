/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keeps SIGINT and SIGTERM from every thread but the one that waits for them, and lets a broken
 * pipe and a file that may not grow be errors of write(). To be called before there are threads. */
void rw_signals_block (void);

/* Waits for the next SIGINT or SIGTERM. */
void rw_signals_wait (void);

/* Ends that wait, or the next one. */
void rw_signals_send (void);

G_END_DECLS
