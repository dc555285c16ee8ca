/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-number-parts.h"

#include <string.h>

/* The digits, with "-" before a negative one and the unit behind. */
static const struct
{
  const char *cell;
  const char *parts;
} takes[] = {
  { "12", "12 " },
  { "-1.5", "-1.5 " },
  { "+7", "7 " },
  { "\xe2\x88\x92"
    "7",
    "-7 " },
  { "7-", "-7 " },
  { "7 -", "-7 " },
  { "(7)", "-7 " },
  { "( 7.50 )", "-7.50 " },
  { "12 %", "12 %" },
  { "12%", "12 %" },
  { "%12", "12 %" },
  { "$1,234.50", "1,234.50 $" },
  { "-$5", "-5 $" },
  { "$-5", "-5 $" },
  { "$5-", "-5 $" },
  { "($5)", "-5 $" },
  { "$(5)", "-5 $" },
  { "5\xc2\xa0€", "5 €" },
  { "€\xe2\x80\xaf"
    "5",
    "5 €" },
  { "US$ 5", "5 US$" },
  { "EUR5", "5 EUR" },
  { "5,00 EUR", "5,00 EUR" },
  { "5 kr.", "5 kr." },
  { "5 zł", "5 zł" },
  { "CHF 1'234.50", "1'234.50 CHF" },
  { "\xc2\xa3"
    "5",
    "5 £" },
  { ".5", ".5 " },
  { "1 2", "1 2 " },
};

static void
test_takes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (takes); i++)
    {
      RwNumberParts parts;
      RwCell cell = { takes[i].cell, strlen (takes[i].cell) };
      g_assert_true (rw_number_parts_take (cell, &parts));
      g_autofree char *shown =
          g_strdup_printf ("%s%.*s %s", parts.is_negative ? "-" : "", (int) parts.digits.length,
                           parts.digits.text, parts.unit);
      g_assert_cmpstr (shown, ==, takes[i].parts);
      g_assert_cmpint (parts.is_bare, ==, parts.digits.length == cell.length);
    }
}

static void
test_refuses (void)
{
  static const char *const cells[] = {
    "",
    "x",
    "-",
    "$",
    "%",
    "()",
    "(5",
    "5)",
    "((5))",
    "--5",
    "-5-",
    "-(5)",
    "(-5)",
    "5+",
    "$5 EUR",
    "$5%",
    "5 GB",
    "EURO 5",
    "5eur",
    "(5) x",
    "5 - -",
    "\xff"
    "5",
    "5\xff",
    "\xe2\x82",
    "5\xe2\x82",
    "()5",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      RwNumberParts parts;
      if (rw_number_parts_take ((RwCell){ cells[i], strlen (cells[i]) }, &parts))
        g_test_fail_printf ("“%s” was taken", cells[i]);
    }
}

static void
test_marks (void)
{
  char mark = '\0';

  g_assert_cmpuint (rw_number_mark_length ((RwCell){ "\xe2\x80\x99x", 4 }, &mark), ==, 3);
  g_assert_cmpint (mark, ==, '\'');
  g_assert_cmpuint (rw_number_mark_length ((RwCell){ "\xe2\x80\xaf", 3 }, &mark), ==, 3);
  g_assert_cmpint (mark, ==, ' ');
  g_assert_cmpuint (rw_number_mark_length ((RwCell){ "\xe2\x80\xaf", 2 }, &mark), ==, 0);
  g_assert_cmpuint (rw_number_mark_length ((RwCell){ "1", 1 }, &mark), ==, 0);
  g_assert_cmpuint (rw_number_mark_length ((RwCell){ ".", 0 }, &mark), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number-parts/takes", test_takes);
  g_test_add_func ("/number-parts/refuses", test_refuses);
  g_test_add_func ("/number-parts/marks", test_marks);
  return g_test_run ();
}
