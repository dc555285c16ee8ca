/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import.h"

#include "rw-matching.h"
#include "rw-excerpt.h"
#include "rw-model-store.h"
#include "rw-work.h"

struct _RwImport
{
  GObject parent_instance;

  char *path;
  char *model_path; /* NULL: the model that ships */
  RwModel *model;   /* NULL before it is loaded */
  RwChoices *choices;

  /* what was read last */
  RwTable *table;
  RwMapping *mapping;
  RwMappingCheck *check; /* NULL after a sample */
  RwDoubts *doubts;
  gboolean is_complete;
  GError *error;

  /* of the reading that runs, or NULL */
  GCancellable *cancellable;
  RwProgress *progress;
};

G_DEFINE_FINAL_TYPE (RwImport, rw_import, G_TYPE_OBJECT)

/* What a worker reads. */
typedef struct
{
  char *path;
  char *model_path;
  RwModel *model; /* or NULL */
  RwChoices *choices;
  gboolean is_sample;
  RwProgress *progress;
} Reading;

typedef struct
{
  RwTable *table;
  RwModel *model;
  RwMapping *mapping;
  RwMappingCheck *check; /* NULL of a sample */
  RwDoubts *doubts;
} Read;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_free (reading->model_path);
  g_clear_object (&reading->model);
  rw_choices_free (reading->choices);
  rw_progress_unref (reading->progress);
  g_free (reading);
}

static void
read_free (gpointer data)
{
  Read *read = data;

  g_clear_object (&read->table);
  g_clear_object (&read->model);
  g_clear_pointer (&read->mapping, rw_mapping_unref);
  g_clear_pointer (&read->check, rw_mapping_check_free);
  g_clear_pointer (&read->doubts, rw_doubts_free);
  g_free (read);
}

/* What nobody took because of a cancel. */
static void
read_release (gpointer data)
{
  rw_work_release (data, read_free);
}

static RwModel *
get_model (Reading *reading, GCancellable *cancellable, GError **error)
{
  if (reading->model != NULL)
    return g_object_ref (reading->model);
  if (reading->model_path != NULL)
    return rw_model_store_load (reading->model_path, cancellable, error);
  return rw_model_load_default (error);
}

static RwSource *
open_source (Reading *reading, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwSource) source = rw_source_open (reading->path, cancellable, error);

  if (source == NULL || !reading->is_sample)
    return g_steal_pointer (&source);
  return rw_excerpt_new (source, reading->choices->encoding, error);
}

static gboolean
check_mapping (const Reading *reading, Read *read, GCancellable *cancellable, GError **error)
{
  if (reading->is_sample)
    return TRUE;
  read->check = rw_mapping_check_new (read->table, read->model, read->mapping, cancellable, error);
  return read->check != NULL;
}

static gpointer
read_file (gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;
  g_autoptr (RwModel) model = get_model (reading, cancellable, error);
  g_autoptr (RwSource) source = model != NULL ? open_source (reading, cancellable, error) : NULL;
  g_autoptr (RwDoubts) doubts = rw_doubts_new ();
  RwTableOptions options = rw_choices_get_options (reading->choices);

  if (source == NULL)
    return NULL;
  g_auto (RwMatching) matching = { .manifest = rw_model_get_manifest (model),
                                   .given = reading->choices->columns,
                                   .file = rw_source_get_name (source),
                                   .to_look_at = TRUE };
  options.hint = rw_matching_hint;
  options.hint_data = &matching;
  options.doubts = doubts;
  RwTable *table = rw_table_load (source, &options, reading->progress, cancellable, error);
  if (table == NULL)
    return NULL;
  Read *read = g_new0 (Read, 1);
  read->table = table;
  read->model = g_steal_pointer (&model);
  read->mapping = g_steal_pointer (&matching.mapping);
  read->doubts = g_steal_pointer (&doubts);
  if (check_mapping (reading, read, cancellable, error))
    return read;
  read_free (read);
  return NULL;
}

static void start_reading (RwImport *self, gboolean is_sample);

/* A sample that cannot be read, as it ends too early, does not speak for the file. */
static void
take_read (RwImport *self, Read *read, gboolean is_sample, GError *error)
{
  g_clear_error (&self->error);
  if (!is_sample)
    self->error = error != NULL ? g_error_copy (error) : NULL;
  if (read != NULL)
    {
      rw_work_release (self->table, g_object_unref);
      self->table = g_steal_pointer (&read->table);
      g_set_object (&self->model, read->model);
      g_clear_pointer (&self->mapping, rw_mapping_unref);
      self->mapping = g_steal_pointer (&read->mapping);
      g_clear_pointer (&self->check, rw_mapping_check_free);
      self->check = g_steal_pointer (&read->check);
      g_clear_pointer (&self->doubts, rw_doubts_free);
      self->doubts = is_sample ? NULL : g_steal_pointer (&read->doubts);
    }
  else if (!is_sample)
    rw_work_release (g_steal_pointer (&self->table), g_object_unref);
  self->is_complete = !is_sample && read != NULL;
}

