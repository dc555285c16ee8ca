/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jwk-set.h"

G_BEGIN_DECLS

/* What a JWT must say besides a valid signature and time. */
typedef struct
{
  const char *issuer;         /* iss must be this */
  const char *audience;       /* aud must be or hold it; NULL: not looked at */
  const char *const *parties; /* azp must be one of them; NULL: not looked at */
} RwJwtRules;

/* Seconds that two clocks may differ. */
#define RW_JWT_SKEW 5

#define RW_JWT_MAX_BYTES 8192

typedef enum
{
  RW_JWT_GOOD,
  RW_JWT_UNKNOWN_KEY, /* signed by a key that is not in the set */
  RW_JWT_WRONG,       /* whatever else */
} RwJwtVerdict;

/**
 * rw_jwt_judge: whether @token is a JWT (RFC 7519, compact) signed with RS256 by one of @keys. No
 * other algorithm counts, whatever the token says. "exp", "iat" and "sub" are needed, and "kid"
 * unless there is only one key; "nbf" is obeyed, "typ" is JWT or not there. @now: seconds since
 * 1970. @user: "sub", if GOOD (transfer full): 1 to 128 printable ASCII characters without blanks.
 * @why: a static text for the log, if not.
 */
RwJwtVerdict rw_jwt_judge (const char *token, RwJwkSet *keys, const RwJwtRules *rules, gint64 now,
                           char **user, const char **why);

G_END_DECLS
