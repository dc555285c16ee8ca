/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-refiller.h"

#include "rw-log.h"
#include "rw-outbox.h"

#include <pthread.h>

struct _RwRefiller
{
  RwBackend *backend;
  GThread *thread;
  pthread_mutex_t lock;
  pthread_cond_t told;
  gboolean wanted; /* these two: under the lock */
  gboolean ending;
};

/* FALSE: it is to end, and nothing is left to do. */
static gboolean
wait_until_told (RwRefiller *self)
{
  pthread_mutex_lock (&self->lock);
  while (!self->wanted && !self->ending)
    pthread_cond_wait (&self->told, &self->lock);
  gboolean wanted = self->wanted;
  self->wanted = FALSE;
  pthread_mutex_unlock (&self->lock);
  return wanted;
}

static gpointer
refill_until_stopped (gpointer data)
{
  RwRefiller *self = data;

  while (wait_until_told (self))
    {
      g_autoptr (GError) error = NULL;
      if (!rw_outbox_send (self->backend->jobs, self->backend->queue, &error))
        rw_log (RW_LOG_WARNING, "refill-failed", "ss", "error", rw_log_get_error_word (error),
                "reason", error->message);
    }
  return NULL;
}

static void
tell (RwRefiller *self, gboolean *what)
{
  pthread_mutex_lock (&self->lock);
  *what = TRUE;
  pthread_cond_signal (&self->told);
  pthread_mutex_unlock (&self->lock);
}

RwRefiller *
rw_refiller_start (RwBackend *backend)
{
  RwRefiller *self = g_new0 (RwRefiller, 1);

  self->backend = backend;
  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->told, NULL);
  self->thread = g_thread_new ("refiller", refill_until_stopped, self);
  return self;
}

void
rw_refiller_tell (RwRefiller *self)
{
  tell (self, &self->wanted);
}

void
rw_refiller_stop (RwRefiller *self)
{
  tell (self, &self->ending);
  g_thread_join (self->thread);
  pthread_cond_destroy (&self->told);
  pthread_mutex_destroy (&self->lock);
  g_free (self);
}
