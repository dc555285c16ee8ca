/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training-run.h"

#include "rw-training-run-private.h"
#include "rw-work.h"

G_DEFINE_FINAL_TYPE (RwTrainingRun, rw_training_run, G_TYPE_OBJECT)

static void
stop (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
training_free (gpointer data)
{
  rw_training_free (data);
}

static void
file_unref (gpointer data)
{
  rw_training_file_unref (data);
}

static void
rw_training_run_dispose (GObject *object)
{
  RwTrainingRun *self = RW_TRAINING_RUN (object);

  rw_training_run_cancel (self);
  rw_work_release (g_steal_pointer (&self->file), file_unref);
  rw_work_release (g_steal_pointer (&self->trained_file), file_unref);
  rw_work_release (g_steal_pointer (&self->training), training_free);
  g_clear_object (&self->columns);
  G_OBJECT_CLASS (rw_training_run_parent_class)->dispose (object);
}

static void
rw_training_run_finalize (GObject *object)
{
  RwTrainingRun *self = RW_TRAINING_RUN (object);

  g_free (self->title);
  g_clear_pointer (&self->curve, rw_learning_curve_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (rw_training_run_parent_class)->finalize (object);
}

static void
rw_training_run_class_init (RwTrainingRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rw_training_run_dispose;
  G_OBJECT_CLASS (klass)->finalize = rw_training_run_finalize;
  g_signal_new ("changed", RW_TYPE_TRAINING_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("kept", RW_TYPE_TRAINING_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                1, G_TYPE_STRING);
  g_signal_new ("saved", RW_TYPE_TRAINING_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                1, G_TYPE_STRING);
}

static void
rw_training_run_init (RwTrainingRun *self)
{
  self->columns = g_list_store_new (RW_TYPE_COLUMN_CHOICE);
}

RwTrainingRun *
rw_training_run_new (void)
{
  return g_object_new (RW_TYPE_TRAINING_RUN, NULL);
}

void
rw_training_run_begin (RwTrainingRun *self, RwTrainingRunState state)
{
  rw_training_run_cancel (self);
  g_clear_error (&self->error);
  self->former_state = self->state;
  self->state = state;
  self->cancellable = g_cancellable_new ();
  self->progress = rw_progress_new ();
}

void
rw_training_run_end (RwTrainingRun *self, RwTrainingRunState state, const GError *error)
{
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->failed_state = self->state;
  self->state = state;
  g_clear_object (&self->cancellable);
  g_clear_object (&self->finish);
  g_clear_pointer (&self->progress, rw_progress_unref);
  g_signal_emit_by_name (self, "changed");
}

void
rw_training_run_cancel (RwTrainingRun *self)
{
  stop (&self->writing);
  if (self->cancellable == NULL)
    return;
  stop (&self->cancellable);
  rw_training_run_end (self, self->former_state, NULL);
}

void
rw_training_run_set_budget (RwTrainingRun *self, RwBudget budget)
{
  self->budget = budget;
}

void
rw_training_run_set_title (RwTrainingRun *self, const char *title)
{
  g_free (self->title);
  self->title = title != NULL && title[0] != '\0' ? g_strdup (title) : NULL;
}

void
rw_training_run_edit (RwTrainingRun *self)
{
  self->state = RW_TRAINING_RUN_READY;
  g_signal_emit_by_name (self, "changed");
}

void
rw_training_run_show_result (RwTrainingRun *self)
{
  rw_training_run_cancel (self);
  if (self->training == NULL)
    return;
  self->state = RW_TRAINING_RUN_DONE;
  g_signal_emit_by_name (self, "changed");
}

RwTrainingRunState
rw_training_run_get_state (RwTrainingRun *self)
{
  return self->state;
}

const RwTrainingFile *
rw_training_run_get_file (RwTrainingRun *self)
{
  return self->file;
}

GListModel *
rw_training_run_get_columns (RwTrainingRun *self)
{
  return G_LIST_MODEL (self->columns);
}

RwBudget
rw_training_run_get_budget (RwTrainingRun *self)
{
  return self->budget;
}

RwProgress *
rw_training_run_get_progress (RwTrainingRun *self)
{
  return self->progress;
}

RwLearningCurve *
rw_training_run_get_curve (RwTrainingRun *self)
{
  return self->curve;
}

gboolean
rw_training_run_is_finishing (RwTrainingRun *self)
{
  return self->finish != NULL && g_cancellable_is_cancelled (self->finish);
}

const RwTraining *
rw_training_run_get_training (RwTrainingRun *self)
{
  return self->training;
}

const char *
rw_training_run_get_trained_path (RwTrainingRun *self)
{
  return self->trained_file != NULL ? self->trained_file->path : NULL;
}

gboolean
rw_training_run_is_writing (RwTrainingRun *self)
{
  return self->writing != NULL;
}

gboolean
rw_training_run_is_safe (RwTrainingRun *self)
{
  return self->is_safe;
}

const GError *
rw_training_run_get_error (RwTrainingRun *self)
{
  return self->error;
}

RwTrainingRunState
rw_training_run_get_failed_state (RwTrainingRun *self)
{
  return self->failed_state;
}

void
rw_training_run_dismiss_error (RwTrainingRun *self)
{
  g_clear_error (&self->error);
  g_signal_emit_by_name (self, "changed");
}
