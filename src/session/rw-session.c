/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-session.h"

#include "rw-session-private.h"
#include "rw-work.h"

G_DEFINE_FINAL_TYPE (RwSession, rw_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ANALYSIS,
  PROP_VIEW,
  PROP_REQUEST,
  PROP_THRESHOLD,
  PROP_N_BINS,
  PROP_TASK,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_error (RwSession *self, RwTask task, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->failed_task = task;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
clear_job (RwSessionJob *job)
{
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->progress, rw_progress_unref);
}

RwSessionJob *
rw_session_begin_job (RwSession *self, RwTask task)
{
  RwSessionJob *job = &self->jobs[task];

  if (job->cancellable != NULL)
    g_cancellable_cancel (job->cancellable);
  clear_job (job);
  job->cancellable = g_cancellable_new ();
  job->progress = task != RW_TASK_UPDATING ? rw_progress_new () : NULL;
  if (task != RW_TASK_UPDATING)
    rw_session_dismiss_error (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASK]);
  return job;
}

gboolean
rw_session_end_job (RwSession *self, RwTask task, GCancellable *cancellable, const GError *error)
{
  if (g_cancellable_is_cancelled (cancellable))
    return FALSE;
  clear_job (&self->jobs[task]);
  if (error != NULL)
    set_error (self, task, error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASK]);
  return TRUE;
}

void
rw_session_stop_job (RwSession *self, RwTask task)
{
  RwSessionJob *job = &self->jobs[task];

  if (job->cancellable == NULL)
    return;
  g_cancellable_cancel (job->cancellable);
  clear_job (job);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASK]);
}

void
rw_session_take_analysis (RwSession *self, RwAnalysis *analysis, RwView *view, char *path,
                          RwChoices *choices)
{
  rw_session_stop_job (self, RW_TASK_UPDATING);
  rw_work_release (self->analysis, g_object_unref);
  self->analysis = analysis;
  g_free (self->path);
  self->path = path;
  g_clear_pointer (&self->choices, rw_choices_free);
  self->choices = choices;
  rw_view_request_clear (&self->request);
  self->request = RW_VIEW_REQUEST_ALL;
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANALYSIS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
  rw_session_take_view (self, view);
  g_object_thaw_notify (G_OBJECT (self));
}

