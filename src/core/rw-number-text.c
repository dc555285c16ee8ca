/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-number-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define DAY_SECONDS 86400.0
#define JULIAN_1970 719163 /* what GDate calls 1970-01-01 */

static void
print_number (double number, char buffer[RW_NUMBER_TEXT_SIZE])
{
  /* All digits of an id, however long it is. */
  gboolean whole = fabs (number) < 1e18 && trunc (number) >= number && trunc (number) <= number;

  g_ascii_formatd (buffer, (int) RW_NUMBER_TEXT_SIZE, whole ? "%.0f" : "%.15g", number);
}

/* FALSE for a day that GDate does not know; no column has one. */
static gboolean
find_date (double days, GDate *date)
{
  double julian = floor (days) + JULIAN_1970;

  g_date_clear (date, 1);
  if (!(julian >= 1 && julian < G_MAXINT32))
    return FALSE;
  g_date_set_julian (date, (guint32) julian);
  return TRUE;
}

const char *
rw_number_text_print (const RwNumberFormat *format, double number, gboolean zeros,
                      char buffer[RW_NUMBER_TEXT_SIZE])
{
  GDate date;

  if (format->date == RW_DATE_NONE || !find_date (number, &date))
    {
      print_number (number, buffer);
      return buffer;
    }
  guint year = g_date_get_year (&date);
  guint month = (guint) g_date_get_month (&date);
  guint day = g_date_get_day (&date);
  int width = zeros ? 2 : 1;
  if (format->date == RW_DATE_YMD)
    g_snprintf (buffer, RW_NUMBER_TEXT_SIZE, "%04u/%0*u/%0*u", year, width, month, width, day);
  else if (format->date == RW_DATE_DMY)
    g_snprintf (buffer, RW_NUMBER_TEXT_SIZE, "%0*u/%0*u/%04u", width, day, width, month, year);
  else
    g_snprintf (buffer, RW_NUMBER_TEXT_SIZE, "%0*u/%0*u/%04u", width, month, width, day, year);
  return buffer;
}

char *
rw_number_text_normalize (const RwNumberFormat *format, const char *text)
{
  gsize n_unit = strlen (format->unit);
  gboolean skips_blanks = n_unit > 0 || format->grouping == ' ';
  GString *plain = g_string_new (NULL);

  if (format->date != RW_DATE_NONE)
    return g_strdelimit (g_string_free (g_string_append (plain, text), FALSE), "-.", '/');
  for (const char *at = text; *at != '\0';)
    {
      char mark = '\0';
      gsize length = rw_number_mark_length ((RwCell){ at, strlen (at) }, &mark);
      if (n_unit > 0 && g_ascii_strncasecmp (at, format->unit, n_unit) == 0)
        length = n_unit;
      else if (length == 0)
        g_string_append_c (plain, *at);
      else if (mark == format->decimal)
        g_string_append_c (plain, '.');
      else if (mark != format->grouping && (mark != ' ' || !skips_blanks))
        g_string_append_c (plain, mark);
      at += MAX (length, 1);
    }
  return g_string_free (plain, FALSE);
}

char *
rw_number_text_dup_value (const RwNumberFormat *format, double number)
{
  char buffer[RW_NUMBER_TEXT_SIZE];
  double all_seconds = round (number * DAY_SECONDS);
  double days = floor (all_seconds / DAY_SECONDS);
  GDate date;

  if (format->date == RW_DATE_NONE || !find_date (days, &date))
    {
      print_number (number, buffer);
      return g_strdup (buffer);
    }
  guint seconds = (guint) (all_seconds - days * DAY_SECONDS);
  g_autofree char *time =
      g_strdup_printf ("T%02u:%02u:%02u", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return g_strdup_printf ("%04u-%02u-%02u%s", g_date_get_year (&date),
                          (guint) g_date_get_month (&date), g_date_get_day (&date),
                          seconds > 0 ? time : "");
}

static const char *
get_grouping_title (char grouping)
{
  switch (grouping)
    {
    case ',':
      return _ ("thousands by comma");
    case '.':
      return _ ("thousands by point");
    case ' ':
      return _ ("thousands by blank");
    default:
      return _ ("thousands by apostrophe");
    }
}

char *
rw_number_text_describe (const RwNumberFormat *format)
{
  static const char *const dates[] = { NULL, N_ ("year-month-day"), N_ ("day/month/year"),
                                       N_ ("month/day/year") };

  if (format->date != RW_DATE_NONE)
    return g_strdup (_ (dates[format->date]));
  GString *title =
      g_string_new (format->decimal == '.' ? _ ("decimal point") : _ ("decimal comma"));
  if (format->grouping != '\0')
    g_string_append_printf (title, ", %s", get_grouping_title (format->grouping));
  if (format->unit[0] != '\0')
    g_string_append_printf (title, ", %s", format->unit);
  return g_string_free (title, FALSE);
}

char *
rw_number_text_describe_reading (const RwNumberFormat *format)
{
  const RwNumberFormat reading = { .decimal = format->decimal, .date = format->date };

  return rw_number_text_describe (&reading);
}

const char *
rw_date_order_get_id (RwDateOrder order)
{
  static const char *const ids[] = { NULL, "ymd", "dmy", "mdy" };

  return ids[order];
}
