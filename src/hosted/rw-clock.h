/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Milliseconds since 1970 UTC by the computer's clock: what deadlines in a database are made of.
 * Tests replace it; programs never touch it. */
extern gint64 (*rw_clock_now) (void);

/* "2026-11-24T09:53:42.120Z" of such a time (transfer full), and back; FALSE if it is none. A time
 * without a zone is UTC: the hosted original leaves it out. */
char *rw_clock_dup_text (gint64 time);
gboolean rw_clock_parse (const char *text, gint64 *time);

G_END_DECLS
