/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-queue-client.h"

#include "rw-test-queue.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

/* Of something else than what is sent. */
#define OTHER_SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
test_limits (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (GError) error = NULL;

  rw_test_queue_set_limits (queue, RW_TEST_LIMITS);
  g_autoptr (RwLimits) limits = rw_queue_client_get_limits (queue->client, &error);
  g_autofree char *request = rw_test_server_dup_request (queue->server, "GET /api/limits", 0);
  g_assert_no_error (error);
  g_assert_cmpstr (limits->user, ==, "ann");
  g_assert_cmpint (limits->max_bytes, ==, 100000000);
  g_assert_false (limits->is_original);
  g_assert_nonnull (strstr (request, "Authorization: Bearer rwt_secret\r\n"));
}

static void
test_limits_of_original (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (GError) error = NULL;

  rw_test_queue_set_original (queue);
  rw_test_queue_reply (queue, "GET /api/predictions/?", 200, "{\"predictions\":[]}");
  g_autoptr (RwLimits) limits = rw_queue_client_get_limits (queue->client, &error);
  g_assert_no_error (error);
  g_assert_true (limits->is_original);
  g_assert_cmpint (limits->max_bytes, ==, 10 << 20);
}

/* That there are no limits does not make a queue server of it, nor the token good. */
static void
test_limits_of_something_else (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (GError) error = NULL;

  rw_test_queue_set_original (queue);
  rw_test_queue_reply (queue, "GET /api/predictions/?", 200, "<html>Welcome</html>");
  g_assert_null (rw_queue_client_get_limits (queue->client, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "cannot be understood");
  rw_test_queue_reply (queue, "GET /api/predictions/?", 401, "");
  g_assert_null (rw_queue_client_get_limits (queue->client, &error));
  rw_test_assert_error (&error, RW_ERROR_ACCESS, "does not know this token");
}

static void
test_jobs (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (GError) error = NULL;

  rw_test_queue_reply (queue, "GET /api/predictions/?", 200,
                       "{\"predictions\":[" RW_TEST_JOB ("b", "QUEUED") "]}");
  rw_test_queue_reply (queue, "GET /api/predictions/a1 ", 200,
                       RW_TEST_PREDICTION ("a1", "RUNNING"));
  rw_test_queue_reply (queue, "POST /api/predictions/a1/cancel ", 200,
                       RW_TEST_PREDICTION ("a1", "CANCELLED"));
  rw_test_queue_reply (queue, "POST /api/predictions/a1/retry ", 200,
                       RW_TEST_PREDICTION ("a1", "QUEUED"));
  g_autoptr (GPtrArray) list = rw_queue_client_list (queue->client, &error);
  g_autoptr (RwJobReport) one = rw_queue_client_get (queue->client, "a1", &error);
  g_autoptr (RwJobReport) cancelled = rw_queue_client_cancel (queue->client, "a1", &error);
  g_autoptr (RwJobReport) again = rw_queue_client_retry (queue->client, "a1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (one->word, ==, "RUNNING");
  g_assert_cmpstr (cancelled->word, ==, "CANCELLED");
  g_assert_cmpstr (again->word, ==, "QUEUED");
}

static RwSource *
open_file (void)
{
  return rw_test_source (RW_TEST_BYTES ("id,mrr\n1,2\n"));
}

static void
test_upload (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwSource) file = open_file ();
  g_autoptr (GError) error = NULL;

  rw_test_queue_reply (queue, "POST /api/csv ", 200, RW_TEST_UPLOADED ("a1"));
  g_autoptr (RwJobReport) report =
      rw_queue_client_upload (queue->client, file, "key-1", NULL, &error);
  g_autofree char *request = rw_test_server_dup_request (queue->server, "POST", 0);
  g_assert_no_error (error);
  g_assert_cmpstr (report->id, ==, "a1");
  g_assert_nonnull (strstr (request, "\r\nIdempotency-Key: key-1\r\n"));
  g_assert_nonnull (strstr (request, "\r\n\r\nid,mrr\n1,2\n\r\n--"));
  g_assert_null (strstr (request, "user_id"));
}

/* The original wants the token's user repeated, and has no keys. */
static void
test_upload_as_user (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autofree char *url = rw_test_server_dup_url (server, "/");
  g_autoptr (RwEndpoint) endpoint =
      rw_endpoint_new (url, "e30.eyJzdWIiOiJ1c2VyXzEifQ.c2ln", NULL, NULL);
  g_autoptr (RwQueueClient) client = rw_queue_client_new (endpoint, NULL);
  g_autoptr (RwSource) file = open_file ();
  g_autoptr (GError) error = NULL;

  rw_test_server_reply (server, &(RwTestReply){ .status = 200, .body = RW_TEST_UPLOADED ("a1") });
  g_autoptr (RwJobReport) report = rw_queue_client_upload (client, file, NULL, NULL, &error);
  g_autofree char *request = rw_test_server_dup_request (server, "POST /api/csv ", 0);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (request, "name=\"user_id\"\r\n\r\nuser_1\r\n"));
  g_assert_null (strstr (request, "Idempotency-Key"));
}

