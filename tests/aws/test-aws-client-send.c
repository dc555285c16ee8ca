/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-retry.h"
#include "rw-clock.h"
#include "rw-http.h"
#include "rw-test-aws.h"
#include "rw-test.h"

#include <string.h>

#define NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static char *
dup_request (RwTestAws *test, guint i)
{
  return rw_test_server_dup_request (test->server, "", i);
}

static void
test_signed (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("s3", NULL);
  const RwAwsPair query[] = { { "uploads", NULL }, { "prefix", "a/b" }, { NULL, NULL } };
  const RwAwsPair headers[] = { { "X-Amz-Meta-Empty", "" },
                                { "Content-Type", "text/csv" },
                                { NULL, NULL } };

  test->request.path = "/bucket/../a b";
  test->request.query = query;
  test->request.headers = headers;
  rw_test_aws_reply (test, 200, "X-Amz-Request-Id: 7\r\nX-Two: a\r\nx-two: b\r\n", "result");
  rw_test_aws_check (test, 200);
  g_autofree char *text = dup_request (test, 0);
  g_assert_true (
      g_str_has_prefix (text, "GET /bucket/../a%20b?prefix=a%2Fb&uploads= HTTP/1.1\r\n"));
  rw_test_assert_has (text, "\r\nX-Amz-Content-Sha256: " NOTHING "\r\n");
  rw_test_assert_has (text, "\r\nX-Amz-Meta-Empty:\r\n");
  rw_test_assert_has (text, "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;"
                            "x-amz-meta-empty, Signature=");
  g_assert_null (strstr (text, "Content-Length"));
  g_assert_cmpmem (test->answer.body->data, test->answer.body->len, "result", 6);
  g_assert_cmpstr (rw_aws_answer_get_header (&test->answer, "x-amz-request-id"), ==, "7");
  g_assert_cmpstr (rw_aws_answer_get_header (&test->answer, "x-two"), ==, "a, b");
}

static void
test_body (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);

  test->request.method = "POST";
  test->request.body = "{\"a\": 1}";
  test->request.body_length = 8;
  rw_test_aws_reply (test, 200, NULL, NULL);
  rw_test_aws_check (test, 200);
  g_autofree char *text = dup_request (test, 0);
  rw_test_assert_has (text, "POST / HTTP/1.1\r\n");
  rw_test_assert_has (text, "\r\nContent-Length: 8\r\n");
  g_assert_true (g_str_has_suffix (text, "\r\n\r\n{\"a\": 1}"));
  g_assert_null (strcasestr (text, "x-amz-content-sha256"));
  g_assert_null (strcasestr (text, "chunked"));
}

static void
test_no_body (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("s3", NULL);

  test->request.method = "POST";
  rw_test_aws_reply (test, 200, NULL, NULL);
  rw_test_aws_check (test, 200);
  g_autofree char *text = dup_request (test, 0);
  rw_test_assert_has (text, "\r\nContent-Length: 0\r\n");
}

static void
test_file (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("s3", NULL);
  g_autofree char *path = rw_test_write ("part", RW_TEST_BYTES ("before|part|behind"));
  g_autofree char *hash = rw_sigv4_dup_hash ("part", 4);

  test->request.method = "PUT";
  test->request.file = path;
  test->request.offset = 7;
  test->request.length = 4;
  rw_test_aws_reply (test, 500, NULL, NULL);
  rw_test_aws_reply (test, 200, NULL, NULL);
  rw_test_aws_check (test, 200);
  g_autofree char *text = dup_request (test, 1);
  rw_test_assert_has (text, "\r\nContent-Length: 4\r\n");
  rw_test_assert_has (text, hash);
  g_assert_true (g_str_has_suffix (text, "\r\n\r\npart"));
  test->request.length = 40;
  rw_test_aws_check_fails (test, RW_ERROR_CHANGED, "became shorter");
  test->request.file = "/nowhere/at/all";
  rw_test_aws_check_fails (test, RW_ERROR_FILE, "/nowhere/at/all");
}

static void
test_safe_file (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("s3", "IP:127.0.0.1");
  g_autofree char *path = rw_test_write ("whole", RW_TEST_BYTES ("whole"));

  test->request.method = "PUT";
  test->request.file = path;
  test->request.length = 5;
  rw_test_aws_reply (test, 200, NULL, NULL);
  rw_test_aws_check (test, 200);
  g_autofree char *text = dup_request (test, 0);
  rw_test_assert_has (text, "\r\nX-Amz-Content-Sha256: UNSIGNED-PAYLOAD\r\n");
}

static void
test_unknown_certificate (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("s3", "DNS:elsewhere.example");

  rw_test_aws_check_fails (test, RW_ERROR_NETWORK, "name the PEM file of its certificate");
  g_assert_cmpuint (rw_test_server_count (test->server, ""), ==, 0);
}

