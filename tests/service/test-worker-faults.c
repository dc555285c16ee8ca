/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-worker.h"

#include "rw-test-backend.h"
#include "rw-test-job.h"
#include "rw-test-model.h"
#include "rw-test-service.h"
#include "rw-tidier.h"
#include "rw-upkeep.h"

#include <string.h>

#define N_ROWS   20
#define N_ROUNDS 12 /* more than a job ever needs */

/* Each call of the backend fails, one after another: nothing is lost, nothing is left. */
typedef struct
{
  const char *text;
  const char *scored; /* NULL: the file cannot be scored */
} Input;

static gboolean
is_over (RwBackend *backend, const char *id)
{
  g_autoptr (RwJobRecord) job = rw_test_find_job (backend->jobs, id);

  return rw_job_state_is_final (job->state);
}

/* Up to the job's end and until no message is left, whatever time it takes. */
static void
work_up (RwBackend *real, RwWorker *worker, const char *id)
{
  g_autoptr (RwUpkeep) upkeep = rw_upkeep_new (real);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      rw_worker_run_once (worker, 0, NULL);
      rw_test_advance_clock (2 * RW_TEST_LEASE);
      g_assert_true (rw_upkeep_run (upkeep, NULL));
      if (is_over (real, id) && rw_queue_count (real->queue, NULL) == 0)
        return;
    }
  g_assert_not_reached ();
}

/* What nobody owns is gone a day later. */
static void
assert_end (RwBackend *real, const char *id, const Input *input)
{
  g_autofree char *moves = rw_test_show_moves (real->jobs, id);
  g_autoptr (RwUpkeep) upkeep = rw_upkeep_new (real);

  rw_test_advance_clock (2 * RW_TIDIER_AGE);
  g_assert_true (rw_upkeep_run (upkeep, NULL));
  g_assert_true (rw_tidier_run (real, NULL, NULL));
  g_assert_cmpuint (rw_test_count_spool (real), ==, 0);
  g_assert_cmpuint (rw_test_count_results (real), ==, input->scored != NULL ? 1 : 0);
  g_assert_cmpuint (rw_test_count_dead (real), ==, 0);
  g_assert_cmpstr (strpbrk (moves, "DF"), ==, input->scored != NULL ? "D" : "F");
  if (input->scored != NULL)
    rw_test_assert_completed (real, id, input->scored);
  else
    rw_test_assert_failed (real, id, "“customers.csv”");
}

/* Returns FALSE when there is no such call. */
static gboolean
fail_call (RwModel *model, const Input *input, guint n, RwTestFailure failure)
{
  g_autoptr (RwBackend) real = rw_test_backend ();
  g_autoptr (RwBackend) failing = rw_test_failing_backend (real);
  g_autoptr (RwWorker) worker = rw_worker_new (failing, model, 1, RW_TEST_LEASE);
  g_autofree char *id = rw_test_submit (real, "customers.csv", input->text);

  rw_test_fail_calls (n, 1, failure);
  work_up (real, worker, id);
  const char *failed = rw_test_get_failed_call ();
  g_test_message ("call %u, %s, %s", n, failed, failure == RW_TEST_DONE ? "done" : "not done");
  assert_end (real, id, input);
  return failed != NULL;
}

static void
fail_each (const Input *input, guint n_calls)
{
  g_autoptr (RwModel) model = rw_model_load_default (NULL);

  rw_test_stop_clock ();
  for (int failure = 0; failure < RW_TEST_N_FAILURES; failure++)
    {
      guint n = 0;
      while (fail_call (model, input, n, (RwTestFailure) failure))
        n++;
      g_assert_cmpuint (n, ==, n_calls);
    }
}

/* receive, claim, fetch, dup-spool-path, store, complete, remove */
static void
test_good_file (void)
{
  g_autofree char *text = rw_test_read_sample (N_ROWS);
  g_autofree char *scored = rw_test_dup_scored (text);
  Input input = { text, scored };

  fail_each (&input, 7);
}

/* receive, claim, fetch, fail, remove */
static void
test_bad_file (void)
{
  Input input = { "a,b\n1,2\n", NULL };

  fail_each (&input, 5);
}

/* One call fails, and another one of what is done about it. */
static void
test_two_faults (void)
{
  g_autofree char *text = rw_test_read_sample (N_ROWS);
  g_autofree char *scored = rw_test_dup_scored (text);
  g_autoptr (RwModel) model = rw_model_load_default (NULL);
  Input input = { text, scored };

  rw_test_stop_clock ();
  for (guint n = 0; n < 7; n++)
    {
      g_autoptr (RwBackend) real = rw_test_backend ();
      g_autoptr (RwBackend) failing = rw_test_failing_backend (real);
      g_autoptr (RwWorker) worker = rw_worker_new (failing, model, 1, RW_TEST_LEASE);
      g_autofree char *id = rw_test_submit (real, "customers.csv", text);
      rw_test_fail_calls (n, 2, RW_TEST_NOT_DONE);
      work_up (real, worker, id);
      assert_end (real, id, &input);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker-faults/good-file", test_good_file);
  g_test_add_func ("/worker-faults/bad-file", test_bad_file);
  g_test_add_func ("/worker-faults/two", test_two_faults);
  return g_test_run ();
}
