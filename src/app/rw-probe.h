/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Measures the main loop while the application runs, if RETAINWISE_PROBE names a file: how long it
 * was busy between two waits. Without that, does nothing. */
void rw_probe_start (void);

/* Writes a line "@step seconds longest_gap_ms peak_MiB own_MiB", with tabs between: wall time and
 * longest busy time since the line before; peak resident memory, and that without the pages of
 * files, which are the libraries'. */
void rw_probe_mark (const char *step);

G_END_DECLS