static void
test_head (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("s3", NULL);

  test->request.method = "HEAD";
  rw_test_aws_reply (test, 404, NULL, NULL);
  rw_test_aws_check (test, 404);
  g_assert_null (test->answer.code);
}

static void
test_errors_are_answers (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);

  rw_test_aws_reply (test, 400, NULL,
                     "{\"__type\": \"com.amazonaws.sqs#QueueDoesNotExist\", \"message\": \"no\"}");
  rw_test_aws_check (test, 400);
  g_assert_cmpstr (test->answer.code, ==, "QueueDoesNotExist");
  g_assert_cmpstr (test->answer.message, ==, "no");
  g_assert_cmpuint (rw_test_server_count (test->server, ""), ==, 1);
}

static void
test_put_off (void)
{
  static const guint statuses[] = { 429, 500, 502, 503, 504 };
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      rw_test_aws_reply (test, statuses[i], NULL, NULL);
      rw_test_aws_reply (test, 400, NULL, "{\"__type\": \"ThrottlingException\"}");
      rw_test_aws_reply (test, 200, NULL, NULL);
      rw_test_aws_check (test, 200);
    }
}

static void
test_put_off_for_good (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);

  rw_test_server_reply (test->server, &(RwTestReply){ .status = 503, .is_lasting = TRUE });
  rw_test_aws_check (test, 503);
  g_assert_cmpuint (rw_test_server_count (test->server, ""), ==, rw_aws_persistence.n_tries);
}

static void
test_broken (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);

  rw_test_server_reply (test->server, &(RwTestReply){ .status = 0 });
  rw_test_server_reply (test->server, &(RwTestReply){ .status = 200, .body = "whole", .cut = 2 });
  rw_test_aws_reply (test, 200, NULL, "whole");
  rw_test_aws_check (test, 200);
  g_assert_cmpmem (test->answer.body->data, test->answer.body->len, "whole", 5);
  rw_test_server_reply (test->server, &(RwTestReply){ .status = 0, .is_lasting = TRUE });
  rw_test_aws_check_fails (test, RW_ERROR_NETWORK, "127.0.0.1");
}

static gboolean
collect (gpointer data, gconstpointer bytes, gsize length, GError **error G_GNUC_UNUSED)
{
  g_string_append_len (data, bytes, (gssize) length);
  return TRUE;
}

static gboolean
refuse (gpointer data G_GNUC_UNUSED, gconstpointer bytes G_GNUC_UNUSED, gsize length G_GNUC_UNUSED,
        GError **error)
{
  g_set_error_literal (error, RW_ERROR, RW_ERROR_FILE, "the disk is full");
  return FALSE;
}

/* What explains a failure is no result, and what was begun is not begun again. */
static void
test_sink (void)
{
  const RwHttpPatience usual = rw_http_patience;
  g_autoptr (RwTestAws) test = rw_test_aws_new ("s3", NULL);
  g_autoptr (GString) taken = g_string_new (NULL);

  test->request.sink = collect;
  test->request.sink_data = taken;
  rw_test_aws_reply (test, 503, NULL, "<Error><Code>SlowDown</Code></Error>");
  rw_test_aws_reply (test, 200, NULL, "result");
  rw_test_aws_check (test, 200);
  g_assert_cmpstr (taken->str, ==, "result");
  rw_http_patience.stalled = 1000;
  rw_test_server_reply (
      test->server, &(RwTestReply){ .status = 200, .body = "part", .cut = 2, .is_stalled = TRUE });
  rw_test_aws_check_fails (test, RW_ERROR_NETWORK, "does not answer in time");
  rw_http_patience = usual;
  test->request.sink = refuse;
  rw_test_aws_reply (test, 200, NULL, "result");
  rw_test_aws_check_fails (test, RW_ERROR_FILE, "the disk is full");
}

static void
test_too_long (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("s3", NULL);
  g_autofree char *body = g_strnfill (RW_AWS_MAX_BODY + 1, 'x');

  rw_test_aws_reply (test, 200, NULL, body);
  rw_test_aws_check_fails (test, RW_ERROR_SERVER, "more than can be taken in");
}

static gint64
get_fast_time (void)
{
  return g_get_real_time () / 1000 + 3600 * 1000;
}

static char *
dup_date (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n");
}

/* Set right once, and right from then on. */
static void
test_wrong_clock (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);
  gint64 (*usual) (void) = rw_clock_now;
  g_autofree char *date = dup_date ();
  char now[RW_SIGV4_TIME];

  rw_sigv4_format_time (rw_clock_now (), now);
  rw_clock_now = get_fast_time;
  rw_test_aws_reply (test, 403, date, "{\"__type\": \"InvalidSignatureException\"}");
  rw_test_aws_reply (test, 200, NULL, NULL);
  rw_test_aws_reply (test, 200, NULL, NULL);
  rw_test_aws_check (test, 200);
  rw_test_aws_check (test, 200);
  rw_clock_now = usual;
  g_autofree char *wrong = dup_request (test, 0);
  g_autofree char *right = dup_request (test, 2);
  g_autofree char *header = g_strdup_printf ("X-Amz-Date: %.11s", now);
  g_assert_null (strstr (wrong, header));
  rw_test_assert_has (right, header);
}