void
rw_session_take_view (RwSession *self, RwView *view)
{
  rw_work_release (self->view, (GDestroyNotify) rw_view_unref);
  self->view = view;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
change_request (RwSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
  rw_session_update_view (self);
}

static void
rw_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RwSession *self = RW_SESSION (object);

  switch (id)
    {
    case PROP_ANALYSIS:
      g_value_set_object (value, self->analysis);
      break;
    case PROP_VIEW:
      g_value_set_pointer (value, self->view);
      break;
    case PROP_REQUEST:
      g_value_set_pointer (value, &self->request);
      break;
    case PROP_THRESHOLD:
      g_value_set_uint (value, self->threshold);
      break;
    case PROP_N_BINS:
      g_value_set_uint (value, self->n_bins);
      break;
    case PROP_TASK:
      g_value_set_uint (value, rw_session_get_task (self));
      break;
    case PROP_ERROR:
      g_value_set_pointer (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rw_session_dispose (GObject *object)
{
  RwSession *self = RW_SESSION (object);

  rw_session_cancel_all (self);
  rw_work_release (g_steal_pointer (&self->analysis), g_object_unref);
  rw_work_release (g_steal_pointer (&self->view), (GDestroyNotify) rw_view_unref);
  G_OBJECT_CLASS (rw_session_parent_class)->dispose (object);
}

static void
rw_session_finalize (GObject *object)
{
  RwSession *self = RW_SESSION (object);

  g_free (self->path);
  g_clear_pointer (&self->choices, rw_choices_free);
  g_free (self->opening_path);
  g_free (self->opening_model_path);
  g_free (self->standard_model);
  g_clear_pointer (&self->opening_choices, rw_choices_free);
  rw_view_request_clear (&self->request);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (rw_session_parent_class)->finalize (object);
}

static void
rw_session_class_init (RwSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rw_session_get_property;
  object_class->dispose = rw_session_dispose;
  object_class->finalize = rw_session_finalize;
  properties[PROP_ANALYSIS] = g_param_spec_object ("analysis", NULL, NULL, RW_TYPE_ANALYSIS, flags);
  properties[PROP_VIEW] = g_param_spec_pointer ("view", NULL, NULL, flags);
  properties[PROP_REQUEST] = g_param_spec_pointer ("request", NULL, NULL, flags);
  properties[PROP_THRESHOLD] = g_param_spec_uint ("threshold", NULL, NULL, 0, RW_MILLION, 0, flags);
  properties[PROP_N_BINS] =
      g_param_spec_uint ("n-bins", NULL, NULL, 1, RW_ANALYSIS_N_BINS, 1, flags);
  properties[PROP_TASK] = g_param_spec_uint ("task", NULL, NULL, 0, RW_N_TASKS, 0, flags);
  properties[PROP_ERROR] = g_param_spec_pointer ("error", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("exported", RW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_STRING, G_TYPE_UINT);
}

static void
rw_session_init (RwSession *self)
{
  self->request = RW_VIEW_REQUEST_ALL;
  self->threshold = RW_MILLION / 2;
  self->n_bins = 50;
}

RwSession *
rw_session_new (void)
{
  return g_object_new (RW_TYPE_SESSION, NULL);
}

void
rw_session_cancel (RwSession *self)
{
  rw_session_stop_job (self, RW_TASK_OPENING);
  rw_session_stop_job (self, RW_TASK_EXPORTING);
}

void
rw_session_cancel_all (RwSession *self)
{
  rw_session_cancel (self);
  rw_session_stop_job (self, RW_TASK_UPDATING);
}

void
rw_session_set_sort (RwSession *self, RwSort sort)
{
  if (rw_sort_equal (self->request.sort, sort))
    return;
  self->request.sort = sort;
  change_request (self);
}

void
rw_session_set_range (RwSession *self, RwRange range)
{
  if (self->request.range.low == range.low && self->request.range.high == range.high)
    return;
  self->request.range = range;
  change_request (self);
}

void
rw_session_set_search (RwSession *self, const char *text)
{
  const char *search = text != NULL && text[0] != '\0' ? text : NULL;

  if (g_strcmp0 (self->request.search, search) == 0)
    return;
  g_free (self->request.search);
  self->request.search = g_strdup (search);
  change_request (self);
}

void
rw_session_set_only_problems (RwSession *self, gboolean only_problems)
{
  if (!self->request.only_problems == !only_problems)
    return;
  self->request.only_problems = only_problems;
  change_request (self);
}

void
rw_session_set_subset (RwSession *self, RwRows *rows, const char *title)
{
  if (self->request.subset == NULL && rows == NULL)
    return;
  g_clear_pointer (&self->request.subset, rw_rows_unref);
  self->request.subset = rows != NULL ? rw_rows_ref (rows) : NULL;
  g_free (self->request.subset_title);
  self->request.subset_title = rows != NULL ? g_strdup (title) : NULL;
  change_request (self);
}

void
rw_session_clear_filters (RwSession *self)
{
  RwSort sort = self->request.sort;

  if (!rw_view_request_is_filtered (&self->request))
    return;
  rw_view_request_clear (&self->request);
  self->request = RW_VIEW_REQUEST_ALL;
  self->request.sort = sort;
  change_request (self);
}

void
rw_session_set_threshold (RwSession *self, guint32 threshold)
{
  if (self->threshold == MIN (threshold, RW_MILLION))
    return;
  self->threshold = MIN (threshold, RW_MILLION);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THRESHOLD]);
}

void
rw_session_set_n_bins (RwSession *self, guint n_bins)
{
  g_return_if_fail (n_bins > 0 && RW_ANALYSIS_N_BINS % n_bins == 0);
  if (self->n_bins == n_bins)
    return;
  self->n_bins = n_bins;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_BINS]);
}

RwAnalysis *
rw_session_get_analysis (RwSession *self)
{
  return self->analysis;
}

RwView *
rw_session_get_view (RwSession *self)
{
  return self->view;
}

const char *
rw_session_get_path (RwSession *self)
{
  return self->path;
}

const RwChoices *
rw_session_get_choices (RwSession *self)
{
  return self->choices;
}

const RwViewRequest *
rw_session_get_request (RwSession *self)
{
  return &self->request;
}

guint32
rw_session_get_threshold (RwSession *self)
{
  return self->threshold;
}

guint
rw_session_get_n_bins (RwSession *self)
{
  return self->n_bins;
}

guint32
rw_session_count_above (RwSession *self)
{
  return self->analysis != NULL
             ? rw_scores_count_from (rw_analysis_get_scores (self->analysis), self->threshold)
             : 0;
}

RwTask
rw_session_get_task (RwSession *self)
{
  RwTask task = RW_TASK_OPENING;

  while (task < RW_N_TASKS && self->jobs[task].cancellable == NULL)
    task++;
  return task < RW_N_TASKS ? task : RW_TASK_NONE;
}

RwProgress *
rw_session_get_progress (RwSession *self)
{
  return self->jobs[rw_session_get_task (self)].progress;
}

const char *
rw_session_get_opening_path (RwSession *self)
{
  return self->jobs[RW_TASK_OPENING].cancellable != NULL ? self->opening_path : NULL;
}

const GError *
rw_session_get_error (RwSession *self)
{
  return self->error;
}

RwTask
rw_session_get_failed_task (RwSession *self)
{
  return self->failed_task;
}

void
rw_session_dismiss_error (RwSession *self)
{
  if (self->error != NULL)
    set_error (self, RW_TASK_NONE, NULL);
}

void
rw_session_report_error (RwSession *self, const GError *error)
{
  if (self->error == NULL)
    set_error (self, RW_TASK_NONE, error);
}
