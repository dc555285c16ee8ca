/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwks-remote.h"

#include "rw-clock.h"
#include "rw-error.h"
#include "rw-http.h"
#include "rw-log.h"
#include "rw-url.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <pthread.h>
#include <time.h>

#define HTTP_OK 200

struct _RwJwksRemote
{
  char *url;
  RwHttp *http; /* the thread's */
  GCancellable *stop;
  pthread_t thread;
  pthread_mutex_t lock; /* of the rest */
  pthread_cond_t changed;
  gboolean is_ended;
  gboolean is_asked;        /* to fetch; until that is done */
  struct timespec deadline; /* for those who wait for it, by the clock that never jumps */
  gint64 asked_at;          /* these two by rw_clock_now(), 0: never */
  gint64 fetched_at;
  gboolean is_failing; /* the last fetch did */
  RwJwkSet *keys;      /* NULL: none yet */
};

static RwJwkSet *
fetch (RwJwksRemote *self, GError **error)
{
  RwHttpRequest request = { .method = "GET", .url = self->url };
  g_auto (RwHttpAnswer) answer = { 0 };

  if (!rw_http_send (self->http, &request, &answer, self->stop, error))
    return NULL;
  if (answer.status == HTTP_OK)
    return rw_jwk_set_parse ((const char *) answer.body->data, answer.body->len, error);
  g_set_error (error, RW_ERROR, RW_ERROR_SERVER,
               _ ("“%s” answers with status %u instead of a key set. Check the address."),
               self->url, answer.status);
  return NULL;
}

static void
take_keys (RwJwksRemote *self, RwJwkSet *keys)
{
  g_clear_pointer (&self->keys, rw_jwk_set_unref);
  self->keys = keys;
  self->fetched_at = rw_clock_now ();
}

/* The lock is held, but not while it fetches. */
static void
fetch_unlocked (RwJwksRemote *self)
{
  g_autoptr (GError) error = NULL;

  pthread_mutex_unlock (&self->lock);
  RwJwkSet *keys = fetch (self, &error);
  pthread_mutex_lock (&self->lock);
  if (keys != NULL)
    take_keys (self, keys);
  else if (!self->is_ended)
    rw_log (RW_LOG_WARNING, "keys-not-fetched", "ss", "error", rw_log_get_error_word (error),
            "reason", error->message);
  self->is_failing = keys == NULL;
  self->is_asked = FALSE;
  pthread_cond_broadcast (&self->changed);
}

static void *
fetch_until_ended (void *data)
{
  RwJwksRemote *self = data;

  pthread_mutex_lock (&self->lock);
  while (!self->is_ended)
    if (self->is_asked)
      fetch_unlocked (self);
    else
      pthread_cond_wait (&self->changed, &self->lock);
  pthread_mutex_unlock (&self->lock);
  return NULL;
}

/* Whether it is so long ago; also when the clock was set to a time long before it. */
static gboolean
is_past (gint64 time, gint64 ms)
{
  return ABS (rw_clock_now () - time) >= ms;
}

static void
ask (RwJwksRemote *self)
{
  if (self->is_asked || !is_past (self->asked_at, RW_JWKS_INTERVAL))
    return;
  self->is_asked = TRUE;
  self->asked_at = rw_clock_now ();
  clock_gettime (CLOCK_MONOTONIC, &self->deadline);
  self->deadline.tv_sec += RW_JWKS_WAIT / 1000;
  pthread_cond_broadcast (&self->changed);
}

static void
ask_and_wait (RwJwksRemote *self)
{
  int end = 0;

  ask (self);
  while (self->is_asked && end != ETIMEDOUT)
    end = pthread_cond_clockwait (&self->changed, &self->lock, CLOCK_MONOTONIC, &self->deadline);
}

static gboolean
check_url (const char *text, GError **error)
{
  g_autoptr (RwUrl) url = rw_url_parse (text);

  if (url != NULL && rw_url_is_allowed (url, NULL))
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
               _ ("Keys cannot be fetched from “%s”. Name a file or an address that begins with "
                  "“https://”; “http://” is only for this computer."),
               text);
  return FALSE;
}

RwJwksRemote *
rw_jwks_remote_new (const char *url, const char *ca_file, GError **error)
{
  if (!check_url (url, error))
    return NULL;
  RwJwksRemote *self = g_new0 (RwJwksRemote, 1);
  self->url = g_strdup (url);
  self->http = rw_http_new (ca_file);
  self->stop = g_cancellable_new ();
  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->changed, NULL);
  pthread_create (&self->thread, NULL, fetch_until_ended, self);
  return self;
}

void
rw_jwks_remote_free (RwJwksRemote *self)
{
  pthread_mutex_lock (&self->lock);
  self->is_ended = TRUE;
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->lock);
  g_cancellable_cancel (self->stop);
  pthread_join (self->thread, NULL);
  g_clear_pointer (&self->keys, rw_jwk_set_unref);
  rw_http_free (self->http);
  g_object_unref (self->stop);
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->lock);
  g_free (self->url);
  g_free (self);
}

RwJwkSet *
rw_jwks_remote_get_keys (RwJwksRemote *self)
{
  pthread_mutex_lock (&self->lock);
  if (self->keys == NULL)
    ask_and_wait (self);
  else if (is_past (self->fetched_at, RW_JWKS_MAX_AGE))
    ask (self);
  RwJwkSet *keys = self->keys != NULL ? rw_jwk_set_ref (self->keys) : NULL;
  pthread_mutex_unlock (&self->lock);
  return keys;
}

RwJwkSet *
rw_jwks_remote_get_newer (RwJwksRemote *self, RwJwkSet *keys, gboolean *is_certain)
{
  pthread_mutex_lock (&self->lock);
  if (self->keys == keys)
    ask_and_wait (self);
  RwJwkSet *newer = self->keys != keys ? rw_jwk_set_ref (self->keys) : NULL;
  *is_certain = !self->is_failing && !self->is_asked;
  pthread_mutex_unlock (&self->lock);
  return newer;
}
