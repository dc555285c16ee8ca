/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-pool.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <pthread.h>
#include <time.h>

struct _RwPostgresPool
{
  gatomicrefcount references;
  char *uri;
  pthread_mutex_t lock;
  pthread_cond_t given_back;
  GPtrArray *idle; /* RwPostgres; the last one was given back last */
  guint n_lent;    /* including those that are being made */
};

/* By the clock of a condition. */
static struct timespec
make_deadline (void)
{
  gint64 wait = rw_postgres_patience / 2;
  struct timespec deadline;

  clock_gettime (CLOCK_REALTIME, &deadline);
  deadline.tv_sec += wait / 1000;
  deadline.tv_nsec += (wait % 1000) * 1000000;
  if (deadline.tv_nsec >= 1000000000)
    {
      deadline.tv_sec++;
      deadline.tv_nsec -= 1000000000;
    }
  return deadline;
}

/* Waits for the right to lend one more. */
static gboolean
enter (RwPostgresPool *self, GError **error)
{
  struct timespec deadline = make_deadline ();
  int code = 0;

  while (self->n_lent >= RW_POSTGRES_POOL_SIZE && code == 0)
    code = pthread_cond_timedwait (&self->given_back, &self->lock, &deadline);
  if (self->n_lent >= RW_POSTGRES_POOL_SIZE)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_DATABASE,
                   _ ("All %d connections to the database are in use for too long."),
                   RW_POSTGRES_POOL_SIZE);
      return FALSE;
    }
  self->n_lent++;
  return TRUE;
}

static void
leave (RwPostgresPool *self)
{
  pthread_mutex_lock (&self->lock);
  self->n_lent--;
  pthread_cond_signal (&self->given_back);
  pthread_mutex_unlock (&self->lock);
}

/* One that was given back and still lives; @dead: those that do not. */
static RwPostgres *
find_idle (RwPostgresPool *self, GPtrArray *dead)
{
  while (self->idle->len > 0)
    {
      RwPostgres *connection = g_ptr_array_steal_index (self->idle, self->idle->len - 1);
      if (rw_postgres_is_idle (connection))
        return connection;
      g_ptr_array_add (dead, connection);
    }
  return NULL;
}

RwPostgresPool *
rw_postgres_pool_open (const char *uri, GError **error)
{
  RwPostgres *first = rw_postgres_open (uri, error);

  if (first == NULL)
    return NULL;
  RwPostgresPool *self = g_new0 (RwPostgresPool, 1);
  g_atomic_ref_count_init (&self->references);
  self->uri = g_strdup (uri);
  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->given_back, NULL);
  self->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) rw_postgres_free);
  g_ptr_array_add (self->idle, first);
  return self;
}

RwPostgresPool *
rw_postgres_pool_ref (RwPostgresPool *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
rw_postgres_pool_unref (RwPostgresPool *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->idle);
  pthread_cond_destroy (&self->given_back);
  pthread_mutex_destroy (&self->lock);
  g_free (self->uri);
  g_free (self);
}

RwPostgres *
rw_postgres_pool_take (RwPostgresPool *self, GError **error)
{
  g_autoptr (GPtrArray) dead = g_ptr_array_new_with_free_func ((GDestroyNotify) rw_postgres_free);
  RwPostgres *connection = NULL;

  pthread_mutex_lock (&self->lock);
  gboolean entered = enter (self, error);
  if (entered)
    connection = find_idle (self, dead);
  pthread_mutex_unlock (&self->lock);
  if (!entered || connection != NULL)
    return connection;
  connection = rw_postgres_open (self->uri, error);
  if (connection == NULL)
    leave (self);
  return connection;
}

void
rw_postgres_pool_give_back (RwPostgresPool *self, RwPostgres *connection)
{
  gboolean lives = rw_postgres_is_idle (connection);

  if (!lives)
    rw_postgres_free (connection);
  pthread_mutex_lock (&self->lock);
  if (lives)
    g_ptr_array_add (self->idle, connection);
  self->n_lent--;
  pthread_cond_signal (&self->given_back);
  pthread_mutex_unlock (&self->lock);
}
