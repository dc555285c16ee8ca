/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwt.h"

#include "rw-base64url.h"
#include "rw-test-keys.h"

#include <locale.h>
#include <string.h>

static const char *const parties[] = { "https://other.example", "https://app.example", NULL };
static const RwJwtRules rules = { "https://id.example", "queue", parties };

static RwJwtVerdict
judge_with (const char *token, const RwJwtRules *with, gint64 now)
{
  g_autofree char *json = rw_test_key_set ("one", "two", NULL);
  g_autoptr (RwJwkSet) keys = rw_jwk_set_parse (json, strlen (json), NULL);
  g_autofree char *user = NULL;
  const char *why = NULL;
  RwJwtVerdict verdict = rw_jwt_judge (token, keys, with, now, &user, &why);

  g_assert_cmpstr (user, ==, verdict == RW_JWT_GOOD ? "ana" : NULL);
  if (verdict != RW_JWT_GOOD)
    g_assert_nonnull (why);
  return verdict;
}

static RwJwtVerdict
judge (const char *token)
{
  return judge_with (token, &rules, RW_TEST_NOW);
}

static void
test_good (void)
{
  g_autofree char *token = rw_test_jwt ("one", RW_TEST_HEAD, RW_TEST_PAYLOAD);
  g_autofree char *untyped = rw_test_good_jwt ("one");
  g_autofree char *other = rw_test_good_jwt ("two");

  g_assert_cmpint (judge (token), ==, RW_JWT_GOOD);
  g_assert_cmpint (judge (untyped), ==, RW_JWT_GOOD);
  g_assert_cmpint (judge (other), ==, RW_JWT_GOOD);
}

/* The first place of @from in @text, replaced. */
static char *
change (const char *text, const char *from, const char *to)
{
  const char *place = strstr (text, from);

  g_assert_nonnull (place);
  return g_strdup_printf ("%.*s%s%s", (int) (place - text), text, to, place + strlen (from));
}

