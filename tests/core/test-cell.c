/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cell.h"

#include <math.h>
#include <string.h>

#define N_RANDOM_NUMBERS 200000
#define SEED             20240229

static RwCell
cell_of (const char *text)
{
  return (RwCell){ text, strlen (text) };
}

static void
test_trim (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { " ", "" },
    { "\t \t", "" },
    { "a", "a" },
    { " a", "a" },
    { "a\t", "a" },
    { " \ta b\t ", "a b" },
    { "\na\n", "\na\n" },
    { "\r a", "\r a" },
    { "a\v", "a\v" },
    { " \" a \" ", "\" a \"" },
    { "\u00a0a", "\u00a0a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RwCell trimmed = rw_cell_trim (cell_of (cases[i][0]));
      g_assert_cmpmem (trimmed.text, trimmed.length, cases[i][1], strlen (cases[i][1]));
    }
}

/* Blanks outside the cell are not its own, and the cell is a part of the same text. */
static void
test_trim_inside_text (void)
{
  const char *text = "   a   ";
  RwCell trimmed = rw_cell_trim ((RwCell){ text + 2, 2 });

  g_assert_true (trimmed.text == text + 3);
  g_assert_cmpuint (trimmed.length, ==, 1);
}

static void
test_missing (void)
{
  static const char *const missing[] = {
    "",     "NA",   "na",   "Na",   "N/A",  "n/a",  "#N/A", "#n/a", "NaN", "nan", "NAN",
    "null", "NULL", "Null", "none", "None", "NONE", "nil",  "NIL",  "?",   "-",
  };
  static const char *const present[] = {
    " ",   "N",  "A",   "N A",  "NAA",    "#NA", "#N/A!", "N/A/", "NaNs", "nulls",
    "nul", "no", "Non", "nilo", "nonets", "--",  "??",    "0",    "-1",   "#",
    "n",   ".",  "_",   "/",    "NA ",    " NA", "\"\"",  "n\\a", "N.A.", "null ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    if (!rw_cell_is_missing (cell_of (missing[i])))
      g_test_fail_printf ("“%s” is not missing", missing[i]);
  for (guint i = 0; i < G_N_ELEMENTS (present); i++)
    if (rw_cell_is_missing (cell_of (present[i])))
      g_test_fail_printf ("“%s” is missing", present[i]);
}

/* Only the cell's own bytes count. */
static void
test_missing_inside_text (void)
{
  g_assert_true (rw_cell_is_missing ((RwCell){ "NAME", 2 }));
  g_assert_true (rw_cell_is_missing ((RwCell){ "nullify", 4 }));
  g_assert_true (rw_cell_is_missing ((RwCell){ "x", 0 }));
  g_assert_false (rw_cell_is_missing ((RwCell){ "null", 3 }));
  g_assert_false (rw_cell_is_missing ((RwCell){ "\0", 1 }));
}

static const struct
{
  const char *text;
  double number;
} numbers[] = {
  { "0", 0 },
  { "007", 7 },
  { "-1", -1 },
  { "+1", 1 },
  { "1.", 1 },
  { ".5", 0.5 },
  { "-.5", -0.5 },
  { "+.5", 0.5 },
  { "29.85", 29.85 },
  { "1e3", 1000 },
  { "1E3", 1000 },
  { "1e+3", 1000 },
  { "1e-3", 0.001 },
  { ".5e1", 5 },
  { "1.e1", 10 },
  { "-1.5E-2", -0.015 },
  { "1e0000000000000001", 10 },
  { "0e999999999999", 0 },
  { "1e-999999999999", 0 },
  { "4.9e-324", 4.9e-324 },
  { "2.2250738585072014e-308", 2.2250738585072014e-308 },
  { "1.7976931348623157e308", 1.7976931348623157e308 },
  { "1e22", 1e22 },
  { "1e23", 1e23 },
  { "9007199254740992", 9007199254740992.0 },
  { "9007199254740993", 9007199254740992.0 },
  { "9007199254740995", 9007199254740996.0 },
  { "18446744073709551616", 18446744073709551616.0 },
  { "0.1000000000000000055511151231257827021181583404541015625", 0.1 },
  { "00000000000000000000000000000000000000012.50", 12.5 },
  { "0.00000000000000000000000000000000000000125", 1.25e-39 },
};

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      double number = -77;
      if (!rw_cell_parse_number (cell_of (numbers[i].text), &number))
        g_test_fail_printf ("“%s” is no number", numbers[i].text);
      else if (number != numbers[i].number)
        g_test_fail_printf ("“%s” is %.17g", numbers[i].text, number);
    }
}

