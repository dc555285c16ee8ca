/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http-transfer.h"

#include "rw-test-certificate.h"
#include "rw-test-http.h"
#include "rw-test.h"

#include <locale.h>

static void
test_request (void)
{
  g_autoptr (RwTestHttp) test = rw_test_http_new ("/x", &(RwTestReply){ .status = 200 });

  test->request.token = "rwt_1";
  test->request.header = "Idempotency-Key: key-1";
  rw_test_http_check (test, 200);
  g_autofree char *text = rw_test_server_dup_request (test->server, "GET /x", 0);
  g_assert_nonnull (strstr (text, "\r\nAuthorization: Bearer rwt_1\r\n"));
  g_assert_nonnull (strstr (text, "\r\nIdempotency-Key: key-1\r\n"));
  g_assert_nonnull (strstr (text, "\r\nUser-Agent: RetainWise/"));
}

static void
test_request_without (void)
{
  g_autoptr (RwTestHttp) test = rw_test_http_new ("/x", &(RwTestReply){ .status = 200 });

  test->request.method = "POST";
  rw_test_http_check (test, 200);
  g_autofree char *text = rw_test_server_dup_request (test->server, "POST /x", 0);
  g_assert_null (strstr (text, "Authorization"));
  g_assert_nonnull (strstr (text, "\r\nContent-Length: 0\r\n"));
}

static void
test_headers (void)
{
  g_autoptr (RwTestHttp) test = rw_test_http_new (
      "/", &(RwTestReply){ .status = 429, .header = "retry-after: 12\r\nx-request-id: abc-1\r\n" });

  rw_test_http_check (test, 429);
  g_assert_cmpint (test->answer.retry_after, ==, 12000);
  g_assert_cmpstr (test->answer.request_id, ==, "abc-1");
}

static void
test_retry_after_a_date (void)
{
  g_autoptr (GDateTime) soon = g_date_time_new_from_unix_utc (g_get_real_time () / 1000000 + 100);
  g_autofree char *header = g_date_time_format (soon, "Retry-After: %a, %d %b %Y %H:%M:%S GMT\r\n");
  g_autoptr (RwTestHttp) test =
      rw_test_http_new ("/", &(RwTestReply){ .status = 503, .header = header });

  rw_test_http_check (test, 503);
  g_assert_cmpint (test->answer.retry_after, >, 50000);
  g_assert_cmpint (test->answer.retry_after, <=, 100000);
}

static void
test_too_long (void)
{
  g_autofree char *body = g_strnfill (RW_HTTP_MAX_BODY + 1, 'x');
  g_autoptr (RwTestHttp) test =
      rw_test_http_new ("/", &(RwTestReply){ .status = 200, .body = body });

  rw_test_http_check_fails (test, RW_HTTP_REFUSED, RW_ERROR_SERVER, "more than can be taken in");
  body[RW_HTTP_MAX_BODY] = '\0';
  rw_test_server_reply (test->server, &(RwTestReply){ .status = 200, .body = body });
  rw_test_http_check (test, 200);
  g_assert_cmpuint (test->answer.body->len, ==, RW_HTTP_MAX_BODY);
}

static gboolean
collect (gpointer data, const void *bytes, gsize length, GError **error G_GNUC_UNUSED)
{
  g_string_append_len (data, bytes, (gssize) length);
  return TRUE;
}

static gboolean
refuse (gpointer data G_GNUC_UNUSED, const void *bytes G_GNUC_UNUSED, gsize length G_GNUC_UNUSED,
        GError **error)
{
  g_set_error_literal (error, RW_ERROR, RW_ERROR_FILE, "the disk is full");
  return FALSE;
}

