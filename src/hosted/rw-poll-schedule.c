/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-poll-schedule.h"

#define SECOND ((gint64) 1000)
#define MINUTE (60 * SECOND)

gint64
rw_poll_schedule_get_pause (gint64 age, guint n_failures, gint64 asked)
{
  gint64 pause = CLAMP (age / 10, SECOND, 30 * SECOND);

  for (guint i = 0; i < n_failures && pause < 2 * MINUTE; i++)
    pause *= 2;
  return MAX (MIN (pause, 2 * MINUTE), MIN (asked, 10 * MINUTE));
}

gboolean
rw_poll_schedule_notice_sleep (gint64 *offset, gint64 wall, gint64 monotonic)
{
  gint64 now = wall - monotonic;
  gboolean is_first = *offset == 0;
  gint64 stray = now - *offset;

  *offset = now;
  return !is_first && ABS (stray) > RW_POLL_SCHEDULE_STRAY;
}
