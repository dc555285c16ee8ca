/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-session-private.h"

#include "rw-work.h"

typedef struct
{
  char *path;
  char *model_path; /* NULL: the model that ships */
  RwModel *model;   /* in use already, or NULL */
  gboolean is_result;
  RwProgress *progress;
} Opening;

typedef struct
{
  RwAnalysis *analysis;
  RwView *view;
  char *path;
} Opened;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_free (opening->model_path);
  g_clear_object (&opening->model);
  rw_progress_unref (opening->progress);
  g_free (opening);
}

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_clear_object (&opened->analysis);
  g_clear_pointer (&opened->view, rw_view_unref);
  g_free (opened->path);
  g_free (opened);
}

/* A result that nobody took because of a cancel. */
static void
opened_release (gpointer data)
{
  rw_work_release (data, opened_free);
}

static RwModel *
get_model (Opening *opening, GCancellable *cancellable, GError **error)
{
  if (opening->model != NULL)
    return g_object_ref (opening->model);
  if (opening->model_path != NULL)
    return rw_model_load (opening->model_path, cancellable, error);
  return rw_model_load_default (error);
}

static RwAnalysis *
analyse (Opening *opening, RwSource *source, GCancellable *cancellable, GError **error)
{
  if (opening->is_result)
    return rw_analysis_read_result (source, opening->progress, cancellable, error);
  g_autoptr (RwModel) model = get_model (opening, cancellable, error);
  return model != NULL
             ? rw_analysis_run (source, model, NULL, NULL, opening->progress, cancellable, error)
             : NULL;
}

static gpointer
open_file (gpointer data, GCancellable *cancellable, GError **error)
{
  Opening *opening = data;
  const RwViewRequest request = { { RW_SORT_CHURN, TRUE }, RW_RANGE_ALL, NULL };
  g_autoptr (RwSource) source = rw_source_open (opening->path, cancellable, error);
  g_autoptr (RwAnalysis) analysis =
      source != NULL ? analyse (opening, source, cancellable, error) : NULL;
  g_autoptr (RwView) view =
      analysis != NULL ? rw_view_compute (analysis, &request, NULL, cancellable, error) : NULL;

  if (view == NULL)
    return NULL;
  Opened *opened = g_new (Opened, 1);
  opened->analysis = g_steal_pointer (&analysis);
  opened->view = g_steal_pointer (&view);
  opened->path = g_steal_pointer (&opening->path);
  return opened;
}

static void
opened_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwSession) self = user_data;
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;
  Opened *opened = rw_work_run_finish (result, &error);

  if (!rw_session_end_job (self, RW_TASK_OPENING, cancellable, error) || opened == NULL)
    return;
  rw_session_take_analysis (self, g_steal_pointer (&opened->analysis),
                            g_steal_pointer (&opened->view), g_steal_pointer (&opened->path));
  opened_free (opened);
}

static void
start_opening (RwSession *self, Opening *opening)
{
  g_free (self->opening_path);
  self->opening_path = g_strdup (opening->path);
  self->opens_result = opening->is_result;
  RwSessionJob *job = rw_session_begin_job (self, RW_TASK_OPENING);
  opening->progress = rw_progress_ref (job->progress);
  rw_work_run_async (NULL, open_file, opening, opening_free, opened_release, job->cancellable,
                     opened_cb, g_object_ref (self));
}

static RwModel *
dup_model (RwSession *self)
{
  RwModel *model = self->analysis != NULL ? rw_analysis_get_model (self->analysis) : NULL;

  return model != NULL ? g_object_ref (model) : NULL;
}

void
rw_session_open (RwSession *self, const char *path)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->model = dup_model (self);
  start_opening (self, opening);
}

void
rw_session_open_with (RwSession *self, const char *path, const char *model_path)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->model_path = g_strdup (model_path);
  start_opening (self, opening);
}

void
rw_session_open_result (RwSession *self, const char *path)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->is_result = TRUE;
  start_opening (self, opening);
}

/* In the way it was opened last. */
static void
open_again (RwSession *self, const char *path)
{
  if (self->opens_result)
    rw_session_open_result (self, path);
  else
    rw_session_open (self, path);
}

/* The file that failed to open, else the one that is shown. */
static const char *
get_wanted_path (RwSession *self)
{
  gboolean has_failed = self->error != NULL && self->failed_task == RW_TASK_OPENING;

  return has_failed ? self->opening_path : self->path;
}

void
rw_session_retry (RwSession *self)
{
  g_return_if_fail (get_wanted_path (self) != NULL);
  open_again (self, get_wanted_path (self));
}

void
rw_session_reload (RwSession *self)
{
  g_return_if_fail (self->path != NULL);
  open_again (self, self->path);
}

void
rw_session_use_model (RwSession *self, const char *model_path)
{
  g_return_if_fail (get_wanted_path (self) != NULL);
  rw_session_open_with (self, get_wanted_path (self), model_path);
}
