/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-format.h"

#include <glib/gi18n.h>

char *
rw_format_count (guint64 count)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, count);
}

char *
rw_format_decimal (double number, guint n_decimals)
{
  return g_strdup_printf ("%.*f", (int) n_decimals, number);
}

char *
rw_format_percent (double share)
{
  /* Translators: a percentage such as “26.5 %”; it is read again where one is typed */
  return g_strdup_printf (_ ("%.1f %%"), share * 100);
}

char *
rw_format_rows (guint64 count)
{
  g_autofree char *text = rw_format_count (count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", (gulong) count), text);
}

char *
rw_format_columns (guint count)
{
  g_autofree char *text = rw_format_count (count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s column", "%s columns", count), text);
}

char *
rw_format_customers (guint64 count)
{
  g_autofree char *text = rw_format_count (count);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s customer", "%s customers", (gulong) count), text);
}

char *
rw_format_duration (gint64 milliseconds)
{
  gint64 seconds = MAX (milliseconds, 0) / 1000;
  guint64 days = (guint64) seconds / 86400;

  if (seconds < 60)
    /* Translators: seconds: “40 s” */
    return g_strdup_printf (_ ("%d s"), (int) seconds);
  if (seconds < 3600)
    /* Translators: minutes: “5 min” */
    return g_strdup_printf (_ ("%d min"), (int) (seconds / 60));
  if (days == 0)
    /* Translators: hours: “3 h” */
    return g_strdup_printf (_ ("%d h"), (int) (seconds / 3600));
  g_autofree char *text = rw_format_count (days);
  /* Translators: days, only in “In the queue for 3 days”, “Processing for 3 days” and “checked 3
   * days ago”: in the case these ask for */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s day", "%s days", (gulong) days), text);
}

char *
rw_format_time (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time / 1000);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / 1000);

  if (date == NULL || today == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (date) == g_date_time_get_year (today) &&
      g_date_time_get_day_of_year (date) == g_date_time_get_day_of_year (today))
    /* Translators: a time of today for strftime(): “14:03” */
    return g_date_time_format (date, _ ("%H:%M"));
  /* Translators: a time of another day for strftime(): “24 November 2026, 14:03” */
  return g_date_time_format (date, _ ("%-d %B %Y, %H:%M"));
}

char *
rw_format_date (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time / 1000);

  /* Translators: a date for strftime(): “24 November 2026” */
  return date != NULL ? g_date_time_format (date, _ ("%-d %B %Y")) : g_strdup ("");
}
