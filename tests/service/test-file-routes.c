/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-file-routes.h"

#include "rw-test-server.h"
#include "rw-test.h"

#include <string.h>

#define BASE "http://127.0.0.1:8080" /* of rw_test_backend() */

static RwTestAnswer *
ask_for_url (RwTestServer *server, const char *id)
{
  g_autofree char *what = g_strconcat ("GET /api/predictions/download_predictions/", id, NULL);

  return rw_test_ask (server, server->token, what, NULL, NULL);
}

/* The path and query of the address of a result of this text. */
static char *
dup_url (RwTestServer *server, const char *text)
{
  g_autofree char *id = rw_test_upload (server, NULL, "a");

  rw_test_complete (server->service.backend, id, text);
  g_autoptr (RwTestAnswer) answer = ask_for_url (server, id);
  const char *url = json_string_value (json_object_get (answer->json, "download_url"));
  g_assert_cmpint (json_integer_value (json_object_get (answer->json, "expires_in")), ==, 600);
  g_assert_true (g_str_has_prefix (url, BASE "/api/files/results/"));
  return g_strdup (url + strlen (BASE));
}

static RwTestAnswer *
get (RwTestServer *server, const char *url)
{
  g_autofree char *what = g_strconcat ("GET ", url, NULL);

  return rw_test_ask (server, NULL, what, NULL, NULL);
}

static void
test_download (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *url = dup_url (server, "a,b,churn_probability\n");
  g_autoptr (RwTestAnswer) answer = get (server, url);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer->body, ==, "a,b,churn_probability\n");
  rw_test_assert_has (answer->text, "Content-Type: text/csv");
  rw_test_assert_has (answer->text, "attachment; filename=\"customers-scored.csv\"");
}

static void
test_not_completed (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *id = rw_test_upload (server, NULL, "a");

  rw_test_assert_error_answer (ask_for_url (server, id), 400, "not completed");
}

/* Each letter of the address counts: whichever is another one, nothing is given out. */
static void
test_tampered (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *url = dup_url (server, "secret");

  for (gsize i = strlen ("/api/files/"); url[i] != '\0'; i += 7)
    {
      g_autofree char *changed = g_strdup (url);
      changed[i] = changed[i] == '1' ? '2' : '1';
      g_autoptr (RwTestAnswer) answer = get (server, changed);
      g_test_message ("%s", changed);
      g_assert_cmpuint (answer->status, ==, 403);
      g_assert_null (strstr (answer->text, "secret"));
    }
}

static void
test_parts_missing (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *url = dup_url (server, "secret");

  for (char *cut = strpbrk (url, "?&"); cut != NULL; cut = strpbrk (cut + 1, "&"))
    {
      g_autofree char *shorter = g_strndup (url, cut - url);
      rw_test_assert_error_answer (get (server, shorter), 403, "not given out");
    }
}

static void
test_expired (void)
{
  g_autoptr (RwTestServer) server = NULL;

  rw_test_stop_clock ();
  server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *url = dup_url (server, "r");
  rw_test_advance_clock (599999);
  g_autoptr (RwTestAnswer) answer = get (server, url);
  g_assert_cmpuint (answer->status, ==, 200);
  rw_test_advance_clock (1);
  rw_test_assert_error_answer (get (server, url), 410, "valid no more");
}

static void
test_removed (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *url = dup_url (server, "r");
  const char *key = url + strlen ("/api/files/");
  g_autofree char *bare = g_strndup (key, strcspn (key, "?"));

  g_assert_true (rw_storage_remove (server->service.backend->storage, bare, NULL));
  rw_test_assert_error_answer (get (server, url), 404, "not there");
}

static void
test_sample (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autoptr (RwTestAnswer) answer = get (server, "/api/csv/sample-csv/telecom");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (g_str_has_prefix (answer->body, "customerID,gender,"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-routes/download", test_download);
  g_test_add_func ("/file-routes/not-completed", test_not_completed);
  g_test_add_func ("/file-routes/tampered", test_tampered);
  g_test_add_func ("/file-routes/parts-missing", test_parts_missing);
  g_test_add_func ("/file-routes/removed", test_removed);
  g_test_add_func ("/file-routes/sample", test_sample);
  g_test_add_func ("/file-routes/expired", test_expired);
  return g_test_run ();
}
