/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-format.h"

#include "rw-test-model.h"

#include <locale.h>

#define assert_text(call, expected)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text = call;                                                                  \
    g_assert_cmpstr (text, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

static void
test_plain (void)
{
  assert_text (rw_format_count (0), "0");
  assert_text (rw_format_count (G_MAXUINT64), "18446744073709551615");
  assert_text (rw_format_decimal (0.84951, 3), "0.850");
  assert_text (rw_format_decimal (-12.4, 0), "-12");
  assert_text (rw_format_percent (0.2654), "26.5 %");
  assert_text (rw_format_percent (1), "100.0 %");
}

static void
test_counted (void)
{
  assert_text (rw_format_rows (1), "1 row");
  assert_text (rw_format_rows (2), "2 rows");
  assert_text (rw_format_columns (1), "1 column");
  assert_text (rw_format_columns (0), "0 columns");
  assert_text (rw_format_customers (1), "1 customer");
  assert_text (rw_format_customers (7043), "7043 customers");
}

static void
test_durations (void)
{
  assert_text (rw_format_duration (-5), "0 s");
  assert_text (rw_format_duration (59999), "59 s");
  assert_text (rw_format_duration (60000), "1 min");
  assert_text (rw_format_duration (3599999), "59 min");
  assert_text (rw_format_duration (3600000), "1 h");
  assert_text (rw_format_duration (86399999), "23 h");
  assert_text (rw_format_duration (86400000), "1 day");
  assert_text (rw_format_duration (2000 * (gint64) 86400000), "2000 days");
}

/* 24 November 2026, 09:53 UTC. */
static void
test_times (void)
{
  const gint64 morning = 1795514000000;
  const gint64 day = 86400000;

  assert_text (rw_format_time (morning, morning + 5000), "09:53");
  assert_text (rw_format_time (morning, morning + day), "24 November 2026, 09:53");
  assert_text (rw_format_time (morning, morning + 365 * day), "24 November 2026, 09:53");
  assert_text (rw_format_time (G_MAXINT64, morning), "");
  assert_text (rw_format_date (morning), "24 November 2026");
  assert_text (rw_format_date (G_MAXINT64), "");
}

static void
test_german (void)
{
  if (!rw_test_speak_german ())
    {
      g_test_skip ("this machine has no locale de_DE.UTF-8");
      return;
    }
  assert_text (rw_format_count (1234567), "1.234.567");
  assert_text (rw_format_percent (0.2654), "26,5 %");
  assert_text (rw_format_customers (7043), "7.043 customers");
  setlocale (LC_ALL, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/plain", test_plain);
  g_test_add_func ("/format/counted", test_counted);
  g_test_add_func ("/format/durations", test_durations);
  g_test_add_func ("/format/times", test_times);
  g_test_add_func ("/format/german", test_german);
  return g_test_run ();
}
