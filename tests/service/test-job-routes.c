/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-routes.h"

#include "rw-test-server.h"
#include "rw-test.h"

#include <string.h>

#define NOBODYS "9c2e4ad5-0b6f-4a6e-9d4e-1f2a3b4c5d6e"

static RwTestAnswer *
ask (RwTestServer *server, const char *token, const char *format, const char *id)
{
  g_auto (GStrv) parts = g_strsplit (format, "ID", 2);
  g_autofree char *what = g_strjoinv (id, parts);

  return rw_test_ask (server, token, what, NULL, NULL);
}

static const char *
get_status (RwTestAnswer *answer)
{
  return json_string_value (
      json_object_get (json_object_get (answer->json, "prediction"), "status"));
}

static void
assert_moved (RwTestServer *server, const char *what, const char *id, const char *status)
{
  g_autoptr (RwTestAnswer) answer = ask (server, server->token, what, id);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (get_status (answer), ==, status);
}

#define CANCEL "POST /api/predictions/ID/cancel"
#define RETRY  "POST /api/predictions/ID/retry"

static void
test_moves (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  RwJobs *jobs = server->service.backend->jobs;
  g_autofree char *id = rw_test_upload (server, NULL, "a");

  assert_moved (server, RETRY, id, "QUEUED");
  assert_moved (server, CANCEL, id, "CANCELLED");
  assert_moved (server, CANCEL, id, "CANCELLED");
  assert_moved (server, RETRY, id, "QUEUED");
  rw_test_claim (jobs, id);
  assert_moved (server, RETRY, id, "PROCESSING");
  assert_moved (server, CANCEL, id, "CANCELLED");
  assert_moved (server, RETRY, id, "QUEUED");
  rw_test_complete (server->service.backend, id, "r");
  rw_test_assert_error_answer (ask (server, server->token, CANCEL, id), 409, "over");
  rw_test_assert_error_answer (ask (server, server->token, RETRY, id), 409, "completed");
  assert_moved (server, "GET /api/predictions/ID", id, "COMPLETED");
  g_autofree char *moves = rw_test_show_moves (jobs, id);
  g_assert_cmpstr (moves, ==, "QCQPCQPD");
  g_assert_cmpuint (rw_test_drain_outbox (jobs), ==, 0);
}

/* What is not yours is not there, in the same words as what nobody has. */
static void
test_others (void)
{
  const char *const routes[] = { "GET /api/predictions/ID", "GET /api/predictions/ID/events",
                                 CANCEL, RETRY, "GET /api/predictions/download_predictions/ID" };
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *bob = rw_tokens_add (server->tokens, "bob", NULL, NULL);
  g_autofree char *id = rw_test_upload (server, NULL, "a");

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      rw_test_assert_error_answer (ask (server, bob, routes[i], id), 404, "There is no such job.");
      rw_test_assert_error_answer (ask (server, server->token, routes[i], NOBODYS), 404,
                                   "There is no such job.");
      rw_test_assert_error_answer (ask (server, server->token, routes[i], "%25%ff'--"), 404,
                                   "There is no such job.");
    }
  assert_moved (server, "GET /api/predictions/ID", id, "QUEUED");
}

static char *
show_list (RwTestServer *server, const char *token, const char *query)
{
  g_autofree char *what = g_strconcat ("GET /api/predictions/", query, NULL);
  g_autoptr (RwTestAnswer) answer = rw_test_ask (server, token, what, NULL, NULL);
  json_t *list = json_object_get (answer->json, "predictions");
  GString *shown = g_string_new (NULL);
  gsize i = 0;
  json_t *job = NULL;

  json_array_foreach (list, i, job) g_string_append_printf (
      shown, "%" JSON_INTEGER_FORMAT " ", json_integer_value (json_object_get (job, "upload_id")));
  g_assert_cmpint (json_integer_value (json_object_get (answer->json, "count")), ==, i);
  return g_string_free (shown, FALSE);
}

static void
test_list (void)
{
  const char *const wanted[][2] = { { "?limit=2", "25 24 " },
                                    { "?limit=3&before=24", "23 22 21 " },
                                    { "?limit=5&before=3", "2 1 " },
                                    { "?before=1", "" },
                                    { "?before=2&limit=1&other=x", "1 " } };
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *bob = rw_tokens_add (server->tokens, "bob", NULL, NULL);

  for (guint i = 0; i < 25; i++)
    g_free (rw_test_upload (server, NULL, "a"));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *shown = show_list (server, server->token, wanted[i][0]);
      g_assert_cmpstr (shown, ==, wanted[i][1]);
    }
  g_autofree char *twenty = show_list (server, server->token, "");
  g_autofree char *bobs = show_list (server, bob, "");
  g_assert_true (g_str_has_prefix (twenty, "25 24 ") && g_str_has_suffix (twenty, " 7 6 "));
  g_assert_cmpstr (bobs, ==, "");
}

static void
test_events (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *id = rw_test_upload (server, NULL, "a");

  assert_moved (server, CANCEL, id, "CANCELLED");
  g_autoptr (RwTestAnswer) answer =
      ask (server, server->token, "GET /api/predictions/ID/events", id);
  json_t *events = json_object_get (answer->json, "events");
  g_assert_cmpuint (json_array_size (events), ==, 2);
  g_assert_cmpstr (json_string_value (json_object_get (json_array_get (events, 1), "status")), ==,
                   "CANCELLED");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-routes/moves", test_moves);
  g_test_add_func ("/job-routes/others", test_others);
  g_test_add_func ("/job-routes/list", test_list);
  g_test_add_func ("/job-routes/events", test_events);
  return g_test_run ();
}
