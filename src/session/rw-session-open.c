/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-session-private.h"

#include "rw-mapping-memory.h"
#include "rw-excerpt.h"
#include "rw-model-store.h"
#include "rw-work.h"

typedef struct
{
  char *path;
  char *model_path;   /* or a name; NULL: the model that ships */
  RwModel *model;     /* in use already, or NULL */
  RwChoices *choices; /* or NULL */
  gboolean is_result;
  RwProgress *progress;
} Opening;

typedef struct
{
  RwAnalysis *analysis;
  RwView *view;
  char *path;
  RwChoices *choices;
} Opened;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_free (opening->model_path);
  g_clear_object (&opening->model);
  g_clear_pointer (&opening->choices, rw_choices_free);
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
  g_clear_pointer (&opened->choices, rw_choices_free);
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
    return rw_model_store_load (opening->model_path, cancellable, error);
  return rw_model_load_default (error);
}

static GPtrArray *
get_names (RwTable *table)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    g_ptr_array_add (names, (char *) rw_column_get_name (rw_table_get_column (table, i)));
  return names;
}

/* What was said before of a file with the columns that the start of @source has; or NULL. */
static RwMapping *
remember (RwSource *source, RwModel *model, const RwTableOptions *options,
          GCancellable *cancellable)
{
  g_autoptr (RwDoubts) doubts = rw_doubts_new ();
  RwTableOptions looking = *options;

  looking.doubts = doubts;
  g_autoptr (RwSource) sample = rw_excerpt_new (source, options->encoding, NULL);
  g_autoptr (RwTable) table =
      sample != NULL ? rw_table_load (sample, &looking, NULL, cancellable, NULL) : NULL;
  if (table == NULL)
    return NULL;
  g_autoptr (GPtrArray) names = get_names (table);
  return rw_mapping_memory_load (rw_model_get_manifest (model), names);
}

/* A file that is scored is not refused because its columns cannot be remembered. */
static void
memorize (RwAnalysis *analysis, const RwChoices *choices)
{
  g_autoptr (GPtrArray) names = get_names (rw_analysis_get_table (analysis));
  g_autoptr (GError) error = NULL;

  if (!rw_mapping_memory_save (rw_model_get_manifest (rw_analysis_get_model (analysis)), names,
                               choices->columns, &error))
    g_info ("%s", error->message);
}

static RwAnalysis *
score (Opening *opening, RwSource *source, RwModel *model, GCancellable *cancellable,
       GError **error)
{
  const RwChoices *choices = opening->choices;
  RwTableOptions options = rw_choices_get_options (choices);
  g_autoptr (RwMapping) given = choices != NULL ? rw_mapping_ref (choices->columns)
                                                : remember (source, model, &options, cancellable);
  RwAnalysis *analysis =
      rw_analysis_run (source, model, given, &options, opening->progress, cancellable, error);

  if (analysis != NULL && choices != NULL && choices->remember)
    memorize (analysis, choices);
  return analysis;
}

static RwAnalysis *
analyse (Opening *opening, RwSource *source, GCancellable *cancellable, GError **error)
{
  if (opening->is_result)
    return rw_analysis_read_result (source, opening->progress, cancellable, error);
  g_autoptr (RwModel) model = get_model (opening, cancellable, error);
  return model != NULL ? score (opening, source, model, cancellable, error) : NULL;
}

static gpointer
open_file (gpointer data, GCancellable *cancellable, GError **error)
{
  Opening *opening = data;
  const RwViewRequest request = RW_VIEW_REQUEST_ALL;
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
  opened->choices = g_steal_pointer (&opening->choices);
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
                            g_steal_pointer (&opened->view), g_steal_pointer (&opened->path),
                            g_steal_pointer (&opened->choices));
  opened_free (opened);
}

static RwChoices *
copy_choices (const RwChoices *choices)
{
  return choices != NULL ? rw_choices_copy (choices) : NULL;
}

/* Takes @opening. */
static void
start_opening (RwSession *self, Opening *opening)
{
  g_free (self->opening_path);
  self->opening_path = g_strdup (opening->path);
  g_free (self->opening_model_path);
  self->opening_model_path = g_strdup (opening->model_path);
  g_clear_pointer (&self->opening_choices, rw_choices_free);
  self->opening_choices = copy_choices (opening->choices);
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

/* By @model (transfer full), else by the one at @model_path. */
static void
open_with (RwSession *self, const char *path, const RwChoices *choices, RwModel *model,
           const char *model_path)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->choices = copy_choices (choices);
  opening->model = model;
  opening->model_path = g_strdup (model_path);
  start_opening (self, opening);
}

static void
open_with_model_in_use (RwSession *self, const char *path, const RwChoices *choices)
{
  RwModel *model = dup_model (self);

  open_with (self, path, choices, model, model == NULL ? self->standard_model : NULL);
}

void
rw_session_set_standard_model (RwSession *self, const char *model)
{
  g_free (self->standard_model);
  self->standard_model = g_strdup (model);
}

void
rw_session_open (RwSession *self, const char *path)
{
  open_with_model_in_use (self, path, NULL);
}

void
rw_session_open_with (RwSession *self, const char *path, const char *model_path)
{
  open_with (self, path, NULL, NULL, model_path);
}

void
rw_session_open_result (RwSession *self, const char *path)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->is_result = TRUE;
  start_opening (self, opening);
}

static gboolean
has_failed_to_open (RwSession *self)
{
  return self->error != NULL && self->failed_task == RW_TASK_OPENING;
}

/* The file that failed to open, else the one that is shown. */
static const char *
get_wanted_path (RwSession *self)
{
  return has_failed_to_open (self) ? self->opening_path : self->path;
}

static const RwChoices *
get_wanted_choices (RwSession *self)
{
  return has_failed_to_open (self) ? self->opening_choices : self->choices;
}

RwImport *
rw_session_new_import (RwSession *self)
{
  const char *model_path =
      has_failed_to_open (self) ? self->opening_model_path : self->standard_model;
  g_autoptr (RwModel) model =
      model_path == NULL || !has_failed_to_open (self) ? dup_model (self) : NULL;

  g_return_val_if_fail (get_wanted_path (self) != NULL, NULL);
  return rw_import_new (get_wanted_path (self), model, model_path, get_wanted_choices (self));
}

void
rw_session_open_import (RwSession *self, RwImport *import, gboolean remember)
{
  RwModel *model = rw_import_get_model (import);
  const RwMapping *found = rw_import_get_mapping (import);
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (import));

  if (found != NULL)
    rw_choices_take_columns (choices, found);
  choices->remember = remember;
  open_with (self, rw_import_get_path (import), choices,
             model != NULL ? g_object_ref (model) : NULL, rw_import_get_model_path (import));
}

/* In the way it was opened last. */
static void
open_again (RwSession *self, const char *path, const RwChoices *choices)
{
  if (self->opens_result)
    rw_session_open_result (self, path);
  else
    open_with_model_in_use (self, path, choices);
}

void
rw_session_retry (RwSession *self)
{
  g_return_if_fail (get_wanted_path (self) != NULL);
  open_again (self, get_wanted_path (self), get_wanted_choices (self));
}

void
rw_session_reload (RwSession *self)
{
  g_return_if_fail (self->path != NULL);
  open_again (self, self->path, self->choices);
}

void
rw_session_use_model (RwSession *self, const char *model_path)
{
  g_return_if_fail (get_wanted_path (self) != NULL);
  open_with (self, get_wanted_path (self), get_wanted_choices (self), NULL, model_path);
}
