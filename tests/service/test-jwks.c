/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwks.h"

#include "rw-clock.h"
#include "rw-test-keys.h"
#include "../hosted/rw-test-server.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

#define SECOND 1000

static const RwJwtRules rules = { "https://id.example", "queue", NULL };

static _Atomic gint64 now; /* threads read it */

static gint64
get_now (void)
{
  return now;
}

/* "good", "unknown", "wrong", or "no keys". */
static const char *
judge (RwJwks *jwks, const char *id)
{
  const char *const words[] = { "good", "unknown", "wrong" };
  g_autofree char *token = rw_test_good_jwt (id);
  g_autofree char *user = NULL;
  const char *why = NULL;
  RwJwtVerdict verdict = RW_JWT_WRONG;

  return rw_jwks_judge (jwks, token, &verdict, &user, &why) ? words[verdict] : "no keys";
}

static void
reply (RwTestServer *server, guint status, const char *body)
{
  rw_test_server_reply (server, &(RwTestReply){ .status = status, .body = body });
}

static RwJwks *
open_url (RwTestServer *server)
{
  g_autofree char *url = rw_test_server_dup_url (server, "/keys");
  g_autoptr (GError) error = NULL;
  RwJwks *jwks = rw_jwks_new (url, &rules, NULL, &error);

  g_assert_no_error (error);
  now = RW_TEST_NOW * SECOND;
  return jwks;
}

/* A key that nobody knows is looked for once, and after half a minute once more. */
static void
test_rotation (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autoptr (RwJwks) jwks = open_url (server);
  g_autofree char *first = rw_test_key_set ("one", NULL);
  g_autofree char *second = rw_test_key_set ("one", "two", NULL);

  reply (server, 200, first);
  g_assert_cmpstr (judge (jwks, "one"), ==, "good");
  g_assert_cmpstr (judge (jwks, "two"), ==, "unknown");
  g_assert_cmpuint (rw_test_server_count (server, "GET "), ==, 1);
  now += 30 * SECOND;
  reply (server, 200, second);
  g_assert_cmpstr (judge (jwks, "two"), ==, "good");
  g_assert_cmpstr (judge (jwks, "three"), ==, "unknown");
  g_assert_cmpuint (rw_test_server_count (server, "GET "), ==, 2);
}

/* While the server fails, old keys will do, and nobody is told that a key is unknown. */
static void
test_stale (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autoptr (RwJwks) jwks = open_url (server);
  g_autofree char *keys = rw_test_key_set ("one", NULL);

  reply (server, 200, keys);
  g_assert_cmpstr (judge (jwks, "one"), ==, "good");
  now += 30 * SECOND;
  reply (server, 503, "later");
  g_assert_cmpstr (judge (jwks, "two"), ==, "no keys");
  g_assert_cmpstr (judge (jwks, "one"), ==, "good");
  g_assert_cmpuint (rw_test_server_count (server, "GET "), ==, 2);
}

/* Without keys nobody is judged, and they are asked for again later. */
static void
test_none (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autoptr (RwJwks) jwks = open_url (server);
  g_autofree char *keys = rw_test_key_set ("one", NULL);

  reply (server, 200, "{\"keys\":[]}");
  g_assert_cmpstr (judge (jwks, "one"), ==, "no keys");
  g_assert_cmpstr (judge (jwks, "one"), ==, "no keys");
  g_assert_cmpuint (rw_test_server_count (server, "GET "), ==, 1);
  now += 30 * SECOND;
  reply (server, 200, keys);
  g_assert_cmpstr (judge (jwks, "one"), ==, "good");
}

static RwJwks *
open_file (const RwJwtRules *with)
{
  g_autofree char *keys = rw_test_key_set ("one", NULL);
  g_autofree char *path = rw_test_write ("keys.json", keys, strlen (keys));
  g_autoptr (GError) error = NULL;
  RwJwks *jwks = rw_jwks_new (path, with, NULL, &error);

  g_assert_no_error (error);
  now = RW_TEST_NOW * SECOND;
  return jwks;
}

/* A file is read again when another one takes its place. */
static void
test_file (void)
{
  g_autofree char *second = rw_test_key_set ("two", NULL);
  g_autoptr (RwJwks) jwks = open_file (&rules);

  g_assert_cmpstr (judge (jwks, "one"), ==, "good");
  g_assert_cmpstr (judge (jwks, "two"), ==, "unknown");
  g_free (rw_test_write ("keys.json", second, strlen (second)));
  g_assert_cmpstr (judge (jwks, "two"), ==, "good");
  g_assert_cmpstr (judge (jwks, "one"), ==, "unknown");
}

/* Whoever opens it may let go of the rules, or change them. */
static void
test_rules (void)
{
  char *issuer = g_strdup ("https://id.example");
  char *audience = g_strdup ("queue");
  char *party = g_strdup ("https://app.example");
  const char *parties[] = { party, NULL };
  RwJwtRules own = { issuer, audience, parties };
  g_autoptr (RwJwks) jwks = open_file (&own);

  issuer[0] = audience[0] = party[0] = '-';
  own = (RwJwtRules){ 0 };
  parties[0] = NULL;
  g_assert_cmpstr (judge (jwks, "one"), ==, "good");
  g_free (issuer);
  g_free (audience);
  g_free (party);
}

/* What looks like an address is none of a file. */
static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_jwks_new ("http://example.com/keys", &rules, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "http://example.com/keys");
  g_assert_null (rw_jwks_new ("no-such-file.json", &rules, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_FILE, "no-such-file.json");
}

static gpointer
judge_often (gpointer data)
{
  for (guint i = 0; i < 20; i++)
    g_assert_cmpstr (judge (data, i % 2 == 0 ? "one" : "two"), ==, i % 2 == 0 ? "good" : "unknown");
  return NULL;
}

/* Several threads that need keys at once fetch them once. */
static void
test_threads (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autoptr (RwJwks) jwks = open_url (server);
  g_autofree char *keys = rw_test_key_set ("one", NULL);
  GThread *threads[4];

  g_free (rw_test_good_jwt ("two"));
  reply (server, 200, keys);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("judge", judge_often, jwks);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (rw_test_server_count (server, "GET "), ==, 1);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_clock_now = get_now;
  g_test_add_func ("/jwks/rotation", test_rotation);
  g_test_add_func ("/jwks/stale", test_stale);
  g_test_add_func ("/jwks/none", test_none);
  g_test_add_func ("/jwks/file", test_file);
  g_test_add_func ("/jwks/rules", test_rules);
  g_test_add_func ("/jwks/refused", test_refused);
  g_test_add_func ("/jwks/threads", test_threads);
  return g_test_run ();
}
