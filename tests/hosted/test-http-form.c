/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http-form.h"

#include "rw-test-http.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>
#include <unistd.h>

#define HUGE_BYTES (200 << 20)

/* A POST of a file that is @content. */
typedef struct
{
  RwTestHttp *http;
  char *path;
  RwSource *file;
  RwProgress *progress;
} Post;

static Post *
post_new (const char *content, gsize length, const RwTestReply *reply)
{
  static const char *const fields[] = { "user_id", "üser \"1\"", "note", "x", NULL };
  Post *post = g_new0 (Post, 1);
  g_autoptr (GError) error = NULL;

  post->http = rw_test_http_new ("/api/csv", reply);
  post->path = rw_test_write ("my customers.csv", content, length);
  post->file = rw_source_open (post->path, NULL, &error);
  g_assert_no_error (error);
  post->progress = rw_progress_new ();
  post->http->request.method = "POST";
  post->http->request.file = post->file;
  post->http->request.fields = fields;
  post->http->request.progress = post->progress;
  return post;
}

static void
post_free (Post *post)
{
  rw_test_http_free (post->http);
  g_object_unref (post->file);
  rw_progress_unref (post->progress);
  g_free (post->path);
  g_free (post);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Post, post_free)

static void
check_progress (Post *post, guint64 done, guint64 total)
{
  RwProgressState state = rw_progress_get (post->progress);

  g_assert_cmpint (state.stage, ==, RW_STAGE_SENDING);
  g_assert_cmpuint (state.done, ==, done);
  g_assert_cmpuint (state.total, ==, total);
}

static void
test_form (void)
{
  g_autoptr (Post) post =
      post_new (RW_TEST_BYTES ("a,b\r\n1,2\r\n"), &(RwTestReply){ .status = 200, .body = "{}" });

  rw_test_http_check (post->http, 200);
  g_autofree char *text = rw_test_server_dup_request (post->http->server, "POST /api/csv", 0);
  g_assert_nonnull (strstr (text, "\r\nContent-Type: multipart/form-data; boundary="));
  g_assert_nonnull (strstr (text, "name=\"user_id\"\r\n\r\nüser \"1\"\r\n--"));
  g_assert_nonnull (strstr (text, "name=\"note\"\r\n\r\nx\r\n--"));
  g_assert_nonnull (strstr (text, "name=\"file\"; filename=\"my customers.csv\"\r\n"
                                  "Content-Type: text/csv\r\n\r\na,b\r\n1,2\r\n\r\n--"));
  check_progress (post, 10, 10);
}

static void
test_empty_file (void)
{
  g_autoptr (Post) post = post_new (RW_TEST_BYTES (""), &(RwTestReply){ .status = 400 });

  rw_test_http_check (post->http, 400);
  check_progress (post, 0, 0);
}

/* A server that is asked whether it wants the file, and does not, does not get it. */
static void
test_refused_early (void)
{
  g_autofree char *content = g_strnfill (4 << 20, 'x');
  g_autoptr (Post) post = post_new (
      content, 4 << 20, &(RwTestReply){ .status = 413, .body = "too large", .is_early = TRUE });

  rw_test_http_check (post->http, 413);
  g_autofree char *text = rw_test_server_dup_request (post->http->server, "POST", 0);
  g_autofree char *body = rw_test_http_dup_body (&post->http->answer);
  g_assert_nonnull (strstr (text, "\r\nExpect: 100-continue\r\n"));
  g_assert_cmpstr (body, ==, "too large");
  check_progress (post, 0, 4 << 20);
}

/* A server that does not know “Expect” gets the whole form without it. */
static void
test_no_expect (void)
{
  g_autofree char *content = g_strnfill (2 << 20, 'x');
  g_autoptr (Post) post =
      post_new (content, 2 << 20, &(RwTestReply){ .status = 417, .is_early = TRUE });

  rw_test_server_reply (post->http->server, &(RwTestReply){ .status = 200 });
  rw_test_http_check (post->http, 200);
  g_assert_cmpuint (rw_test_server_get_body_size (post->http->server, "POST", 1), >, 2 << 20);
  check_progress (post, 2 << 20, 2 << 20);
}