/* A secret that is wrong stays so. */
static void
test_wrong_secret (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);
  g_autofree char *date = dup_date ();

  rw_test_aws_reply (test, 403, date, "{\"__type\": \"InvalidSignatureException\"}");
  rw_test_aws_check (test, 403);
  g_assert_cmpuint (rw_test_server_count (test->server, ""), ==, 1);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
check_cancelled (RwTestAws *test)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_false (
      rw_aws_client_send (test->client, &test->request, &test->answer, cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_thread_join (thread);
  g_assert_false (
      rw_aws_client_send (test->client, &test->request, &test->answer, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

/* In a long poll, and in a pause that would last a minute. */
static void
test_cancel (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);

  test->request.patience = 60 * 1000;
  rw_test_server_reply (test->server, &(RwTestReply){ .status = 200, .is_stalled = TRUE });
  check_cancelled (test);
  rw_test_aws_reply (test, 503, "Retry-After: 60\r\n", NULL);
  check_cancelled (test);
}

/* Who is in a hurry does not wait a minute because somebody says so. */
static void
test_hurry (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);
  gint64 start = g_get_monotonic_time ();

  test->request.hurry = 2000;
  rw_test_aws_reply (test, 503, "Retry-After: 60\r\n", NULL);
  rw_test_aws_reply (test, 200, NULL, NULL);
  rw_test_aws_check (test, 200);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
}

/* Who was silent twice is not asked a third time, be it for a file or not. */
static void
test_silent_twice (void)
{
  g_autoptr (RwTestAws) test = rw_test_aws_new ("s3", NULL);
  g_autoptr (GString) taken = g_string_new (NULL);

  test->request.hurry = 200;
  rw_test_server_reply (test->server, &(RwTestReply){ .status = 200, .is_stalled = TRUE });
  rw_test_server_reply (test->server, &(RwTestReply){ .status = 200, .is_stalled = TRUE });
  rw_test_aws_check_fails (test, RW_ERROR_NETWORK, "does not answer in time");
  test->request.hurry = 1000;
  test->request.sink = collect;
  test->request.sink_data = taken;
  rw_test_server_reply (test->server, &(RwTestReply){ .status = 200, .is_stalled = TRUE });
  rw_test_server_reply (test->server, &(RwTestReply){ .status = 200, .is_stalled = TRUE });
  rw_test_aws_check_fails (test, RW_ERROR_NETWORK, "does not answer in time");
  g_assert_cmpuint (rw_test_server_count (test->server, ""), ==, 4);
}

static void
test_patience (void)
{
  const RwHttpPatience usual = rw_http_patience;
  g_autoptr (RwTestAws) test = rw_test_aws_new ("sqs", NULL);
  gint64 start = g_get_monotonic_time ();

  rw_http_patience.small = 100;
  test->request.patience = 300;
  rw_aws_persistence.n_tries = 1;
  rw_test_server_reply (test->server, &(RwTestReply){ .status = 200, .is_stalled = TRUE });
  rw_test_aws_check_fails (test, RW_ERROR_NETWORK, "does not answer in time");
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 390 * 1000); /* curl's clock is coarse */
  rw_http_patience = usual;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws-client-send/signed", test_signed);
  g_test_add_func ("/aws-client-send/body", test_body);
  g_test_add_func ("/aws-client-send/no-body", test_no_body);
  g_test_add_func ("/aws-client-send/file", test_file);
  g_test_add_func ("/aws-client-send/safe-file", test_safe_file);
  g_test_add_func ("/aws-client-send/unknown-certificate", test_unknown_certificate);
  g_test_add_func ("/aws-client-send/head", test_head);
  g_test_add_func ("/aws-client-send/errors-are-answers", test_errors_are_answers);
  g_test_add_func ("/aws-client-send/put-off", test_put_off);
  g_test_add_func ("/aws-client-send/put-off-for-good", test_put_off_for_good);
  g_test_add_func ("/aws-client-send/broken", test_broken);
  g_test_add_func ("/aws-client-send/sink", test_sink);
  g_test_add_func ("/aws-client-send/too-long", test_too_long);
  g_test_add_func ("/aws-client-send/wrong-clock", test_wrong_clock);
  g_test_add_func ("/aws-client-send/wrong-secret", test_wrong_secret);
  g_test_add_func ("/aws-client-send/cancel", test_cancel);
  g_test_add_func ("/aws-client-send/hurry", test_hurry);
  g_test_add_func ("/aws-client-send/silent-twice", test_silent_twice);
  g_test_add_func ("/aws-client-send/patience", test_patience);
  return g_test_run ();
}
