/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-scoring.h"

#include "rw-analysis.h"
#include "rw-error.h"
#include "rw-export.h"
#include "rw-worker-step.h"

#include <glib/gstdio.h>

/* What a compressed file may be unpacked to: as much as a server takes of a plain one unless told
 * otherwise. */
#define MAX_UNPACKED ((guint64) 1 << 30)

/* The analysis does not need the fetched file's name any more, and a copy is gone with the last one
 * who has it open. */
static RwSource *
open_input (RwStorage *storage, const RwJobRecord *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwStorageFile) file = rw_storage_fetch (storage, job->input_key, cancellable, error);

  return file != NULL ? rw_source_open_named (file->path, job->file_name, cancellable, error)
                      : NULL;
}

static gboolean
write_result (RwScoring *self, RwAnalysis *analysis, const char *path, RwProgress *progress,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (RwOutput) output = rw_output_open (path, error);

  if (output == NULL)
    return FALSE;
  rw_output_start_sha256 (output);
  if (!rw_export_write (rw_analysis_get_table (analysis), rw_analysis_get_scores (analysis),
                        &rw_risk_bands, NULL, output, progress, cancellable, error) ||
      !rw_output_commit (output, error))
    return FALSE;
  self->size = (gint64) rw_output_get_size (output);
  self->sha256 = g_strdup (rw_output_get_sha256 (output));
  return TRUE;
}

static gboolean
store_result (RwScoring *self, RwStorage *storage, const RwJobRecord *job, RwAnalysis *analysis,
              RwProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = rw_storage_dup_spool_path (storage, error);

  if (path == NULL)
    return FALSE;
  if (!write_result (self, analysis, path, progress, cancellable, error))
    {
      g_unlink (path);
      return FALSE;
    }
  rw_worker_step (RW_STEP_WRITTEN, job);
  return rw_storage_store (storage, self->key, path, cancellable, error);
}

RwScoring *
rw_scoring_run (RwStorage *storage, const RwJobRecord *job, RwModel *model, guint n_threads,
                RwProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwSource) source = open_input (storage, job, cancellable, error);
  g_autoptr (RwAnalysis) analysis = NULL;
  g_autoptr (RwScoring) self = g_new0 (RwScoring, 1);
  RwTableOptions options = { .n_threads = n_threads, .max_unpacked = MAX_UNPACKED };

  if (source == NULL)
    return NULL;
  rw_worker_step (RW_STEP_FETCHING, job);
  analysis = rw_analysis_run (source, model, NULL, &options, progress, cancellable, error);
  if (analysis == NULL)
    return NULL;
  rw_worker_step (RW_STEP_SCORING, job);
  self->key = rw_storage_dup_key (job->user, job->id, job->attempt);
  self->n_rows = rw_table_get_n_rows (rw_analysis_get_table (analysis));
  if (!store_result (self, storage, job, analysis, progress, cancellable, error))
    return NULL;
  rw_worker_step (RW_STEP_STORED, job);
  return g_steal_pointer (&self);
}

void
rw_scoring_free (RwScoring *self)
{
  g_free (self->key);
  g_free (self->sha256);
  g_free (self);
}

gboolean
rw_scoring_is_final (const GError *error)
{
  if (error->domain != RW_ERROR)
    return FALSE;
  switch ((RwError) error->code)
    {
    case RW_ERROR_FORMAT:
    case RW_ERROR_DIALECT:
    case RW_ERROR_ENCODING:
    case RW_ERROR_NUMBERS:
    case RW_ERROR_EMPTY:
    case RW_ERROR_LIMIT:
    case RW_ERROR_MODEL:
    case RW_ERROR_MISMATCH:
    case RW_ERROR_LABEL:
      return TRUE;
    default:
      return FALSE;
    }
}
