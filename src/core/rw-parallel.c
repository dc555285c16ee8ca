/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-parallel.h"

#include "rw-error.h"

#include <pthread.h>

typedef struct
{
  gsize n_tasks;
  RwTaskFunc func;
  gpointer data;
  GCancellable *cancellable;
  pthread_mutex_t lock; /* guards what follows */
  gsize next;
  gsize failed_task;
  GError *error;
} Run;

static gboolean
take_task (Run *run, gsize *task)
{
  pthread_mutex_lock (&run->lock);
  gboolean taken = run->error == NULL && run->next < run->n_tasks;
  if (taken)
    *task = run->next++;
  pthread_mutex_unlock (&run->lock);
  return taken;
}

static void
keep_error (Run *run, gsize task, GError *error)
{
  pthread_mutex_lock (&run->lock);
  if (run->error == NULL || task < run->failed_task)
    {
      g_clear_error (&run->error);
      run->error = g_steal_pointer (&error);
      run->failed_task = task;
    }
  pthread_mutex_unlock (&run->lock);
  g_clear_error (&error);
}

static gpointer
work (gpointer data)
{
  Run *run = data;
  gsize task = 0;

  while (take_task (run, &task))
    {
      GError *error = NULL;
      if (g_cancellable_set_error_if_cancelled (run->cancellable, &error) ||
          !run->func (task, run->data, &error))
        keep_error (run, task, error);
    }
  return NULL;
}

gboolean
rw_parallel_run (gsize n_tasks, guint n_threads, RwTaskFunc func, gpointer data,
                 GCancellable *cancellable, GError **error)
{
  Run run = { .n_tasks = n_tasks, .func = func, .data = data, .cancellable = cancellable };
  guint wanted = n_threads > 0 ? n_threads : g_get_num_processors ();
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  rw_error_quark (); /* else two tasks that fail at once would both make it */
  pthread_mutex_init (&run.lock, NULL);
  for (guint i = 1; i < wanted && i < n_tasks; i++)
    {
      GThread *thread = g_thread_try_new ("rw-parallel", work, &run, NULL);
      if (thread != NULL)
        g_ptr_array_add (threads, thread);
    }
  work (&run);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (threads->pdata[i]);
  pthread_mutex_destroy (&run.lock);

  if (run.error == NULL)
    return TRUE;
  g_propagate_error (error, run.error);
  return FALSE;
}
