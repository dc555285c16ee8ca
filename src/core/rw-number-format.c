/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-number-format.h"

#include "rw-date-cell.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_MARKS   24u
#define MAX_DIGITS  400u /* as rw_cell_parse_number() */
#define CODE_DIGITS 15u  /* any more are not all kept by a double */

/* The simplest first: of several that read a column alike, the first one is taken. */
static const struct
{
  char decimal;
  char grouping;
  RwDateOrder date;
} layouts[RW_N_LAYOUTS] = {
  { '.', '\0', RW_DATE_NONE }, { ',', '\0', RW_DATE_NONE }, { '.', ',', RW_DATE_NONE },
  { ',', '.', RW_DATE_NONE },  { '.', ' ', RW_DATE_NONE },  { ',', ' ', RW_DATE_NONE },
  { '.', '\'', RW_DATE_NONE }, { ',', '\'', RW_DATE_NONE }, { '.', '\0', RW_DATE_YMD },
  { '.', '\0', RW_DATE_DMY },  { '.', '\0', RW_DATE_MDY },
};

/* The digits of a number: how many there are before each mark, and behind the last one. */
typedef struct
{
  char marks[MAX_MARKS];
  guint n_digits[MAX_MARKS + 1];
  guint n_marks;
  gboolean has_exponent;
  gboolean starts_with_zero;
} Row;

static gboolean
is_exponent (RwCell cell)
{
  gsize at = cell.length > 1 && (cell.text[1] == '-' || cell.text[1] == '+') ? 2 : 1;

  if ((cell.text[0] != 'e' && cell.text[0] != 'E') || at == cell.length)
    return FALSE;
  for (; at < cell.length; at++)
    if (!g_ascii_isdigit (cell.text[at]))
      return FALSE;
  return TRUE;
}

static gboolean
read_row (RwCell cell, Row *row)
{
  *row = (Row){ .starts_with_zero = cell.text[0] == '0' };
  while (cell.length > 0)
    {
      char mark = '\0';
      gsize length = 1;
      if (g_ascii_isdigit (cell.text[0]))
        row->n_digits[row->n_marks]++;
      else if ((length = rw_number_mark_length (cell, &mark)) > 0)
        {
          if (row->n_marks == MAX_MARKS)
            return FALSE;
          row->marks[row->n_marks++] = mark;
        }
      else
        {
          row->has_exponent = is_exponent (cell);
          return row->has_exponent && row->n_digits[0] + row->n_digits[row->n_marks] > 0;
        }
      cell.text += length;
      cell.length -= length;
    }
  return row->n_digits[0] + row->n_digits[row->n_marks] > 0;
}

/* A number that is grouped is so throughout, from a group on that does not start with 0: "0,435" is
 * no 435. */
static gboolean
row_fits (const Row *row, char decimal, char grouping)
{
  guint n = row->n_marks;

  if (n > 0 && row->marks[n - 1] == decimal)
    n--;
  if (n == 0)
    return TRUE;
  if (row->has_exponent || row->starts_with_zero || row->n_digits[0] < 1 || row->n_digits[0] > 3)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (row->marks[i] != grouping || row->n_digits[i + 1] != 3)
      return FALSE;
  return TRUE;
}

static void
shape_number (RwCell trimmed, RwNumberShape *shape)
{
  RwNumberParts parts;
  Row row;

  if (!rw_number_parts_take (trimmed, &parts) || !read_row (parts.digits, &row))
    return;
  for (guint i = 0; i < RW_N_LAYOUTS; i++)
    if (layouts[i].date == RW_DATE_NONE && row_fits (&row, layouts[i].decimal, layouts[i].grouping))
      shape->fits |= 1u << i;
  for (guint i = 0; i < row.n_marks; i++)
    shape->differs |= row.marks[i] == '.' || row.marks[i] == ',';
  shape->is_code = parts.is_bare && row.n_marks == 0 && !row.has_exponent &&
                   (row.n_digits[0] > CODE_DIGITS || (row.starts_with_zero && row.n_digits[0] > 1));
  memcpy (shape->unit, parts.unit, sizeof shape->unit);
}

