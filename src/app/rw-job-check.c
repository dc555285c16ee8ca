/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-check.h"

#include "rw-source.h"
#include "rw-work.h"

#include <glib/gi18n.h>

/* Digits of a SHA-256 that tell models apart for people. */
#define SHORT_HASH 12

typedef struct
{
  char *path;
  gint64 size;
  gint64 modified_at;
  char *model_sha256;
  char *result_sha256; /* NULL: that of the file at @result_path */
  char *result_path;
  RwModel *model;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->path);
  g_free (check->model_sha256);
  g_free (check->result_sha256);
  g_free (check->result_path);
  g_clear_object (&check->model);
  g_free (check);
}

static gboolean
find_result (Check *check, GCancellable *cancellable, GError **error)
{
  if (check->result_sha256 != NULL)
    return TRUE;
  g_autoptr (RwSource) result = rw_source_open (check->result_path, cancellable, error);
  check->result_sha256 = result != NULL ? rw_source_dup_sha256 (result, cancellable, error) : NULL;
  return check->result_sha256 != NULL;
}

static gboolean
find_model (Check *check, GError **error)
{
  if (check->model == NULL)
    check->model = rw_model_load_default (error);
  return check->model != NULL;
}

static gpointer
run_check (gpointer data, GCancellable *cancellable, GError **error)
{
  Check *check = data;

  if (!find_result (check, cancellable, error) || !find_model (check, error))
    return NULL;
  const RwScoredElsewhere elsewhere = { .path = check->path,
                                        .size = check->size,
                                        .modified_at = check->modified_at,
                                        .model_sha256 = check->model_sha256,
                                        .result_sha256 = check->result_sha256 };
  return rw_comparison_run (&elsewhere, check->model, NULL, cancellable, error);
}

gboolean
rw_job_check_is_possible (RwJob *job)
{
  RwJobState state = RW_JOB_QUEUED;

  return rw_job_get_phase (job) == RW_JOB_PHASE_SENT && rw_job_get_state (job, &state) &&
         state == RW_JOB_COMPLETED &&
         (rw_job_get_result_sha256 (job) != NULL || rw_job_get_result_path (job) != NULL);
}

void
rw_job_check_async (RwJob *job, RwModel *model, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  Check *check = g_new0 (Check, 1);

  check->path = g_strdup (rw_job_get_path (job));
  check->size = rw_job_get_size (job);
  check->modified_at = rw_job_get_modified_at (job);
  check->model_sha256 = g_strdup (rw_job_get_model_sha256 (job));
  check->result_sha256 = g_strdup (rw_job_get_result_sha256 (job));
  check->result_path = g_strdup (rw_job_get_result_path (job));
  check->model = model != NULL ? g_object_ref (model) : NULL;
  rw_work_run_async (NULL, run_check, check, check_free, (GDestroyNotify) rw_comparison_free,
                     cancellable, callback, user_data);
}

RwComparison *
rw_job_check_finish (GAsyncResult *result, GError **error)
{
  return rw_work_run_finish (result, error);
}

static char *
describe_models (const RwComparison *comparison)
{
  if (comparison->other_model_sha256 == NULL)
    /* Translators: the first digits of a model's hash */
    return g_strdup_printf (_ ("The results differ. This computer used model %.*s; the server does "
                               "not say which one it used."),
                            SHORT_HASH, comparison->model_sha256);
  /* Translators: the first digits of two models' hashes */
  return g_strdup_printf (_ ("The results differ because the models do: the server used %.*s, this "
                             "computer %.*s."),
                          SHORT_HASH, comparison->other_model_sha256, SHORT_HASH,
                          comparison->model_sha256);
}

char *
rw_job_check_dup_text (const RwComparison *comparison)
{
  switch (comparison->verdict)
    {
    case RW_COMPARISON_SAME:
      return g_strdup (_ ("The results are the same, byte for byte."));
    case RW_COMPARISON_OTHER_FILE:
      return g_strdup (_ ("The results differ: the file was changed after it was submitted."));
    case RW_COMPARISON_OTHER_MODEL:
      return describe_models (comparison);
    case RW_COMPARISON_DIFFERENT:
    default:
      return g_strdup (_ ("The results differ although file and model are the same. Do not rely on "
                          "the server’s result, and tell who runs the server."));
    }
}
