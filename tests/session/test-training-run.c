/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training-run.h"

#include "rw-test-run.h"

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Before there is a file there is nothing, and nothing can be started. */
static void
test_idle (void)
{
  RwTrainingRun *run = rw_training_run_new ();

  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_IDLE);
  g_assert_cmpint (rw_training_run_get_budget (run), ==, RW_BUDGET_NORMAL);
  g_assert_null (rw_training_run_get_file (run));
  g_assert_null (rw_training_run_get_training (run));
  g_assert_null (rw_training_run_get_curve (run));
  g_assert_null (rw_training_run_get_progress (run));
  g_assert_null (rw_training_run_get_error (run));
  g_assert_cmpuint (g_list_model_get_n_items (rw_training_run_get_columns (run)), ==, 0);
  g_assert_false (rw_training_run_can_start (run));
  g_assert_false (rw_training_run_is_finishing (run));
  g_assert_false (rw_training_run_is_safe (run));
  rw_training_run_cancel (run);
  rw_training_run_finish (run);
  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_IDLE);
  rw_test_run_end (run);
}

/* An error is told until it is dismissed. */
static void
test_error (void)
{
  RwTrainingRun *run = rw_training_run_new ();
  guint n = 0;

  g_signal_connect_swapped (run, "changed", G_CALLBACK (count_cb), &n);
  rw_training_run_open (run, "/nowhere/customers.csv", NULL);
  g_assert_cmpuint (n, ==, 1);
  rw_test_run_wait (run);
  g_assert_cmpuint (n, ==, 2);
  g_assert_nonnull (rw_training_run_get_error (run));
  rw_training_run_dismiss_error (run);
  g_assert_cmpuint (n, ==, 3);
  g_assert_null (rw_training_run_get_error (run));
  rw_test_run_end (run);
}

/* Whoever lets go of it while it works is not called any more. */
static void
test_gone (void)
{
  RwTrainingRun *run = rw_test_run_new (300);

  rw_training_run_start (run);
  rw_training_run_cancel (run);
  rw_test_run_end (run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training-run/idle", test_idle);
  g_test_add_func ("/training-run/error", test_error);
  g_test_add_func ("/training-run/gone", test_gone);
  return g_test_run ();
}
