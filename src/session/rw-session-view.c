/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-session-private.h"

#include "rw-work.h"

typedef struct
{
  RwAnalysis *analysis;
  RwViewRequest request;
  RwView *last;
} Updating;

static void
updating_free (gpointer data)
{
  Updating *updating = data;

  g_object_unref (updating->analysis);
  rw_view_request_clear (&updating->request);
  rw_view_unref (updating->last);
  g_free (updating);
}

static gpointer
compute_view (gpointer data, GCancellable *cancellable, GError **error)
{
  Updating *updating = data;

  return rw_view_compute (updating->analysis, &updating->request, updating->last, cancellable,
                          error);
}

static void
view_release (gpointer data)
{
  rw_work_release (data, (GDestroyNotify) rw_view_unref);
}

static void
updated_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwSession) self = user_data;
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;
  RwView *view = rw_work_run_finish (result, &error);

  if (rw_session_end_job (self, RW_TASK_UPDATING, cancellable, error) && view != NULL)
    rw_session_take_view (self, view);
}

void
rw_session_update_view (RwSession *self)
{
  if (self->analysis == NULL)
    return;
  RwSessionJob *job = rw_session_begin_job (self, RW_TASK_UPDATING);
  Updating *updating = g_new0 (Updating, 1);
  updating->analysis = g_object_ref (self->analysis);
  updating->request = rw_view_request_copy (&self->request);
  updating->last = rw_view_ref (self->view);
  rw_work_run_async (NULL, compute_view, updating, updating_free, view_release, job->cancellable,
                     updated_cb, g_object_ref (self));
}
