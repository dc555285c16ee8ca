/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http-easy.h"

#include "rw-http.h"
#include "rw-test-server.h"
#include "rw-test.h"

typedef struct
{
  RwTestServer *server;
  CURLM *multi;
  CURL *easy;
  RwUrl *url;
} Fixture;

static size_t
ignore_cb (char *bytes G_GNUC_UNUSED, size_t size, size_t n, void *data G_GNUC_UNUSED)
{
  return size * n;
}

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->server = rw_test_server_new (NULL);
  self->multi = rw_http_easy_new_multi ();
  self->easy = curl_easy_init ();
  g_autofree char *text = rw_test_server_dup_url (self->server, "/x");
  self->url = rw_url_parse (text);
  curl_easy_setopt (self->easy, CURLOPT_WRITEFUNCTION, ignore_cb);
  rw_http_easy_set_way (self->easy, self->url, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  curl_easy_cleanup (self->easy);
  curl_multi_cleanup (self->multi);
  rw_test_server_free (self->server);
  rw_url_free (self->url);
}

static void
test_run (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  CURLcode code = CURLE_AGAIN;

  rw_test_server_reply (self->server, &(RwTestReply){ .status = 200, .body = "yes" });
  rw_http_easy_set_patience (self->easy, TRUE, 0);
  g_assert_true (rw_http_easy_run (self->easy, self->multi, NULL, &code));
  g_assert_cmpint (code, ==, CURLE_OK);
  g_autofree char *text = rw_test_server_dup_request (self->server, "GET /x", 0);
  rw_test_assert_has (text, "\r\nUser-Agent: RetainWise/");
}

static void
test_cancelled (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  CURLcode code = CURLE_OK;

  g_cancellable_cancel (cancellable);
  g_assert_false (rw_http_easy_run (self->easy, self->multi, cancellable, &code));
  g_assert_cmpint (code, ==, CURLE_ABORTED_BY_CALLBACK);
  g_assert_cmpuint (rw_test_server_count (self->server, ""), ==, 0);
}

/* A server that is silent for longer than usual, and who was told so. */
static void
test_patience (Fixture *self, gconstpointer data)
{
  const RwHttpPatience usual = rw_http_patience;
  gint64 more = GPOINTER_TO_INT (data);
  gint64 start = g_get_monotonic_time ();
  CURLcode code = CURLE_OK;

  rw_http_patience.small = 100;
  rw_test_server_reply (self->server, &(RwTestReply){ .status = 200, .is_stalled = TRUE });
  rw_http_easy_set_patience (self->easy, TRUE, more);
  g_assert_true (rw_http_easy_run (self->easy, self->multi, NULL, &code));
  g_assert_cmpint (code, ==, CURLE_OPERATION_TIMEDOUT);
  g_assert_cmpint (g_get_monotonic_time () - start, >=,
                   (90 + more) * 1000); /* curl's clock is coarse */
  rw_http_patience = usual;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/http-easy/run", Fixture, NULL, set_up, test_run, tear_down);
  g_test_add ("/http-easy/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/http-easy/patience", Fixture, NULL, set_up, test_patience, tear_down);
  g_test_add ("/http-easy/more-patience", Fixture, GINT_TO_POINTER (300), set_up, test_patience,
              tear_down);
  return g_test_run ();
}
