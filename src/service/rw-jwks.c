/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwks.h"

#include "rw-clock.h"
#include "rw-error.h"
#include "rw-http.h"
#include "rw-log.h"
#include "rw-url.h"

#include <glib/gi18n.h>
#include <pthread.h>
#include <sys/stat.h>

/* ms */
#define KEEP  (24 * 60 * 60 * 1000)
#define PAUSE (30 * 1000)

struct _RwJwks
{
  char *place;
  const RwJwtRules *rules;
  RwHttp *http; /* NULL: @place is a file */

  pthread_mutex_t lock; /* of what follows */
  RwJwkSet *keys;       /* NULL: there were none yet */
  gint64 got_at;
  gint64 tried_at;
  struct stat file; /* as it was read */

  pthread_mutex_t fetching; /* one at a time; taken before @lock */
};

static RwJwkSet *
ref_keys (RwJwks *self, gboolean *is_old)
{
  pthread_mutex_lock (&self->lock);
  RwJwkSet *keys = self->keys != NULL ? rw_jwk_set_ref (self->keys) : NULL;
  struct stat file = self->file;
  *is_old = rw_clock_now () - self->got_at >= KEEP;
  pthread_mutex_unlock (&self->lock);

  struct stat now;
  if (self->http == NULL && stat (self->place, &now) == 0)
    *is_old = now.st_mtim.tv_sec != file.st_mtim.tv_sec ||
              now.st_mtim.tv_nsec != file.st_mtim.tv_nsec || now.st_size != file.st_size ||
              now.st_ino != file.st_ino;
  return keys;
}

static RwJwkSet *
fetch_url (RwJwks *self, GError **error)
{
  RwHttpRequest request = { .method = "GET", .url = self->place };
  g_auto (RwHttpAnswer) answer = { 0 };

  if (!rw_http_send (self->http, &request, &answer, NULL, error))
    return NULL;
  if (answer.status == 200)
    return rw_jwk_set_parse ((const char *) answer.body->data, answer.body->len, error);
  g_set_error (error, RW_ERROR, RW_ERROR_SERVER, _ ("The key set’s server answers with status %u."),
               answer.status);
  return NULL;
}

static RwJwkSet *
read_file (RwJwks *self, struct stat *file, GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) reason = NULL;

  if (stat (self->place, file) == 0 && g_file_get_contents (self->place, &text, &length, &reason))
    return rw_jwk_set_parse (text, length, error);
  g_set_error (error, RW_ERROR, RW_ERROR_FILE, _ ("The key set “%s” cannot be read."), self->place);
  return NULL;
}

/* To be called with @fetching held. */
static gboolean
fetch (RwJwks *self, GError **error)
{
  struct stat file = { 0 };
  RwJwkSet *keys = self->http != NULL ? fetch_url (self, error) : read_file (self, &file, error);

  pthread_mutex_lock (&self->lock);
  if (keys != NULL)
    {
      g_clear_pointer (&self->keys, rw_jwk_set_unref);
      self->keys = keys;
      self->got_at = rw_clock_now ();
      self->file = file;
    }
  pthread_mutex_unlock (&self->lock);
  return keys != NULL;
}

static gboolean
may_try (RwJwks *self)
{
  gint64 now = rw_clock_now ();

  pthread_mutex_lock (&self->lock);
  gboolean may = self->tried_at == 0 || now - self->tried_at >= PAUSE || now < self->tried_at;
  if (may)
    self->tried_at = now;
  pthread_mutex_unlock (&self->lock);
  return may;
}

/* Whoever has keys that will do does not wait for somebody else who fetches. */
static void
refresh (RwJwks *self, gboolean can_wait)
{
  if (can_wait)
    pthread_mutex_lock (&self->fetching);
  else if (pthread_mutex_trylock (&self->fetching) != 0)
    return;
  if (may_try (self))
    {
      g_autoptr (GError) error = NULL;
      if (!fetch (self, &error))
        rw_log (RW_LOG_WARNING, "keys-not-fetched", "s", "error", rw_log_get_error_word (error));
    }
  pthread_mutex_unlock (&self->fetching);
}

static RwJwkSet *
get_keys (RwJwks *self)
{
  gboolean is_old = FALSE;
  RwJwkSet *keys = ref_keys (self, &is_old);

  if (keys != NULL && !is_old)
    return keys;
  refresh (self, keys == NULL);
  g_clear_pointer (&keys, rw_jwk_set_unref);
  return ref_keys (self, &is_old);
}

static gboolean
is_allowed (const char *place)
{
  g_autoptr (RwUrl) url = rw_url_parse (place);

  return url != NULL && rw_url_is_allowed (url, NULL);
}

RwJwks *
rw_jwks_new (const char *place, const RwJwtRules *rules, const char *ca_file, GError **error)
{
  g_autoptr (RwJwks) self = g_new0 (RwJwks, 1);
  gboolean is_url = g_str_has_prefix (place, "http:") || g_str_has_prefix (place, "https:");

  self->place = g_strdup (place);
  self->rules = rules;
  pthread_mutex_init (&self->lock, NULL);
  pthread_mutex_init (&self->fetching, NULL);
  if (is_url && !is_allowed (place))
    {
      g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
                   _ ("“%s” cannot be a key set’s address: it must begin with https://."), place);
      return NULL;
    }
  self->http = is_url ? rw_http_new (ca_file) : NULL;
  if (!is_url && !fetch (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rw_jwks_free (RwJwks *self)
{
  g_clear_pointer (&self->http, rw_http_free);
  g_clear_pointer (&self->keys, rw_jwk_set_unref);
  pthread_mutex_destroy (&self->lock);
  pthread_mutex_destroy (&self->fetching);
  g_free (self->place);
  g_free (self);
}

gboolean
rw_jwks_judge (RwJwks *self, const char *token, RwJwtVerdict *verdict, char **user,
               const char **why)
{
  g_autoptr (RwJwkSet) keys = get_keys (self);
  gboolean is_old = FALSE;
  gint64 now = rw_clock_now () / 1000;

  *user = NULL;
  *why = "there are no keys";
  if (keys == NULL)
    return FALSE;
  *verdict = rw_jwt_judge (token, keys, self->rules, now, user, why);
  if (*verdict != RW_JWT_UNKNOWN_KEY)
    return TRUE;
  refresh (self, FALSE);
  g_autoptr (RwJwkSet) newer = ref_keys (self, &is_old);
  if (newer != keys)
    *verdict = rw_jwt_judge (token, newer, self->rules, now, user, why);
  return TRUE;
}
