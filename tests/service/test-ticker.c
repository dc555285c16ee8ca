/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-ticker.h"

#include <pthread.h>

#define N_TICKS 5
#define LONG    (60 * 60 * 1000)

typedef struct
{
  pthread_mutex_t lock;
  pthread_cond_t changed;
  guint n;
  gboolean may_end; /* a tick waits for it */
} Ticks;

static Ticks ticks = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, TRUE };

static void
tick_cb (gpointer data)
{
  Ticks *self = data;

  pthread_mutex_lock (&self->lock);
  self->n++;
  pthread_cond_broadcast (&self->changed);
  while (!self->may_end)
    pthread_cond_wait (&self->changed, &self->lock);
  pthread_mutex_unlock (&self->lock);
}

static void
wait_for (guint n)
{
  pthread_mutex_lock (&ticks.lock);
  while (ticks.n < n)
    pthread_cond_wait (&ticks.changed, &ticks.lock);
  pthread_mutex_unlock (&ticks.lock);
}

static gpointer
let_go (gpointer data G_GNUC_UNUSED)
{
  pthread_mutex_lock (&ticks.lock);
  ticks.may_end = TRUE;
  pthread_cond_broadcast (&ticks.changed);
  pthread_mutex_unlock (&ticks.lock);
  return NULL;
}

static void
test_ticks (void)
{
  ticks.n = 0;
  RwTicker *ticker = rw_ticker_start ("test", 1, tick_cb, &ticks);

  wait_for (N_TICKS);
  rw_ticker_stop (ticker);
  guint n = ticks.n;
  g_usleep (20 * 1000);
  g_assert_cmpuint (ticks.n, ==, n);
}

/* Stopping does not wait for the next tick: this test would not end. */
static void
test_none (void)
{
  ticks.n = 0;
  rw_ticker_stop (rw_ticker_start ("test", LONG, tick_cb, &ticks));
  g_assert_cmpuint (ticks.n, ==, 0);
}

/* Stopping waits for the tick that runs. */
static void
test_running (void)
{
  ticks.n = 0;
  ticks.may_end = FALSE;
  RwTicker *ticker = rw_ticker_start ("test", 1, tick_cb, &ticks);

  wait_for (1);
  GThread *thread = g_thread_new ("let-go", let_go, NULL);
  rw_ticker_stop (ticker);
  g_assert_true (ticks.may_end);
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticker/ticks", test_ticks);
  g_test_add_func ("/ticker/none", test_none);
  g_test_add_func ("/ticker/running", test_running);
  return g_test_run ();
}
