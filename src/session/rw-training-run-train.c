/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training-run-private.h"

#include "rw-model-store.h"
#include "rw-output.h"
#include "rw-work.h"

/* What a worker trains. */
typedef struct
{
  RwTrainingFile *file;
  char *title;
  GStrv ignored;
  GStrv kept;
  RwBudget budget;
  RwLearningCurve *curve;
  GCancellable *finish;
  RwProgress *progress;
} Order;

/* What a worker writes: to a file, or (path NULL) among those that the user keeps. */
typedef struct
{
  GBytes *model;
  RwTrainingFile *file;
  char *path;
} Writing;

static void
order_free (gpointer data)
{
  Order *order = data;

  rw_training_file_unref (order->file);
  g_free (order->title);
  g_strfreev (order->ignored);
  g_strfreev (order->kept);
  rw_learning_curve_unref (order->curve);
  g_object_unref (order->finish);
  rw_progress_unref (order->progress);
  g_free (order);
}

static void
training_free (gpointer data)
{
  rw_training_free (data);
}

static void
training_release (gpointer data)
{
  rw_work_release (data, training_free);
}

static gpointer
train (gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;
  const RwTrainerOptions options = { .title = order->title,
                                     .ignored = (const char *const *) order->ignored,
                                     .kept = (const char *const *) order->kept,
                                     .budget = order->budget,
                                     .curve = order->curve,
                                     .finish = order->finish };

  return rw_trainer_train (order->file->table, order->file->labels, &options, order->progress,
                           cancellable, error);
}

/* The columns of which a person said that they are to be used, or not. */
static GStrv
list_changed (RwTrainingRun *self, gboolean used)
{
  GListModel *columns = G_LIST_MODEL (self->columns);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (RwColumnChoice) choice = g_list_model_get_item (columns, i);
      if (rw_column_choice_is_changed (choice) && rw_column_choice_get_used (choice) == used)
        g_strv_builder_add (names, rw_column_choice_get_role (choice)->name);
    }
  return g_strv_builder_end (names);
}

static void
trained_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwTrainingRun) self = user_data;
  g_autoptr (GError) error = NULL;
  RwTraining *training = rw_work_run_finish (result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      training_release (training);
      return;
    }
  if (training != NULL)
    {
      training_release (self->training);
      g_clear_pointer (&self->trained_file, rw_training_file_unref);
      self->training = training;
      self->trained_file = rw_training_file_ref (self->file);
      self->is_safe = FALSE;
    }
  rw_training_run_end (self, training != NULL ? RW_TRAINING_RUN_DONE : RW_TRAINING_RUN_READY,
                       error);
}

gboolean
rw_training_run_can_start (RwTrainingRun *self)
{
  return self->state == RW_TRAINING_RUN_READY && self->file->labels != NULL;
}

void
rw_training_run_start (RwTrainingRun *self)
{
  Order *order = g_new0 (Order, 1);

  rw_training_run_begin (self, RW_TRAINING_RUN_TRAINING);
  self->finish = g_cancellable_new ();
  g_clear_pointer (&self->curve, rw_learning_curve_unref);
  self->curve = rw_learning_curve_new ();
  order->file = rw_training_file_ref (self->file);
  order->title = g_strdup (self->title);
  order->ignored = list_changed (self, FALSE);
  order->kept = list_changed (self, TRUE);
  order->budget = self->budget;
  order->curve = rw_learning_curve_ref (self->curve);
  order->finish = g_object_ref (self->finish);
  order->progress = rw_progress_ref (self->progress);
  rw_work_run_async (NULL, train, order, order_free, training_release, self->cancellable,
                     trained_cb, g_object_ref (self));
  g_signal_emit_by_name (self, "changed");
}

void
rw_training_run_finish (RwTrainingRun *self)
{
  if (self->finish == NULL)
    return;
  g_cancellable_cancel (self->finish);
  g_signal_emit_by_name (self, "changed");
}

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_bytes_unref (writing->model);
  rw_training_file_unref (writing->file);
  g_free (writing->path);
  g_free (writing);
}

/* Returns the path, or the SHA-256 of a model that is kept. */
static gpointer
write_model (gpointer data, GCancellable *cancellable, GError **error)
{
  const Writing *writing = data;
  gsize length = 0;
  const void *bytes = g_bytes_get_data (writing->model, &length);

  if (writing->path == NULL)
    {
      g_autoptr (RwStoredModel) stored =
          rw_model_store_add (writing->model, NULL, cancellable, error);
      return stored != NULL ? g_strdup (rw_model_get_sha256 (stored->model)) : NULL;
    }
  g_autoptr (RwOutput) output =
      rw_output_open_for (rw_table_get_source (writing->file->table), writing->path, error);
  if (output == NULL || !rw_output_write (output, bytes, length, error) ||
      !rw_output_commit (output, error))
    return NULL;
  return g_strdup (writing->path);
}

static void
written (RwTrainingRun *self, GAsyncResult *result, const char *signal)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = rw_work_run_finish (result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->writing);
  g_clear_error (&self->error);
  self->is_safe = self->is_safe || place != NULL;
  self->failed_state = RW_TRAINING_RUN_DONE;
  if (place == NULL)
    self->error = g_steal_pointer (&error);
  else
    g_signal_emit_by_name (self, signal, place);
  g_signal_emit_by_name (self, "changed");
}

static void
kept_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwTrainingRun) self = user_data;

  written (self, result, "kept");
}

static void
saved_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwTrainingRun) self = user_data;

  written (self, result, "saved");
}

static void
start_writing (RwTrainingRun *self, const char *path, GAsyncReadyCallback callback)
{
  Writing *writing = g_new0 (Writing, 1);

  self->writing = g_cancellable_new ();
  writing->model = g_bytes_ref (self->training->model);
  writing->file = rw_training_file_ref (self->trained_file);
  writing->path = g_strdup (path);
  rw_work_run_async (NULL, write_model, writing, writing_free, g_free, self->writing, callback,
                     g_object_ref (self));
  g_signal_emit_by_name (self, "changed");
}

void
rw_training_run_keep (RwTrainingRun *self)
{
  start_writing (self, NULL, kept_cb);
}

void
rw_training_run_save (RwTrainingRun *self, const char *path)
{
  start_writing (self, path, saved_cb);
}
