/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training-run-private.h"

#include "rw-work.h"

/* What a worker reads: a file, or (former) the same one with another value of its label. */
typedef struct
{
  char *path;
  RwChoices *choices;
  char *label;
  char *positive;
  RwTrainingFile *former;
  RwProgress *progress;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_clear_pointer (&reading->choices, rw_choices_free);
  g_free (reading->label);
  g_free (reading->positive);
  g_clear_pointer (&reading->former, rw_training_file_unref);
  g_clear_pointer (&reading->progress, rw_progress_unref);
  g_free (reading);
}

static void
file_unref (gpointer data)
{
  rw_training_file_unref (data);
}

/* A large table takes its time. */
static void
file_release (gpointer data)
{
  rw_work_release (data, file_unref);
}

static gpointer
read_file (gpointer data, GCancellable *cancellable, GError **error)
{
  const Reading *reading = data;
  const RwTrainingRequest request = { reading->path, reading->choices, reading->label,
                                      reading->positive };

  if (reading->former != NULL)
    return rw_training_file_relabel (reading->former, reading->positive, cancellable, error);
  return rw_training_file_read (&request, reading->progress, cancellable, error);
}

/* What nobody can learn from is not offered. */
static gboolean
is_fixed (const RwTrainingFile *file, const RwRole *role)
{
  const RwColumn *column = rw_table_find_column (file->table, role->name);

  return role->kind == RW_ROLE_LABEL || role->kind == RW_ROLE_CONSTANT ||
         rw_column_get_kind (column) == RW_COLUMN_TEXT;
}

/* NULL: there is none of that name. */
static RwColumnChoice *
find_choice (GListModel *columns, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (RwColumnChoice) choice = g_list_model_get_item (columns, i);
      if (g_str_equal (rw_column_choice_get_role (choice)->name, name))
        return choice; /* the list keeps it */
    }
  return NULL;
}

static int
compare_choices (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  return rw_column_choice_compare (RW_COLUMN_CHOICE ((gpointer) a),
                                   RW_COLUMN_CHOICE ((gpointer) b));
}

/* What a person said of columns of the same file is said still. */
static void
take_columns (RwTrainingRun *self, gboolean is_same_file)
{
  GPtrArray *roles = self->file->roles;
  g_autoptr (GListStore) columns = g_list_store_new (RW_TYPE_COLUMN_CHOICE);

  for (guint i = 0; roles != NULL && i < roles->len; i++)
    {
      const RwRole *role = roles->pdata[i];
      g_autoptr (RwColumnChoice) choice =
          rw_column_choice_new (roles, i, is_fixed (self->file, role));
      RwColumnChoice *former =
          is_same_file ? find_choice (G_LIST_MODEL (self->columns), role->name) : NULL;
      if (former != NULL && rw_column_choice_is_changed (former))
        rw_column_choice_set_used (choice, rw_column_choice_get_used (former));
      g_list_store_append (columns, choice);
    }
  g_list_store_sort (columns, compare_choices, NULL);
  g_set_object (&self->columns, columns);
}

static void
take_file (RwTrainingRun *self, RwTrainingFile *file)
{
  gboolean is_same_file = self->file != NULL && g_str_equal (self->file->path, file->path);

  file_release (self->file);
  self->file = rw_training_file_ref (file);
  take_columns (self, is_same_file);
}

static void
read_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwTrainingRun) self = user_data;
  g_autoptr (GError) error = NULL;
  RwTrainingFile *file = rw_work_run_finish (result, &error);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      if (file != NULL)
        take_file (self, file);
      rw_training_run_end (self, self->file != NULL ? RW_TRAINING_RUN_READY : RW_TRAINING_RUN_IDLE,
                           error);
    }
  file_release (file);
}

static void
start_reading (RwTrainingRun *self, Reading *reading)
{
  rw_training_run_begin (self, RW_TRAINING_RUN_READING);
  reading->progress = rw_progress_ref (self->progress);
  rw_work_run_async (NULL, read_file, reading, reading_free, file_release, self->cancellable,
                     read_cb, g_object_ref (self));
  g_signal_emit_by_name (self, "changed");
}

void
rw_training_run_open (RwTrainingRun *self, const char *path, const RwChoices *choices)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->path = g_strdup (path);
  reading->choices = choices != NULL ? rw_choices_copy (choices) : NULL;
  start_reading (self, reading);
}

void
rw_training_run_set_label (RwTrainingRun *self, const char *column)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->path = g_strdup (self->file->path);
  reading->choices = self->file->choices != NULL ? rw_choices_copy (self->file->choices) : NULL;
  reading->label = g_strdup (column);
  start_reading (self, reading);
}

void
rw_training_run_set_positive (RwTrainingRun *self, const char *value)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->positive = g_strdup (value);
  reading->former = rw_training_file_ref (self->file);
  start_reading (self, reading);
}
