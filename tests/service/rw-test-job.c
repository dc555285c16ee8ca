/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-job.h"

#include "rw-analysis.h"
#include "rw-export.h"
#include "rw-outbox.h"
#include "rw-test-service.h"
#include "rw-test.h"
#include "rw-upkeep.h"

#include <glib/gstdio.h>
#include <string.h>

char *
rw_test_submit (RwBackend *backend, const char *file_name, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, id, 0);
  RwJobDraft draft = { id, RW_TEST_USER, file_name, (gint64) strlen (text), key, NULL };

  rw_test_store (backend->storage, key, text);
  g_autoptr (RwJobRecord) record = rw_jobs_create (backend->jobs, &draft, &error);
  g_assert_no_error (error);
  g_assert_true (rw_outbox_send (backend->jobs, backend->queue, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&id);
}

char *
rw_test_dup_scored (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwModel) model = rw_model_load_default (&error);
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));
  g_autoptr (RwAnalysis) analysis = rw_analysis_run (
      source, model, NULL, &(RwTableOptions){ .n_threads = 1 }, NULL, NULL, &error);
  g_autofree char *path = rw_test_dup_path ("scored.csv");
  g_autoptr (RwOutput) output = rw_output_open (path, &error);
  char *scored = NULL;

  g_assert_no_error (error);
  g_assert_true (rw_export_write (rw_analysis_get_table (analysis),
                                  rw_analysis_get_scores (analysis), &rw_risk_bands, NULL, output,
                                  NULL, NULL, &error));
  g_assert_true (rw_output_commit (output, &error));
  g_assert_true (g_file_get_contents (path, &scored, NULL, NULL));
  return scored;
}

void
rw_test_assert_completed (RwBackend *backend, const char *id, const char *scored)
{
  g_autoptr (RwJobRecord) record = rw_test_find_job (backend->jobs, id);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, scored, -1);

  g_assert_cmpint (record->state, ==, RW_JOB_COMPLETED);
  rw_test_assert_stored (backend->storage, record->result_key, scored);
  g_assert_cmpint (record->result_size, ==, strlen (scored));
  g_assert_cmpstr (record->result_sha256, ==, sha256);
}

void
rw_test_assert_failed (RwBackend *backend, const char *id, const char *part)
{
  g_autoptr (RwJobRecord) record = rw_test_find_job (backend->jobs, id);

  g_assert_cmpint (record->state, ==, RW_JOB_FAILED);
  g_assert_nonnull (strstr (record->error, part));
}

guint
rw_test_count_spool (RwBackend *backend)
{
  g_autofree char *path = rw_storage_dup_spool_path (backend->storage, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = NULL;
  guint n = 0;

  g_unlink (path);
  dir = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

guint
rw_test_count_results (RwBackend *backend)
{
  g_autoptr (GPtrArray) keys = rw_storage_list (backend->storage, "results/", G_MAXINT64, NULL);

  return keys->len;
}

guint
rw_test_count_dead (RwBackend *backend)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_upkeep_settle_dead (backend, &error));
  g_assert_no_error (error);
  g_autoptr (GPtrArray) letters = rw_jobs_list_letters (backend->jobs, NULL);
  return letters->len;
}
