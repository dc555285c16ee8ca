/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-transfer.h"

#include "rw-http-easy.h"
#include "rw-test-server.h"
#include "rw-test.h"

typedef struct
{
  RwTestServer *server;
  RwUrl *url;
  CURLM *multi;
  RwAwsRequest request;
  RwAwsMessage message;
  RwAwsAnswer answer;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->server = rw_test_server_new (NULL);
  g_autofree char *text = rw_test_server_dup_url (self->server, "");
  self->url = rw_url_parse (text);
  self->multi = rw_http_easy_new_multi ();
  self->request = (RwAwsRequest){ .method = "GET" };
  self->message = (RwAwsMessage){ .server = self->url, .target = "/x", .request = &self->request };
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  rw_aws_answer_clear (&self->answer);
  curl_multi_cleanup (self->multi);
  rw_test_server_free (self->server);
  rw_url_free (self->url);
}

static gboolean
run (Fixture *self, gboolean *is_lasting)
{
  return rw_aws_transfer_run (self->multi, &self->message, &self->answer, is_lasting, NULL, NULL);
}

/* Nobody can put a header of their own behind a value. */
static void
test_headers (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const RwAwsPair headers[] = { { "X-One", "a\r\nX-Two: b" }, { "X-None", NULL }, { NULL, NULL } };
  gboolean is_lasting = FALSE;

  self->message.headers = headers;
  rw_test_server_reply (self->server, &(RwTestReply){ .status = 200 });
  g_assert_true (run (self, &is_lasting));
  g_autofree char *text = rw_test_server_dup_request (self->server, "GET /x", 0);
  rw_test_assert_has (text, "\r\nX-One: a  X-Two: b\r\n");
  rw_test_assert_has (text, "\r\nX-None:\r\n");
}

/* Where somebody wants to send us is an answer, and not gone to. */
static void
test_no_redirect (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gboolean is_lasting = FALSE;

  rw_test_server_reply (self->server,
                        &(RwTestReply){ .status = 307, .header = "Location: /elsewhere\r\n" });
  g_assert_true (run (self, &is_lasting));
  g_assert_cmpuint (self->answer.status, ==, 307);
  g_assert_cmpuint (rw_test_server_count (self->server, ""), ==, 1);
}

static void
test_direct (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gboolean is_lasting = FALSE;

  g_setenv ("http_proxy", "http://127.0.0.1:9", TRUE);
  self->url->is_local = FALSE;
  g_assert_false (run (self, &is_lasting));
  g_assert_false (is_lasting);
  self->message.is_direct = TRUE;
  rw_test_server_reply (self->server, &(RwTestReply){ .status = 200 });
  g_assert_true (run (self, &is_lasting));
  g_unsetenv ("http_proxy");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/aws-transfer/headers", Fixture, NULL, set_up, test_headers, tear_down);
  g_test_add ("/aws-transfer/no-redirect", Fixture, NULL, set_up, test_no_redirect, tear_down);
  g_test_add ("/aws-transfer/direct", Fixture, NULL, set_up, test_direct, tear_down);
  return g_test_run ();
}
