/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwks.h"

#include "rw-clock.h"
#include "rw-jwks-file.h"
#include "rw-jwks-remote.h"

#include <string.h>

struct _RwJwks
{
  char *issuer;
  char *audience;
  GStrv parties;
  RwJwksFile *file; /* one of these two */
  RwJwksRemote *remote;
};

static RwJwtVerdict
judge (RwJwks *self, const char *token, RwJwkSet *keys, char **user, const char **why)
{
  RwJwtRules rules = { self->issuer, self->audience, (const char *const *) self->parties };

  return rw_jwt_judge (token, keys, &rules, rw_clock_now () / 1000, user, why);
}

/* For a token whose key is not in @keys: @verdict may stay as it is. */
static gboolean
judge_with_newer (RwJwks *self, const char *token, RwJwkSet *keys, RwJwtVerdict *verdict,
                  char **user, const char **why)
{
  gboolean is_certain = FALSE;
  g_autoptr (RwJwkSet) newer = rw_jwks_remote_get_newer (self->remote, keys, &is_certain);

  if (newer == NULL)
    return is_certain;
  *verdict = judge (self, token, newer, user, why);
  return TRUE;
}

RwJwks *
rw_jwks_new (const char *place, const RwJwtRules *rules, const char *ca_file, GError **error)
{
  gboolean is_url = g_str_has_prefix (place, "http:") || g_str_has_prefix (place, "https:");
  g_autoptr (RwJwks) self = g_new0 (RwJwks, 1);

  self->issuer = g_strdup (rules->issuer);
  self->audience = g_strdup (rules->audience);
  self->parties = g_strdupv ((GStrv) rules->parties);
  if (is_url)
    self->remote = rw_jwks_remote_new (place, ca_file, error);
  else
    self->file = rw_jwks_file_open (place, error);
  return self->remote != NULL || self->file != NULL ? g_steal_pointer (&self) : NULL;
}

void
rw_jwks_free (RwJwks *self)
{
  g_clear_pointer (&self->file, rw_jwks_file_free);
  g_clear_pointer (&self->remote, rw_jwks_remote_free);
  g_strfreev (self->parties);
  g_free (self->audience);
  g_free (self->issuer);
  g_free (self);
}

gboolean
rw_jwks_judge (RwJwks *self, const char *token, RwJwtVerdict *verdict, char **user,
               const char **why)
{
  g_autoptr (RwJwkSet) keys = self->file != NULL ? rw_jwks_file_get_keys (self->file)
                                                 : rw_jwks_remote_get_keys (self->remote);

  *user = NULL;
  *why = "there are no keys";
  if (keys == NULL)
    return FALSE;
  *verdict = judge (self, token, keys, user, why);
  return *verdict != RW_JWT_UNKNOWN_KEY || self->file != NULL ||
         judge_with_newer (self, token, keys, verdict, user, why);
}
