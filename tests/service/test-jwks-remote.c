/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwks-remote.h"

#include "rw-http.h"
#include "rw-test-certificate.h"
#include "rw-test-keys.h"
#include "../hosted/rw-test-server.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

#define N_THREADS 4

static RwJwksRemote *
open_with (RwTestServer *server, const char *ca_file)
{
  g_autofree char *url = rw_test_server_dup_url (server, "/keys");
  g_autoptr (GError) error = NULL;
  RwJwksRemote *remote = rw_jwks_remote_new (url, ca_file, &error);

  g_assert_no_error (error);
  rw_test_stop_clock ();
  return remote;
}

static void
reply_keys (RwTestServer *server, const char *id)
{
  g_autofree char *keys = rw_test_key_set (id, NULL);

  rw_test_server_reply (server, &(RwTestReply){ .status = 200, .body = keys });
}

/* A server whose first answer is the key "one", and that this was fetched. */
static RwJwksRemote *
open_with_keys (RwTestServer *server, RwJwkSet **keys)
{
  RwJwksRemote *remote = open_with (server, NULL);

  reply_keys (server, "one");
  *keys = rw_jwks_remote_get_keys (remote);
  g_assert_nonnull (*keys);
  return remote;
}

static void
assert_n_fetches (RwTestServer *server, guint n)
{
  g_assert_cmpuint (rw_test_server_count (server, "GET /keys"), ==, n);
}

static void
assert_none_newer (RwJwksRemote *remote, RwJwkSet *keys, gboolean is_certain)
{
  gboolean certain = !is_certain;

  g_assert_null (rw_jwks_remote_get_newer (remote, keys, &certain));
  g_assert_cmpint (certain, ==, is_certain);
}

/* Fetched when first needed, then kept. */
static void
test_first (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autoptr (RwJwkSet) keys = NULL;
  g_autoptr (RwJwksRemote) remote = open_with_keys (server, &keys);
  g_autoptr (RwJwkSet) again = rw_jwks_remote_get_keys (remote);

  g_assert_nonnull (rw_jwk_set_find (keys, "one"));
  g_assert_true (again == keys);
  assert_n_fetches (server, 1);
}

/* Others are fetched for whoever asks for newer ones, half a minute after the last fetch. */
static void
test_newer (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autoptr (RwJwkSet) keys = NULL;
  g_autoptr (RwJwksRemote) remote = open_with_keys (server, &keys);
  gboolean is_certain = FALSE;

  rw_test_advance_clock (RW_JWKS_INTERVAL - 1);
  assert_none_newer (remote, keys, TRUE);
  rw_test_advance_clock (1);
  reply_keys (server, "two");
  g_autoptr (RwJwkSet) newer = rw_jwks_remote_get_newer (remote, keys, &is_certain);
  g_assert_nonnull (rw_jwk_set_find (newer, "two"));
  assert_none_newer (remote, newer, TRUE);
  assert_n_fetches (server, 2);
}

/* Whoever asks with keys that were replaced meanwhile gets the new ones without a fetch. */
static void
test_newer_already (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autoptr (RwJwkSet) keys = NULL;
  g_autoptr (RwJwksRemote) remote = open_with_keys (server, &keys);
  gboolean is_certain = FALSE;

  rw_test_advance_clock (RW_JWKS_INTERVAL);
  reply_keys (server, "two");
  g_autoptr (RwJwkSet) first = rw_jwks_remote_get_newer (remote, keys, &is_certain);
  rw_test_advance_clock (RW_JWKS_INTERVAL);
  g_autoptr (RwJwkSet) second = rw_jwks_remote_get_newer (remote, keys, &is_certain);
  g_assert_true (first == second);
  assert_n_fetches (server, 2);
}

