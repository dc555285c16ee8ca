/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jobs.h"

#include "rw-clock.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>

static void
test_created (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autofree char *id = rw_test_create_job (jobs);
  g_autoptr (RwJobRecord) record = rw_test_find_job (jobs, id);
  g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, id, 0);

  g_assert_cmpint (record->number, ==, 1);
  g_assert_cmpstr (record->user, ==, RW_TEST_USER);
  g_assert_cmpstr (record->file_name, ==, "customers.csv");
  g_assert_cmpint (record->size, ==, 1234);
  g_assert_cmpstr (record->input_key, ==, key);
  g_assert_cmpint (record->state, ==, RW_JOB_QUEUED);
  g_assert_cmpint (record->attempt, ==, 0);
  g_assert_cmpint (record->rows_done, ==, 0);
  g_assert_cmpint (record->n_rows, ==, 0);
  g_assert_null (record->error);
  g_assert_null (record->result_key);
  g_assert_cmpint (record->created_at, ==, rw_clock_now ());
  g_assert_cmpint (record->state_since, ==, rw_clock_now ());
  g_assert_cmpint (record->updated_at, ==, rw_clock_now ());
}

static RwJobRecord *
create_with (RwJobs *jobs, const char *user, const char *idempotency_key)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_uuid_string_random ();
  RwJobDraft draft = { id, user, "a.csv", 1, id, idempotency_key };
  RwJobRecord *record = rw_jobs_create (jobs, &draft, &error);

  g_assert_no_error (error);
  return record;
}

static void
test_idempotency (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autoptr (RwJobRecord) first = create_with (jobs, "ann", "key");
  g_autoptr (RwJobRecord) again = create_with (jobs, "ann", "key");
  g_autoptr (RwJobRecord) other_key = create_with (jobs, "ann", "KEY");
  g_autoptr (RwJobRecord) other_user = create_with (jobs, "bob", "key");
  g_autoptr (RwJobRecord) without = create_with (jobs, "ann", NULL);
  g_autoptr (RwJobRecord) without_too = create_with (jobs, "ann", NULL);
  g_autofree char *moves = rw_test_show_moves (jobs, first->id);

  g_assert_cmpstr (first->id, ==, again->id);
  g_assert_cmpint (first->number, ==, again->number);
  g_assert_cmpstr (first->id, !=, other_key->id);
  g_assert_cmpstr (first->id, !=, other_user->id);
  g_assert_cmpstr (without->id, !=, without_too->id);
  g_assert_cmpstr (moves, ==, "Q");
  g_assert_cmpuint (rw_test_drain_outbox (jobs), ==, 5);
}

static void
test_same_id (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = rw_test_create_job (jobs);
  RwJobDraft draft = { id, "ann", "a.csv", 1, "other", NULL };

  g_assert_null (rw_jobs_create (jobs, &draft, &error));
  rw_test_assert_error (&error, RW_ERROR_DATABASE, NULL);
  g_assert_cmpuint (rw_test_drain_outbox (jobs), ==, 1);
}

static void
test_find (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = rw_test_create_job (jobs);
  g_autoptr (RwJobRecord) mine = rw_jobs_find (jobs, RW_TEST_USER, id, &error);

  g_assert_nonnull (mine);
  g_assert_null (rw_jobs_find (jobs, "somebody", id, &error));
  g_assert_null (rw_jobs_find (jobs, NULL, "none", &error));
  g_assert_no_error (error);
}

/* "3 2 " for numbers. */
static void
check_list (RwJobs *jobs, const char *user, guint limit, gint64 before, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = rw_jobs_list (jobs, user, limit, before, &error);
  g_autoptr (GString) numbers = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (numbers, "%d ", (int) ((RwJobRecord *) records->pdata[i])->number);
  g_assert_cmpstr (numbers->str, ==, expected);
}

static void
test_list (void)
{
  const char *const users[] = { "ann", "bob", "ann", "ann" };
  g_autoptr (RwJobs) jobs = rw_test_jobs ();

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    rw_job_record_free (create_with (jobs, users[i], NULL));
  check_list (jobs, "ann", 10, 0, "4 3 1 ");
  check_list (jobs, "ann", 2, 0, "4 3 ");
  check_list (jobs, "ann", 2, 3, "1 ");
  check_list (jobs, "ann", 2, 1, "");
  check_list (jobs, "carl", 10, 0, "");
}

/* @n_messages: that are to be sent then, and are. */
static void
check_sweep (RwJobs *jobs, gint64 later, int n_moved, guint n_messages)
{
  rw_test_advance_clock (later);
  g_assert_cmpint (rw_jobs_sweep (jobs, NULL), ==, n_moved);
  g_assert_cmpuint (rw_test_drain_outbox (jobs), ==, n_messages);
}

/* A message that the queue lost. One that is not sent yet is no lost one, however long it waits for
 * that, nor is that of a job whose worker was lost: it comes back by itself. */
static void
test_resend (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autofree char *id = rw_test_create_job (jobs);

  check_sweep (jobs, RW_JOBS_RESEND_AFTER, 0, 1);
  check_sweep (jobs, RW_JOBS_RESEND_AFTER - 1, 0, 0);
  check_sweep (jobs, 1, 0, 1);
  rw_test_claim (jobs, id);
  check_sweep (jobs, RW_JOBS_RESEND_AFTER, 1, 0);
  check_sweep (jobs, RW_JOBS_RESEND_AFTER, 0, 1);
}

static void
test_count (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autoptr (GError) error = NULL;
  gint64 counts[RW_N_JOB_STATES];
  gint64 oldest = -1;

  g_assert_true (rw_jobs_count (jobs, counts, &oldest, &error));
  g_assert_cmpint (counts[RW_JOB_QUEUED], ==, 0);
  g_assert_cmpint (oldest, ==, 0);
  g_autofree char *claimed = rw_test_create_job (jobs);
  g_autofree char *cancelled = rw_test_create_job (jobs);
  rw_test_claim (jobs, claimed);
  g_assert_true (rw_jobs_cancel (jobs, cancelled, &error));
  gint64 since = rw_clock_now ();
  for (guint i = 0; i < 3; i++)
    {
      g_free (rw_test_create_job (jobs));
      rw_test_advance_clock (10);
    }
  g_assert_true (rw_jobs_count (jobs, counts, &oldest, &error));
  g_assert_no_error (error);
  g_assert_cmpint (counts[RW_JOB_QUEUED], ==, 3);
  g_assert_cmpint (counts[RW_JOB_PROCESSING], ==, 1);
  g_assert_cmpint (counts[RW_JOB_COMPLETED], ==, 0);
  g_assert_cmpint (counts[RW_JOB_FAILED], ==, 0);
  g_assert_cmpint (counts[RW_JOB_CANCELLED], ==, 1);
  g_assert_cmpint (oldest, ==, since);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_test_stop_clock ();
  g_test_add_func ("/jobs-lists/created", test_created);
  g_test_add_func ("/jobs-lists/idempotency", test_idempotency);
  g_test_add_func ("/jobs-lists/same-id", test_same_id);
  g_test_add_func ("/jobs-lists/find", test_find);
  g_test_add_func ("/jobs-lists/list", test_list);
  g_test_add_func ("/jobs-lists/resend", test_resend);
  g_test_add_func ("/jobs-lists/count", test_count);
  return g_test_run ();
}
