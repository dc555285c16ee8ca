/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-auth.h"

#include "rw-log.h"

#include <string.h>

#define SCHEME "Bearer "

struct _RwAuth
{
  RwTokens *tokens;
  RwJwks *jwks; /* NULL: none are accepted */
};

static RwAuthResult
check_own (RwAuth *self, const char *token, char **user)
{
  g_autoptr (GError) error = NULL;

  *user = rw_tokens_find_user (self->tokens, token, &error);
  if (error != NULL)
    rw_log (RW_LOG_ERROR, "tokens-not-read", "ss", "error", rw_log_get_error_word (error), "reason",
            error->message);
  return error != NULL ? RW_AUTH_UNAVAILABLE : *user != NULL ? RW_AUTH_OK : RW_AUTH_BAD;
}

static RwAuthResult
check_jwt (RwAuth *self, const char *token, char **user)
{
  RwJwtVerdict verdict = RW_JWT_WRONG;
  const char *why = NULL;

  if (!rw_jwks_judge (self->jwks, token, &verdict, user, &why))
    return RW_AUTH_UNAVAILABLE;
  if (verdict == RW_JWT_GOOD)
    return RW_AUTH_OK;
  rw_log (RW_LOG_INFO, "token-refused", "s", "why", why);
  return RW_AUTH_BAD;
}

RwAuth *
rw_auth_new (RwTokens *tokens, RwJwks *jwks)
{
  RwAuth *self = g_new (RwAuth, 1);

  *self = (RwAuth){ tokens, jwks };
  return self;
}

void
rw_auth_free (RwAuth *self)
{
  g_free (self);
}

RwAuthResult
rw_auth_check (RwAuth *self, const char *header, char **user)
{
  *user = NULL;
  if (header == NULL || g_ascii_strncasecmp (header, SCHEME, strlen (SCHEME)) != 0)
    return RW_AUTH_MISSING;
  const char *token = header + strlen (SCHEME);
  return self->jwks != NULL && strchr (token, '.') != NULL ? check_jwt (self, token, user)
                                                           : check_own (self, token, user);
}
