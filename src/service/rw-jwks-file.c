/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jwks-file.h"

#include "rw-log.h"
#include "rw-source.h"

#include <pthread.h>

struct _RwJwksFile
{
  char *path;
  pthread_mutex_t lock; /* of the rest */
  RwSource *source;     /* what was read last, whatever it was */
  RwJwkSet *keys;
  gboolean is_failing; /* which is logged once */
};

static RwJwkSet *
read_keys (RwSource *source, GError **error)
{
  gsize length = MIN (rw_source_get_size (source), RW_JWK_SET_MAX_BYTES + 1);
  g_autofree char *bytes = g_malloc (length);

  return rw_source_read (source, 0, bytes, length, error) ? rw_jwk_set_parse (bytes, length, error)
                                                          : NULL;
}

static gboolean
read_file (RwJwksFile *self, GError **error)
{
  RwSource *source = rw_source_open (self->path, NULL, error);

  if (source == NULL)
    return FALSE;
  g_clear_object (&self->source);
  self->source = source;
  RwJwkSet *keys = read_keys (source, error);
  if (keys == NULL)
    return FALSE;
  g_clear_pointer (&self->keys, rw_jwk_set_unref);
  self->keys = keys;
  return TRUE;
}

static gboolean
has_changed (RwJwksFile *self)
{
  return rw_source_get_state (self->source) != RW_SOURCE_PRESENT ||
         !rw_source_check (self->source, NULL);
}

static void
read_again (RwJwksFile *self)
{
  g_autoptr (GError) error = NULL;
  gboolean was_failing = self->is_failing;

  self->is_failing = !read_file (self, &error);
  if (self->is_failing && !was_failing)
    rw_log (RW_LOG_ERROR, "keys-not-read", "ss", "error", rw_log_get_error_word (error), "reason",
            error->message);
}

RwJwksFile *
rw_jwks_file_open (const char *path, GError **error)
{
  g_autoptr (RwJwksFile) self = g_new0 (RwJwksFile, 1);

  self->path = g_strdup (path);
  pthread_mutex_init (&self->lock, NULL);
  return read_file (self, error) ? g_steal_pointer (&self) : NULL;
}

void
rw_jwks_file_free (RwJwksFile *self)
{
  g_clear_object (&self->source);
  g_clear_pointer (&self->keys, rw_jwk_set_unref);
  pthread_mutex_destroy (&self->lock);
  g_free (self->path);
  g_free (self);
}

RwJwkSet *
rw_jwks_file_get_keys (RwJwksFile *self)
{
  pthread_mutex_lock (&self->lock);
  if (has_changed (self))
    read_again (self);
  RwJwkSet *keys = rw_jwk_set_ref (self->keys);
  pthread_mutex_unlock (&self->lock);
  return keys;
}
