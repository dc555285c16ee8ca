/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-retry.h"

#include "rw-clock.h"

static void
test_pause (void)
{
  rw_aws_persistence = (RwAwsPersistence){ .n_tries = 5, .first = 400, .most = 1000 };
  g_assert_cmpint (rw_aws_retry_get_pause (NULL, 1, 0), ==, 200);
  g_assert_cmpint (rw_aws_retry_get_pause (NULL, 1, 1), ==, 400);
  g_assert_cmpint (rw_aws_retry_get_pause (NULL, 2, 0.5), ==, 600);
  g_assert_cmpint (rw_aws_retry_get_pause (NULL, 3, 1), ==, 1000);
  g_assert_cmpint (rw_aws_retry_get_pause (NULL, 4000000000, 1), ==, 1000);
}

static void
set_header (RwAwsAnswer *answer, const char *name, const char *value)
{
  g_hash_table_replace (answer->headers, g_strdup (name), g_strdup (value));
}

static void
test_retry_after (void)
{
  g_auto (RwAwsAnswer) answer = { 0 };

  rw_aws_answer_init (&answer);
  set_header (&answer, "retry-after", "7");
  g_assert_cmpint (rw_aws_retry_get_pause (&answer, 1, 0), ==, 7000);
  set_header (&answer, "retry-after", "70000");
  g_assert_cmpint (rw_aws_retry_get_pause (&answer, 1, 0), ==, 60000);
  set_header (&answer, "retry-after", "-1");
  g_assert_cmpint (rw_aws_retry_get_pause (&answer, 1, 0), ==, rw_aws_persistence.first / 2);
}

static gint64
get_epoch (void)
{
  return 0;
}

static void
test_clock (void)
{
  gint64 (*usual) (void) = rw_clock_now;
  g_auto (RwAwsAnswer) answer = { 0 };
  gint64 ahead = 0;

  rw_aws_answer_init (&answer);
  rw_clock_now = get_epoch;
  answer.status = 403;
  g_assert_false (rw_aws_retry_read_clock (&answer, &ahead));
  set_header (&answer, "date", "Thu, 01 Jan 1970 01:00:00 GMT");
  g_assert_true (rw_aws_retry_read_clock (&answer, &ahead));
  g_assert_cmpint (ahead, ==, 3600 * 1000);
  answer.code = g_strdup ("NoSuchKey");
  g_assert_false (rw_aws_retry_read_clock (&answer, &ahead));
  g_free (answer.code);
  answer.code = g_strdup ("RequestTimeTooSkewed");
  g_assert_true (rw_aws_retry_read_clock (&answer, &ahead));
  answer.status = 200;
  g_assert_false (rw_aws_retry_read_clock (&answer, &ahead));
  rw_clock_now = usual;
}

static void
test_outdated (void)
{
  RwAwsAnswer answer = { .status = 400 };

  g_assert_false (rw_aws_retry_is_outdated (&answer));
  answer.code = (char *) "ExpiredToken";
  g_assert_true (rw_aws_retry_is_outdated (&answer));
  answer.code = (char *) "AccessDenied";
  g_assert_false (rw_aws_retry_is_outdated (&answer));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-retry/pause", test_pause);
  g_test_add_func ("/aws-retry/retry-after", test_retry_after);
  g_test_add_func ("/aws-retry/clock", test_clock);
  g_test_add_func ("/aws-retry/outdated", test_outdated);
  return g_test_run ();
}