static void
test_heads (void)
{
  const char *const changes[][2] = {
    { "RS256", "none" },
    { "RS256", "HS256" },
    { "RS256", "RS512" },
    { "\"alg\":\"RS256\",", "" },
    { "\"RS256\"", "256" },
    { "\"JWT\"", "\"at+jwt\"" },
    { ",\"kid\":\"one\"", "" },
    { "\"one\"", "1" },
    { "{", "{\"crit\":[\"b64\"]," },
    { "{", "{\"alg\":\"RS256\"," },
    { "{", "[" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *head = change (RW_TEST_HEAD, changes[i][0], changes[i][1]);
      g_autofree char *token = rw_test_jwt ("one", head, RW_TEST_PAYLOAD);
      g_assert_cmpint (judge (token), ==, RW_JWT_WRONG);
    }
}

static void
test_payloads (void)
{
  const char *const changes[][2] = {
    { "id.example", "evil.example" },
    { "\"iss\":\"https://id.example\",", "" },
    { "app.example", "evil.example" },
    { "\"azp\":\"https://app.example\",", "" },
    { "\"queue\"", "\"y\"" },
    { "[\"x\",\"queue\"]", "\"x\"" },
    { "\"aud\":[\"x\",\"queue\"],", "" },
    { "\"sub\":\"ana\",", "" },
    { "\"ana\"", "\"\"" },
    { "\"ana\"", "\"a na\"" },
    { "\"ana\"", "\"a\\u0000na\"" },
    { "\"ana\"", "7" },
    { "\"exp\":1700000100", "\"exp\":1699999995" },
    { ",\"exp\":1700000100", "" },
    { "\"exp\":1700000100", "\"exp\":\"1700000100\"" },
    { "\"iat\":1699999900", "\"iat\":1700000006" },
    { "\"iat\":1699999900,", "" },
    { "\"nbf\":1699999900", "\"nbf\":1700000006" },
    { "\"nbf\":1699999900", "\"nbf\":null" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *payload = change (RW_TEST_PAYLOAD, changes[i][0], changes[i][1]);
      g_autofree char *token = rw_test_jwt ("one", RW_TEST_HEAD, payload);
      g_assert_cmpint (judge (token), ==, RW_JWT_WRONG);
    }
}

/* Clocks may differ by five seconds. */
static void
test_skew (void)
{
  g_autofree char *token = rw_test_jwt ("one", RW_TEST_HEAD, RW_TEST_PAYLOAD);

  g_assert_cmpint (judge_with (token, &rules, 1700000104), ==, RW_JWT_GOOD);
  g_assert_cmpint (judge_with (token, &rules, 1700000105), ==, RW_JWT_WRONG);
  g_assert_cmpint (judge_with (token, &rules, 1699999895), ==, RW_JWT_GOOD);
  g_assert_cmpint (judge_with (token, &rules, 1699999894), ==, RW_JWT_WRONG);
}

/* Rules that are not given are not looked at. */
static void
test_rules (void)
{
  const RwJwtRules few = { "https://id.example", NULL, NULL };
  g_autofree char *payload = change (RW_TEST_PAYLOAD, "\"azp\":\"https://app.example\",", "");
  g_autofree char *token = rw_test_jwt ("one", RW_TEST_HEAD, payload);

  g_assert_cmpint (judge_with (token, &few, RW_TEST_NOW), ==, RW_JWT_GOOD);
}

static void
test_keys (void)
{
  g_autofree char *unknown = rw_test_good_jwt ("three");
  g_autofree char *foreign = rw_test_jwt ("two", RW_TEST_HEAD, RW_TEST_PAYLOAD);

  g_assert_cmpint (judge (unknown), ==, RW_JWT_UNKNOWN_KEY);
  g_assert_cmpint (judge (foreign), ==, RW_JWT_WRONG);
}

/* A token need not name the only key. */
static void
test_single_key (void)
{
  g_autofree char *json = rw_test_key_set ("one", NULL);
  g_autoptr (RwJwkSet) keys = rw_jwk_set_parse (json, strlen (json), NULL);
  g_autofree char *token = rw_test_jwt ("one", "{\"alg\":\"RS256\"}", RW_TEST_PAYLOAD);
  g_autofree char *foreign = rw_test_jwt ("two", "{\"alg\":\"RS256\"}", RW_TEST_PAYLOAD);
  g_autofree char *user = NULL;
  const char *why = NULL;

  g_assert_cmpint (rw_jwt_judge (token, keys, &rules, RW_TEST_NOW, &user, &why), ==, RW_JWT_GOOD);
  g_clear_pointer (&user, g_free);
  g_assert_cmpint (rw_jwt_judge (foreign, keys, &rules, RW_TEST_NOW, &user, &why), ==,
                   RW_JWT_WRONG);
}

/* Every letter of a good token, changed. */
static void
test_letters (void)
{
  g_autofree char *good = rw_test_jwt ("one", RW_TEST_HEAD, RW_TEST_PAYLOAD);

  for (gsize i = 0; i < strlen (good); i++)
    {
      g_autofree char *token = g_strdup (good);
      token[i] = token[i] == 'A' ? 'B' : 'A';
      g_assert_cmpint (judge (token), !=, RW_JWT_GOOD);
    }
}

static void
test_forms (void)
{
  g_autofree char *good = rw_test_jwt ("one", RW_TEST_HEAD, RW_TEST_PAYLOAD);
  g_autofree char *padded = g_strconcat (good, "=", NULL);
  g_autofree char *fourth = g_strconcat (good, ".x", NULL);
  g_autofree char *blank = g_strconcat (good, " ", NULL);
  g_autofree char *unsigned_one = g_strndup (good, (gsize) (strrchr (good, '.') - good));
  g_autofree char *empty_signature = g_strconcat (unsigned_one, ".", NULL);
  g_autofree char *long_one = g_strnfill (RW_JWT_MAX_BYTES + 1, '.');
  const char *const tokens[] = { "",      ".",   "..",         padded,
                                 fourth,  blank, unsigned_one, empty_signature,
                                 long_one };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    g_assert_cmpint (judge (tokens[i]), ==, RW_JWT_WRONG);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jwt/good", test_good);
  g_test_add_func ("/jwt/heads", test_heads);
  g_test_add_func ("/jwt/payloads", test_payloads);
  g_test_add_func ("/jwt/skew", test_skew);
  g_test_add_func ("/jwt/rules", test_rules);
  g_test_add_func ("/jwt/keys", test_keys);
  g_test_add_func ("/jwt/single-key", test_single_key);
  g_test_add_func ("/jwt/letters", test_letters);
  g_test_add_func ("/jwt/forms", test_forms);
  return g_test_run ();
}
