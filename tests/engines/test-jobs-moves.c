/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jobs.h"

#include "rw-clock.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

/* Where a job can be when somebody wants to move it. */
typedef enum
{
  WAITING, /* QUEUED */
  SPENT,   /* QUEUED, and no attempt left */
  HELD,    /* PROCESSING */
  LATE,    /* PROCESSING, and the lease ran out */
  LAST,    /* LATE, and no attempt left */
  DONE,    /* COMPLETED */
  FAILED,
  CANCELLED,
  N_SITUATIONS
} Situation;

/* Returns what the function does; @lease is of who worked on the job last. */
typedef int (*MoveFunc) (RwJobs *jobs, const RwJobLease *lease, GError **error);

static int
claim (RwJobs *jobs, const RwJobLease *lease, GError **error)
{
  g_autoptr (RwJobRecord) record = NULL;
  RwJobLease other = { lease->id, "other", 0 };
  RwClaim result = rw_jobs_claim (jobs, &other, RW_TEST_LEASE, &record, error);

  g_assert_cmpint (result == RW_CLAIM_TAKEN, ==, record != NULL);
  return (int) result;
}

static int
renew (RwJobs *jobs, const RwJobLease *lease, GError **error)
{
  return rw_jobs_renew (jobs, lease, RW_TEST_LEASE, 10, 20, error);
}

static int
complete (RwJobs *jobs, const RwJobLease *lease, GError **error)
{
  g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, lease->id, lease->attempt);
  RwJobResult result = { key, 99, "abc", "def", 20 };

  return rw_jobs_complete (jobs, lease, &result, error);
}

static int
fail (RwJobs *jobs, const RwJobLease *lease, GError **error)
{
  return rw_jobs_fail (jobs, lease, "There is no column “tenure”.", error);
}

static int
release (RwJobs *jobs, const RwJobLease *lease, GError **error)
{
  return rw_jobs_release (jobs, lease, "The disk was full.", error);
}

static int
bury (RwJobs *jobs, const RwJobLease *lease, GError **error)
{
  return rw_jobs_bury (jobs, lease->id, "It came too often.", error);
}

static int
cancel (RwJobs *jobs, const RwJobLease *lease, GError **error)
{
  return rw_jobs_cancel (jobs, lease->id, error);
}

static int
requeue (RwJobs *jobs, const RwJobLease *lease, GError **error)
{
  return rw_jobs_requeue (jobs, lease->id, error);
}

static int
sweep (RwJobs *jobs, const RwJobLease *lease G_GNUC_UNUSED, GError **error)
{
  return rw_jobs_sweep (jobs, error);
}

/* Works on the job, and lets it wait again, until the last attempt runs. */
static gint64
spend_attempts (RwJobs *jobs, const char *id)
{
  for (gint64 attempt = 1; attempt < RW_JOBS_MAX_ATTEMPTS; attempt++)
    {
      RwJobLease lease = { id, "worker", rw_test_claim (jobs, id) };
      g_assert_true (release (jobs, &lease, NULL));
    }
  return rw_test_claim (jobs, id);
}

static RwJobLease
prepare (RwJobs *jobs, const char *id, Situation situation)
{
  gboolean is_spent = situation == SPENT || situation == LAST;
  RwJobLease lease = { id, "worker", 1 };

  if (situation == WAITING)
    return lease;
  lease.attempt = is_spent ? spend_attempts (jobs, id) : rw_test_claim (jobs, id);
  if (situation == SPENT)
    g_assert_true (release (jobs, &lease, NULL));
  else if (situation == DONE)
    g_assert_true (complete (jobs, &lease, NULL));
  else if (situation == FAILED)
    g_assert_true (fail (jobs, &lease, NULL));
  else if (situation == CANCELLED)
    g_assert_true (cancel (jobs, &lease, NULL));
  else if (situation != HELD)
    rw_test_advance_clock (RW_TEST_LEASE);
  return lease;
}

/* For each situation: the events that the function adds, what it returns, and how many messages it
 * asks for. */