/* After a day others are fetched, and the old ones are used until they are there. */
static void
test_day (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autoptr (RwJwkSet) keys = NULL;
  g_autoptr (RwJwksRemote) remote = open_with_keys (server, &keys);
  gboolean is_certain = FALSE;

  rw_test_advance_clock (RW_JWKS_MAX_AGE - 1);
  g_autoptr (RwJwkSet) before = rw_jwks_remote_get_keys (remote);
  assert_n_fetches (server, 1);
  rw_test_advance_clock (1);
  reply_keys (server, "two");
  g_autoptr (RwJwkSet) meanwhile = rw_jwks_remote_get_keys (remote);
  g_autoptr (RwJwkSet) newer = rw_jwks_remote_get_newer (remote, keys, &is_certain);
  g_assert_true (before == keys);
  g_assert_true (meanwhile == keys || meanwhile == newer);
  g_assert_nonnull (rw_jwk_set_find (newer, "two"));
  assert_n_fetches (server, 2);
}

/* Old keys stay while the server fails; that it knows no newer ones is not certain then. */
static void
test_stale (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autoptr (RwJwkSet) keys = NULL;
  g_autoptr (RwJwksRemote) remote = open_with_keys (server, &keys);

  rw_test_advance_clock (RW_JWKS_MAX_AGE);
  rw_test_server_reply (server, &(RwTestReply){ .status = 503, .body = "{}" });
  assert_none_newer (remote, keys, FALSE);
  g_autoptr (RwJwkSet) still = rw_jwks_remote_get_keys (remote);
  g_assert_true (still == keys);
  assert_none_newer (remote, keys, FALSE);
  assert_n_fetches (server, 2);
  rw_test_advance_clock (RW_JWKS_INTERVAL);
  reply_keys (server, "one");
  gboolean is_certain = FALSE;
  g_autoptr (RwJwkSet) newer = rw_jwks_remote_get_newer (remote, keys, &is_certain);
  g_assert_nonnull (newer);
  g_assert_true (is_certain);
}

static void
check_none (const RwTestReply *reply)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autoptr (RwJwksRemote) remote = open_with (server, NULL);

  rw_test_server_reply (server, reply);
  g_assert_null (rw_jwks_remote_get_keys (remote));
  g_assert_null (rw_jwks_remote_get_keys (remote));
  assert_n_fetches (server, 1);
  rw_test_advance_clock (RW_JWKS_INTERVAL);
  reply_keys (server, "one");
  g_autoptr (RwJwkSet) keys = rw_jwks_remote_get_keys (remote);
  g_assert_nonnull (keys);
}

/* Answers that hold no keys; the next one may. */
static void
test_answers (void)
{
  g_autofree char *keys = rw_test_key_set ("one", NULL);
  g_autofree char *blanks = g_strnfill (RW_JWK_SET_MAX_BYTES, ' ');
  g_autofree char *huge = g_strconcat (blanks, keys, NULL);

  check_none (&(RwTestReply){ .status = 200, .body = "{\"keys\":[]}" });
  check_none (&(RwTestReply){ .status = 200, .body = huge });
  check_none (&(RwTestReply){ .status = 200, .body = keys, .cut = 100 });
  check_none (&(RwTestReply){ .status = 404, .body = keys });
  check_none (&(RwTestReply){ .status = 0 });
  check_none (
      &(RwTestReply){ .status = 302, .header = "Location: http://example.com/\r\n", .body = keys });
}

/* The usual patience of a fetch is longer than anybody waits. */
static void
test_slow (void)
{
  RwHttpPatience usual = rw_http_patience;

  rw_http_patience.small = 200;
  check_none (&(RwTestReply){ .status = 200, .is_stalled = TRUE });
  rw_http_patience = usual;
}

/* Nobody waits longer, nor does who frees it. */
static void
test_hanging (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autoptr (RwJwksRemote) remote = open_with (server, NULL);

  rw_test_server_reply (server, &(RwTestReply){ .status = 200, .is_stalled = TRUE });
  g_assert_null (rw_jwks_remote_get_keys (remote));
  g_assert_null (rw_jwks_remote_get_keys (remote));
  assert_n_fetches (server, 1);
}