static void
test_sink (void)
{
  g_autoptr (RwTestHttp) test =
      rw_test_http_new ("/", &(RwTestReply){ .status = 200, .body = "result" });
  g_autoptr (GString) taken = g_string_new (NULL);
  g_autoptr (RwProgress) progress = rw_progress_new ();

  test->request.sink = collect;
  test->request.sink_data = taken;
  test->request.progress = progress;
  rw_test_http_check (test, 200);
  RwProgressState state = rw_progress_get (progress);
  g_assert_cmpstr (taken->str, ==, "result");
  g_assert_cmpuint (test->answer.body->len, ==, 0);
  g_assert_cmpint (state.stage, ==, RW_STAGE_FETCHING);
  g_assert_cmpuint (state.done, ==, 6);
  g_assert_cmpuint (state.total, ==, 6);
}

/* What explains a failure is no result. */
static void
test_sink_stays_empty (void)
{
  g_autoptr (RwTestHttp) test =
      rw_test_http_new ("/", &(RwTestReply){ .status = 403, .body = "no" });
  g_autoptr (GString) taken = g_string_new (NULL);

  test->request.sink = collect;
  test->request.sink_data = taken;
  rw_test_http_check (test, 403);
  g_assert_cmpstr (taken->str, ==, "");
  g_assert_cmpuint (test->answer.body->len, ==, 2);
}

static void
test_sink_fails (void)
{
  g_autoptr (RwTestHttp) test =
      rw_test_http_new ("/", &(RwTestReply){ .status = 200, .body = "result" });

  test->request.sink = refuse;
  rw_test_http_check_fails (test, RW_HTTP_REFUSED, RW_ERROR_FILE, "the disk is full");
}

static void
check_end (RwTestReply reply, RwHttpEnd end, const char *part)
{
  g_autoptr (RwTestHttp) test = rw_test_http_new ("/", &reply);

  test->request.method = "POST";
  rw_test_http_check_fails (test, end, RW_ERROR_NETWORK, part);
}

static void
test_lost (void)
{
  check_end ((RwTestReply){ .status = 0 }, RW_HTTP_LOST, "broke");
  check_end ((RwTestReply){ .status = 200, .body = "0123456789", .cut = 4 }, RW_HTTP_LOST, "broke");
}

static void
test_unsent (void)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/", rw_test_find_closed_port ());
  g_autoptr (RwTestHttp) test = rw_test_http_new ("/", &(RwTestReply){ .status = 200 });

  test->request.url = url;
  rw_test_http_check_fails (test, RW_HTTP_UNSENT, RW_ERROR_NETWORK, "cannot be reached");
}

/* Half a file is no job. */
static void
test_unsent_file (void)
{
  static const char *const fields[] = { NULL };
  g_autofree char *content = g_strnfill (8 << 20, 'x');
  g_autofree char *path = rw_test_write ("large.csv", content, 8 << 20);
  g_autoptr (RwSource) file = rw_source_open (path, NULL, NULL);
  g_autoptr (RwTestHttp) test =
      rw_test_http_new ("/", &(RwTestReply){ .status = 200, .read = 1000 });

  test->request.method = "POST";
  test->request.file = file;
  test->request.fields = fields;
  rw_test_http_check_fails (test, RW_HTTP_UNSENT, RW_ERROR_NETWORK, "broke");
}

static void
test_no_patience (void)
{
  RwHttpPatience usual = rw_http_patience;

  rw_http_patience.small = 200;
  check_end ((RwTestReply){ .is_stalled = TRUE }, RW_HTTP_LOST, "in time");
  rw_http_patience = usual;
}

/* A large transfer has no end of its own, but must not stand still. */
static void
test_stalled (void)
{
  RwHttpPatience usual = rw_http_patience;
  g_autoptr (GString) taken = g_string_new (NULL);
  g_autoptr (RwTestHttp) test = rw_test_http_new (
      "/", &(RwTestReply){ .status = 200, .body = "0123456789", .cut = 5, .is_stalled = TRUE });

  rw_http_patience.stalled = 1000;
  test->request.sink = collect;
  test->request.sink_data = taken;
  rw_test_http_check_fails (test, RW_HTTP_LOST, RW_ERROR_NETWORK, "in time");
  g_assert_cmpstr (taken->str, ==, "01234");
  rw_http_patience = usual;
}

