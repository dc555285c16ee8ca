/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-auth.h"

#include "rw-clock.h"
#include "rw-sqlite-tokens.h"
#include "rw-test-keys.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

static const RwJwtRules rules = { "https://id.example", NULL, NULL };

static gint64
get_now (void)
{
  return RW_TEST_NOW * 1000;
}

static RwTokens *
open_tokens (void)
{
  g_autofree char *path = rw_test_dup_path ("tokens.db");
  g_autoptr (GError) error = NULL;
  RwTokens *tokens = rw_sqlite_tokens_open (path, &error);

  g_assert_no_error (error);
  return tokens;
}

static RwJwks *
open_keys (void)
{
  g_autofree char *json = rw_test_key_set ("one", NULL);
  g_autofree char *path = rw_test_write ("keys.json", json, strlen (json));
  g_autoptr (GError) error = NULL;
  RwJwks *jwks = rw_jwks_new (path, &rules, NULL, &error);

  g_assert_no_error (error);
  return jwks;
}

static void
check (RwAuth *auth, const char *header, RwAuthResult result, const char *expected)
{
  g_autofree char *user = NULL;

  g_assert_cmpint (rw_auth_check (auth, header, &user), ==, result);
  g_assert_cmpstr (user, ==, expected);
}

static void
test_own (void)
{
  g_autoptr (RwTokens) tokens = open_tokens ();
  g_autoptr (RwAuth) auth = rw_auth_new (tokens, NULL);
  g_autofree char *token = rw_tokens_add (tokens, "ben", NULL, NULL);
  g_autofree char *header = g_strconcat ("Bearer ", token, NULL);
  g_autofree char *lower = g_strconcat ("bearer ", token, NULL);
  g_autofree char *blanks = g_strconcat ("Bearer  ", token, NULL);
  g_autofree char *basic = g_strconcat ("Basic ", token, NULL);

  check (auth, header, RW_AUTH_OK, "ben");
  check (auth, lower, RW_AUTH_OK, "ben");
  check (auth, blanks, RW_AUTH_BAD, NULL);
  check (auth, basic, RW_AUTH_MISSING, NULL);
  check (auth, NULL, RW_AUTH_MISSING, NULL);
  check (auth, "", RW_AUTH_MISSING, NULL);
  check (auth, "Bearer ", RW_AUTH_BAD, NULL);
}

/* Both kinds beside each other; without a key set a JWT is as bad as any other word. */
static void
test_jwt (void)
{
  g_autoptr (RwTokens) tokens = open_tokens ();
  g_autoptr (RwJwks) jwks = open_keys ();
  g_autoptr (RwAuth) auth = rw_auth_new (tokens, jwks);
  g_autoptr (RwAuth) without = rw_auth_new (tokens, NULL);
  g_autofree char *own = rw_tokens_add (tokens, "ben", NULL, NULL);
  g_autofree char *own_header = g_strconcat ("Bearer ", own, NULL);
  g_autofree char *jwt = rw_test_good_jwt ("one");
  g_autofree char *header = g_strconcat ("Bearer ", jwt, NULL);
  g_autofree char *foreign = rw_test_good_jwt ("two");
  g_autofree char *foreign_header = g_strconcat ("Bearer ", foreign, NULL);

  check (auth, header, RW_AUTH_OK, "ana");
  check (auth, own_header, RW_AUTH_OK, "ben");
  check (auth, foreign_header, RW_AUTH_BAD, NULL);
  check (without, header, RW_AUTH_BAD, NULL);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_clock_now = get_now;
  g_test_add_func ("/auth/own", test_own);
  g_test_add_func ("/auth/jwt", test_jwt);
  return g_test_run ();
}