/* An upload is one attempt; what comes of it is decided elsewhere. */
static void
check_upload (const RwTestReply *reply, RwError code, gboolean may_have_arrived, gboolean may_pass)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (RwSource) file = open_file ();
  g_autoptr (GError) error = NULL;

  rw_test_server_reply (queue->server, reply);
  g_assert_null (rw_queue_client_upload (queue->client, file, "k", NULL, &error));
  rw_test_assert_error (&error, code, NULL);
  g_assert_cmpint (rw_queue_client_may_have_arrived (queue->client), ==, may_have_arrived);
  g_assert_cmpint (rw_queue_client_get_pause (queue->client, 1) >= 0, ==, may_pass);
  g_assert_cmpuint (rw_test_server_count (queue->server, ""), ==, 1);
}

static void
test_upload_fails (void)
{
  check_upload (&(RwTestReply){ .status = 0 }, RW_ERROR_NETWORK, TRUE, TRUE);
  check_upload (&(RwTestReply){ .status = 429 }, RW_ERROR_BUSY, FALSE, TRUE);
  check_upload (&(RwTestReply){ .status = 503 }, RW_ERROR_BUSY, FALSE, TRUE);
  check_upload (&(RwTestReply){ .status = 502 }, RW_ERROR_SERVER, TRUE, TRUE);
  check_upload (&(RwTestReply){ .status = 500 }, RW_ERROR_SERVER, TRUE, FALSE);
  check_upload (&(RwTestReply){ .status = 413 }, RW_ERROR_LIMIT, FALSE, FALSE);
  check_upload (&(RwTestReply){ .status = 401 }, RW_ERROR_ACCESS, FALSE, FALSE);
  check_upload (&(RwTestReply){ .status = 307, .header = "Location: /x\r\n" }, RW_ERROR_SERVER,
                FALSE, FALSE);
  check_upload (&(RwTestReply){ .status = 200, .body = "{}" }, RW_ERROR_SERVER, TRUE, FALSE);
}

/* What can be asked again is asked again, but not for ever. */
static void
test_tries (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (GError) error = NULL;

  rw_test_queue_reply (queue, NULL, 503, "");
  rw_test_queue_reply (queue, NULL, 0, NULL);
  rw_test_queue_reply (queue, NULL, 200, RW_TEST_PREDICTION ("a1", "QUEUED"));
  g_autoptr (RwJobReport) report = rw_queue_client_get (queue->client, "a1", &error);
  g_assert_no_error (error);
  g_assert_nonnull (report);
  for (guint i = 0; i < 3; i++)
    rw_test_queue_reply (queue, NULL, 503, "");
  g_assert_null (rw_queue_client_get (queue->client, "a1", &error));
  rw_test_assert_error (&error, RW_ERROR_BUSY, "busy");
  g_assert_cmpuint (rw_test_server_count (queue->server, ""), ==, 6);
}

/* A server that wants to be left alone for long is left alone at once. */
static void
test_long_pause (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (GError) error = NULL;

  rw_test_server_reply (
      queue->server,
      &(RwTestReply){ .status = 429, .header = "Retry-After: 30\r\nX-Request-ID: r-1\r\n" });
  g_assert_null (rw_queue_client_get (queue->client, "a1", &error));
  rw_test_assert_error (&error, RW_ERROR_BUSY, "30 seconds");
  g_assert_cmpint (rw_queue_client_get_pause (queue->client, 1), ==, 30000);
  g_assert_cmpstr (rw_queue_client_get_request_id (queue->client), ==, "r-1");
}

static gpointer
cancel_later (gpointer data)
{
  gpointer *both = data;

  rw_test_server_wait (both[0], "", 1);
  g_cancellable_cancel (both[1]);
  return NULL;
}

/* Be it in a request or in the pause behind it. */
static void
test_cancel (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RwQueueClient) client = rw_queue_client_new (queue->endpoint, cancellable);
  g_autoptr (GError) error = NULL;
  gpointer both[] = { queue->server, cancellable };
  GThread *thread = g_thread_new ("cancel", cancel_later, both);

  rw_test_server_reply (queue->server,
                        &(RwTestReply){ .status = 503, .header = "Retry-After: 30\r\n" });
  gint64 start = g_get_monotonic_time ();
  g_assert_null (rw_queue_client_get (client, "a1", &error));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_TIME_SPAN_SECOND);
  g_thread_join (thread);
  g_assert_nonnull (error);
  g_assert_cmpuint (rw_test_server_count (queue->server, ""), ==, 1);
}