static void
read_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwImport) self = user_data;
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;
  Read *read = rw_work_run_finish (result, &error);
  gboolean is_sample = self->progress == NULL;

  if (!g_cancellable_is_cancelled (cancellable))
    {
      take_read (self, read, is_sample, error);
      g_clear_object (&self->cancellable);
      g_clear_pointer (&self->progress, rw_progress_unref);
      if (is_sample)
        start_reading (self, FALSE);
      g_signal_emit_by_name (self, "changed");
    }
  read_release (read);
}

static void
start_reading (RwImport *self, gboolean is_sample)
{
  Reading *reading = g_new0 (Reading, 1);

  self->cancellable = g_cancellable_new ();
  self->progress = is_sample ? NULL : rw_progress_new ();
  reading->path = g_strdup (self->path);
  reading->model_path = g_strdup (self->model_path);
  reading->model = self->model != NULL ? g_object_ref (self->model) : NULL;
  reading->choices = rw_choices_copy (self->choices);
  reading->is_sample = is_sample;
  reading->progress = is_sample ? rw_progress_new () : rw_progress_ref (self->progress);
  rw_work_run_async (NULL, read_file, reading, reading_free, read_release, self->cancellable,
                     read_cb, g_object_ref (self));
}

static void
rw_import_dispose (GObject *object)
{
  RwImport *self = RW_IMPORT (object);

  rw_import_cancel (self);
  rw_work_release (g_steal_pointer (&self->table), g_object_unref);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (rw_import_parent_class)->dispose (object);
}

static void
rw_import_finalize (GObject *object)
{
  RwImport *self = RW_IMPORT (object);

  g_free (self->path);
  g_free (self->model_path);
  rw_choices_free (self->choices);
  g_clear_pointer (&self->mapping, rw_mapping_unref);
  g_clear_pointer (&self->check, rw_mapping_check_free);
  g_clear_pointer (&self->doubts, rw_doubts_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (rw_import_parent_class)->finalize (object);
}

static void
rw_import_class_init (RwImportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rw_import_dispose;
  G_OBJECT_CLASS (klass)->finalize = rw_import_finalize;
  g_signal_new ("changed", RW_TYPE_IMPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rw_import_init (RwImport *self G_GNUC_UNUSED)
{
}

RwImport *
rw_import_new (const char *path, RwModel *model, const char *model_path, const RwChoices *choices)
{
  RwImport *self = g_object_new (RW_TYPE_IMPORT, NULL);

  self->path = g_strdup (path);
  self->model = model != NULL ? g_object_ref (model) : NULL;
  self->model_path = g_strdup (model_path);
  self->choices = choices != NULL ? rw_choices_copy (choices) : rw_choices_new ();
  start_reading (self, TRUE);
  return self;
}

void
rw_import_choose (RwImport *self, const RwChoices *choices)
{
  RwChoices *copy = rw_choices_copy (choices);

  rw_import_cancel (self);
  rw_choices_free (self->choices);
  self->choices = copy;
  self->is_complete = FALSE;
  start_reading (self, TRUE);
  g_signal_emit_by_name (self, "changed");
}

void
rw_import_cancel (RwImport *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->progress, rw_progress_unref);
}

const char *
rw_import_get_path (RwImport *self)
{
  return self->path;
}

const RwChoices *
rw_import_get_choices (RwImport *self)
{
  return self->choices;
}

RwModel *
rw_import_get_model (RwImport *self)
{
  return self->model;
}

const char *
rw_import_get_model_path (RwImport *self)
{
  return self->model_path;
}

RwTable *
rw_import_get_table (RwImport *self)
{
  return self->table;
}

const RwMapping *
rw_import_get_mapping (RwImport *self)
{
  return self->table != NULL ? self->mapping : NULL;
}

const RwMappingCheck *
rw_import_get_check (RwImport *self)
{
  return self->is_complete ? self->check : NULL;
}

gboolean
rw_import_is_complete (RwImport *self)
{
  return self->is_complete;
}

const RwDoubts *
rw_import_get_doubts (RwImport *self)
{
  return self->is_complete ? self->doubts : NULL;
}

const GError *
rw_import_get_error (RwImport *self)
{
  return self->error;
}

RwProgress *
rw_import_get_progress (RwImport *self)
{
  return self->progress;
}
