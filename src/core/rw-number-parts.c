/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-number-parts.h"

#include <string.h>

/* Beside the signs that Unicode calls currencies. Codes are those of ISO 4217 in use for more than
 * a few million people. */
static const char *const unit_words[] = {
  "%",   "US$", "CA$", "C$",  "AU$", "A$",  "NZ$", "HK$", "S$",  "R$",  "kr.", "kr",  "zł",  "Kč",
  "Ft",  "Fr.", "lei", "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AZN", "BAM", "BDT", "BGN",
  "BHD", "BIF", "BOB", "BRL", "BWP", "BYN", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP",
  "CZK", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "GBP", "GEL", "GHS", "GNF", "GTQ", "HKD",
  "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS",
  "KHR", "KRW", "KWD", "KZT", "LAK", "LBP", "LKR", "LRD", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK",
  "MNT", "MUR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB",
  "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SDG", "SEK",
  "SGD", "SLE", "SOS", "SYP", "TJS", "THB", "TMT", "TND", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX",
  "USD", "UYU", "UZS", "VES", "VND", "XAF", "XOF", "YER", "ZAR", "ZMW",
};

/* What was taken so far. */
typedef struct
{
  RwNumberParts *parts;
  gboolean has_sign;
  gboolean is_open; /* a parenthesis was */
} Taking;

static gboolean
starts_with (RwCell text, const char *word, gsize length)
{
  return text.length >= length && memcmp (text.text, word, length) == 0;
}

gsize
rw_number_mark_length (RwCell text, char *mark)
{
  static const struct
  {
    const char *bytes;
    char mark;
  } marks[] = {
    { ".", '.' },
    { ",", ',' },
    { "'", '\'' },
    { " ", ' ' },
    { "\xc2\xa0", ' ' },
    { "\xe2\x80\xaf", ' ' },
    { "\xe2\x80\x89", ' ' },
    { "\xe2\x80\x99", '\'' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (starts_with (text, marks[i].bytes, strlen (marks[i].bytes)))
      {
        *mark = marks[i].mark;
        return strlen (marks[i].bytes);
      }
  return 0;
}

/* The last character; only its length is of use when it is no valid one. */
static RwCell
last_character (RwCell text)
{
  gsize length = 1;

  while (length < MIN (text.length, 4) && ((guint8) text.text[text.length - length] & 0xc0) == 0x80)
    length++;
  return (RwCell){ text.text + text.length - length, length };
}

static gsize
blank_length (RwCell text, gboolean behind)
{
  RwCell at = behind ? last_character (text) : text;
  char mark = '\0';
  gsize length = rw_number_mark_length (at, &mark);

  if (at.text[0] == '\t')
    return 1;
  return mark == ' ' ? length : 0;
}

/* Plus, hyphen, and Unicode's minus. */
static gsize
sign_length (RwCell text, gboolean *is_negative)
{
  *is_negative = text.text[0] != '+';
  if (text.text[0] == '+' || text.text[0] == '-')
    return 1;
  return starts_with (text, "\xe2\x88\x92", 3) ? 3 : 0;
}

static gsize
currency_length (RwCell text)
{
  gunichar c = g_utf8_get_char_validated (text.text, (gssize) MIN (text.length, 4));

  if ((gint32) c < 0 || g_unichar_type (c) != G_UNICODE_CURRENCY_SYMBOL)
    return 0;
  return (gsize) g_unichar_to_utf8 (c, NULL);
}

/* Of the longest word that fits. */
static gsize
unit_length (RwCell text, gboolean behind)
{
  gsize longest = currency_length (behind ? last_character (text) : text);

  for (guint i = 0; i < G_N_ELEMENTS (unit_words); i++)
    {
      gsize length = strlen (unit_words[i]);
      if (length <= longest || length > text.length)
        continue;
      RwCell at = { behind ? text.text + text.length - length : text.text, length };
      if (starts_with (at, unit_words[i], length))
        longest = length;
    }
  return longest;
}

static gsize
take_unit (Taking *taking, RwCell text, gboolean behind)
{
  gsize length = taking->parts->unit[0] == '\0' ? unit_length (text, behind) : 0;
  const char *start = behind ? text.text + text.length - length : text.text;

  g_assert (length <= RW_UNIT_MAX);
  memcpy (taking->parts->unit, start, length);
  return length;
}

/* The length of what could be taken off the start, 0 if nothing. */
static gsize
take_before (Taking *taking, RwCell text)
{
  gboolean is_negative = FALSE;
  gsize length = blank_length (text, FALSE);

  if (length > 0)
    return length;
  length = !taking->has_sign && !taking->is_open ? sign_length (text, &is_negative) : 0;
  if (length > 0)
    {
      taking->has_sign = TRUE;
      taking->parts->is_negative = is_negative;
      return length;
    }
  if (text.text[0] == '(' && !taking->has_sign && !taking->is_open)
    {
      taking->is_open = taking->parts->is_negative = TRUE;
      return 1;
    }
  return take_unit (taking, text, FALSE);
}

static gsize
take_behind (Taking *taking, RwCell text)
{
  gboolean is_negative = FALSE;
  gsize length = blank_length (text, TRUE);

  if (length > 0)
    return length;
  if (text.text[text.length - 1] == ')' && taking->is_open)
    {
      taking->is_open = FALSE;
      taking->has_sign = TRUE;
      return 1;
    }
  length =
      !taking->has_sign && !taking->is_open ? sign_length (last_character (text), &is_negative) : 0;
  if (length > 0 && is_negative)
    {
      taking->has_sign = taking->parts->is_negative = TRUE;
      return length;
    }
  return take_unit (taking, text, TRUE);
}

/* A point or comma may be the first one, ".5", or the last one, "7.", but not that of "Fr.". */
static gboolean
starts_as_number (RwCell text)
{
  return g_ascii_isdigit (text.text[0]) || text.text[0] == '.' || text.text[0] == ',';
}

static gboolean
ends_as_number (RwCell text)
{
  const char *last = text.text + text.length - 1;

  return g_ascii_isdigit (*last) ||
         ((*last == '.' || *last == ',') && text.length > 1 && g_ascii_isdigit (last[-1]));
}

gboolean
rw_number_parts_take (RwCell trimmed, RwNumberParts *parts)
{
  Taking taking = { .parts = parts };
  RwCell text = trimmed;
  gsize taken = 1;

  *parts = (RwNumberParts){ 0 };
  while (text.length > 0 && taken > 0 && !starts_as_number (text))
    {
      taken = take_before (&taking, text);
      text.text += taken;
      text.length -= taken;
    }
  taken = 1;
  while (text.length > 0 && taken > 0 && !ends_as_number (text))
    {
      taken = take_behind (&taking, text);
      text.length -= taken;
    }
  parts->digits = text;
  parts->is_bare = text.length == trimmed.length;
  return text.length > 0 && !taking.is_open && starts_as_number (text) && ends_as_number (text);
}
