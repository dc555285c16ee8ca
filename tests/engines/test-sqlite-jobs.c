/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-jobs.h"

#include "rw-database.h"
#include "rw-sqlite-schema.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>

/* test-jobs-moves.c, -lists.c, -outbox.c, -letters.c and -races.c have what all stores of jobs have
 * in common. */

static void
test_reopened (void)
{
  g_autofree char *path = rw_test_dup_new_path ();
  RwJobs *jobs = rw_sqlite_jobs_open (path, NULL);
  g_autofree char *id = rw_test_create_job (jobs);

  g_object_unref (jobs);
  jobs = rw_sqlite_jobs_open (path, NULL);
  g_assert_cmpint (rw_test_claim (jobs, id), ==, 1);
  g_object_unref (jobs);
}

/* When the clock is set back, a lease does not hold for as long as that; whoever renews it in time
 * keeps it. */
static void
test_clock_back (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autofree char *lost = rw_test_create_job (jobs);
  g_autofree char *kept = rw_test_create_job (jobs);
  RwJobLease lease = { kept, "worker", rw_test_claim (jobs, kept) };
  RwJobResult result = { "key", 1, "abc", "def", 1 };

  rw_test_claim (jobs, lost);
  rw_test_advance_clock (-1000);
  g_assert_cmpint (rw_jobs_sweep (jobs, NULL), ==, 0);
  rw_test_advance_clock (-2 * RW_JOBS_RESEND_AFTER);
  g_assert_true (rw_jobs_renew (jobs, &lease, RW_TEST_LEASE, 0, 0, NULL));
  g_assert_cmpint (rw_jobs_sweep (jobs, NULL), ==, 1);
  g_assert_cmpint (rw_test_claim (jobs, lost), ==, 2);
  g_assert_true (rw_jobs_complete (jobs, &lease, &result, NULL));
}

#define ASSERT_BROKEN(failed)                                                                      \
  g_assert_true (failed);                                                                          \
  rw_test_assert_error (&error, RW_ERROR_DATABASE, NULL)

/* Nothing is taken for an answer that is none. */
static void
test_broken (void)
{
  g_autofree char *path = rw_test_dup_new_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RwJobs) jobs = rw_sqlite_jobs_open (path, NULL);
  g_autoptr (RwDatabase) database = rw_database_open (path, rw_sqlite_schema, NULL);
  RwJobDraft draft = { "id", "ann", "a.csv", 1, "key", NULL };
  RwJobLease lease = { "id", "worker", 1 };
  RwJobResult result = { "key", 1, "abc", "def", 1 };
  RwJobRecord *record = NULL;
  gint64 counts[RW_N_JOB_STATES];
  gint64 oldest;

  rw_database_run (database, NULL, "DROP TABLE jobs", "");
  ASSERT_BROKEN (rw_jobs_create (jobs, &draft, &error) == NULL);
  ASSERT_BROKEN (rw_jobs_find (jobs, NULL, "id", &error) == NULL);
  ASSERT_BROKEN (rw_jobs_list (jobs, "ann", 1, 0, &error) == NULL);
  ASSERT_BROKEN (rw_jobs_list_events (jobs, "id", &error) == NULL);
  ASSERT_BROKEN (rw_jobs_take_outbox (jobs, 1, &error) == NULL);
  ASSERT_BROKEN (rw_jobs_claim (jobs, &lease, 1, &record, &error) == RW_CLAIM_ERROR);
  ASSERT_BROKEN (!rw_jobs_renew (jobs, &lease, 1, 0, 0, &error));
  ASSERT_BROKEN (!rw_jobs_complete (jobs, &lease, &result, &error));
  ASSERT_BROKEN (!rw_jobs_bury (jobs, "id", "x", &error));
  ASSERT_BROKEN (rw_jobs_sweep (jobs, &error) == -1);
  ASSERT_BROKEN (!rw_jobs_count (jobs, counts, &oldest, &error));
  ASSERT_BROKEN (rw_sqlite_jobs_open ("/dev/null/x", &error) == NULL);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_test_stop_clock ();
  g_test_add_func ("/sqlite-jobs/reopened", test_reopened);
  g_test_add_func ("/sqlite-jobs/clock-back", test_clock_back);
  g_test_add_func ("/sqlite-jobs/broken", test_broken);
  return g_test_run ();
}
