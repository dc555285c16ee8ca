/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-number-format.h"

#include <math.h>
#include <string.h>

/* One letter for each layout that a cell fits: p (decimal point), pc, pb, pa with groups by comma,
 * blank and apostrophe; c (decimal comma), cp, cb, ca; y, d, m for dates. */
static const char *const layout_names[RW_N_LAYOUTS] = { "p",  "c",  "pc", "cp", "pb", "cb",
                                                        "pa", "ca", "y",  "d",  "m" };

static const struct
{
  const char *cell;
  const char *fits;
  gboolean differs;
  gboolean is_code;
} shapes[] = {
  { "12", "p c pc cp pb cb pa ca", FALSE, FALSE },
  { "-1e5", "p c pc cp pb cb pa ca", FALSE, FALSE },
  { "1.5", "p pc pb pa", TRUE, FALSE },
  { "1,5", "c cp cb ca", TRUE, FALSE },
  { "0.435", "p pc pb pa", TRUE, FALSE },
  { "0,435", "c cp cb ca", TRUE, FALSE },
  { "1.234", "p pc cp pb pa", TRUE, FALSE },
  { "1,234", "c cp pc cb ca", TRUE, FALSE },
  { "12.345", "p pc cp pb pa", TRUE, FALSE },
  { "1234.567", "p pc pb pa", TRUE, FALSE },
  { "1234,5", "c cp cb ca", TRUE, FALSE },
  { "1.234e5", "p pc pb pa", TRUE, FALSE },
  { "1.234.567", "cp", TRUE, FALSE },
  { "1,234,567", "pc", TRUE, FALSE },
  { "1,234.50", "pc", TRUE, FALSE },
  { "1.234,50", "cp", TRUE, FALSE },
  { "1 234", "pb cb", FALSE, FALSE },
  { "1 234,5", "cb", TRUE, FALSE },
  { "1\xc2\xa0"
    "234.5",
    "pb", TRUE, FALSE },
  { "1\xe2\x80\xaf"
    "234\xe2\x80\xaf"
    "567,5",
    "cb", TRUE, FALSE },
  { "1'234.50", "pa", TRUE, FALSE },
  { "1\xe2\x80\x99"
    "234,50",
    "ca", TRUE, FALSE },
  { "$1,234.50", "pc", TRUE, FALSE },
  { "(1.234,50) €", "cp", TRUE, FALSE },
  { ".5", "p pc pb pa", TRUE, FALSE },
  { ",5", "c cp cb ca", TRUE, FALSE },
  { "007", "p c pc cp pb cb pa ca", FALSE, TRUE },
  { "0", "p c pc cp pb cb pa ca", FALSE, FALSE },
  { "123456789012345", "p c pc cp pb cb pa ca", FALSE, FALSE },
  { "1234567890123456", "p c pc cp pb cb pa ca", FALSE, TRUE },
  { "-007", "p c pc cp pb cb pa ca", FALSE, FALSE },
  { "2024-01-31", "y", TRUE, FALSE },
  { "03/04/2024", "d m", TRUE, FALSE },
  { "04/04/2024", "d m", FALSE, FALSE },
  { "13/04/2024", "d", TRUE, FALSE },
  { "04/13/2024", "m", TRUE, FALSE },
  { "03.04.2024", "d", TRUE, FALSE },
  { "2024-13-01", "", FALSE, FALSE },
  { "1,23,456", "", FALSE, FALSE },
  { "1,2345", "c cp cb ca", TRUE, FALSE },
  { "12,34,5", "", FALSE, FALSE },
  { "1.2.3", "", FALSE, FALSE },
  { "1,234.567.8", "", FALSE, FALSE },
  { "1  234", "", FALSE, FALSE },
  { "1,234e5", "c cp cb ca", TRUE, FALSE },
  { "0 123", "", FALSE, FALSE },
  { "1e", "", FALSE, FALSE },
  { "1e+", "", FALSE, FALSE },
  { "0x10", "", FALSE, FALSE },
  { "text", "", FALSE, FALSE },
  { "", "", FALSE, FALSE },
  { ".", "", FALSE, FALSE },
};

static guint
mask_of (const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);
  guint mask = 0;

  for (guint i = 0; i < RW_N_LAYOUTS; i++)
    if (g_strv_contains ((const char *const *) list, layout_names[i]))
      mask |= 1u << i;
  return mask;
}

static void
test_shapes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      RwNumberShape shape = rw_number_shape ((RwCell){ shapes[i].cell, strlen (shapes[i].cell) });
      if (shape.fits != mask_of (shapes[i].fits) || shape.differs != shapes[i].differs ||
          shape.is_code != shapes[i].is_code)
        g_test_fail_printf ("“%s”: fits %x, differs %d, code %d", shapes[i].cell, shape.fits,
                            shape.differs, shape.is_code);
    }
}