static gboolean
get_over_tls (const char *certificate, const char *ca_file, const char *host, GError **error)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (certificate);
  g_autoptr (RwHttp) http = rw_http_new (ca_file);
  g_autofree char *numeric = rw_test_server_dup_url (server, "/");
  g_autofree char *url = g_strconcat ("https://", host, strrchr (numeric, ':'), NULL);
  g_auto (RwHttpAnswer) answer = { 0 };
  RwHttpRequest request = { .method = "GET", .url = url, .token = "secret" };

  rw_test_server_reply (server, &(RwTestReply){ .status = 200 });
  gboolean answered = rw_http_send (http, &request, &answer, NULL, error);
  g_test_message ("%s", answered ? "answered" : (*error)->message);
  g_assert_cmpuint (rw_test_server_count (server, ""), ==, answered ? 1 : 0);
  g_assert_cmpint (answer.end, ==, answered ? RW_HTTP_ANSWERED : RW_HTTP_REFUSED);
  return answered;
}

static void
test_certificates (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *ca = NULL;
  g_autofree char *certificate = NULL;
  g_autofree char *other_ca = NULL;
  g_autofree char *other = NULL;

  rw_test_make_certificate ("DNS:localhost", &ca, &certificate);
  rw_test_make_certificate ("IP:127.0.0.1", &other_ca, &other);
  g_assert_true (get_over_tls (certificate, ca, "localhost", &error));
  g_assert_true (get_over_tls (other, other_ca, "127.0.0.1", &error));
  g_assert_no_error (error);
  g_assert_false (get_over_tls (certificate, ca, "127.0.0.1", &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, "cannot prove");
  g_assert_false (get_over_tls (certificate, other_ca, "localhost", &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, "cannot prove");
  g_assert_false (get_over_tls (certificate, NULL, "localhost", &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, "cannot prove");
}

static void
test_bad_authorities (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *garbage = rw_test_write ("garbage.pem", RW_TEST_BYTES ("no certificate"));
  g_autofree char *ca = NULL;
  g_autofree char *certificate = NULL;

  rw_test_make_certificate ("DNS:localhost", &ca, &certificate);
  g_assert_false (get_over_tls (certificate, garbage, "localhost", &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, "PEM file");
  g_assert_false (get_over_tls (certificate, "no-such-file.pem", "localhost", &error));
  rw_test_assert_error (&error, RW_ERROR_NETWORK, "PEM file");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  /* The environment's proxy is for others: all that is asked here must pass it by. */
  g_setenv ("http_proxy", "http://127.0.0.1:1", TRUE);
  g_setenv ("https_proxy", "http://127.0.0.1:1", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-transfer/request", test_request);
  g_test_add_func ("/http-transfer/request-without", test_request_without);
  g_test_add_func ("/http-transfer/headers", test_headers);
  g_test_add_func ("/http-transfer/retry-after-a-date", test_retry_after_a_date);
  g_test_add_func ("/http-transfer/too-long", test_too_long);
  g_test_add_func ("/http-transfer/sink", test_sink);
  g_test_add_func ("/http-transfer/sink-stays-empty", test_sink_stays_empty);
  g_test_add_func ("/http-transfer/sink-fails", test_sink_fails);
  g_test_add_func ("/http-transfer/lost", test_lost);
  g_test_add_func ("/http-transfer/unsent", test_unsent);
  g_test_add_func ("/http-transfer/unsent-file", test_unsent_file);
  g_test_add_func ("/http-transfer/no-patience", test_no_patience);
  g_test_add_func ("/http-transfer/stalled", test_stalled);
  g_test_add_func ("/http-transfer/certificates", test_certificates);
  g_test_add_func ("/http-transfer/bad-authorities", test_bad_authorities);
  return g_test_run ();
}