static const struct
{
  const char *name;
  MoveFunc move;
  const char *events[N_SITUATIONS];
  int returned[N_SITUATIONS];
  guint messages[N_SITUATIONS];
} table[] = {
  { "claim",
    claim,
    { "P", "F", "", "QP", "QF", "", "", "" },
    { RW_CLAIM_TAKEN, RW_CLAIM_SPENT, RW_CLAIM_HELD, RW_CLAIM_TAKEN, RW_CLAIM_SPENT, RW_CLAIM_OVER,
      RW_CLAIM_OVER, RW_CLAIM_OVER },
    { 0 } },
  { "renew", renew, { "", "", "", "", "", "", "", "" }, { 0, 0, 1, 0, 0, 0, 0, 0 }, { 0 } },
  { "complete",
    complete,
    { "", "", "D", "D", "D", "", "", "" },
    { 0, 0, 1, 1, 1, 0, 0, 0 },
    { 0 } },
  { "fail", fail, { "", "", "F", "F", "F", "", "", "" }, { 0, 0, 1, 1, 1, 0, 0, 0 }, { 0 } },
  { "release", release, { "", "", "Q", "Q", "Q", "", "", "" }, { 0, 0, 1, 1, 1, 0, 0, 0 }, { 0 } },
  { "bury",
    bury,
    { "", "F", "", "Q", "QF", "", "", "" },
    { 1, 1, 1, 1, 1, 1, 1, 1 },
    { 1, 0, 1, 1, 0, 0, 0, 0 } },
  { "cancel", cancel, { "C", "C", "C", "C", "C", "", "", "" }, { 1, 1, 1, 1, 1, 0, 0, 0 }, { 0 } },
  { "requeue",
    requeue,
    { "", "", "", "", "", "", "Q", "Q" },
    { 0, 0, 0, 0, 0, 0, 1, 1 },
    { 0, 0, 0, 0, 0, 0, 1, 1 } },
  { "sweep", sweep, { "", "", "", "Q", "Q", "", "", "" }, { 0, 0, 0, 1, 1, 0, 0, 0 }, { 0 } },
};

static void
test_move (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);

  for (Situation situation = 0; situation < N_SITUATIONS; situation++)
    {
      g_autoptr (RwJobs) jobs = rw_test_jobs ();
      g_autoptr (GError) error = NULL;
      g_autofree char *id = rw_test_create_job (jobs);
      RwJobLease lease = prepare (jobs, id, situation);
      g_autofree char *before = rw_test_show_moves (jobs, id);
      rw_test_drain_outbox (jobs);
      int returned = table[row].move (jobs, &lease, &error);
      g_autofree char *after = rw_test_show_moves (jobs, id);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (after, before));
      g_assert_cmpstr (after + strlen (before), ==, table[row].events[situation]);
      g_assert_cmpint (returned, ==, table[row].returned[situation]);
      g_assert_cmpuint (rw_test_drain_outbox (jobs), ==, table[row].messages[situation]);
    }
}

/* Whoever lost the lease can do nothing, and a job that is not there is nobody's. */
static void
test_other_leases (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autofree char *id = rw_test_create_job (jobs);
  gint64 attempt = rw_test_claim (jobs, id);
  const RwJobLease others[] = { { id, "other", attempt },
                                { id, "worker", attempt + 1 },
                                { id, "worker", attempt - 1 },
                                { "none", "worker", attempt } };
  const MoveFunc moves[] = { renew, complete, fail, release };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    for (guint k = 0; k < G_N_ELEMENTS (moves); k++)
      {
        g_autoptr (GError) error = NULL;
        g_assert_false (moves[k](jobs, &others[i], &error));
        g_assert_no_error (error);
      }
  g_autofree char *shown = rw_test_show_moves (jobs, id);
  g_assert_cmpstr (shown, ==, "QP");
  g_assert_cmpint (claim (jobs, &others[3], NULL), ==, RW_CLAIM_OVER);
  g_assert_true (bury (jobs, &others[3], NULL));
  g_assert_false (cancel (jobs, &others[3], NULL));
  g_assert_false (requeue (jobs, &others[3], NULL));
}

/* All that is noted while a job is worked on. */
static void
test_worked_on (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autofree char *id = rw_test_create_job (jobs);
  RwJobLease lease = { id, "worker", rw_test_claim (jobs, id) };

  rw_test_advance_clock (RW_TEST_LEASE - 1);
  g_assert_true (renew (jobs, &lease, NULL));
  rw_test_advance_clock (RW_TEST_LEASE - 1);
  g_autoptr (RwJobRecord) running = rw_test_find_job (jobs, id);
  g_assert_cmpint (running->state, ==, RW_JOB_PROCESSING);
  g_assert_cmpint (running->attempt, ==, 1);
  g_assert_cmpint (running->rows_done, ==, 10);
  g_assert_cmpint (running->n_rows, ==, 20);
  g_assert_cmpint (running->state_since, ==, running->created_at);
  g_assert_cmpint (running->updated_at, ==, running->created_at + RW_TEST_LEASE - 1);
  g_assert_cmpint (claim (jobs, &lease, NULL), ==, RW_CLAIM_HELD);
  g_assert_true (complete (jobs, &lease, NULL));
  g_autoptr (RwJobRecord) done = rw_test_find_job (jobs, id);
  g_autofree char *key = rw_storage_dup_key (RW_TEST_USER, id, 1);
  g_assert_cmpstr (done->result_key, ==, key);
  g_assert_cmpint (done->result_size, ==, 99);
  g_assert_cmpstr (done->result_sha256, ==, "abc");
  g_assert_cmpstr (done->model_sha256, ==, "def");
  g_assert_cmpint (done->rows_done, ==, 20);
  g_assert_cmpint (done->state_since, ==, rw_clock_now ());
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

  rw_test_claim (jobs, lost);
  rw_test_advance_clock (-1000);
  g_assert_cmpint (rw_jobs_sweep (jobs, NULL), ==, 0);
  rw_test_advance_clock (-2 * RW_JOBS_RESEND_AFTER);
  g_assert_true (renew (jobs, &lease, NULL));
  g_assert_cmpint (rw_jobs_sweep (jobs, NULL), ==, 1);
  g_assert_cmpint (rw_test_claim (jobs, lost), ==, 2);
  g_assert_true (complete (jobs, &lease, NULL));
}