/* A form is sent once, also after another request on the same connection. */
static void
test_sent_once (void)
{
  g_autoptr (Post) post =
      post_new (RW_TEST_BYTES ("a\n1\n"), &(RwTestReply){ .route = "GET", .status = 200 });
  RwHttpRequest get = { .method = "GET", .url = post->http->url };
  g_autoptr (GError) error = NULL;

  rw_test_server_reply (post->http->server, &(RwTestReply){ .route = "POST", .status = 0 });
  g_assert_true (rw_http_send (post->http->http, &get, &post->http->answer, NULL, &error));
  rw_test_http_check_fails (post->http, RW_HTTP_LOST, RW_ERROR_NETWORK, "broke");
  g_assert_cmpuint (rw_test_server_count (post->http->server, "POST"), ==, 1);
}

static void
test_cut_short (void)
{
  g_autofree char *content = g_strnfill (1 << 20, 'x');
  g_autoptr (Post) post = post_new (content, 1 << 20, &(RwTestReply){ .status = 200 });

  g_assert_cmpint (truncate (post->path, 1000), ==, 0);
  rw_test_http_check_fails (post->http, RW_HTTP_REFUSED, RW_ERROR_CHANGED, "cut short");
}

/* What changed under us never arrives as a whole, so nobody takes it for the file. */
static void
test_changed (void)
{
  g_autofree char *content = g_strnfill (1 << 20, 'x');
  g_autoptr (Post) post = post_new (content, 1 << 20, &(RwTestReply){ .status = 200 });

  content[0] = 'y';
  rw_test_overwrite (post->path, content, 1 << 20);
  rw_test_http_check_fails (post->http, RW_HTTP_REFUSED, RW_ERROR_CHANGED, "changed");
  rw_test_server_wait (post->http->server, "POST", 1);
  g_autofree char *text = rw_test_server_dup_request (post->http->server, "POST", 0);
  const char *length = strstr (text, "Content-Length: ") + strlen ("Content-Length: ");
  g_assert_cmpuint (rw_test_server_get_body_size (post->http->server, "POST", 0), <,
                    g_ascii_strtoull (length, NULL, 10));
}

static guint64
get_resident_bytes (void)
{
  g_autofree char *text = NULL;
  guint64 pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*u %" G_GUINT64_FORMAT, &pages), ==, 1);
  return pages * (guint64) sysconf (_SC_PAGESIZE);
}

static void
test_memory (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_test_write ("huge.csv", RW_TEST_BYTES ("a\n"));
  g_autoptr (Post) post = post_new (RW_TEST_BYTES ("a\n"), &(RwTestReply){ .status = 200 });

  g_assert_cmpint (truncate (path, HUGE_BYTES), ==, 0);
  g_autoptr (RwSource) file = rw_source_open (path, NULL, &error);
  g_assert_no_error (error);
  post->http->request.file = file;
  guint64 before = get_resident_bytes ();
  rw_test_http_check (post->http, 200);
  g_assert_cmpuint (rw_test_server_get_body_size (post->http->server, "POST", 0), >, HUGE_BYTES);
  g_assert_cmpuint (get_resident_bytes (), <, before + HUGE_BYTES / 10);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-form/form", test_form);
  g_test_add_func ("/http-form/empty-file", test_empty_file);
  g_test_add_func ("/http-form/refused-early", test_refused_early);
  g_test_add_func ("/http-form/no-expect", test_no_expect);
  g_test_add_func ("/http-form/sent-once", test_sent_once);
  g_test_add_func ("/http-form/cut-short", test_cut_short);
  g_test_add_func ("/http-form/changed", test_changed);
  g_test_add_func ("/http-form/memory", test_memory);
  return g_test_run ();
}
