/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-ticker.h"

#include "rw-rest.h"

struct _RwTicker
{
  gint64 interval;
  RwTickFunc func;
  gpointer data;
  GCancellable *stop;
  GThread *thread;
};

static gpointer
tick_until_stopped (gpointer data)
{
  RwTicker *self = data;

  while (rw_rest (self->interval, self->stop))
    self->func (self->data);
  return NULL;
}

RwTicker *
rw_ticker_start (const char *name, gint64 interval, RwTickFunc func, gpointer data)
{
  RwTicker *self = g_new (RwTicker, 1);

  *self =
      (RwTicker){ .interval = interval, .func = func, .data = data, .stop = g_cancellable_new () };
  self->thread = g_thread_new (name, tick_until_stopped, self);
  return self;
}

void
rw_ticker_stop (RwTicker *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_object_unref (self->stop);
  g_free (self);
}