static void
test_negative_zero (void)
{
  double number = 1;

  g_assert_true (rw_cell_parse_number (cell_of ("-0.0"), &number));
  g_assert_cmpfloat (number, ==, 0);
  g_assert_true (signbit (number));
}

static const char *const no_numbers[] = {
  "",         "+",
  "-",        ".",
  "+.",       "-.",
  "e5",       ".e5",
  "1e",       "1e+",
  "1e-",      "1ee5",
  "1e5.0",    "1e5e5",
  "1.2.3",    "--1",
  "+-1",      "1-",
  "1 2",      " 1",
  "1 ",       "1,5",
  "1,000",    "1'000",
  "1_000",    "0x10",
  "0x1p3",    "1p3",
  "inf",      "-inf",
  "INF",      "nan",
  "NaN",      "1f",
  "1L",       "1d5",
  "$5",       "5%",
  "1/2",      "½",
  "１",       "٣",
  "1e400",    "-1e400",
  "1e99999",  "1e999999999999",
  "1\n",      "1..",
  "(1)",      "1e 5",
  "- 1",      "one",
  "Infinity", "#1",
  "1a",       "a1",
  "0b1",      "\"1\"",
};

static void
test_no_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (no_numbers); i++)
    {
      double number = -77;
      if (rw_cell_parse_number (cell_of (no_numbers[i]), &number))
        g_test_fail_printf ("“%s” is the number %.17g", no_numbers[i], number);
      if (number != -77)
        g_test_fail_printf ("“%s” set the number", no_numbers[i]);
    }
}

/* Only the cell's own bytes count, and all of them. */
static void
test_number_inside_text (void)
{
  double number = 0;

  g_assert_true (rw_cell_parse_number ((RwCell){ "12345", 2 }, &number));
  g_assert_cmpfloat (number, ==, 12);
  g_assert_true (rw_cell_parse_number ((RwCell){ "1e5", 1 }, &number));
  g_assert_cmpfloat (number, ==, 1);
  g_assert_true (rw_cell_parse_number ((RwCell){ "0.1234567890123456789012e5", 24 }, &number));
  g_assert_cmpfloat (number, ==, 0.1234567890123456789012);
  g_assert_false (rw_cell_parse_number ((RwCell){ "1\0", 2 }, &number));
  g_assert_false (rw_cell_parse_number ((RwCell){ "1\0002", 3 }, &number));
}

/* Up to 400 digits and signs are looked at however far from the point they are. */
static void
test_long_numbers (void)
{
  g_autofree char *small = g_strdup_printf ("0.%0*d", 398, 7);
  g_autofree char *large = g_strdup_printf ("1%0*d", 300, 0);
  g_autofree char *infinite = g_strdup_printf ("1%0*d", 399, 0);
  double number = -77;

  g_assert_cmpuint (strlen (small), ==, 400);
  g_assert_true (rw_cell_parse_number (cell_of (small), &number));
  g_assert_cmpfloat (number, ==, 0);
  g_assert_true (rw_cell_parse_number (cell_of (large), &number));
  g_assert_cmpfloat (number, ==, 1e300);
  g_assert_false (rw_cell_parse_number (cell_of (infinite), &number));
}

static void
append_digits (GString *text, GRand *rand, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append_c (text, (char) g_rand_int_range (rand, '0', '9' + 1));
}

/* Mostly few digits, sometimes up to 25 on either side of the point; one in four has an exponent,
 * which is small, or anything up to ± 330. */
