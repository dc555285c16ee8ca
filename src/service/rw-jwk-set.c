/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwk-set.h"

#include "rw-base64url.h"
#include "rw-error.h"
#include "rw-json.h"

#include <glib/gi18n.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <string.h>

#define MIN_BITS          2048
#define MAX_BITS          8192
#define MAX_EXPONENT_BITS 64

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIGNUM, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_PARAM, OSSL_PARAM_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_PARAM_BLD, OSSL_PARAM_BLD_free)

typedef struct
{
  char *id; /* NULL: it has none */
  EVP_PKEY *key;
} Member;

struct _RwJwkSet
{
  GArray *members; /* Member */
};

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (
      error, RW_ERROR, RW_ERROR_FORMAT,
      _ ("The key set cannot be used: %s. It must be a JSON Web Key Set (RFC 7517) with an "
         "RSA key of %d to %d bits."),
      why, MIN_BITS, MAX_BITS);
  return FALSE;
}

/* An odd number of @min to @max bits; NULL: it is none. */
static BIGNUM *
read_number (json_t *jwk, const char *name, int min, int max)
{
  const char *text = rw_json_get_text (jwk, name);
  g_autoptr (GBytes) bytes = text != NULL ? rw_base64url_decode (text, strlen (text)) : NULL;

  if (bytes == NULL || g_bytes_get_size (bytes) > MAX_BITS / 8)
    return NULL;
  g_autoptr (BIGNUM) number =
      BN_bin2bn (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL);
  int n_bits = BN_num_bits (number);
  return n_bits >= min && n_bits <= max && BN_is_odd (number) ? g_steal_pointer (&number) : NULL;
}

static EVP_PKEY *
make_key (const BIGNUM *modulus, const BIGNUM *exponent)
{
  g_autoptr (OSSL_PARAM_BLD) builder = OSSL_PARAM_BLD_new ();
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  EVP_PKEY *key = NULL;

  OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, modulus);
  OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_E, exponent);
  g_autoptr (OSSL_PARAM) parameters = OSSL_PARAM_BLD_to_param (builder);
  if (EVP_PKEY_fromdata_init (context) > 0)
    EVP_PKEY_fromdata (context, &key, EVP_PKEY_PUBLIC_KEY, parameters);
  ERR_clear_error ();
  return key;
}

/* Whether a member that may be left out is this text otherwise. */
static gboolean
is_absent_or (json_t *jwk, const char *name, const char *text)
{
  json_t *value = json_object_get (jwk, name);

  return value == NULL || g_strcmp0 (json_string_value (value), text) == 0;
}

/* NULL: it is for something else. */
static EVP_PKEY *
read_key (json_t *jwk)
{
  if (g_strcmp0 (rw_json_get_text (jwk, "kty"), "RSA") != 0 || !is_absent_or (jwk, "use", "sig") ||
      !is_absent_or (jwk, "alg", "RS256"))
    return NULL;
  g_autoptr (BIGNUM) modulus = read_number (jwk, "n", MIN_BITS, MAX_BITS);
  g_autoptr (BIGNUM) exponent = read_number (jwk, "e", 2, MAX_EXPONENT_BITS);
  return modulus != NULL && exponent != NULL ? make_key (modulus, exponent) : NULL;
}

static void
clear_member (gpointer data)
{
  Member *member = data;

  g_free (member->id);
  EVP_PKEY_free (member->key);
}

static void
add_key (RwJwkSet *self, json_t *jwk)
{
  EVP_PKEY *key = read_key (jwk);

  if (key == NULL)
    return;
  Member member = { g_strdup (rw_json_get_text (jwk, "kid")), key };
  g_array_append_val (self->members, member);
}

static gboolean
add_keys (RwJwkSet *self, json_t *keys, GError **error)
{
  if (!json_is_array (keys))
    return refuse (error, _ ("it is no list of keys"));
  if (json_array_size (keys) > RW_JWK_SET_MAX_KEYS)
    return refuse (error, _ ("it holds too many keys"));
  for (gsize i = 0; i < json_array_size (keys); i++)
    add_key (self, json_array_get (keys, i));
  return self->members->len > 0 || refuse (error, _ ("it holds no key for RS256"));
}

RwJwkSet *
rw_jwk_set_parse (const char *bytes, gsize length, GError **error)
{
  json_auto_t *object =
      length <= RW_JWK_SET_MAX_BYTES ? rw_json_parse_object (bytes, length) : NULL;
  g_autoptr (RwJwkSet) self = g_atomic_rc_box_new0 (RwJwkSet);

  self->members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (self->members, clear_member);
  return add_keys (self, json_object_get (object, "keys"), error) ? g_steal_pointer (&self) : NULL;
}

RwJwkSet *
rw_jwk_set_ref (RwJwkSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RwJwkSet *self = data;

  g_array_unref (self->members);
}

void
rw_jwk_set_unref (RwJwkSet *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

EVP_PKEY *
rw_jwk_set_find (RwJwkSet *self, const char *id)
{
  const Member *first = &g_array_index (self->members, Member, 0);

  if (self->members->len == 1 && (id == NULL || first->id == NULL))
    return first->key;
  for (guint i = 0; id != NULL && i < self->members->len; i++)
    {
      const Member *member = &g_array_index (self->members, Member, i);
      if (g_strcmp0 (member->id, id) == 0)
        return member->key;
    }
  return NULL;
}
