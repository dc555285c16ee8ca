/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http.h"

#include "rw-test-http.h"
#include "rw-test.h"

#include <arpa/inet.h>
#include <locale.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#define N_CLIENTS 16

/* Far below every time-out, far above what a busy computer needs. */
#define CANCEL_MS 5000

static void
test_answer (void)
{
  g_autoptr (RwTestHttp) test =
      rw_test_http_new ("/a?b=c", &(RwTestReply){ .status = 404, .body = "not here" });

  rw_test_http_check (test, 404);
  g_autofree char *body = rw_test_http_dup_body (&test->answer);
  g_assert_cmpstr (body, ==, "not here");
  g_assert_cmpuint (rw_test_server_count (test->server, "GET /a?b=c HTTP/1.1"), ==, 1);
}

/* The answer to one request does not show in that to the next; the connection is the same. */
static void
test_several (void)
{
  g_autoptr (RwTestHttp) test = rw_test_http_new (
      "/", &(RwTestReply){
               .status = 503, .header = "Retry-After: 7\r\nX-Request-ID: a\r\n", .body = "first" });

  rw_test_server_reply (test->server, &(RwTestReply){ .status = 200, .body = "second" });
  rw_test_http_check (test, 503);
  rw_test_http_check (test, 200);
  g_autofree char *body = rw_test_http_dup_body (&test->answer);
  g_assert_cmpstr (body, ==, "second");
  g_assert_null (test->answer.request_id);
  g_assert_cmpint (test->answer.retry_after, ==, 0);
}

static void
reply_redirect (RwTestServer *server, const char *route, RwTestServer *to, const char *path)
{
  g_autofree char *url = rw_test_server_dup_url (to, path);
  g_autofree char *header = g_strdup_printf ("Location: %s\r\n", url);

  rw_test_server_reply (
      server, &(RwTestReply){ .route = route, .status = 307, .header = header, .body = "moved" });
}

/* The token is for the server it was given for: the same host at another port is another one. */
static void
test_redirect (void)
{
  g_autoptr (RwTestHttp) test = rw_test_http_new (
      "/", &(RwTestReply){ .status = 302, .header = "Location: /next\r\n", .body = "moved" });
  g_autoptr (RwTestServer) other = rw_test_server_new (NULL);

  test->request.token = "secret";
  reply_redirect (test->server, "GET /next", other, "/there");
  rw_test_server_reply (other, &(RwTestReply){ .status = 200, .body = "here" });
  rw_test_http_check (test, 200);
  g_autofree char *body = rw_test_http_dup_body (&test->answer);
  g_autofree char *same = rw_test_server_dup_request (test->server, "GET /next", 0);
  g_autofree char *foreign = rw_test_server_dup_request (other, "GET /there", 0);
  g_assert_cmpstr (body, ==, "here");
  g_assert_nonnull (strstr (same, "Bearer secret"));
  g_assert_null (strstr (foreign, "secret"));
}

/* Only a GET goes on; what else was sent goes nowhere it was not meant for. */
static void
test_redirect_of_post (void)
{
  g_autoptr (RwTestHttp) test =
      rw_test_http_new ("/", &(RwTestReply){ .status = 307, .header = "Location: /next\r\n" });

  test->request.method = "POST";
  rw_test_http_check (test, 307);
  g_assert_cmpuint (rw_test_server_count (test->server, ""), ==, 1);
}

static void
check_refused (const char *location)
{
  g_autofree char *header = g_strdup_printf ("Location: %s\r\n", location);
  g_autoptr (RwTestHttp) test =
      rw_test_http_new ("/", &(RwTestReply){ .status = 302, .header = header });

  rw_test_http_check_fails (test, RW_HTTP_REFUSED, RW_ERROR_SERVER, "not safe");
}

static void
test_unsafe_redirect (void)
{
  check_refused ("http://example.com/");
  check_refused ("ftp://127.0.0.1/");
  check_refused ("file:///etc/passwd");
  check_refused ("http://user@127.0.0.1/");
}

static void
test_circle (void)
{
  g_autoptr (RwTestHttp) test = rw_test_http_new (
      "/", &(RwTestReply){ .status = 302, .header = "Location: /\r\n", .is_lasting = TRUE });

  rw_test_http_check_fails (test, RW_HTTP_REFUSED, RW_ERROR_SERVER, "in circles");
  g_assert_cmpuint (rw_test_server_count (test->server, ""), ==, 5);
}

/* A server elsewhere must not make us ask a service of this computer. */
static void
test_named_by_a_server (void)
{
  g_autoptr (RwTestHttp) test = rw_test_http_new ("/", &(RwTestReply){ .status = 200 });

  test->request.from = "https://example.com";
  rw_test_http_check_fails (test, RW_HTTP_REFUSED, RW_ERROR_SERVER, "not safe");
  g_assert_cmpuint (rw_test_server_count (test->server, ""), ==, 0);
  test->request.from = test->url;
  rw_test_http_check (test, 200);
}

typedef struct
{
  RwTestServer *server; /* cancels when @n requests are there … */
  guint64 body;         /* … and so much of the body */
  GCancellable *cancellable;
  gint64 at;
} Cancel;

