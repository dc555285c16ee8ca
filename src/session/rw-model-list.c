/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-list.h"

#include "rw-output.h"
#include "rw-work.h"

typedef enum
{
  TASK_RELOAD,
  TASK_ADD,
  TASK_RENAME,
  TASK_REMOVE,
  TASK_RESTORE,
  TASK_EXPORT,
} TaskKind;

/* What a worker is to do. */
typedef struct
{
  TaskKind kind;
  guint number;  /* tasks are numbered; a list of an older one comes too late */
  GBytes *bytes; /* or NULL */
  char *path;    /* or NULL */
  char *name;    /* or NULL: another name, or the file to write */
} Task;

/* What came of it. */
typedef struct
{
  TaskKind kind;
  guint number;
  GPtrArray *list;      /* RwStoredModel */
  RwStoredModel *added; /* or NULL */
  char *name;           /* or NULL: the model's, or the file's that was written */
  char *path;           /* or NULL: where it is now */
} Outcome;

struct _RwModelList
{
  GObject parent_instance;

  GPtrArray *list;
  GCancellable *cancellable;
  guint n_tasks;
  guint shown; /* number of the task whose list it is */
};

G_DEFINE_FINAL_TYPE (RwModelList, rw_model_list, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ADDED,
  SIGNAL_REMOVED,
  SIGNAL_EXPORTED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
task_free (gpointer data)
{
  Task *task = data;

  g_clear_pointer (&task->bytes, g_bytes_unref);
  g_free (task->path);
  g_free (task->name);
  g_free (task);
}

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_clear_pointer (&outcome->list, g_ptr_array_unref);
  g_clear_pointer (&outcome->added, rw_stored_model_free);
  g_free (outcome->name);
  g_free (outcome->path);
  g_free (outcome);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

static gboolean export(const Task *task, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = rw_model_read (task->path, cancellable, error);
  g_autoptr (RwOutput) output = bytes != NULL ? rw_output_open (task->name, error) : NULL;

  return output != NULL && rw_output_write_whole (output, bytes, error);
}

static gboolean
do_task (const Task *task, Outcome *outcome, GCancellable *cancellable, GError **error)
{
  switch (task->kind)
    {
    case TASK_ADD:
      outcome->added = rw_model_store_add (task->bytes, NULL, cancellable, error);
      return outcome->added != NULL;
    case TASK_RENAME:
      outcome->path = rw_model_store_rename (task->path, task->name, error);
      return outcome->path != NULL;
    case TASK_REMOVE:
      outcome->path = rw_model_store_remove (task->path, error);
      return outcome->path != NULL;
    case TASK_RESTORE:
      outcome->path = rw_model_store_restore (task->path, task->name, error);
      return outcome->path != NULL;
    case TASK_EXPORT:
      return export(task, cancellable, error);
    default:
      return TRUE;
    }
}

static gpointer
work (gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;
  g_autoptr (Outcome) outcome = g_new0 (Outcome, 1);

  outcome->kind = task->kind;
  outcome->number = task->number;
  outcome->name = g_strdup (task->name);
  if (!do_task (task, outcome, cancellable, error))
    return NULL;
  outcome->list = rw_model_store_list (cancellable, error);
  return outcome->list != NULL ? g_steal_pointer (&outcome) : NULL;
}

static void
take (RwModelList *self, Outcome *outcome)
{
  if (outcome->number > self->shown)
    {
      g_ptr_array_unref (self->list);
      self->list = g_steal_pointer (&outcome->list);
      self->shown = outcome->number;
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  if (outcome->kind == TASK_ADD)
    g_signal_emit (self, signals[SIGNAL_ADDED], 0, outcome->added);
  else if (outcome->kind == TASK_REMOVE)
    g_signal_emit (self, signals[SIGNAL_REMOVED], 0, outcome->name, outcome->path);
  else if (outcome->kind == TASK_EXPORT)
    g_signal_emit (self, signals[SIGNAL_EXPORTED], 0, outcome->name);
}

static void
done_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (RwModelList) self = RW_MODEL_LIST (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (Outcome) outcome = rw_work_run_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (outcome != NULL)
    take (self, outcome);
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

static void
start (RwModelList *self, TaskKind kind, GBytes *bytes, const char *path, const char *name)
{
  Task *task = g_new0 (Task, 1);

  task->kind = kind;
  task->number = ++self->n_tasks;
  task->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  task->path = g_strdup (path);
  task->name = g_strdup (name);
  rw_work_run_async (NULL, work, task, task_free, outcome_free, self->cancellable, done_cb,
                     g_object_ref (self));
}

static void
rw_model_list_finalize (GObject *object)
{
  RwModelList *self = RW_MODEL_LIST (object);

  g_ptr_array_unref (self->list);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (rw_model_list_parent_class)->finalize (object);
}

static void
rw_model_list_class_init (RwModelListClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rw_model_list_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ADDED] = g_signal_new ("added", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_EXPORTED] = g_signal_new ("exported", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rw_model_list_init (RwModelList *self)
{
  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) rw_stored_model_free);
  self->cancellable = g_cancellable_new ();
}

RwModelList *
rw_model_list_new (void)
{
  RwModelList *self = g_object_new (RW_TYPE_MODEL_LIST, NULL);

  rw_model_list_reload (self);
  return self;
}

const GPtrArray *
rw_model_list_get (RwModelList *self)
{
  return self->list;
}

void
rw_model_list_reload (RwModelList *self)
{
  start (self, TASK_RELOAD, NULL, NULL, NULL);
}

void
rw_model_list_add (RwModelList *self, GBytes *bytes)
{
  start (self, TASK_ADD, bytes, NULL, NULL);
}

void
rw_model_list_rename (RwModelList *self, const char *path, const char *name)
{
  start (self, TASK_RENAME, NULL, path, name);
}

void
rw_model_list_remove (RwModelList *self, const char *path)
{
  g_autofree char *name = rw_model_store_dup_name (path);

  start (self, TASK_REMOVE, NULL, path, name);
}

void
rw_model_list_restore (RwModelList *self, const char *removed, const char *name)
{
  start (self, TASK_RESTORE, NULL, removed, name);
}

void
rw_model_list_export (RwModelList *self, const char *path, const char *target)
{
  start (self, TASK_EXPORT, NULL, path, target);
}

void
rw_model_list_stop (RwModelList *self)
{
  g_cancellable_cancel (self->cancellable);
}
