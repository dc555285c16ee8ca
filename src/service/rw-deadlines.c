/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-deadlines.h"

#include "rw-ticker.h"

#include <pthread.h>
#include <sys/socket.h>

#define INTERVAL 1000 /* ms */

struct _RwDeadline
{
  int fd;
  gint64 at; /* monotonic µs */
};

struct _RwDeadlines
{
  pthread_mutex_t lock;
  GHashTable *all; /* RwDeadline */
  RwTicker *ticker;
};

static gint64
after (gint64 seconds)
{
  return g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
}

static void
sweep_cb (gpointer data)
{
  rw_deadlines_sweep (data);
}

RwDeadlines *
rw_deadlines_start (void)
{
  RwDeadlines *self = g_new0 (RwDeadlines, 1);

  pthread_mutex_init (&self->lock, NULL);
  self->all = g_hash_table_new_full (NULL, NULL, g_free, NULL);
  self->ticker = rw_ticker_start ("deadlines", INTERVAL, sweep_cb, self);
  return self;
}

void
rw_deadlines_stop (RwDeadlines *self)
{
  rw_ticker_stop (self->ticker);
  g_hash_table_unref (self->all);
  pthread_mutex_destroy (&self->lock);
  g_free (self);
}

RwDeadline *
rw_deadlines_add (RwDeadlines *self, int fd, gint64 seconds)
{
  RwDeadline *deadline = g_new (RwDeadline, 1);

  *deadline = (RwDeadline){ fd, after (seconds) };
  pthread_mutex_lock (&self->lock);
  g_hash_table_add (self->all, deadline);
  pthread_mutex_unlock (&self->lock);
  return deadline;
}

void
rw_deadlines_set (RwDeadlines *self, RwDeadline *deadline, gint64 seconds)
{
  pthread_mutex_lock (&self->lock);
  deadline->at = after (seconds);
  pthread_mutex_unlock (&self->lock);
}

void
rw_deadlines_remove (RwDeadlines *self, RwDeadline *deadline)
{
  pthread_mutex_lock (&self->lock);
  g_hash_table_remove (self->all, deadline);
  pthread_mutex_unlock (&self->lock);
}

void
rw_deadlines_sweep (RwDeadlines *self)
{
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer key = NULL;

  pthread_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const RwDeadline *deadline = key;
      if (deadline->at <= now)
        shutdown (deadline->fd, SHUT_RDWR);
    }
  pthread_mutex_unlock (&self->lock);
}
