/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqs-call.h"

#include "rw-http.h"
#include "rw-queue.h"
#include "rw-sqs-queue.h"
#include "rw-test-aws.h"
#include "rw-test.h"

#include <string.h>

static json_t *
call (RwTestAws *test, gboolean may_be_stale, GError **error)
{
  json_auto_t *members = json_pack ("{s:s}", "QueueUrl", "https://x/1/jobs");
  const RwSqsCall question = { .action = "DeleteMessage",
                               .members = members,
                               .may_be_stale = may_be_stale };

  return rw_sqs_call (test->client, &question, error);
}

static void
test_call (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);

  rw_test_aws_reply (test, 200, NULL, "{\"a\": 1}");
  json_auto_t *answer = call (test, FALSE, NULL);
  g_assert_cmpint (json_integer_value (json_object_get (answer, "a")), ==, 1);
  g_autofree char *text = rw_test_server_dup_request (test->server, "POST / HTTP", 0);
  rw_test_assert_has (text, "\r\nContent-Type: application/x-amz-json-1.0\r\n");
  rw_test_assert_has (text, "\r\nX-Amz-Target: AmazonSQS.DeleteMessage\r\n");
  g_assert_true (g_str_has_suffix (text, "\r\n\r\n{\"QueueUrl\":\"https://x/1/jobs\"}"));
  rw_test_aws_reply (test, 200, NULL, "");
  json_auto_t *nothing = call (test, FALSE, NULL);
  g_assert_cmpuint (json_object_size (nothing), ==, 0);
}

static void
test_nonsense (void)
{
  static const char *const bodies[] = { "[]", "{\"a\": 1, \"a\": 2}", "{", "<html>",
                                        "\"\\u0000\"" };
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      rw_test_aws_reply (test, 200, NULL, bodies[i]);
      g_assert_null (call (test, FALSE, &error));
      rw_test_assert_error (&error, RW_ERROR_SERVER, "“DeleteMessage” makes no sense");
    }
}

static void
test_stale (void)
{
  static const char *const bodies[] = {
    "{\"__type\": \"com.amazonaws.sqs#MessageNotInflight\"}",
    "{\"__type\": \"com.amazonaws.sqs#ReceiptHandleIsInvalid\", \"message\": \"x\"}",
    "{\"__type\": \"com.amazon.coral.service#InvalidParameterValueException\", \"message\": "
    "\"Value AQ== for parameter ReceiptHandle is invalid. Reason: Message does not exist.\"}",
    "{\"__type\": \"InvalidParameterValue\", \"message\": \"Reason: The receipt handle has "
    "expired.\"}",
  };
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      rw_test_aws_reply (test, 400, NULL, bodies[i]);
      g_assert_null (call (test, TRUE, &error));
      g_assert_no_error (error);
      rw_test_aws_reply (test, 400, NULL, bodies[i]);
      g_assert_null (call (test, FALSE, &error));
      rw_test_assert_error (&error, RW_ERROR_SERVER, NULL);
    }
  rw_test_aws_reply (test, 400, NULL,
                     "{\"__type\": \"InvalidParameterValue\", \"message\": \"Total "
                     "VisibilityTimeout for the message is beyond the limit\"}");
  g_assert_null (call (test, TRUE, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "beyond the limit");
}