static const RwJobEvent *
last_event (GPtrArray *events)
{
  return events->pdata[events->len - 1];
}

static void
test_notes (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autofree char *id = rw_test_create_job (jobs);
  RwJobLease lease = { id, "worker", rw_test_claim (jobs, id) };

  g_assert_true (release (jobs, &lease, NULL));
  g_autoptr (GPtrArray) released = rw_jobs_list_events (jobs, id, NULL);
  g_assert_cmpstr (last_event (released)->note, ==, "The disk was full.");
  lease.attempt = rw_test_claim (jobs, id);
  g_autoptr (GPtrArray) claimed = rw_jobs_list_events (jobs, id, NULL);
  g_assert_null (last_event (claimed)->note);
  rw_test_advance_clock (RW_TEST_LEASE);
  g_assert_cmpint (rw_jobs_sweep (jobs, NULL), ==, 1);
  g_autoptr (GPtrArray) lost = rw_jobs_list_events (jobs, id, NULL);
  g_assert_nonnull (strstr (last_event (lost)->note, "worker was lost"));
  g_assert_cmpint (last_event (lost)->at, ==, rw_clock_now ());
  g_autoptr (GPtrArray) none = rw_jobs_list_events (jobs, "none", NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_errors_of_jobs (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autofree char *id = rw_test_create_job (jobs);
  RwJobLease lease = prepare (jobs, id, SPENT);

  g_assert_cmpint (claim (jobs, &lease, NULL), ==, RW_CLAIM_SPENT);
  g_autoptr (RwJobRecord) spent = rw_test_find_job (jobs, id);
  g_assert_true (g_str_has_prefix (spent->error, "The file could not be scored in 3 attempts."));
  g_assert_true (requeue (jobs, &lease, NULL));
  g_autoptr (RwJobRecord) again = rw_test_find_job (jobs, id);
  g_assert_null (again->error);
  lease.attempt = rw_test_claim (jobs, id);
  g_assert_true (fail (jobs, &lease, NULL));
  g_autoptr (RwJobRecord) failed = rw_test_find_job (jobs, id);
  g_assert_cmpstr (failed->error, ==, "There is no column “tenure”.");
}

/* Attempts go on counting, so that the worker of an old one is never taken for that of a new one.
 */
static void
test_requeued (void)
{
  g_autoptr (RwJobs) jobs = rw_test_jobs ();
  g_autofree char *id = rw_test_create_job (jobs);
  RwJobLease old = { id, "worker", spend_attempts (jobs, id) };

  g_assert_true (cancel (jobs, &old, NULL));
  g_assert_true (requeue (jobs, &old, NULL));
  g_assert_cmpint (spend_attempts (jobs, id), ==, 2 * RW_JOBS_MAX_ATTEMPTS);
  g_assert_false (complete (jobs, &old, NULL));
  rw_test_advance_clock (RW_TEST_LEASE);
  g_assert_cmpint (claim (jobs, &old, NULL), ==, RW_CLAIM_SPENT);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  rw_test_stop_clock ();
  for (guint row = 0; row < G_N_ELEMENTS (table); row++)
    {
      g_autofree char *path = g_strdup_printf ("/jobs-moves/%s", table[row].name);
      g_test_add_data_func (path, GUINT_TO_POINTER (row), test_move);
    }
  g_test_add_func ("/jobs-moves/other-leases", test_other_leases);
  g_test_add_func ("/jobs-moves/worked-on", test_worked_on);
  g_test_add_func ("/jobs-moves/clock-back", test_clock_back);
  g_test_add_func ("/jobs-moves/notes", test_notes);
  g_test_add_func ("/jobs-moves/errors", test_errors_of_jobs);
  g_test_add_func ("/jobs-moves/requeued", test_requeued);
  return g_test_run ();
}
