/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-clock.h"

static gint64
now (void)
{
  return g_get_real_time () / 1000;
}

gint64 (*rw_clock_now) (void) = now;

char *
rw_clock_dup_text (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / 1000);
  g_autofree char *seconds =
      date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%S") : g_strdup ("");

  return g_strdup_printf ("%s.%03dZ", seconds, (int) (time % 1000));
}

gboolean
rw_clock_parse (const char *text, gint64 *time)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text, utc);

  if (date == NULL)
    return FALSE;
  *time = g_date_time_to_unix (date) * 1000 + g_date_time_get_microsecond (date) / 1000;
  return TRUE;
}
