/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-work.h"

#include <pthread.h>

typedef struct
{
  RwWorkFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Work;

/* Says nothing to GTask; ThreadSanitizer sees by it what was handed over when. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void
hand_over (void)
{
  pthread_mutex_lock (&lock);
  pthread_mutex_unlock (&lock);
}

static void
run_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  hand_over ();
  gpointer result = work->func (work->data, cancellable, &error);
  GDestroyNotify free_result = work->free_result;
  if (work->free_data != NULL)
    work->free_data (work->data);
  g_free (work);
  hand_over ();
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, free_result);
}

void
rw_work_run_async (gpointer source, RwWorkFunc func, gpointer data, GDestroyNotify free_data,
                   GDestroyNotify free_result, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->data = data;
  work->free_data = free_data;
  work->free_result = free_result;
  g_task_set_source_tag (task, rw_work_run_async);
  g_task_set_task_data (task, work, NULL); /* freed on the worker */
  hand_over ();
  g_task_run_in_thread (task, run_in_thread);
}

gpointer
rw_work_run_finish (GAsyncResult *result, GError **error)
{
  hand_over ();
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
do_nothing (gpointer data G_GNUC_UNUSED, GCancellable *cancellable G_GNUC_UNUSED,
            GError **error G_GNUC_UNUSED)
{
  return NULL;
}

void
rw_work_release (gpointer data, GDestroyNotify free_data)
{
  if (data != NULL)
    rw_work_run_async (NULL, do_nothing, data, free_data, NULL, NULL, NULL, NULL);
}
