/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-work.h"

typedef struct
{
  RwWorkFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Work;

static void
release_data (Work *work)
{
  if (work->free_data != NULL)
    work->free_data (work->data);
}

static void
run_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  gpointer result = work->func (work->data, cancellable, &error);

  release_data (work);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, work->free_result);
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
  g_task_set_task_data (task, work, g_free);
  g_task_run_in_thread (task, run_in_thread);
}

gpointer
rw_work_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
