/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-number-text.h"

static const RwNumberFormat plain = { .decimal = '.' };
static const RwNumberFormat german = { ',', '.', RW_DATE_NONE, "EUR" };
static const RwNumberFormat dates[] = { { '.', '\0', RW_DATE_YMD, "" },
                                        { '.', '\0', RW_DATE_DMY, "" },
                                        { '.', '\0', RW_DATE_MDY, "" } };

static void
test_print (void)
{
  static const char *const with_zeros[] = { "2024/04/03", "03/04/2024", "04/03/2024" };
  static const char *const without[] = { "2024/4/3", "3/4/2024", "4/3/2024" };
  char text[RW_NUMBER_TEXT_SIZE];

  g_assert_cmpstr (rw_number_text_print (&german, 1234.5, TRUE, text), ==, "1234.5");
  g_assert_cmpstr (rw_number_text_print (&plain, 123456789012345678.0, TRUE, text), ==,
                   "123456789012345680");
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_assert_cmpstr (rw_number_text_print (&dates[i], 19816.5, TRUE, text), ==, with_zeros[i]);
      g_assert_cmpstr (rw_number_text_print (&dates[i], 19816, FALSE, text), ==, without[i]);
    }
  g_assert_cmpstr (rw_number_text_print (&dates[0], -1, TRUE, text), ==, "1969/12/31");
  g_assert_cmpstr (rw_number_text_print (&dates[0], 1e300, TRUE, text), ==, "1e+300");
}

static void
test_normalize (void)
{
  static const struct
  {
    const RwNumberFormat *format;
    const char *text;
    const char *plain;
  } cases[] = {
    { &plain, "1.5", "1.5" },      { &german, "1.234,5", "1234.5" },
    { &german, "5 eur", "5" },     { &german, ",5", ".5" },
    { &dates[1], "3.4.", "3/4/" }, { &dates[0], "2024-04", "2024/04" },
    { &german, "x", "x" },         { &plain, "1,5", "1,5" },
    { &plain, "1 5", "1 5" },      { &german, "1 EUR", "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = rw_number_text_normalize (cases[i].format, cases[i].text);
      g_assert_cmpstr (text, ==, cases[i].plain);
    }
}

static void
assert_value (const RwNumberFormat *format, double number, const char *wanted)
{
  g_autofree char *value = rw_number_text_dup_value (format, number);

  g_assert_cmpstr (value, ==, wanted);
}

static void
test_values (void)
{
  assert_value (&german, 1889.5, "1889.5");
  assert_value (&german, -3, "-3");
  assert_value (&dates[1], 19816, "2024-04-03");
  assert_value (&dates[1], 19816.5, "2024-04-03T12:00:00");
  assert_value (&dates[1], 19816.999999, "2024-04-04");
}

static void
test_titles (void)
{
  static const char *const titles[] = { "year-month-day", "day/month/year", "month/day/year" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *title = rw_number_text_describe (&dates[i]);
      g_assert_cmpstr (title, ==, titles[i]);
    }
  g_autofree char *euro = rw_number_text_describe (&german);
  g_autofree char *point = rw_number_text_describe (&plain);
  g_assert_cmpstr (euro, ==, "decimal comma, thousands by point, EUR");
  g_assert_cmpstr (point, ==, "decimal point");
  g_assert_cmpstr (rw_date_order_get_id (RW_DATE_MDY), ==, "mdy");
  g_assert_null (rw_date_order_get_id (RW_DATE_NONE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number-text/print", test_print);
  g_test_add_func ("/number-text/normalize", test_normalize);
  g_test_add_func ("/number-text/values", test_values);
  g_test_add_func ("/number-text/titles", test_titles);
  return g_test_run ();
}