static void
make_number (GString *text, GRand *rand)
{
  int most = g_rand_int_range (rand, 0, 4) == 0 ? 26 : 8;
  int whole = g_rand_int_range (rand, 0, most);
  int fraction = g_rand_int_range (rand, whole == 0 ? 1 : 0, most);

  g_string_truncate (text, 0);
  if (g_rand_boolean (rand))
    g_string_append_c (text, g_rand_boolean (rand) ? '-' : '+');
  append_digits (text, rand, whole);
  if (fraction > 0)
    g_string_append_c (text, '.');
  append_digits (text, rand, fraction);
  if (g_rand_int_range (rand, 0, 4) == 0)
    {
      int limit = g_rand_boolean (rand) ? 25 : 330;
      g_string_append_printf (text, "e%d", g_rand_int_range (rand, -limit, limit + 1));
    }
}

/* The same bits as the C library's conversion, which is exact. */
static void
test_random_numbers (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_infinite = 0;

  for (guint i = 0; i < N_RANDOM_NUMBERS; i++)
    {
      double number = -77;
      make_number (text, rand);
      double expected = g_ascii_strtod (text->str, NULL);
      gboolean parsed = rw_cell_parse_number ((RwCell){ text->str, text->len }, &number);
      n_infinite += !isfinite (expected);
      if (parsed != (isfinite (expected) != 0))
        g_test_fail_printf ("“%s” is %s number", text->str, parsed ? "a" : "no");
      else if (parsed && memcmp (&number, &expected, sizeof number) != 0)
        g_test_fail_printf ("“%s” is %.17g, not %.17g", text->str, number, expected);
    }
  g_assert_cmpuint (n_infinite, >, 100);
}

/* Any place of the bad byte, any start within a word, any length. */
static void
check_ascii_at (char *bytes, gsize start, gsize length)
{
  static const char bad[] = { '\0', '\x80', '\xff' };

  g_assert_true (rw_bytes_are_ascii (bytes + start, length));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      for (gsize at = start; at < start + length; at++)
        {
          char good = bytes[at];
          bytes[at] = bad[i];
          g_assert_false (rw_bytes_are_ascii (bytes + start, length));
          bytes[at] = good;
        }
      char good = bytes[start + length];
      bytes[start + length] = bad[i];
      g_assert_true (rw_bytes_are_ascii (bytes + start, length));
      bytes[start + length] = good;
    }
}

static void
test_ascii (void)
{
  static const char fills[] = { '\x01', 'a', '\x7f' };

  for (gsize i = 0; i < G_N_ELEMENTS (fills); i++)
    {
      char bytes[64];
      memset (bytes, fills[i], sizeof bytes);
      for (gsize start = 0; start < 16; start++)
        for (gsize length = 0; length < 34; length++)
          check_ascii_at (bytes, start, length);
    }
}

/* One after the other, all bytes there are. */
static void
test_ascii_each_byte (void)
{
  for (int byte = 0; byte < 256; byte++)
    {
      char bytes[9];
      memset (bytes, byte, sizeof bytes);
      g_assert_cmpint (rw_bytes_are_ascii (bytes, 1), ==, byte > 0 && byte < 128);
      g_assert_cmpint (rw_bytes_are_ascii (bytes, 9), ==, byte > 0 && byte < 128);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell/trim", test_trim);
  g_test_add_func ("/cell/trim-inside-text", test_trim_inside_text);
  g_test_add_func ("/cell/missing", test_missing);
  g_test_add_func ("/cell/missing-inside-text", test_missing_inside_text);
  g_test_add_func ("/cell/numbers", test_numbers);
  g_test_add_func ("/cell/negative-zero", test_negative_zero);
  g_test_add_func ("/cell/no-numbers", test_no_numbers);
  g_test_add_func ("/cell/number-inside-text", test_number_inside_text);
  g_test_add_func ("/cell/long-numbers", test_long_numbers);
  g_test_add_func ("/cell/random-numbers", test_random_numbers);
  g_test_add_func ("/cell/ascii", test_ascii);
  g_test_add_func ("/cell/ascii-each-byte", test_ascii_each_byte);
  return g_test_run ();
}
