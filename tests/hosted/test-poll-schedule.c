/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-poll-schedule.h"

#include <locale.h>

static void
test_age (void)
{
  g_assert_cmpint (rw_poll_schedule_get_pause (-5000, 0, 0), ==, 1000);
  g_assert_cmpint (rw_poll_schedule_get_pause (0, 0, 0), ==, 1000);
  g_assert_cmpint (rw_poll_schedule_get_pause (10000, 0, 0), ==, 1000);
  g_assert_cmpint (rw_poll_schedule_get_pause (60000, 0, 0), ==, 6000);
  g_assert_cmpint (rw_poll_schedule_get_pause (300000, 0, 0), ==, 30000);
  g_assert_cmpint (rw_poll_schedule_get_pause (G_MAXINT64, 0, 0), ==, 30000);
}

static void
test_failures (void)
{
  g_assert_cmpint (rw_poll_schedule_get_pause (0, 1, 0), ==, 2000);
  g_assert_cmpint (rw_poll_schedule_get_pause (0, 4, 0), ==, 16000);
  g_assert_cmpint (rw_poll_schedule_get_pause (0, 7, 0), ==, 120000);
  g_assert_cmpint (rw_poll_schedule_get_pause (G_MAXINT64, G_MAXUINT, 0), ==, 120000);
}

static void
test_asked (void)
{
  g_assert_cmpint (rw_poll_schedule_get_pause (0, 1, 7000), ==, 7000);
  g_assert_cmpint (rw_poll_schedule_get_pause (G_MAXINT64, 0, 7000), ==, 30000);
  g_assert_cmpint (rw_poll_schedule_get_pause (0, 1, G_MAXINT64), ==, 600000);
  g_assert_cmpint (rw_poll_schedule_get_pause (0, 1, -1), ==, 2000);
}

static void
test_sleep (void)
{
  gint64 offset = 0;

  g_assert_false (rw_poll_schedule_notice_sleep (&offset, 1700000000000, 1000));
  g_assert_false (rw_poll_schedule_notice_sleep (&offset, 1700000100000, 101000));
  /* The clock strays a little, always. */
  g_assert_false (rw_poll_schedule_notice_sleep (&offset, 1700000104000, 101000));
  g_assert_true (rw_poll_schedule_notice_sleep (&offset, 1700000204000, 102000));
  g_assert_false (rw_poll_schedule_notice_sleep (&offset, 1700000205000, 103000));
  /* It was set back. */
  g_assert_true (rw_poll_schedule_notice_sleep (&offset, 1600000000000, 104000));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/poll-schedule/age", test_age);
  g_test_add_func ("/poll-schedule/failures", test_failures);
  g_test_add_func ("/poll-schedule/asked", test_asked);
  g_test_add_func ("/poll-schedule/sleep", test_sleep);
  return g_test_run ();
}
