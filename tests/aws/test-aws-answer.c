/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-answer.h"

#include "rw-test.h"

#include <string.h>

static void
assert_read (const char *body, const char *code, const char *message)
{
  g_auto (RwAwsAnswer) answer = { 0 };

  rw_aws_answer_init (&answer);
  g_byte_array_append (answer.body, (const guint8 *) body, (guint) strlen (body));
  g_assert_cmpint (rw_aws_answer_read_error (&answer), ==, code != NULL);
  g_assert_cmpstr (answer.code, ==, code);
  g_assert_cmpstr (answer.message, ==, message);
}

static void
test_read_error (void)
{
  assert_read ("{\"__type\": \"com.amazonaws.sqs#QueueDoesNotExist\", \"message\": \"m\"}",
               "QueueDoesNotExist", "m");
  assert_read ("{\"__type\": \"AccessDenied\", \"Message\": \"m\"}", "AccessDenied", "m");
  assert_read ("{\"code\": \"CredentialsNotFound\"}", "CredentialsNotFound", NULL);
  assert_read ("{\"__type\": 7}", NULL, NULL);
  assert_read ("{\"__type\":", NULL, NULL);
  assert_read ("<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code><Message>a &amp; b</Message>"
               "<Key>x</Key></Error>",
               "NoSuchKey", "a & b");
  assert_read ("<ErrorResponse xmlns=\"x\"><Error><Type>Sender</Type><Code>Throttling</Code>"
               "</Error><RequestId>Code</RequestId></ErrorResponse>",
               "Throttling", NULL);
  assert_read ("<Result><Code>NotOurs</Code></Result>", NULL, NULL);
  assert_read ("<html>502 Bad Gateway", NULL, NULL);
  assert_read ("", NULL, NULL);
}

static void
test_header (void)
{
  g_auto (RwAwsAnswer) answer = { 0 };

  rw_aws_answer_init (&answer);
  g_hash_table_insert (answer.headers, g_strdup ("x-amzn-errortype"),
                       g_strdup ("ValidationException:http://internal/"));
  g_assert_true (rw_aws_answer_read_error (&answer));
  g_assert_cmpstr (answer.code, ==, "ValidationException");
  g_assert_cmpstr (rw_aws_answer_get_header (&answer, "x-amzn-errortype"), !=, NULL);
  g_assert_null (rw_aws_answer_get_header (&answer, "date"));
}

static void
assert_check (guint status, const char *code, const char *message, int wanted, const char *part)
{
  RwAwsAnswer answer = { .status = status, .code = (char *) code, .message = (char *) message };
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_aws_answer_check (&answer, "sqs.example.com", "SendMessage", &error));
  rw_test_assert_has (error->message, "“sqs.example.com”");
  rw_test_assert_has (error->message, "“SendMessage”");
  rw_test_assert_error (&error, wanted, part);
}

static void
test_check (void)
{
  RwAwsAnswer good = { .status = 204 };

  g_assert_true (rw_aws_answer_check (&good, "h", "a", NULL));
  assert_check (503, NULL, NULL, RW_ERROR_NETWORK, "too busy");
  assert_check (400, "ThrottlingException", "slow", RW_ERROR_NETWORK,
                "(400 ThrottlingException: slow)");
  assert_check (403, "InvalidSignatureException", "no", RW_ERROR_ACCESS, "does not let these");
  assert_check (400, "UnrecognizedClientException", NULL, RW_ERROR_ACCESS,
                "(400 UnrecognizedClientException)");
  assert_check (403, NULL, NULL, RW_ERROR_ACCESS, "(403)");
  assert_check (400, "QueueDoesNotExist", "a\nb\xff", RW_ERROR_SERVER,
                "(400 QueueDoesNotExist: a b\357\277\275)");
  assert_check (400, NULL, "why", RW_ERROR_SERVER, "(400: why)");
  assert_check (301, "PermanentRedirect", NULL, RW_ERROR_SERVER, "refused");
}

static void
test_put_off (void)
{
  RwAwsAnswer answer = { .status = 501 };

  g_assert_false (rw_aws_answer_is_put_off (&answer));
  answer.status = 500;
  g_assert_true (rw_aws_answer_is_put_off (&answer));
  answer.status = 400;
  g_assert_false (rw_aws_answer_is_put_off (&answer));
  answer.code = (char *) "RequestTimeout";
  g_assert_true (rw_aws_answer_is_put_off (&answer));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-answer/read-error", test_read_error);
  g_test_add_func ("/aws-answer/header", test_header);
  g_test_add_func ("/aws-answer/check", test_check);
  g_test_add_func ("/aws-answer/put-off", test_put_off);
  return g_test_run ();
}
