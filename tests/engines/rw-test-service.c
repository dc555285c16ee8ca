/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-service.h"

#include "rw-clock.h"
#include "rw-postgres-jobs.h"
#include "rw-postgres-tokens.h"
#include "rw-sqlite-jobs.h"
#include "rw-sqlite-tokens.h"
#include "rw-test-postgres.h"
#include "rw-test.h"

#include <string.h>

static _Atomic gint64 stopped_at; /* threads read it */
static char *database_path;

static gint64
get_stopped (void)
{
  return stopped_at;
}

static gboolean
has_postgres (void)
{
  return g_getenv ("RW_TEST_POSTGRES") != NULL;
}

void
rw_test_stop_clock (void)
{
  stopped_at = g_get_real_time () / 1000;
  rw_clock_now = get_stopped;
  rw_test_advance_clock (0);
}

void
rw_test_advance_clock (gint64 ms)
{
  stopped_at += ms;
  if (has_postgres ())
    rw_test_postgres_set_clock (stopped_at);
}

char *
rw_test_dup_new_path (void)
{
  static guint n = 0;
  g_autofree char *name = g_strdup_printf ("new-%u", n++);

  return rw_test_dup_path (name);
}

char *
rw_test_dup_jobs_place (void)
{
  return has_postgres () ? rw_test_postgres_dup_tables () : rw_test_dup_new_path ();
}

static RwJobs *
open_postgres_jobs (const char *uri)
{
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (uri);

  return rw_postgres_jobs_new (pool);
}

RwJobs *
rw_test_open_jobs (const char *place)
{
  g_autoptr (GError) error = NULL;
  RwJobs *jobs = has_postgres () ? open_postgres_jobs (place) : rw_sqlite_jobs_open (place, &error);

  g_assert_no_error (error);
  return jobs;
}

RwJobs *
rw_test_jobs (void)
{
  g_autofree char *place = rw_test_dup_jobs_place ();

  return rw_test_open_jobs (place);
}

char *
rw_test_dup_tokens_place (void)
{
  return rw_test_dup_jobs_place ();
}

static RwTokens *
open_postgres_tokens (const char *uri)
{
  g_autoptr (RwPostgresPool) pool = rw_test_postgres_pool (uri);

  return rw_postgres_tokens_new (pool);
}

RwTokens *
rw_test_open_tokens (const char *place)
{
  g_autoptr (GError) error = NULL;
  RwTokens *tokens =
      has_postgres () ? open_postgres_tokens (place) : rw_sqlite_tokens_open (place, &error);

  g_assert_no_error (error);
  return tokens;
}

RwBackend *
rw_test_backend (void)
{
  g_autofree char *folder = rw_test_dup_new_path ();
  g_autoptr (GError) error = NULL;
  RwBackend *backend = rw_backend_open (folder, NULL, "http://127.0.0.1:8080", &error);

  g_assert_no_error (error);
  if (has_postgres ())
    {
      g_object_unref (backend->jobs);
      backend->jobs = rw_test_jobs ();
    }
  g_free (database_path);
  database_path = g_build_filename (folder, "queue.db", NULL);
  return backend;
}

char *
rw_test_dup_database_path (void)
{
  return g_strdup (database_path);
}

void
rw_test_store (RwStorage *storage, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rw_storage_dup_spool_path (storage, &error);

  g_assert_no_error (error);
  rw_test_overwrite (path, text, strlen (text));
  g_assert_true (rw_storage_store (storage, key, path, NULL, &error));
  g_assert_no_error (error);
}

void
rw_test_assert_stored (RwStorage *storage, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autoptr (RwStorageFile) file = rw_storage_fetch (storage, key, NULL, &error);

  if (text == NULL)
    {
      rw_test_assert_error (&error, RW_ERROR_FILE, "is not there");
      g_assert_null (file);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, text);
}

char *
rw_test_create_job (RwJobs *jobs)
{
  g_autoptr (GError) error = NULL;
  char *id = g_uuid_string_random ();
  g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, id, 0);
  RwJobDraft draft = { id, RW_TEST_USER, "customers.csv", 1234, key, NULL };
  g_autoptr (RwJobRecord) record = rw_jobs_create (jobs, &draft, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (record->id, ==, id);
  return id;
}

RwJobRecord *
rw_test_find_job (RwJobs *jobs, const char *id)
{
  g_autoptr (GError) error = NULL;
  RwJobRecord *record = rw_jobs_find (jobs, NULL, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

char *
rw_test_show_moves (RwJobs *jobs, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwJobRecord) record = rw_test_find_job (jobs, id);
  g_autoptr (GPtrArray) events = rw_jobs_list_events (jobs, id, &error);
  GString *moves = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    {
      const RwJobEvent *event = events->pdata[i];
      const RwJobEvent *before = i > 0 ? events->pdata[i - 1] : NULL;
      g_string_append_c (moves, "QPDFC"[event->state]);
      g_assert_true (before == NULL ? event->state == RW_JOB_QUEUED
                                    : rw_job_state_can_move (before->state, event->state));
      g_assert_cmpint (event->at, >=, before != NULL ? before->at : record->created_at);
      if (i == events->len - 1)
        g_assert_cmpint (event->state, ==, record->state);
    }
  return g_string_free (moves, FALSE);
}

gint64
rw_test_claim (RwJobs *jobs, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwJobRecord) record = NULL;
  RwJobLease lease = { id, "worker", 0 };
  RwClaim claim = rw_jobs_claim (jobs, &lease, RW_TEST_LEASE, &record, &error);

  g_assert_no_error (error);
  g_assert_cmpint (claim, ==, RW_CLAIM_TAKEN);
  return record->attempt;
}

guint
rw_test_drain_outbox (RwJobs *jobs)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = rw_jobs_take_outbox (jobs, G_MAXINT, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    g_assert_true (
        rw_jobs_clear_outbox (jobs, ((RwOutboxEntry *) entries->pdata[i])->number, &error));
  g_assert_no_error (error);
  return entries->len;
}