static const RwNumberFormat plain = { .decimal = '.' };
static const RwNumberFormat us = { '.', ',', RW_DATE_NONE, "$" };
static const RwNumberFormat german = { ',', '.', RW_DATE_NONE, "€" };
static const RwNumberFormat french = { ',', ' ', RW_DATE_NONE, "%" };
static const RwNumberFormat swiss = { '.', '\'', RW_DATE_NONE, "" };
static const RwNumberFormat iso = { '.', '\0', RW_DATE_YMD, "" };
static const RwNumberFormat day_first = { '.', '\0', RW_DATE_DMY, "" };
static const RwNumberFormat month_first = { '.', '\0', RW_DATE_MDY, "" };

/* NAN: no number. */
static const struct
{
  const RwNumberFormat *format;
  const char *cell;
  double value;
} values[] = {
  { &plain, "70.35", 70.35 },
  { &plain, "(70.35)", -70.35 },
  { &plain, "70.35-", -70.35 },
  { &plain, "1.234", 1.234 },
  { &plain, "1,5", NAN },
  { &plain, "$5", NAN },
  { &us, "$1,889.50", 1889.50 },
  { &us, "$29.85", 29.85 },
  { &us, "1,889.50", 1889.50 },
  { &us, "1,234", 1234 },
  { &us, "($1,234.10)", -1234.10 },
  { &us, "€5", NAN },
  { &us, "1.889,50", NAN },
  { &german, "1.889,50", 1889.50 },
  { &german, "29,85 €", 29.85 },
  { &german, "1.234", 1234 },
  { &german, "-1.234.567,891", -1234567.891 },
  { &german, "1.5", NAN },
  { &german, "1e3", 1000 },
  { &german, "1,5E-3", 0.0015 },
  { &french, "12 %", 12 },
  { &french,
    "1\xc2\xa0"
    "234,5 %",
    1234.5 },
  { &swiss, "1'234.50", 1234.50 },
  { &iso, "2024-04-03", 19816 },
  { &iso, "2024-04-03T12:00:00Z", 19816.5 },
  { &iso, "03/04/2024", NAN },
  { &day_first, "03/04/2024", 19816 },
  { &day_first, "3.4.2024", 19816 },
  { &month_first, "03/04/2024", 19786 },
  { &month_first, "3.4.2024", NAN },
  { &month_first, "31/12/2024", NAN },
  { &day_first, "12", NAN },
};

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      double number = NAN;
      RwCell cell = { values[i].cell, strlen (values[i].cell) };
      gboolean found = rw_number_format_parse (values[i].format, cell, &number);
      if (found == isnan (values[i].value) || (found && memcmp (&number, &values[i].value, 8) != 0))
        g_test_fail_printf ("%u: “%s” is %.17g, not %.17g", i, values[i].cell, number,
                            values[i].value);
    }
}

/* The same digits are the same number to the last bit, however they are written. */
static void
test_bits (void)
{
  for (guint i = 1; i < 3000; i++)
    {
      double wanted = 0;
      double number = 1;
      g_autofree char *point = g_strdup_printf ("%u.%02u", i * 7, i % 100);
      g_autofree char *grouped =
          i * 7 < 1000 ? g_strdup_printf ("%u,%02u", i * 7, i % 100)
                       : g_strdup_printf ("%u.%03u,%02u", i * 7 / 1000, i * 7 % 1000, i % 100);
      g_assert_true (rw_cell_parse_number ((RwCell){ point, strlen (point) }, &wanted));
      g_assert_true (
          rw_number_format_parse (&german, (RwCell){ grouped, strlen (grouped) }, &number));
      g_assert_cmpmem (&number, sizeof number, &wanted, sizeof wanted);
    }
}

static void
test_equal (void)
{
  const RwNumberFormat *all[] = { &plain, &us, &german, &french, &swiss, &iso, &day_first };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (all); k++)
        g_assert_cmpint (rw_number_format_equal (all[i], all[k]), ==, i == k);
      g_assert_cmpint (rw_number_format_is_plain (all[i]), ==, i == 0);
    }
}

static void
test_too_long (void)
{
  g_autofree char *digits = g_strnfill (500, '1');
  g_autofree char *marks = g_strdup ("1,234,567,890,123,456,789,012,345,678,901,234,567,890,123,"
                                     "456,789,012,345,678,901,234,567,890,123,456,789,012,345");
  double number = 7;

  g_assert_false (rw_number_format_parse (&german, (RwCell){ digits, 500 }, &number));
  g_assert_cmpuint (rw_number_shape ((RwCell){ marks, strlen (marks) }).fits, ==, 0);
  g_assert_cmpfloat (number, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number-format/shapes", test_shapes);
  g_test_add_func ("/number-format/values", test_values);
  g_test_add_func ("/number-format/bits", test_bits);
  g_test_add_func ("/number-format/equal", test_equal);
  g_test_add_func ("/number-format/too-long", test_too_long);
  return g_test_run ();
}
