/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-server.h"

#include "rw-test.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define SECONDS 30 /* for one answer */

RwTestServer *
rw_test_server_start (RwTestServerSetting setting)
{
  const guint per_minute = setting.per_minute > 0 ? setting.per_minute : RW_TEST_PER_MINUTE;
  const RwServerSetting how = { .idle_seconds =
                                    setting.idle_seconds > 0 ? setting.idle_seconds : SECONDS };
  RwTestServer *self = g_new0 (RwTestServer, 1);
  g_autofree char *path = rw_test_dup_tokens_place ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RwListener) listener = rw_listener_open ("127.0.0.1:0", FALSE, &error);

  g_assert_no_error (error);
  self->place = g_strdup (listener->place);
  self->tokens = rw_test_open_tokens (path);
  self->token = rw_tokens_add (self->tokens, RW_TEST_USER, NULL, &error);
  RwBackend *backend = setting.backend != NULL ? setting.backend : rw_test_backend ();
  self->service = (RwService){
    .backend = backend,
    .health = rw_health_new (backend),
    .auth = rw_auth_new (self->tokens, NULL),
    .rate_limit = rw_rate_limit_new (per_minute),
    .metrics = rw_metrics_new (),
    .max_bytes = RW_TEST_MAX_BYTES,
    .per_minute = per_minute,
    .is_behind_proxy = setting.is_behind_proxy,
  };
  self->server = rw_server_start (&self->service, listener, &how, &error);
  g_assert_no_error (error);
  return self;
}

void
rw_test_server_stop (RwTestServer *self)
{
  rw_server_stop (self->server);
  rw_health_free (self->service.health);
  rw_auth_free (self->service.auth);
  rw_rate_limit_free (self->service.rate_limit);
  rw_metrics_free (self->service.metrics);
  rw_backend_free (self->service.backend);
  g_object_unref (self->tokens);
  g_free (self->token);
  g_free (self->place);
  g_free (self);
}

static char *
read_all (GInputStream *input)
{
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gssize length = 0;

  while ((length = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, length);
  return g_string_free (text, FALSE);
}

/* A server that answers early may close before it has read all: that is for the caller to see in
 * the answer. */
char *
rw_test_server_send (RwTestServer *self, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  g_socket_client_set_timeout (client, SECONDS);
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, self->place, 0, NULL, &error);
  g_assert_no_error (error);
  GIOStream *stream = G_IO_STREAM (connection);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), bytes, length, NULL, NULL,
                             NULL);
  return read_all (g_io_stream_get_input_stream (stream));
}

RwTestAnswer *
rw_test_ask (RwTestServer *self, const char *token, const char *what, const char *headers,
             const char *body)
{
  RwTestAnswer *answer = g_new0 (RwTestAnswer, 1);
  GString *request = g_string_new (NULL);

  g_string_printf (request, "%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n", what, self->place);
  if (token != NULL)
    g_string_append_printf (request, "Authorization: Bearer %s\r\n", token);
  if (body != NULL)
    g_string_append_printf (request, "Content-Length: %zu\r\n", strlen (body));
  g_string_append_printf (request, "%s\r\n%s", headers != NULL ? headers : "",
                          body != NULL ? body : "");
  answer->text = rw_test_server_send (self, request->str, request->len);
  g_string_free (request, TRUE);
  g_assert_true (g_str_has_prefix (answer->text, "HTTP/1.1 "));
  answer->status = (guint) atoi (answer->text + strlen ("HTTP/1.1 "));
  answer->body = strstr (answer->text, "\r\n\r\n") + 4;
  answer->json = json_loads (answer->body, 0, NULL);
  return answer;
}

void
rw_test_answer_free (RwTestAnswer *answer)
{
  json_decref (answer->json);
  g_free (answer->text);
  g_free (answer);
}

void
rw_test_assert_error_answer (RwTestAnswer *answer, guint status, const char *part)
{
  const char *message = json_string_value (json_object_get (answer->json, "error"));

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_true (json_is_false (json_object_get (answer->json, "success")));
  g_assert_cmpint (json_integer_value (json_object_get (answer->json, "status_code")), ==, status);
  rw_test_assert_has (answer->text,
                      json_string_value (json_object_get (answer->json, "request_id")));
  rw_test_assert_has (message, part);
  rw_test_answer_free (answer);
}

char *
rw_test_upload (RwTestServer *self, const char *headers, const char *text)
{
  g_autofree char *lines = g_strconcat (RW_TEST_FORM_TYPE, headers != NULL ? headers : "", NULL);
  g_autofree char *form =
      g_strdup_printf (RW_TEST_FILE ("customers.csv", "%s") RW_TEST_FORM_END, text);
  g_autoptr (RwTestAnswer) answer = rw_test_ask (self, self->token, "POST /api/csv", lines, form);

  g_assert_cmpuint (answer->status, ==, 200);
  return g_strdup (json_string_value (json_object_get (answer->json, "prediction_id")));
}

void
rw_test_complete (RwBackend *backend, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 attempt = rw_test_claim (backend->jobs, id);
  g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, id, attempt);
  RwJobLease lease = { id, "worker", attempt };
  RwJobResult result = { key, (gint64) strlen (text), "0f3a", "9c2e", 2 };

  rw_test_store (backend->storage, key, text);
  g_assert_true (rw_jobs_complete (backend->jobs, &lease, &result, &error));
  g_assert_no_error (error);
}
