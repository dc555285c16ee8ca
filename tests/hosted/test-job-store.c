/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-store.h"

#include "rw-test-job.h"
#include "rw-test.h"

#include <locale.h>

static RwJobStore *
open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  RwJobStore *store = rw_job_store_open (path, &error);

  g_assert_no_error (error);
  return store;
}

static void
add (RwJobStore *store, RwJobData *data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_job_store_add (store, data, &error));
  g_assert_no_error (error);
}

static void
save (RwJobStore *store, const RwJobData *data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rw_job_store_save (store, data, &error));
  g_assert_no_error (error);
}

static GPtrArray *
load (RwJobStore *store, guint n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *jobs = rw_job_store_load (store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (jobs->len, ==, n);
  return jobs;
}

/* All of it, from one run of the program to the next. */
static void
test_kept (void)
{
  g_autofree char *path = rw_test_dup_path ("kept.db");
  g_autoptr (RwJobData) first = rw_test_job_data (100);
  g_autoptr (RwJobData) second = rw_test_job_data (200);
  RwJobStore *store = open_store (path);

  add (store, first);
  add (store, second);
  g_assert_cmpint (first->number, !=, second->number);
  rw_job_store_unref (store);
  store = open_store (path);
  g_autoptr (GPtrArray) jobs = load (store, 2);
  rw_test_assert_same_job (jobs->pdata[0], second);
  rw_test_assert_same_job (jobs->pdata[1], first);
  rw_job_store_unref (store);
}

static void
test_nulls (void)
{
  g_autofree char *path = rw_test_dup_path ("nulls.db");
  g_autoptr (RwJobStore) store = open_store (path);
  g_autoptr (RwJobData) data = rw_test_job_data (1);

  rw_job_data_set (&data->id, NULL);
  rw_job_data_set (&data->error, NULL);
  rw_job_data_set (&data->result_path, NULL);
  add (store, data);
  g_autoptr (GPtrArray) jobs = load (store, 1);
  rw_test_assert_same_job (jobs->pdata[0], data);
}

static void
test_saved (void)
{
  g_autofree char *path = rw_test_dup_path ("saved.db");
  g_autoptr (RwJobStore) store = open_store (path);
  g_autoptr (RwJobData) data = rw_test_job_data (1);
  g_autoptr (RwJobData) other = rw_test_job_data (50);

  add (store, data);
  add (store, other);
  data->revision++;
  data->phase = RW_JOB_PHASE_UNSENT;
  data->baseline = data->state_since = data->checked_at = data->n_rows = 77;
  data->may_have_arrived = FALSE;
  rw_job_data_set (&data->id, "other");
  rw_job_data_set (&data->word, NULL);
  rw_job_data_set (&data->error, "it broke");
  rw_job_data_set (&data->result_path, "/x");
  save (store, data);
  g_autoptr (GPtrArray) jobs = load (store, 2);
  rw_test_assert_same_job (jobs->pdata[0], other);
  rw_test_assert_same_job (jobs->pdata[1], data);
}

/* Saving runs on several threads: what comes late must not win. */
static void
test_older_revision (void)
{
  g_autofree char *path = rw_test_dup_path ("older.db");
  g_autoptr (RwJobStore) store = open_store (path);
  g_autoptr (RwJobData) data = rw_test_job_data (1);
  g_autoptr (RwJobData) late = NULL;

  add (store, data);
  late = rw_job_data_copy (data);
  late->revision = 10;
  rw_job_data_set (&late->word, "PROCESSING");
  data->revision = 11;
  rw_job_data_set (&data->word, "COMPLETED");
  save (store, data);
  save (store, late);
  g_autoptr (GPtrArray) jobs = load (store, 1);
  rw_test_assert_same_job (jobs->pdata[0], data);
}

/* What is saved late does not bring a job back, nor meets the next one. */
static void
test_removed (void)
{
  g_autofree char *path = rw_test_dup_path ("removed.db");
  g_autoptr (RwJobStore) store = open_store (path);
  g_autoptr (RwJobData) data = rw_test_job_data (1);
  g_autoptr (RwJobData) next = rw_test_job_data (2);
  g_autoptr (GError) error = NULL;

  add (store, data);
  g_assert_true (rw_job_store_remove (store, data->number, &error));
  g_assert_no_error (error);
  data->revision = 100;
  save (store, data);
  g_ptr_array_unref (load (store, 0));
  add (store, next);
  save (store, data);
  g_autoptr (GPtrArray) jobs = load (store, 1);
  rw_test_assert_same_job (jobs->pdata[0], next);
}

static void
test_ids (void)
{
  g_autofree char *path = rw_test_dup_path ("ids.db");
  g_autoptr (RwJobStore) store = open_store (path);
  g_autoptr (RwJobData) here = rw_test_job_data (1);
  g_autoptr (RwJobData) elsewhere = rw_test_job_data (2);
  g_autoptr (RwJobData) unsent = rw_test_job_data (3);
  g_autoptr (GError) error = NULL;

  rw_job_data_set (&elsewhere->server, "https://other.example.com");
  rw_job_data_set (&unsent->id, NULL);
  add (store, here);
  add (store, elsewhere);
  add (store, unsent);
  g_autoptr (GPtrArray) ids = rw_job_store_list_ids (store, here->server, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpstr (ids->pdata[0], ==, "id-1");
}

static void
test_one_key_one_job (void)
{
  g_autofree char *path = rw_test_dup_path ("key.db");
  g_autoptr (RwJobStore) store = open_store (path);
  g_autoptr (RwJobData) data = rw_test_job_data (1);
  g_autoptr (GError) error = NULL;

  add (store, data);
  g_assert_false (rw_job_store_add (store, data, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "key.db");
}

static void
test_refused (void)
{
  g_autofree char *path = rw_test_write ("refused.db", RW_TEST_BYTES ("no database at all, no"));
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_job_store_open (path, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, "refused.db");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-store/kept", test_kept);
  g_test_add_func ("/job-store/nulls", test_nulls);
  g_test_add_func ("/job-store/saved", test_saved);
  g_test_add_func ("/job-store/older-revision", test_older_revision);
  g_test_add_func ("/job-store/removed", test_removed);
  g_test_add_func ("/job-store/ids", test_ids);
  g_test_add_func ("/job-store/one-key-one-job", test_one_key_one_job);
  g_test_add_func ("/job-store/refused", test_refused);
  return g_test_run ();
}
