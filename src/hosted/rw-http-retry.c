/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http-retry.h"

#define FIRST_PAUSE ((gint64) 500)
#define LAST_PAUSE  ((gint64) 60 * 1000)
#define MAX_ASKED   ((gint64) 10 * 60 * 1000)

/* The server says that it did nothing, and that this will not last. */
static gboolean
is_put_off (guint status)
{
  return status == 429 || status == 503;
}

/* Something between us and the server failed, or the server did: nobody knows how far it came. */
static gboolean
is_unclear (guint status, gboolean is_original)
{
  return status == 502 || status == 504 || (status == 500 && is_original);
}

gboolean
rw_http_retry_is_allowed (const RwHttpAnswer *answer, RwHttpManner manner)
{
  switch (answer->end)
    {
    case RW_HTTP_UNSENT:
      return TRUE;
    case RW_HTTP_LOST:
      return manner.is_repeatable;
    case RW_HTTP_ANSWERED:
      return is_put_off (answer->status) ||
             (manner.is_repeatable && is_unclear (answer->status, manner.is_original));
    case RW_HTTP_REFUSED:
    default:
      return FALSE;
    }
}

gint64
rw_http_retry_get_pause (const RwHttpAnswer *answer, guint n, double chance)
{
  gint64 pause = FIRST_PAUSE;

  if (answer->retry_after > 0)
    return MIN (answer->retry_after, MAX_ASKED);
  for (guint i = 1; i < n && pause < LAST_PAUSE; i++)
    pause *= 2;
  pause = MIN (pause, LAST_PAUSE);
  return pause + (gint64) ((double) pause / 2 * chance);
}
