/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key sets: whatever is taken for a key can be used, and a token that it did not sign stays wrong.
 */
#include "rw-jwt.h"
#include "rw-test-keys.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static const char *
get_token (void)
{
  static char *token;

  if (token == NULL)
    token = rw_test_good_jwt ("one");
  return token;
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  const RwJwtRules rules = { "https://id.example", NULL, NULL };
  g_autoptr (RwJwkSet) keys = rw_jwk_set_parse ((const char *) bytes, length, NULL);
  g_autofree char *user = NULL;
  const char *why = NULL;

  if (keys == NULL)
    return 0;
  g_assert_cmpint (rw_jwt_judge (get_token (), keys, &rules, RW_TEST_NOW, &user, &why), !=,
                   RW_JWT_GOOD);
  return 0;
}