static void
test_errors (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);
  g_autoptr (GError) error = NULL;

  rw_test_server_reply (test->server, &(RwTestReply){ .status = 503, .is_lasting = TRUE });
  g_assert_null (call (test, TRUE, &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, "too busy");
  rw_test_server_forget_replies (test->server);
  rw_test_aws_reply (test, 400, NULL, "{\"__type\": \"AccessDeniedException\"}");
  g_assert_null (call (test, TRUE, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "“DeleteMessage”");
}

static void
test_seconds (void)
{
  g_assert_cmpint (rw_sqs_call_seconds (0, 20), ==, 0);
  g_assert_cmpint (rw_sqs_call_seconds (-1, 20), ==, 0);
  g_assert_cmpint (rw_sqs_call_seconds (1, 20), ==, 1);
  g_assert_cmpint (rw_sqs_call_seconds (1000, 20), ==, 1);
  g_assert_cmpint (rw_sqs_call_seconds (1001, 20), ==, 2);
  g_assert_cmpint (rw_sqs_call_seconds (G_MAXINT64, 20), ==, 20);
}

static RwQueue *
new_queue (RwTestAws *test)
{
  return rw_sqs_queue_new (test->client, "https://x/1/jobs", "https://x/1/dead");
}

/* What changed on its way is no message, and was not sent. */
static void
test_damaged (void)
{
  static const char *const bodies[] = {
    "{\"Messages\": [{\"MessageId\": \"1\", \"ReceiptHandle\": \"r\", \"Body\": \"x\", "
    "\"MD5OfBody\": \"00000000000000000000000000000000\"}]}",
    "{\"Messages\": [{\"MessageId\": \"1\", \"ReceiptHandle\": \"r\", \"Body\": \"x\"}]}",
    "{\"Messages\": [{\"MessageId\": \"1\", \"Body\": \"x\"}]}",
    "{\"Messages\": [7]}",
  };
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);
  g_autoptr (RwQueue) queue = new_queue (test);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      rw_test_aws_reply (test, 200, NULL, bodies[i]);
      g_assert_null (rw_queue_receive (queue, 0, 1000, NULL, &error));
      rw_test_assert_error (&error, RW_ERROR_SERVER, "“ReceiveMessage” makes no sense");
    }
  rw_test_aws_reply (test, 200, NULL, "{\"MessageId\": \"1\"}");
  g_assert_false (rw_queue_send (queue, "x", 0, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "“SendMessage” makes no sense");
}

/* Times are rounded up, and none is longer than the service takes. */
static void
test_times (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);
  g_autoptr (RwQueue) queue = new_queue (test);

  rw_test_aws_reply (test, 200, NULL, "{}");
  g_assert_null (rw_queue_receive (queue, 60001, 100000001, NULL, NULL));
  g_autofree char *text = rw_test_server_dup_request (test->server, "POST", 0);
  rw_test_assert_has (text, "\"WaitTimeSeconds\":20,\"VisibilityTimeout\":43200");
  rw_test_aws_reply (test, 200, NULL, "{}");
  g_assert_null (rw_queue_receive (queue, 1, 30001, NULL, NULL));
  g_autofree char *second = rw_test_server_dup_request (test->server, "POST", 1);
  rw_test_assert_has (second, "\"WaitTimeSeconds\":1,\"VisibilityTimeout\":31");
}

/* Who keeps a message must not be kept by a service that is silent. */
static void
test_silence (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);
  g_autoptr (RwQueue) queue = new_queue (test);
  char receipt[] = "r";
  RwQueueMessage message = { .receipt = receipt };
  g_autoptr (GError) error = NULL;
  gint64 usual = rw_sqs_call_hurry;

  rw_sqs_call_hurry = 50;
  rw_test_server_reply (test->server,
                        &(RwTestReply){ .status = 200, .is_stalled = TRUE, .is_lasting = TRUE });
  g_assert_false (rw_queue_extend (queue, &message, 1000, &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, "does not answer in time");
  rw_test_server_wait (test->server, "POST", 2);
  g_assert_cmpuint (rw_test_server_count (test->server, "POST"), ==, 2);
  g_assert_false (rw_queue_send (queue, "x", 0, &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, NULL);
  rw_test_server_wait (test->server, "POST", 4);
  rw_sqs_call_hurry = usual;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sqs-call/call", test_call);
  g_test_add_func ("/sqs-call/nonsense", test_nonsense);
  g_test_add_func ("/sqs-call/stale", test_stale);
  g_test_add_func ("/sqs-call/errors", test_errors);
  g_test_add_func ("/sqs-call/seconds", test_seconds);
  g_test_add_func ("/sqs-call/damaged", test_damaged);
  g_test_add_func ("/sqs-call/times", test_times);
  g_test_add_func ("/sqs-call/silence", test_silence);
  return g_test_run ();
}
