/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens; or head and claims in two lines, which are signed here, for no mutation finds a
 * signature. A token of somebody else is never good; whom a good one names is a user. */
#include "rw-jwt.h"
#include "rw-test-keys.h"
#include "rw-tokens.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static RwJwkSet *
get_keys (void)
{
  static RwJwkSet *keys;

  if (keys == NULL)
    {
      g_autofree char *json = rw_test_key_set ("one", NULL);
      keys = rw_jwk_set_parse (json, strlen (json), NULL);
    }
  return keys;
}

static RwJwtVerdict
judge (const char *token)
{
  static const RwJwtRules rules = { "https://id.example", NULL, NULL };
  g_autofree char *user = NULL;
  const char *why = NULL;
  RwJwtVerdict verdict = rw_jwt_judge (token, get_keys (), &rules, RW_TEST_NOW, &user, &why);

  if (verdict == RW_JWT_GOOD)
    g_assert_true (rw_tokens_is_user (user));
  else
    g_assert_true (user == NULL && why != NULL);
  return verdict;
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  char *end = strchr (text, '\n');

  if (end == NULL)
    {
      g_assert_cmpint (judge (text), !=, RW_JWT_GOOD);
      return 0;
    }
  *end = '\0';
  g_autofree char *token = rw_test_jwt ("one", text, end + 1);
  judge (token);
  return 0;
}
