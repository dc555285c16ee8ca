/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-session-private.h"

#include "rw-export.h"
#include "rw-rejects.h"
#include "rw-work.h"

typedef struct
{
  RwAnalysis *analysis;
  RwView *view; /* NULL: all rows, in the order of the file */
  char *path;
  gboolean only_problems;
  RwProgress *progress;
} Exporting;

typedef struct
{
  char *path;
  guint32 n_rows;
} Exported;

static void
exporting_free (gpointer data)
{
  Exporting *exporting = data;

  g_object_unref (exporting->analysis);
  g_clear_pointer (&exporting->view, rw_view_unref);
  g_free (exporting->path);
  rw_progress_unref (exporting->progress);
  g_free (exporting);
}

static void
exported_free (gpointer data)
{
  g_free (((Exported *) data)->path);
  g_free (data);
}

static gboolean
write_file (Exporting *exporting, RwOutput *output, GCancellable *cancellable, GError **error)
{
  RwTable *table = rw_analysis_get_table (exporting->analysis);
  RwScores *added = rw_analysis_get_model (exporting->analysis) != NULL
                        ? rw_analysis_get_scores (exporting->analysis)
                        : NULL;
  const RwRows *rows = exporting->view != NULL ? rw_view_get_rows (exporting->view) : NULL;

  if (exporting->only_problems)
    return rw_rejects_write (table, TRUE, output, cancellable, error);
  return rw_export_write (table, added, &rw_risk_bands, rows, output, exporting->progress,
                          cancellable, error);
}

static guint32
count_rows (const Exporting *exporting)
{
  RwTable *table = rw_analysis_get_table (exporting->analysis);

  if (exporting->only_problems)
    return (guint32) rw_rejects_count (table);
  return exporting->view != NULL ? rw_rows_get_n (rw_view_get_rows (exporting->view))
                                 : rw_table_get_n_rows (table);
}

static gpointer
export_file (gpointer data, GCancellable *cancellable, GError **error)
{
  Exporting *exporting = data;
  RwTable *table = rw_analysis_get_table (exporting->analysis);
  g_autoptr (RwOutput) output =
      rw_output_open_for (rw_table_get_source (table), exporting->path, error);

  if (output == NULL || !write_file (exporting, output, cancellable, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !rw_output_commit (output, error))
    return NULL;
  Exported *exported = g_new (Exported, 1);
  exported->path = g_strdup (exporting->path);
  exported->n_rows = count_rows (exporting);
  return exported;
}

static void
exported_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwSession) self = user_data;
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;
  Exported *exported = rw_work_run_finish (result, &error);

  if (!rw_session_end_job (self, RW_TASK_EXPORTING, cancellable, error) || exported == NULL)
    return;
  g_signal_emit_by_name (self, "exported", exported->path, exported->n_rows);
  exported_free (exported);
}

/* @view: NULL for all rows. */
static void
start_exporting (RwSession *self, const char *path, RwView *view, gboolean only_problems)
{
  g_return_if_fail (self->analysis != NULL);
  RwSessionJob *job = rw_session_begin_job (self, RW_TASK_EXPORTING);
  Exporting *exporting = g_new0 (Exporting, 1);

  exporting->analysis = g_object_ref (self->analysis);
  exporting->view = view != NULL ? rw_view_ref (view) : NULL;
  exporting->path = g_strdup (path);
  exporting->only_problems = only_problems;
  exporting->progress = rw_progress_ref (job->progress);
  rw_work_run_async (NULL, export_file, exporting, exporting_free, exported_free, job->cancellable,
                     exported_cb, g_object_ref (self));
}

void
rw_session_export (RwSession *self, const char *path, gboolean only_shown)
{
  start_exporting (self, path, only_shown ? self->view : NULL, FALSE);
}

void
rw_session_export_problems (RwSession *self, const char *path)
{
  start_exporting (self, path, NULL, TRUE);
}
