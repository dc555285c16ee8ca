/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cell.h"

#include <math.h>
#include <string.h>

/* Above this a decimal text cannot be a number anybody measured; strtod needs a bounded copy. */
#define MAX_NUMBER_LENGTH 400

/* In lower case, by their length. */
static const char *const missing_markers[][5] = {
  { NULL },
  { "?", "-", NULL },
  { "na", NULL },
  { "n/a", "nan", "nil", NULL },
  { "#n/a", "null", "none", NULL },
};

/* A number split as text: value = mantissa × 10^exponent, unless the mantissa has 18 digits: then
 * more may have been left out. */
typedef struct
{
  guint64 mantissa;
  int exponent;
  gboolean negative;
} Decimal;

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

RwCell
rw_cell_trim (RwCell cell)
{
  while (cell.length > 0 && is_blank (cell.text[0]))
    {
      cell.text++;
      cell.length--;
    }
  while (cell.length > 0 && is_blank (cell.text[cell.length - 1]))
    cell.length--;
  return cell;
}

static gboolean
is_same_word (const char *lower, RwCell cell)
{
  for (gsize i = 0; i < cell.length; i++)
    if (g_ascii_tolower (cell.text[i]) != lower[i])
      return FALSE;
  return TRUE;
}

gboolean
rw_cell_is_missing (RwCell trimmed)
{
  if (trimmed.length == 0)
    return TRUE;
  if (trimmed.length >= G_N_ELEMENTS (missing_markers))
    return FALSE;
  for (const char *const *marker = missing_markers[trimmed.length]; *marker != NULL; marker++)
    if (is_same_word (*marker, trimmed))
      return TRUE;
  return FALSE;
}

/* Takes digits into @decimal; each of those behind the point lowers the exponent by one. */
static const char *
take_digits (const char *at, const char *end, gboolean fraction, Decimal *decimal)
{
  for (; at < end && g_ascii_isdigit (*at); at++)
    {
      if (decimal->mantissa >= G_GUINT64_CONSTANT (100000000000000000))
        continue;
      decimal->mantissa = decimal->mantissa * 10 + (guint64) (*at - '0');
      decimal->exponent -= fraction;
    }
  return at;
}

static const char *
take_exponent (const char *at, const char *end, Decimal *decimal)
{
  int exponent = 0;

  if (at == end || (*at != 'e' && *at != 'E'))
    return at;
  at++;
  gboolean negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+'))
    at++;
  if (at == end)
    return NULL;
  for (; at < end && g_ascii_isdigit (*at); at++)
    exponent = MIN (exponent * 10 + (*at - '0'), 100000);
  decimal->exponent += negative ? -exponent : exponent;
  return at;
}

static gboolean
split_decimal (RwCell cell, Decimal *decimal)
{
  const char *at = cell.text;
  const char *end = at + cell.length;

  decimal->negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+'))
    at++;
  const char *first = at;
  at = take_digits (at, end, FALSE, decimal);
  gsize digits = (gsize) (at - first);
  if (at < end && *at == '.')
    {
      const char *fraction = ++at;
      at = take_digits (at, end, TRUE, decimal);
      digits += (gsize) (at - fraction);
    }
  return digits > 0 && take_exponent (at, end, decimal) == end;
}

static gboolean
parse_slowly (RwCell cell, double *number)
{
  char copy[MAX_NUMBER_LENGTH + 1];

  if (cell.length > MAX_NUMBER_LENGTH)
    return FALSE;
  memcpy (copy, cell.text, cell.length);
  copy[cell.length] = '\0';
  double value = g_ascii_strtod (copy, NULL);
  if (!isfinite (value))
    return FALSE;
  *number = value;
  return TRUE;
}

gboolean
rw_cell_parse_number (RwCell trimmed, double *number)
{
  /* Powers of ten that a double holds exactly: one rounding, so the result is the nearest double
   * (W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990). */
  static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
  Decimal decimal = { 0 };

  if (!split_decimal (trimmed, &decimal))
    return FALSE;
  if (decimal.mantissa > (G_GUINT64_CONSTANT (1) << 53) || ABS (decimal.exponent) > 22)
    return parse_slowly (trimmed, number);
  double value = (double) decimal.mantissa;
  value =
      decimal.exponent < 0 ? value / powers[-decimal.exponent] : value * powers[decimal.exponent];
  *number = decimal.negative ? -value : value;
  return TRUE;
}

gboolean
rw_bytes_are_ascii (const char *bytes, gsize length)
{
  const guint64 high = G_GUINT64_CONSTANT (0x8080808080808080);
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  gsize i = 0;

  for (; i + 8 <= length; i += 8)
    {
      guint64 word = 0;
      memcpy (&word, bytes + i, 8);
      if (((word | (word - ones)) & high) != 0)
        return FALSE;
    }
  for (; i < length; i++)
    if ((gint8) bytes[i] <= 0)
      return FALSE;
  return TRUE;
}
