/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwt.h"

#include "rw-base64url.h"
#include "rw-json.h"
#include "rw-tokens.h"

#include <openssl/err.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

typedef struct
{
  const char *start;
  gsize length;
} Part;

typedef struct
{
  Part head;
  Part payload;
  Part signature;
  gsize signed_length; /* head, point and payload */
} Parts;

static gboolean
split (const char *token, Parts *parts)
{
  const char *first = strchr (token, '.');
  const char *second = first != NULL ? strchr (first + 1, '.') : NULL;

  if (second == NULL || strchr (second + 1, '.') != NULL)
    return FALSE;
  *parts = (Parts){
    .head = { token, (gsize) (first - token) },
    .payload = { first + 1, (gsize) (second - first - 1) },
    .signature = { second + 1, strlen (second + 1) },
    .signed_length = (gsize) (second - token),
  };
  return TRUE;
}

/* NULL: no JSON object. */
static json_t *
read_object (const Part *part)
{
  g_autoptr (GBytes) bytes = rw_base64url_decode (part->start, part->length);

  return bytes != NULL
             ? rw_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
             : NULL;
}

static gboolean
check_head (json_t *head, const char **why)
{
  const char *algorithm = rw_json_get_text (head, "alg");
  json_t *type = json_object_get (head, "typ");
  json_t *key = json_object_get (head, "kid");

  if (algorithm == NULL || !g_str_equal (algorithm, "RS256"))
    *why = "its algorithm is not RS256";
  else if (type != NULL && g_strcmp0 (json_string_value (type), "JWT") != 0)
    *why = "its type is not JWT";
  else if (json_object_get (head, "crit") != NULL)
    *why = "it needs what is not supported";
  else if (key != NULL && !json_is_string (key))
    *why = "it names its key wrongly";
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_signature (const char *token, const Parts *parts, EVP_PKEY *key)
{
  g_autoptr (GBytes) bytes = rw_base64url_decode (parts->signature.start, parts->signature.length);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  gboolean is_right =
      bytes != NULL && EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, key) == 1 &&
      EVP_DigestVerify (context, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                        (const guint8 *) token, parts->signed_length) == 1;

  ERR_clear_error (); /* of this thread, whose next caller of OpenSSL might take it for its own */
  return is_right;
}

/* Seconds since 1970, with or without a fraction. */
static gboolean
read_time (json_t *payload, const char *member, double *time)
{
  json_t *value = json_object_get (payload, member);

  *time = json_number_value (value);
  return json_is_number (value);
}

static gboolean
check_times (json_t *payload, gint64 now, const char **why)
{
  double expires = 0;
  double issued = 0;
  double not_before = 0;
  gboolean has_start = read_time (payload, "nbf", &not_before);

  if (!read_time (payload, "exp", &expires) || !read_time (payload, "iat", &issued) ||
      (!has_start && json_object_get (payload, "nbf") != NULL))
    *why = "it has no times";
  else if (expires <= (double) (now - RW_JWT_SKEW))
    *why = "it ran out";
  else if (issued > (double) (now + RW_JWT_SKEW) ||
           (has_start && not_before > (double) (now + RW_JWT_SKEW)))
    *why = "it is not valid yet";
  else
    return TRUE;
  return FALSE;
}

/* "aud" is one text or a list of them. */
static gboolean
is_meant_for (json_t *payload, const char *audience)
{
  json_t *value = json_object_get (payload, "aud");
  gboolean is_meant = g_strcmp0 (json_string_value (value), audience) == 0;

  for (gsize i = 0; !is_meant && i < json_array_size (value); i++)
    is_meant = g_strcmp0 (json_string_value (json_array_get (value, i)), audience) == 0;
  return is_meant;
}

static gboolean
check_claims (json_t *payload, const RwJwtRules *rules, const char **why)
{
  const char *issuer = rw_json_get_text (payload, "iss");
  const char *party = rw_json_get_text (payload, "azp");
  const char *user = rw_json_get_text (payload, "sub");

  if (issuer == NULL || !g_str_equal (issuer, rules->issuer))
    *why = "somebody else issued it";
  else if (rules->audience != NULL && !is_meant_for (payload, rules->audience))
    *why = "it is meant for somebody else";
  else if (rules->parties != NULL && (party == NULL || !g_strv_contains (rules->parties, party)))
    *why = "another party asked for it";
  else if (user == NULL || !rw_tokens_is_user (user))
    *why = "it names no user";
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_payload (const Part *part, const RwJwtRules *rules, gint64 now, char **user, const char **why)
{
  json_auto_t *payload = read_object (part);

  *why = "its content is no JSON object";
  if (payload == NULL || !check_times (payload, now, why) || !check_claims (payload, rules, why))
    return FALSE;
  *user = g_strdup (rw_json_get_text (payload, "sub"));
  return TRUE;
}

static RwJwtVerdict
judge_head (const Parts *parts, RwJwkSet *keys, EVP_PKEY **key, const char **why)
{
  json_auto_t *head = read_object (&parts->head);

  *why = "its head is no JSON object";
  if (head == NULL || !check_head (head, why))
    return RW_JWT_WRONG;
  const char *id = rw_json_get_text (head, "kid");
  *key = rw_jwk_set_find (keys, id);
  if (*key != NULL)
    return RW_JWT_GOOD;
  *why = id != NULL ? "its key is not known" : "it names no key";
  return id != NULL ? RW_JWT_UNKNOWN_KEY : RW_JWT_WRONG;
}

RwJwtVerdict
rw_jwt_judge (const char *token, RwJwkSet *keys, const RwJwtRules *rules, gint64 now, char **user,
              const char **why)
{
  Parts parts;
  EVP_PKEY *key = NULL;

  *user = NULL;
  *why = "it has not three parts";
  if (strlen (token) > RW_JWT_MAX_BYTES || !split (token, &parts))
    return RW_JWT_WRONG;
  RwJwtVerdict verdict = judge_head (&parts, keys, &key, why);
  if (verdict != RW_JWT_GOOD)
    return verdict;
  *why = "its signature is wrong";
  if (!check_signature (token, &parts, key) ||
      !check_payload (&parts.payload, rules, now, user, why))
    return RW_JWT_WRONG;
  return RW_JWT_GOOD;
}