/* Dates with points are written day first wherever they are. */
static gboolean
read_date (const RwDateParts *parts, RwDateOrder order, double *days)
{
  const guint *p = parts->parts;
  gboolean found = FALSE;

  if (parts->year_first != (order == RW_DATE_YMD) ||
      (order == RW_DATE_MDY && parts->separator == '.'))
    return FALSE;
  if (order == RW_DATE_YMD)
    found = rw_date_days (p[0], p[1], p[2], days);
  else if (order == RW_DATE_DMY)
    found = rw_date_days (p[2], p[1], p[0], days);
  else
    found = rw_date_days (p[2], p[0], p[1], days);
  if (found)
    *days += parts->time;
  return found;
}

static void
shape_date (RwCell trimmed, RwNumberShape *shape)
{
  RwDateParts parts;
  double ignored = 0;

  if (!rw_date_parts_take (trimmed, &parts))
    return;
  for (guint i = 0; i < RW_N_LAYOUTS; i++)
    if (layouts[i].date != RW_DATE_NONE && read_date (&parts, layouts[i].date, &ignored))
      shape->fits |= 1u << i;
  shape->differs = parts.parts[0] != parts.parts[1];
}

RwNumberShape
rw_number_shape (RwCell trimmed)
{
  RwNumberShape shape = { 0 };

  shape_number (trimmed, &shape);
  if (shape.fits == 0 && trimmed.length > 0 && g_ascii_isdigit (trimmed.text[0]))
    shape_date (trimmed, &shape);
  if (shape.fits == 0)
    shape = (RwNumberShape){ 0 };
  return shape;
}

RwNumberFormat
rw_number_format_of_layout (guint layout)
{
  return (RwNumberFormat){ .decimal = layouts[layout].decimal,
                           .grouping = layouts[layout].grouping,
                           .date = layouts[layout].date };
}

/* The same digits as rw_cell_parse_number() reads them, so that the value is the same to the last
 * bit however it was written. */
static gboolean
parse_digits (const RwNumberFormat *format, RwCell digits, double *number)
{
  char plain[MAX_DIGITS];
  gsize n = 0;

  while (digits.length > 0)
    {
      char mark = '\0';
      gsize length = rw_number_mark_length (digits, &mark);
      if (n == sizeof plain)
        return FALSE;
      if (length == 0)
        plain[n++] = digits.text[0];
      else if (mark == format->decimal)
        plain[n++] = '.';
      digits.text += MAX (length, 1);
      digits.length -= MAX (length, 1);
    }
  return rw_cell_parse_number ((RwCell){ plain, n }, number);
}

gboolean
rw_number_format_parse (const RwNumberFormat *format, RwCell trimmed, double *number)
{
  RwNumberParts parts;
  RwDateParts date;
  Row row;

  if (format->date != RW_DATE_NONE)
    return rw_date_parts_take (trimmed, &date) && read_date (&date, format->date, number);
  if (format->decimal == '.' && rw_cell_parse_number (trimmed, number))
    return TRUE;
  if (!rw_number_parts_take (trimmed, &parts) || !read_row (parts.digits, &row) ||
      !row_fits (&row, format->decimal, format->grouping) ||
      (parts.unit[0] != '\0' && strcmp (parts.unit, format->unit) != 0) ||
      !parse_digits (format, parts.digits, number))
    return FALSE;
  if (parts.is_negative)
    *number = -*number;
  return TRUE;
}

gboolean
rw_number_format_equal (const RwNumberFormat *a, const RwNumberFormat *b)
{
  return a->decimal == b->decimal && a->grouping == b->grouping && a->date == b->date &&
         strcmp (a->unit, b->unit) == 0;
}

gboolean
rw_number_format_is_plain (const RwNumberFormat *format)
{
  return format->decimal == '.' && format->grouping == '\0' && format->date == RW_DATE_NONE &&
         format->unit[0] == '\0';
}