static gpointer
cancel_when_reached (gpointer data)
{
  Cancel *cancel = data;

  if (cancel->server != NULL)
    rw_test_server_wait (cancel->server, "", 1);
  while (cancel->server != NULL &&
         rw_test_server_get_body_size (cancel->server, "", 0) < cancel->body)
    g_usleep (1000);
  cancel->at = g_get_monotonic_time ();
  g_cancellable_cancel (cancel->cancellable);
  return NULL;
}

/* Milliseconds from the cancel to its effect. */
static gint64
send_and_cancel (RwTestHttp *test, RwTestServer *server, guint64 body)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Cancel cancel = { server, body, cancellable, 0 };
  GThread *thread = g_thread_new ("cancel", cancel_when_reached, &cancel);

  g_assert_false (rw_http_send (test->http, &test->request, &test->answer, cancellable, &error));
  gint64 end = g_get_monotonic_time ();
  rw_test_assert_cancelled (&error);
  g_thread_join (thread);
  g_test_message ("%" G_GINT64_FORMAT " µs from the cancel to its effect", end - cancel.at);
  return (end - cancel.at) / 1000;
}

static void
test_cancel_stalled (void)
{
  g_autoptr (RwTestHttp) test = rw_test_http_new ("/", &(RwTestReply){ .is_stalled = TRUE });

  g_assert_cmpint (send_and_cancel (test, test->server, 0), <, CANCEL_MS);
  g_assert_cmpint (test->answer.end, ==, RW_HTTP_LOST);
}

static void
test_cancel_stalled_body (void)
{
  g_autoptr (RwTestHttp) test = rw_test_http_new (
      "/", &(RwTestReply){ .status = 200, .body = "0123456789", .cut = 5, .is_stalled = TRUE });

  g_assert_cmpint (send_and_cancel (test, test->server, 0), <, CANCEL_MS);
}

static void
test_cancel_upload (void)
{
  static const char *const fields[] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTestHttp) test =
      rw_test_http_new ("/", &(RwTestReply){ .is_early = TRUE, .is_stalled = TRUE });
  g_autofree char *path = rw_test_write ("sparse.csv", RW_TEST_BYTES ("a\n"));
  g_assert_cmpint (truncate (path, 1 << 30), ==, 0);
  g_autoptr (RwSource) file = rw_source_open (path, NULL, &error);

  test->request.method = "POST";
  test->request.file = file;
  test->request.fields = fields;
  g_assert_cmpint (send_and_cancel (test, test->server, 0), <, CANCEL_MS);
  g_assert_cmpint (test->answer.end, ==, RW_HTTP_UNSENT);
  rw_test_server_wait_gone (test->server, 1);
}

/* A port whose queue of connections is full, so that another one is not even refused. */
static int
open_full_port (int clients[N_CLIENTS], guint *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, length), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &address, &length), ==, 0);
  g_assert_cmpint (listen (fd, 0), ==, 0);
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      clients[i] = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      connect (clients[i], (struct sockaddr *) &address, length);
    }
  *port = ntohs (address.sin_port);
  return fd;
}

static void
test_cancel_connecting (void)
{
  g_autoptr (RwTestHttp) test = rw_test_http_new ("/", &(RwTestReply){ .status = 200 });
  int clients[N_CLIENTS];
  guint port = 0;
  int fd = open_full_port (clients, &port);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/", port);

  test->request.url = url;
  g_assert_cmpint (send_and_cancel (test, NULL, 0), <, CANCEL_MS);
  g_assert_cmpint (test->answer.end, ==, RW_HTTP_UNSENT);
  for (guint i = 0; i < N_CLIENTS; i++)
    close (clients[i]);
  close (fd);
}

static void
test_cancelled_before (void)
{
  g_autoptr (RwTestHttp) test = rw_test_http_new ("/", &(RwTestReply){ .status = 200 });
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (rw_http_send (test->http, &test->request, &test->answer, cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_assert_cmpuint (rw_test_server_count (test->server, ""), ==, 0);
}

static void
test_nothing_leaks (void)
{
  guint before = 0;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (RwTestHttp) test = rw_test_http_new ("/", &(RwTestReply){ .status = 200 });
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      rw_http_send (test->http, &test->request, &test->answer, cancellable, NULL);
      before = i == 0 ? rw_test_count_open_files () : before;
      g_assert_cmpuint (rw_test_count_open_files (), ==, before);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/answer", test_answer);
  g_test_add_func ("/http/several", test_several);
  g_test_add_func ("/http/redirect", test_redirect);
  g_test_add_func ("/http/redirect-of-post", test_redirect_of_post);
  g_test_add_func ("/http/unsafe-redirect", test_unsafe_redirect);
  g_test_add_func ("/http/circle", test_circle);
  g_test_add_func ("/http/named-by-a-server", test_named_by_a_server);
  g_test_add_func ("/http/cancel-stalled", test_cancel_stalled);
  g_test_add_func ("/http/cancel-stalled-body", test_cancel_stalled_body);
  g_test_add_func ("/http/cancel-upload", test_cancel_upload);
  g_test_add_func ("/http/cancel-connecting", test_cancel_connecting);
  g_test_add_func ("/http/cancelled-before", test_cancelled_before);
  g_test_add_func ("/http/nothing-leaks", test_nothing_leaks);
  return g_test_run ();
}
