/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-contrast-run.h"

#include "rw-work.h"

struct _RwContrastRun
{
  GObject parent_instance;

  RwSession *session;
  RwModel *models[RW_CONTRAST_N_MODELS]; /* or NULL */
  char *names[RW_CONTRAST_N_MODELS];
  char *label; /* as in RwContrastRequest */

  RwContrast *contrast; /* or NULL */
  GError *error;        /* or NULL */

  GCancellable *cancellable; /* NULL: nothing is going on */
  RwProgress *progress;      /* NULL: nothing is going on */
};

G_DEFINE_FINAL_TYPE (RwContrastRun, rw_contrast_run, G_TYPE_OBJECT)

/* What a worker is to do; owns what the request borrows. */
typedef struct
{
  RwContrastRequest request;
  RwChoices *choices;
  char *names[RW_CONTRAST_N_MODELS];
  char *label;
  RwProgress *progress;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->request.analysis);
  g_clear_pointer (&task->choices, rw_choices_free);
  for (guint i = 0; i < RW_CONTRAST_N_MODELS; i++)
    {
      g_object_unref (task->request.models[i]);
      g_free (task->names[i]);
    }
  g_free (task->label);
  rw_progress_unref (task->progress);
  g_free (task);
}

static Task *
make_task (RwContrastRun *self)
{
  const RwChoices *choices = rw_session_get_choices (self->session);
  Task *task = g_new0 (Task, 1);

  task->choices = choices != NULL ? rw_choices_copy (choices) : NULL;
  task->label = g_strdup (self->label);
  task->progress = rw_progress_ref (self->progress);
  task->request = (RwContrastRequest){
    .analysis = g_object_ref (rw_session_get_analysis (self->session)),
    .choices = task->choices,
    .label = task->label,
    .threshold = (double) rw_session_get_threshold (self->session) / RW_MILLION,
  };
  for (guint i = 0; i < RW_CONTRAST_N_MODELS; i++)
    {
      task->request.models[i] = g_object_ref (self->models[i]);
      task->request.names[i] = task->names[i] = g_strdup (self->names[i]);
    }
  return task;
}

static gpointer
work (gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;

  return rw_contrast_run (&task->request, task->progress, cancellable, error);
}

static void
release (gpointer contrast)
{
  rw_work_release (contrast, (GDestroyNotify) rw_contrast_unref);
}

static void
stop (RwContrastRun *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->progress, rw_progress_unref);
}

static void
done_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (RwContrastRun) self = RW_CONTRAST_RUN (data);
  g_autoptr (GError) error = NULL;
  RwContrast *contrast = rw_work_run_finish (result, &error);

  if (self->cancellable == NULL || self->cancellable != g_task_get_cancellable (G_TASK (result)))
    {
      release (contrast);
      return;
    }
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->progress, rw_progress_unref);
  self->contrast = contrast;
  self->error = g_steal_pointer (&error);
  g_signal_emit_by_name (self, "changed");
}

/* A column that was chosen may be none of another file. */
static void
analysis_changed_cb (RwContrastRun *self)
{
  RwTable *table = rw_analysis_get_table (rw_session_get_analysis (self->session));

  g_assert (RW_IS_CONTRAST_RUN (self));
  if (self->label != NULL && self->label[0] != '\0' &&
      rw_table_find_column (table, self->label) == NULL)
    g_clear_pointer (&self->label, g_free);
  rw_contrast_run_start (self);
}

static void
rw_contrast_run_dispose (GObject *object)
{
  RwContrastRun *self = RW_CONTRAST_RUN (object);

  stop (self);
  release (g_steal_pointer (&self->contrast));
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rw_contrast_run_parent_class)->dispose (object);
}

static void
rw_contrast_run_finalize (GObject *object)
{
  RwContrastRun *self = RW_CONTRAST_RUN (object);

  for (guint i = 0; i < RW_CONTRAST_N_MODELS; i++)
    {
      g_clear_object (&self->models[i]);
      g_free (self->names[i]);
    }
  g_free (self->label);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (rw_contrast_run_parent_class)->finalize (object);
}

static void
rw_contrast_run_class_init (RwContrastRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rw_contrast_run_dispose;
  G_OBJECT_CLASS (klass)->finalize = rw_contrast_run_finalize;
  g_signal_new ("changed", RW_TYPE_CONTRAST_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
rw_contrast_run_init (RwContrastRun *self G_GNUC_UNUSED)
{
}

RwContrastRun *
rw_contrast_run_new (RwSession *session)
{
  RwContrastRun *self = g_object_new (RW_TYPE_CONTRAST_RUN, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::analysis", G_CALLBACK (analysis_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
rw_contrast_run_set_model (RwContrastRun *self, RwContrastSide side, RwModel *model,
                           const char *name)
{
  g_set_object (&self->models[side], model);
  g_free (self->names[side]);
  self->names[side] = g_strdup (name);
}

void
rw_contrast_run_set_label (RwContrastRun *self, const char *label)
{
  g_free (self->label);
  self->label = g_strdup (label);
}

void
rw_contrast_run_start (RwContrastRun *self)
{
  stop (self);
  release (g_steal_pointer (&self->contrast));
  g_clear_error (&self->error);
  if (self->models[RW_CONTRAST_A] == NULL || self->models[RW_CONTRAST_B] == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->progress = rw_progress_new ();
  rw_work_run_async (NULL, work, make_task (self), task_free, release, self->cancellable, done_cb,
                     g_object_ref (self));
  g_signal_emit_by_name (self, "changed");
}

void
rw_contrast_run_cancel (RwContrastRun *self)
{
  if (self->cancellable == NULL)
    return;
  stop (self);
  g_signal_emit_by_name (self, "changed");
}

const RwContrast *
rw_contrast_run_get (RwContrastRun *self)
{
  return self->contrast;
}

RwProgress *
rw_contrast_run_get_progress (RwContrastRun *self)
{
  return self->progress;
}

const GError *
rw_contrast_run_get_error (RwContrastRun *self)
{
  return self->error;
}

void
rw_contrast_run_show_changed (RwContrastRun *self, const char *title)
{
  g_autoptr (RwRows) rows = rw_contrast_list_changed (self->contrast);

  rw_session_set_subset (self->session, rows, title);
}
