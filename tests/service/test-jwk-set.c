/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwk-set.h"

#include "rw-base64url.h"
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
    { "\"kid\":\"one\",", "\"kid\":1," },
    { "\"kid\":\"one\",", "\"kid\":\"one\",\"use\":1," },
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

/* The only key need not have an id, nor be named; if both do, it counts. */
static void
test_single (void)
{
  g_autofree char *json = rw_test_key_set ("one", NULL);
  g_autofree char *rest = g_strdup (strstr (json, "\"n\""));
  g_autofree char *without_id = g_strconcat ("{\"keys\":[{\"kty\":\"RSA\",", rest, NULL);
  g_autoptr (RwJwkSet) named = parse (json);
  g_autoptr (RwJwkSet) nameless = parse (without_id);

  g_assert_nonnull (rw_jwk_set_find (named, NULL));
  g_assert_null (rw_jwk_set_find (named, "two"));
  g_assert_nonnull (rw_jwk_set_find (nameless, NULL));
  g_assert_nonnull (rw_jwk_set_find (nameless, "two"));
}

/* Of several keys each must be named. */
static void
test_several (void)
{
  g_autofree char *json = rw_test_key_set ("one", "two", NULL);
  g_autoptr (RwJwkSet) keys = parse (json);

  g_assert_null (rw_jwk_set_find (keys, NULL));
}

/* {"keys":[…]} with the key "one" so many times. */
static char *
repeat (guint n)
{
  g_autofree char *json = rw_test_key_set ("one", NULL);
  const char *start = strchr (json, '[') + 1;
  g_autofree char *key = g_strndup (start, (gsize) (strrchr (json, ']') - start));
  GString *text = g_string_new ("{\"keys\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : ",", key);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static void
test_limits (void)
{
  g_autofree char *most = repeat (RW_JWK_SET_MAX_KEYS);
  g_autofree char *too_many = repeat (RW_JWK_SET_MAX_KEYS + 1);
  g_autoptr (RwJwkSet) keys = parse (most);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (rw_jwk_set_find (keys, "one"));
  g_assert_null (rw_jwk_set_parse (too_many, strlen (too_many), &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "too many keys");
}

/* RSA keys of other sizes are of no use. */
static void
test_sizes (void)
{
  const struct
  {
    gsize n_bytes;
    gboolean is_used;
  } sizes[] = { { 255, FALSE }, { 256, TRUE }, { 1024, TRUE }, { 1025, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *modulus = g_malloc (sizes[i].n_bytes);
      memset (modulus, 0xff, sizes[i].n_bytes);
      g_autofree char *n = rw_base64url_encode (modulus, sizes[i].n_bytes);
      g_autofree char *json =
          g_strdup_printf ("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"AQAB\"}]}", n);
      g_autoptr (RwJwkSet) keys = rw_jwk_set_parse (json, strlen (json), NULL);
      g_assert_cmpint (keys != NULL, ==, sizes[i].is_used);
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
  rw_test_assert_error (&error, RW_ERROR_FORMAT, "no list of keys");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jwk-set/keys", test_keys);
  g_test_add_func ("/jwk-set/left-out", test_left_out);
  g_test_add_func ("/jwk-set/single", test_single);
  g_test_add_func ("/jwk-set/several", test_several);
  g_test_add_func ("/jwk-set/limits", test_limits);
  g_test_add_func ("/jwk-set/sizes", test_sizes);
  g_test_add_func ("/jwk-set/refused", test_refused);
  return g_test_run ();
}
