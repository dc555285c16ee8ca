/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rate-limit.h"

#include <math.h>
#include <pthread.h>

#define MINUTE 60000 /* ms */

typedef struct
{
  double tokens;
  gint64 filled_at;
} Bucket;

struct _RwRateLimit
{
  guint per_minute;
  pthread_mutex_t lock; /* of what follows */
  GHashTable *buckets;  /* Bucket by key */
  gint64 swept_at;
};

/* The clock may be set back. */
static void
fill (RwRateLimit *self, Bucket *bucket, gint64 now)
{
  double more = (double) MAX (now - bucket->filled_at, 0) * self->per_minute / MINUTE;

  bucket->tokens = MIN (bucket->tokens + more, self->per_minute);
  bucket->filled_at = now;
}

static gboolean
is_full_cb (gpointer key G_GNUC_UNUSED, gpointer value, gpointer now)
{
  const Bucket *bucket = value;

  return *(const gint64 *) now - bucket->filled_at >= MINUTE;
}

static void
sweep_if_due (RwRateLimit *self, gint64 now)
{
  if (now - self->swept_at < MINUTE)
    return;
  g_hash_table_foreach_remove (self->buckets, is_full_cb, &now);
  self->swept_at = now;
}

static Bucket *
ensure_bucket (RwRateLimit *self, const char *key, gint64 now)
{
  Bucket *bucket = g_hash_table_lookup (self->buckets, key);

  if (bucket != NULL)
    return bucket;
  bucket = g_new (Bucket, 1);
  *bucket = (Bucket){ self->per_minute, now };
  g_hash_table_insert (self->buckets, g_strdup (key), bucket);
  return bucket;
}

RwRateLimit *
rw_rate_limit_new (guint per_minute)
{
  RwRateLimit *self = g_new0 (RwRateLimit, 1);

  self->per_minute = per_minute;
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  pthread_mutex_init (&self->lock, NULL);
  return self;
}

void
rw_rate_limit_free (RwRateLimit *self)
{
  pthread_mutex_destroy (&self->lock);
  g_hash_table_unref (self->buckets);
  g_free (self);
}

gboolean
rw_rate_limit_take (RwRateLimit *self, const char *key, gint64 now, guint *retry_after)
{
  pthread_mutex_lock (&self->lock);
  sweep_if_due (self, now);
  Bucket *bucket = ensure_bucket (self, key, now);
  fill (self, bucket, now);
  gboolean may = bucket->tokens >= 1;
  if (may)
    bucket->tokens--;
  else
    *retry_after = (guint) ceil ((1 - bucket->tokens) * 60 / self->per_minute);
  pthread_mutex_unlock (&self->lock);
  return may;
}

guint
rw_rate_limit_get_n_keys (RwRateLimit *self)
{
  pthread_mutex_lock (&self->lock);
  guint n = g_hash_table_size (self->buckets);
  pthread_mutex_unlock (&self->lock);
  return n;
}
