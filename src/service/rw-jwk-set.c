/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwk-set.h"

#include "rw-base64url.h"
#include "rw-error.h"

#include <glib/gi18n.h>
#include <jansson.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <string.h>

struct _RwJwkSet
{
  gatomicrefcount n_refs;
  GHashTable *keys; /* id → EVP_PKEY */
};

/* NULL: @member is no base64url of a number. */
static BIGNUM *
read_number (json_t *key, const char *member)
{
  json_t *value = json_object_get (key, member);

  if (!json_is_string (value))
    return NULL;
  g_autoptr (GBytes) bytes =
      rw_base64url_decode (json_string_value (value), json_string_length (value));
  gsize length = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  return length > 0 && length <= RW_JWK_MAX_BITS / 8 + 1 ? BN_bin2bn (data, (int) length, NULL)
                                                         : NULL;
}

static EVP_PKEY *
build (OSSL_PARAM_BLD *builder)
{
  OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param (builder);
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  EVP_PKEY *key = NULL;

  if (parameters == NULL || context == NULL || EVP_PKEY_fromdata_init (context) <= 0 ||
      EVP_PKEY_fromdata (context, &key, EVP_PKEY_PUBLIC_KEY, parameters) <= 0)
    key = NULL;
  EVP_PKEY_CTX_free (context);
  OSSL_PARAM_free (parameters);
  return key;
}

/* A modulus of the right size, and an odd exponent above 1 that fits 32 bits. */
static gboolean
is_sound (const BIGNUM *modulus, const BIGNUM *exponent)
{
  int bits = BN_num_bits (modulus);

  return bits >= RW_JWK_MIN_BITS && bits <= RW_JWK_MAX_BITS && BN_is_odd (modulus) &&
         BN_is_odd (exponent) && !BN_is_one (exponent) && BN_num_bits (exponent) <= 32;
}

static EVP_PKEY *
read_key (json_t *json)
{
  BIGNUM *modulus = read_number (json, "n");
  BIGNUM *exponent = read_number (json, "e");
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new ();
  EVP_PKEY *key = NULL;

  if (modulus != NULL && exponent != NULL && is_sound (modulus, exponent) &&
      OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, modulus) == 1 &&
      OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_E, exponent) == 1)
    key = build (builder);
  OSSL_PARAM_BLD_free (builder);
  BN_free (modulus);
  BN_free (exponent);
  return key;
}

/* Whether @member is @wanted, or not there and need not be. */
static gboolean
is_text (json_t *json, const char *member, const char *wanted, gboolean needed)
{
  json_t *value = json_object_get (json, member);

  if (value == NULL)
    return !needed;
  return json_is_string (value) && g_str_equal (json_string_value (value), wanted);
}

static void
add_key (RwJwkSet *self, json_t *json)
{
  const char *id = json_string_value (json_object_get (json, "kid"));

  if (id == NULL || !is_text (json, "kty", "RSA", TRUE) || !is_text (json, "use", "sig", FALSE) ||
      !is_text (json, "alg", "RS256", FALSE))
    return;
  EVP_PKEY *key = read_key (json);
  if (key != NULL)
    g_hash_table_replace (self->keys, g_strdup (id), key);
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT, _ ("The key set cannot be used: %s."), why);
  return FALSE;
}

static gboolean
add_keys (RwJwkSet *self, json_t *root, GError **error)
{
  json_t *keys = json_object_get (root, "keys");
  size_t i = 0;
  json_t *key = NULL;

  if (!json_is_array (keys) || json_array_size (keys) > RW_JWK_SET_MAX_KEYS)
    return refuse (error, _ ("it is no JSON Web Key Set of at most 64 keys"));
  json_array_foreach (keys, i, key) add_key (self, key);
  if (g_hash_table_size (self->keys) == 0)
    return refuse (error, _ ("it holds no RSA key of 2048 to 8192 bits with a “kid”"));
  return TRUE;
}

static void
key_free (gpointer key)
{
  EVP_PKEY_free (key);
}

RwJwkSet *
rw_jwk_set_parse (const char *json, gsize length, GError **error)
{
  json_error_t problem;
  json_t *root = length <= RW_JWK_SET_MAX_BYTES
                     ? json_loadb (json, length, JSON_REJECT_DUPLICATES, &problem)
                     : NULL;

  if (root == NULL)
    {
      refuse (error, _ ("it is no JSON of at most 256 KiB"));
      return NULL;
    }
  g_autoptr (RwJwkSet) self = g_new0 (RwJwkSet, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, key_free);
  gboolean added = add_keys (self, root, error);
  json_decref (root);
  return added ? g_steal_pointer (&self) : NULL;
}

RwJwkSet *
rw_jwk_set_ref (RwJwkSet *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
rw_jwk_set_unref (RwJwkSet *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  g_hash_table_unref (self->keys);
  g_free (self);
}

EVP_PKEY *
rw_jwk_set_find (const RwJwkSet *self, const char *id)
{
  return g_hash_table_lookup (self->keys, id);
}
