/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-keys.h"

#include "rw-base64url.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/rsa.h>
#include <string.h>

static void
key_free (gpointer key)
{
  EVP_PKEY_free (key);
}

EVP_PKEY *
rw_test_key (const char *id)
{
  static GHashTable *keys;

  if (keys == NULL)
    keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, key_free);
  EVP_PKEY *key = g_hash_table_lookup (keys, id);
  if (key == NULL)
    {
      key = EVP_RSA_gen (2048);
      g_hash_table_insert (keys, g_strdup (id), key);
    }
  return key;
}

static char *
dup_number (EVP_PKEY *key, const char *name)
{
  BIGNUM *number = NULL;
  guint8 bytes[512];

  g_assert_cmpint (EVP_PKEY_get_bn_param (key, name, &number), ==, 1);
  int length = BN_bn2bin (number, bytes);
  BN_free (number);
  return rw_base64url_encode (bytes, (gsize) length);
}

char *
rw_test_key_set (const char *first, ...)
{
  GString *json = g_string_new ("{\"keys\":[");
  va_list ids;

  va_start (ids, first);
  for (const char *id = first; id != NULL; id = va_arg (ids, const char *))
    {
      g_autofree char *n = dup_number (rw_test_key (id), OSSL_PKEY_PARAM_RSA_N);
      g_autofree char *e = dup_number (rw_test_key (id), OSSL_PKEY_PARAM_RSA_E);
      g_string_append_printf (json, "%s{\"kty\":\"RSA\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}",
                              id == first ? "" : ",", id, n, e);
    }
  va_end (ids);
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

static char *
sign (EVP_PKEY *key, const char *text)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8 signature[512];
  size_t length = sizeof signature;

  g_assert_cmpint (EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, key), ==, 1);
  g_assert_cmpint (
      EVP_DigestSign (context, signature, &length, (const guint8 *) text, strlen (text)), ==, 1);
  EVP_MD_CTX_free (context);
  return rw_base64url_encode (signature, length);
}

char *
rw_test_jwt (const char *id, const char *head, const char *payload)
{
  g_autofree char *first = rw_base64url_encode ((const guint8 *) head, strlen (head));
  g_autofree char *second = rw_base64url_encode ((const guint8 *) payload, strlen (payload));
  g_autofree char *text = g_strconcat (first, ".", second, NULL);
  g_autofree char *signature = sign (rw_test_key (id), text);

  return g_strconcat (text, ".", signature, NULL);
}

char *
rw_test_good_jwt (const char *id)
{
  g_autofree char *head = g_strdup_printf ("{\"alg\":\"RS256\",\"kid\":\"%s\"}", id);

  return rw_test_jwt (id, head, RW_TEST_PAYLOAD);
}
