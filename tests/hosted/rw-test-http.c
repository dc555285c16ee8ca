/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-http.h"

#include "rw-test.h"

RwTestHttp *
rw_test_http_new (const char *path, const RwTestReply *reply)
{
  RwTestHttp *self = g_new0 (RwTestHttp, 1);

  self->server = rw_test_server_new (NULL);
  rw_test_server_reply (self->server, reply);
  self->http = rw_http_new (NULL);
  self->url = rw_test_server_dup_url (self->server, path);
  self->request = (RwHttpRequest){ .method = "GET", .url = self->url };
  return self;
}

void
rw_test_http_free (RwTestHttp *self)
{
  rw_http_answer_clear (&self->answer);
  rw_http_free (self->http);
  rw_test_server_free (self->server);
  g_free (self->url);
  g_free (self);
}

void
rw_test_http_check (RwTestHttp *self, guint status)
{
  g_autoptr (GError) error = NULL;
  gboolean answered = rw_http_send (self->http, &self->request, &self->answer, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (answered);
  g_assert_cmpint (self->answer.end, ==, RW_HTTP_ANSWERED);
  g_assert_cmpuint (self->answer.status, ==, status);
}

void
rw_test_http_check_fails (RwTestHttp *self, RwHttpEnd end, int code, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_http_send (self->http, &self->request, &self->answer, NULL, &error));
  rw_test_assert_error (&error, code, part);
  g_assert_cmpint (self->answer.end, ==, end);
}

char *
rw_test_http_dup_body (const RwHttpAnswer *answer)
{
  return g_strndup ((const char *) answer->body->data, answer->body->len);
}
