/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When to ask for a job again. Milliseconds throughout. */

/* Between two questions about a job that has been in its state for @age: a tenth of that, from one
 * second to half a minute; after @n_failures in a row twice as much for each, up to two minutes;
 * and never less than @asked, what the server wants, up to ten minutes. */
gint64 rw_poll_schedule_get_pause (gint64 age, guint n_failures, gint64 asked);

/* By how much the wall clock may stray from the other one before it means something. */
#define RW_POLL_SCHEDULE_STRAY 5000

/* Whether the computer slept, or its clock was set, since the last call. @offset: 0 at first, kept
 * between calls; @wall: rw_clock_now(); @monotonic: of a clock that stands still meanwhile. */
gboolean rw_poll_schedule_notice_sleep (gint64 *offset, gint64 wall, gint64 monotonic);

G_END_DECLS