static void
reply_download (RwTestQueue *queue, const char *path)
{
  g_autofree char *url = rw_test_server_dup_url (queue->server, path);
  g_autofree char *body = g_strdup_printf ("{\"download_url\":\"%s\"}", url);

  rw_test_queue_reply (queue, "GET /api/predictions/download_predictions/a1 ", 200, body);
}

static void
check_file (const char *path, const char *content)
{
  g_autofree char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, content);
}

static void
test_download (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autofree char *path = rw_test_dup_path ("result.csv");
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "a,b\n", -1);
  g_autofree char *upper = g_ascii_strup (sha256, -1);
  g_autoptr (GError) error = NULL;

  reply_download (queue, "/api/files/x?signature=y");
  rw_test_queue_reply (queue, "GET /api/files/x?signature=y ", 200, "a,b\n");
  g_assert_true (rw_queue_client_download (queue->client, "a1", upper, path, NULL, &error));
  g_assert_no_error (error);
  check_file (path, "a,b\n");
  g_autofree char *request = rw_test_server_dup_request (queue->server, "GET /api/files", 0);
  g_assert_null (strstr (request, "rwt_secret"));
}

/* A result that is not whole never takes the place of what was there. */
static void
test_download_again (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autofree char *path = rw_test_write ("old.csv", RW_TEST_BYTES ("old\n"));
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "new\n", -1);
  g_autoptr (GError) error = NULL;

  reply_download (queue, "/f");
  rw_test_server_reply (
      queue->server, &(RwTestReply){ .route = "GET /f", .status = 200, .body = "new\n", .cut = 2 });
  rw_test_queue_reply (queue, "GET /f", 200, "new\n");
  g_assert_true (rw_queue_client_download (queue->client, "a1", sha256, path, NULL, &error));
  g_assert_no_error (error);
  check_file (path, "new\n");
}

static void
check_download_fails (const char *url, guint status, RwError code, const char *part)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autofree char *path = rw_test_write ("kept.csv", RW_TEST_BYTES ("old\n"));
  g_autoptr (GError) error = NULL;

  if (g_str_has_prefix (url, "/"))
    reply_download (queue, url);
  else
    rw_test_queue_reply (queue, "GET /api/predictions", 200, url);
  rw_test_queue_reply (queue, "GET /f", status, "new\n");
  g_assert_false (rw_queue_client_download (queue->client, "a1", OTHER_SHA256, path, NULL, &error));
  rw_test_assert_error (&error, code, part);
  check_file (path, "old\n");
}

static void
test_download_fails (void)
{
  check_download_fails ("/f", 200, RW_ERROR_SERVER, "damaged");
  check_download_fails ("/f", 403, RW_ERROR_ACCESS, "does not allow");
  check_download_fails ("/f", 410, RW_ERROR_SERVER, "410");
  check_download_fails ("{\"download_url\":\"http://example.com/f\"}", 0, RW_ERROR_SERVER,
                        "not safe");
  check_download_fails ("{}", 0, RW_ERROR_SERVER, "download_url");
}

static void
test_download_nowhere (void)
{
  g_autoptr (RwTestQueue) queue = rw_test_queue_new ();
  g_autofree char *path = rw_test_dup_path ("no-such-folder/result.csv");
  g_autoptr (GError) error = NULL;

  reply_download (queue, "/f");
  g_assert_false (rw_queue_client_download (queue->client, "a1", NULL, path, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "result.csv");
  g_assert_cmpuint (rw_test_server_count (queue->server, "GET /f"), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/queue-client/limits", test_limits);
  g_test_add_func ("/queue-client/limits-of-original", test_limits_of_original);
  g_test_add_func ("/queue-client/limits-of-something-else", test_limits_of_something_else);
  g_test_add_func ("/queue-client/jobs", test_jobs);
  g_test_add_func ("/queue-client/upload", test_upload);
  g_test_add_func ("/queue-client/upload-as-user", test_upload_as_user);
  g_test_add_func ("/queue-client/upload-fails", test_upload_fails);
  g_test_add_func ("/queue-client/tries", test_tries);
  g_test_add_func ("/queue-client/long-pause", test_long_pause);
  g_test_add_func ("/queue-client/cancel", test_cancel);
  g_test_add_func ("/queue-client/download", test_download);
  g_test_add_func ("/queue-client/download-again", test_download_again);
  g_test_add_func ("/queue-client/download-fails", test_download_fails);
  g_test_add_func ("/queue-client/download-nowhere", test_download_nowhere);
  return g_test_run ();
}
