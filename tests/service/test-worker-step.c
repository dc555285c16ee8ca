/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-worker-step.h"

#include "rw-test-job.h"
#include "rw-test-model.h"
#include "rw-test-service.h"
#include "rw-worker.h"

static GString *steps;

static void
note (RwWorkerStep step, const RwJobRecord *job)
{
  g_string_append_c (steps, "RLFSWTD"[step]);
  g_assert_true ((job != NULL) == (step != RW_STEP_RECEIVED && step != RW_STEP_REMOVING));
}

/* The steps of a worker that gets the next message. */
static void
assert_steps (RwBackend *backend, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwModel) model = rw_model_load_default (&error);
  g_autoptr (RwWorker) worker = rw_worker_new (backend, model, 1, RW_TEST_LEASE);
  void (*before) (RwWorkerStep step, const RwJobRecord *job) = rw_worker_step;

  steps = g_string_new (NULL);
  rw_worker_step = note;
  g_assert_true (rw_worker_run_once (worker, 0, &error));
  rw_worker_step = before;
  g_assert_cmpstr (steps->str, ==, expected);
  g_string_free (steps, TRUE);
}

static void
test_order (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autofree char *text = rw_test_read_sample (3);
  g_autofree char *id = rw_test_submit (backend, "a.csv", text);

  assert_steps (backend, "RLFSWTD");
}

static void
test_bad_file (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autofree char *id = rw_test_submit (backend, "a.csv", "");

  assert_steps (backend, "RLFD");
}

static void
test_over (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  g_autofree char *id = rw_test_submit (backend, "a.csv", "");

  g_assert_true (rw_jobs_cancel (backend->jobs, id, NULL));
  assert_steps (backend, "RD");
}

static void
test_nonsense (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();

  g_assert_true (rw_queue_send (backend->queue, "nonsense", 0, NULL));
  assert_steps (backend, "R");
}

/* In a program nobody listens. */
static void
test_nobody (void)
{
  for (int step = 0; step < RW_N_STEPS; step++)
    rw_worker_step ((RwWorkerStep) step, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker-step/nobody", test_nobody);
  g_test_add_func ("/worker-step/order", test_order);
  g_test_add_func ("/worker-step/bad-file", test_bad_file);
  g_test_add_func ("/worker-step/over", test_over);
  g_test_add_func ("/worker-step/nonsense", test_nonsense);
  return g_test_run ();
}
