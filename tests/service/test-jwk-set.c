/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwk-set.h"

#include "rw-test-keys.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

static RwJwkSet *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  RwJwkSet *keys = rw_jwk_set_parse (json, strlen (json), &error);

  g_assert_no_error (error);
  return keys;
}

static void
test_keys (void)
{
  g_autofree char *json = rw_test_key_set ("one", "two", NULL);
  g_autoptr (RwJwkSet) keys = parse (json);

  g_assert_cmpint (EVP_PKEY_eq (rw_jwk_set_find (keys, "one"), rw_test_key ("one")), ==, 1);
  g_assert_cmpint (EVP_PKEY_eq (rw_jwk_set_find (keys, "two"), rw_test_key ("two")), ==, 1);
  g_assert_null (rw_jwk_set_find (keys, "three"));
}

/* @from in the set is replaced by @to, in the key "one" only. */
static char *
change (const char *from, const char *to)
{
  g_autofree char *json = rw_test_key_set ("one", "two", NULL);
  char *place = strstr (json, from);

  g_assert_nonnull (place);
  *place = '\0';
  return g_strconcat (json, to, place + strlen (from), NULL);
}

/* Keys that sign nothing, or with something else, are left out; the others stay. */
static void
test_left_out (void)
{
  const struct
  {
    const char *from;
    const char *to;
  } changes[] = {
    { "\"kty\":\"RSA\"", "\"kty\":\"EC\"" },
    { "\"kty\":\"RSA\",", "" },
    { "\"kty\":\"RSA\",", "\"kty\":\"RSA\",\"use\":\"enc\"," },
    { "\"kty\":\"RSA\",", "\"kty\":\"RSA\",\"alg\":\"RS512\"," },
    { "\"kid\":\"one\",", "" },
    { "\"e\":\"AQAB\"", "\"e\":\"AQ\"" },
    { "\"e\":\"AQAB\"", "\"e\":\"AQAA\"" },
    { "\"e\":\"AQAB\"", "\"e\":\"AQ==\"" },
    { "\"e\":\"AQAB\"", "\"e\":65537" },
    { "\"n\":\"", "\"n\":\"AQAB\",\"m\":\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *json = change (changes[i].from, changes[i].to);
      g_autoptr (RwJwkSet) keys = parse (json);
      g_assert_null (rw_jwk_set_find (keys, "one"));
      g_assert_nonnull (rw_jwk_set_find (keys, "two"));
    }
}

static void
test_refused (void)
{
  const char *const texts[] = {
    "", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[]}", "{\"keys\":[1]}", "{\"keys\":[],\"keys\":[]}"
  };
  g_autofree char *large = g_strnfill (RW_JWK_SET_MAX_BYTES + 1, ' ');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_null (rw_jwk_set_parse (texts[i], strlen (texts[i]), &error));
      rw_test_assert_error (&error, RW_ERROR_FORMAT, "key set");
    }
  g_assert_null (rw_jwk_set_parse (large, strlen (large), &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "256 KiB");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jwk-set/keys", test_keys);
  g_test_add_func ("/jwk-set/left-out", test_left_out);
  g_test_add_func ("/jwk-set/refused", test_refused);
  return g_test_run ();
}
