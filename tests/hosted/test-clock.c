/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-clock.h"

#include <locale.h>

static void
check_parsed (const char *text, gint64 expected)
{
  gint64 time = -1;

  g_assert_true (rw_clock_parse (text, &time));
  g_assert_cmpint (time, ==, expected);
}

static void
test_text (void)
{
  g_autofree char *text = rw_clock_dup_text (1700000000042);
  g_autofree char *first = rw_clock_dup_text (0);

  g_assert_cmpstr (text, ==, "2023-11-14T22:13:20.042Z");
  g_assert_cmpstr (first, ==, "1970-01-01T00:00:00.000Z");
}

static void
test_parse (void)
{
  check_parsed ("2023-11-14T22:13:20.042Z", 1700000000042);
  check_parsed ("2023-11-14T22:13:20Z", 1700000000000);
  check_parsed ("2023-11-15T00:13:20+02:00", 1700000000000);
  check_parsed ("2023-11-14T22:13:20.042999", 1700000000042);
}

static void
test_refused (void)
{
  const char *const texts[] = { "", "yesterday", "2023-13-14T22:13:20Z", "2023-11-14" };
  gint64 time = 7;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (rw_clock_parse (texts[i], &time));
  g_assert_cmpint (time, ==, 7);
}

static void
test_now (void)
{
  gint64 before = g_get_real_time () / 1000;
  gint64 now = rw_clock_now ();

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time () / 1000);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/text", test_text);
  g_test_add_func ("/clock/parse", test_parse);
  g_test_add_func ("/clock/refused", test_refused);
  g_test_add_func ("/clock/now", test_now);
  return g_test_run ();
}
