/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-date-cell.h"

#define DAY_SECONDS 86400.0
#define JULIAN_1970 719163u /* what GDate calls 1970-01-01 */

/* Takes up to @most digits off the start of @cell; returns how many. */
static guint
take_digits (RwCell *cell, guint most, guint *number)
{
  guint n = 0;

  *number = 0;
  for (; n < most && cell->length > 0 && g_ascii_isdigit (cell->text[0]); n++)
    {
      *number = *number * 10 + (guint) (cell->text[0] - '0');
      cell->text++;
      cell->length--;
    }
  return n;
}

static gboolean
take_char (RwCell *cell, char wanted)
{
  if (cell->length == 0 || cell->text[0] != wanted)
    return FALSE;
  cell->text++;
  cell->length--;
  return TRUE;
}

static gboolean
take_pair (RwCell *cell, guint below, guint *number)
{
  return take_digits (cell, 2, number) == 2 && *number < below;
}

/* "Z", "+01:00", "-0130"; or nothing. */
static gboolean
take_offset (RwCell *cell, double *seconds)
{
  guint hours = 0;
  guint minutes = 0;
  gboolean is_negative = cell->length > 0 && cell->text[0] == '-';

  if (take_char (cell, 'Z') || (!take_char (cell, '+') && !take_char (cell, '-')))
    return TRUE;
  if (!take_pair (cell, 24, &hours))
    return FALSE;
  take_char (cell, ':');
  if (cell->length > 0 && !take_pair (cell, 60, &minutes))
    return FALSE;
  *seconds -= (is_negative ? -60.0 : 60.0) * (hours * 60 + minutes);
  return TRUE;
}

static gboolean
take_time (RwCell *cell, double *seconds)
{
  guint hour = 0;
  guint minute = 0;
  guint second = 0;
  guint fraction = 0;

  if (!take_pair (cell, 24, &hour) || !take_char (cell, ':') || !take_pair (cell, 60, &minute))
    return FALSE;
  if (take_char (cell, ':') && !take_pair (cell, 61, &second))
    return FALSE;
  *seconds = hour * 3600.0 + minute * 60.0 + second;
  if (take_char (cell, '.'))
    {
      guint n = take_digits (cell, 9, &fraction);
      double scaled = fraction;
      for (guint i = 0; i < n; i++)
        scaled /= 10;
      *seconds += scaled;
      if (n == 0)
        return FALSE;
    }
  return take_offset (cell, seconds);
}

gboolean
rw_date_parts_take (RwCell trimmed, RwDateParts *parts)
{
  RwCell cell = trimmed;
  guint digits[3] = { 0 };
  double seconds = 0;

  *parts = (RwDateParts){ 0 };
  for (guint i = 0; i < 3; i++)
    {
      if (i == 1 && cell.length > 0)
        parts->separator = cell.text[0];
      if (i > 0 && !take_char (&cell, parts->separator))
        return FALSE;
      digits[i] = take_digits (&cell, 4, &parts->parts[i]);
    }
  parts->year_first = digits[0] == 4;
  guint short_one = parts->year_first ? digits[2] : digits[0];
  if ((parts->separator != '-' && parts->separator != '/' && parts->separator != '.') ||
      (!parts->year_first && digits[2] != 4) || digits[1] < 1 || digits[1] > 2 || short_one < 1 ||
      short_one > 2)
    return FALSE;
  if (cell.length > 0 &&
      ((!take_char (&cell, 'T') && !take_char (&cell, ' ')) || !take_time (&cell, &seconds)))
    return FALSE;
  parts->time = seconds / DAY_SECONDS;
  return cell.length == 0;
}

gboolean
rw_date_days (guint year, guint month, guint day, double *days)
{
  if (year > 9999 || month > 12 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *days = (double) g_date_get_julian (&date) - JULIAN_1970;
  return TRUE;
}