/* By https, and never from there to where everybody can change what is sent. */
static void
test_tls (void)
{
  g_autofree char *ca = NULL;
  g_autofree char *certificate = NULL;
  rw_test_make_certificate ("IP:127.0.0.1", &ca, &certificate);
  g_autoptr (RwTestServer) server = rw_test_server_new (certificate);
  g_autoptr (RwTestServer) plain = rw_test_server_new (NULL);
  g_autoptr (RwJwksRemote) remote = open_with (server, ca);
  g_autofree char *url = rw_test_server_dup_url (plain, "/keys");
  g_autofree char *header = g_strdup_printf ("Location: %s\r\n", url);

  rw_test_server_reply (server, &(RwTestReply){ .status = 302, .header = header });
  g_assert_null (rw_jwks_remote_get_keys (remote));
  assert_n_fetches (plain, 0);
  rw_test_advance_clock (RW_JWKS_INTERVAL);
  reply_keys (server, "one");
  g_autoptr (RwJwkSet) keys = rw_jwks_remote_get_keys (remote);
  g_assert_nonnull (keys);
}

/* A certificate of somebody else's. */
static void
test_foreign_tls (void)
{
  g_autofree char *ca = NULL;
  g_autofree char *other_ca = NULL;
  g_autofree char *certificate = NULL;
  g_autofree char *other = NULL;
  rw_test_make_certificate ("IP:127.0.0.1", &ca, &certificate);
  rw_test_make_certificate ("IP:127.0.0.1", &other_ca, &other);
  g_autoptr (RwTestServer) server = rw_test_server_new (certificate);
  g_autoptr (RwJwksRemote) remote = open_with (server, other_ca);

  g_assert_null (rw_jwks_remote_get_keys (remote));
  assert_n_fetches (server, 0);
}

typedef struct
{
  RwJwksRemote *remote;
  RwJwkSet *keys; /* NULL: the first ones are wanted */
} Want;

static gpointer
get (gpointer data)
{
  Want *want = data;
  gboolean is_certain = FALSE;

  return want->keys == NULL ? rw_jwks_remote_get_keys (want->remote)
                            : rw_jwks_remote_get_newer (want->remote, want->keys, &is_certain);
}

/* What all get who want it at once, which is the same. */
static RwJwkSet *
get_at_once (Want *want)
{
  GThread *threads[N_THREADS];
  RwJwkSet *got = NULL;

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("get", get, want);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_clear_pointer (&got, rw_jwk_set_unref);
      got = g_thread_join (threads[i]);
      g_assert_nonnull (got);
    }
  return got;
}

/* One fetch is enough for all, and none of them goes away without keys while it runs. */
static void
test_threads (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_new (NULL);
  g_autoptr (RwJwksRemote) remote = open_with (server, NULL);

  reply_keys (server, "one");
  g_autoptr (RwJwkSet) keys = get_at_once (&(Want){ remote, NULL });
  rw_test_advance_clock (RW_JWKS_INTERVAL);
  reply_keys (server, "two");
  g_autoptr (RwJwkSet) newer = get_at_once (&(Want){ remote, keys });
  g_assert_nonnull (rw_jwk_set_find (newer, "two"));
  assert_n_fetches (server, 2);
}

static void
test_refused (void)
{
  const char *const urls[] = { "http://example.com/keys", "https://user@example.com/",
                               "https:", "ftp://127.0.0.1/", "" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_assert_null (rw_jwks_remote_new (urls[i], NULL, &error));
      rw_test_assert_error (&error, RW_ERROR_FORMAT, urls[i]);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jwks-remote/first", test_first);
  g_test_add_func ("/jwks-remote/newer", test_newer);
  g_test_add_func ("/jwks-remote/newer-already", test_newer_already);
  g_test_add_func ("/jwks-remote/day", test_day);
  g_test_add_func ("/jwks-remote/stale", test_stale);
  g_test_add_func ("/jwks-remote/answers", test_answers);
  g_test_add_func ("/jwks-remote/slow", test_slow);
  g_test_add_func ("/jwks-remote/hanging", test_hanging);
  g_test_add_func ("/jwks-remote/tls", test_tls);
  g_test_add_func ("/jwks-remote/foreign-tls", test_foreign_tls);
  g_test_add_func ("/jwks-remote/threads", test_threads);
  g_test_add_func ("/jwks-remote/refused", test_refused);
  return g_test_run ();
}
