/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training-run.h"

#include "rw-error.h"
#include "rw-model-store.h"
#include "rw-role.h"
#include "rw-test-run.h"
#include "rw-test-session.h"
#include "rw-test.h"

#include <string.h>

static RwTrainingRun *
make_quick (guint n_rows)
{
  RwTrainingRun *run = rw_test_run_new (n_rows);

  rw_training_run_set_budget (run, RW_BUDGET_QUICK);
  return run;
}

static const RwTraining *
train (RwTrainingRun *run)
{
  rw_training_run_start (run);
  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_TRAINING);
  rw_test_run_wait (run);
  g_assert_no_error (rw_training_run_get_error (run));
  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_DONE);
  return rw_training_run_get_training (run);
}

static const RwRole *
find_role (const RwTraining *training, const char *name)
{
  for (guint i = 0; i < training->roles->len; i++)
    {
      const RwRole *role = training->roles->pdata[i];
      if (strcmp (role->name, name) == 0)
        return role;
    }
  g_assert_not_reached ();
}

/* What was said is done: budget, title, columns. */
static void
test_trained (void)
{
  RwTrainingRun *run = make_quick (400);
  g_autoptr (GError) error = NULL;

  rw_training_run_set_title (run, "Our customers");
  rw_column_choice_set_used (rw_test_run_find (run, "b"), FALSE);
  rw_column_choice_set_used (rw_test_run_find (run, "id"), TRUE);
  const RwTraining *training = train (run);
  g_assert_cmpint (training->budget, ==, RW_BUDGET_QUICK);
  g_assert_cmpuint (training->n_rows, ==, 400);
  g_assert_false (find_role (training, "b")->used);
  g_assert_true (find_role (training, "id")->used);
  g_autoptr (RwModel) model = rw_model_load_bytes (training->model, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rw_model_get_manifest (model)->title, ==, "Our customers");
  g_autoptr (GPtrArray) curves = rw_learning_curve_snapshot (rw_training_run_get_curve (run));
  g_assert_cmpuint (curves->len, >, 1);
  rw_training_run_edit (run);
  g_assert_true (rw_training_run_can_start (run));
  rw_test_run_end (run);
}

static gboolean
has_curve (gpointer run)
{
  g_autoptr (GPtrArray) curves = rw_learning_curve_snapshot (rw_training_run_get_curve (run));

  return curves->len > 0;
}

/* Given up, the model that was there before stays. */
static void
test_cancel (void)
{
  RwTrainingRun *run = make_quick (400);
  const RwTraining *training = train (run);

  rw_training_run_edit (run);
  rw_training_run_start (run);
  rw_test_wait_until (has_curve, run);
  rw_training_run_cancel (run);
  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_READY);
  rw_test_run_for (100);
  g_assert_true (rw_training_run_get_training (run) == training);
  g_assert_no_error (rw_training_run_get_error (run));
  rw_training_run_show_result (run);
  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_DONE);
  rw_test_run_end (run);
}

/* The model is one of the file that it was trained on, whatever is looked at then. */
static void
test_trained_path (void)
{
  RwTrainingRun *run = make_quick (400);
  g_autofree char *path = rw_test_write ("other.csv", RW_TEST_BYTES ("a,churn\n1,yes\n2,no\n"));
  g_autofree char *trained = g_strdup (rw_training_run_get_file (run)->path);

  rw_training_run_show_result (run);
  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_READY);
  g_assert_null (rw_training_run_get_trained_path (run));
  train (run);
  rw_training_run_edit (run);
  rw_training_run_open (run, path, NULL);
  rw_test_run_wait (run);
  g_assert_cmpstr (rw_training_run_get_file (run)->path, ==, path);
  g_assert_cmpstr (rw_training_run_get_trained_path (run), ==, trained);
  rw_training_run_show_result (run);
  rw_training_run_save (run, trained);
  rw_test_run_wait (run);
  g_assert_error (rw_training_run_get_error (run), RW_ERROR, RW_ERROR_FILE);
  g_assert_cmpint (rw_training_run_get_failed_state (run), ==, RW_TRAINING_RUN_DONE);
  rw_test_run_end (run);
}

/* Stopped early, the best so far is made. */
static void
test_finish (void)
{
  RwTrainingRun *run = rw_test_run_new (400);

  rw_training_run_set_budget (run, RW_BUDGET_THOROUGH);
  rw_training_run_start (run);
  rw_test_wait_until (has_curve, run);
  rw_training_run_finish (run);
  g_assert_true (rw_training_run_is_finishing (run));
  rw_test_run_wait (run);
  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_DONE);
  g_assert_true (rw_training_run_get_training (run)->finished_early);
  g_assert_false (rw_training_run_is_finishing (run));
  rw_test_run_end (run);
}

/* Too little to learn from. */
static void
test_refused (void)
{
  RwTrainingRun *run = make_quick (60);

  rw_training_run_start (run);
  rw_test_run_wait (run);
  g_assert_error (rw_training_run_get_error (run), RW_ERROR, RW_ERROR_LABEL);
  g_assert_cmpint (rw_training_run_get_state (run), ==, RW_TRAINING_RUN_READY);
  g_assert_null (rw_training_run_get_training (run));
  g_assert_cmpint (rw_training_run_get_failed_state (run), ==, RW_TRAINING_RUN_TRAINING);
  rw_test_run_end (run);
}

static void
take_place_cb (char **place, const char *written)
{
  g_free (*place);
  *place = g_strdup (written);
}

static void
assert_is_model (const char *path, const RwTraining *training)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, length, g_bytes_get_data (training->model, NULL),
                   g_bytes_get_size (training->model));
}

/* The model is where it was saved, and among those that are kept; a place where it cannot be
 * written is told, and the model stays. */
static void
test_written (void)
{
  RwTrainingRun *run = make_quick (400);
  const RwTraining *training = train (run);
  g_autofree char *target = rw_test_dup_path ("model.json");
  g_autofree char *saved = NULL;
  g_autofree char *kept = NULL;

  g_signal_connect_swapped (run, "saved", G_CALLBACK (take_place_cb), &saved);
  g_signal_connect_swapped (run, "kept", G_CALLBACK (take_place_cb), &kept);
  rw_training_run_save (run, "/nowhere/model.json");
  g_assert_true (rw_training_run_is_writing (run));
  rw_test_run_wait (run);
  g_assert_error (rw_training_run_get_error (run), RW_ERROR, RW_ERROR_FILE);
  g_assert_false (rw_training_run_is_safe (run));
  g_assert_null (saved);
  rw_training_run_save (run, target);
  rw_test_run_wait (run);
  g_assert_no_error (rw_training_run_get_error (run));
  g_assert_true (rw_training_run_is_safe (run));
  g_assert_cmpstr (saved, ==, target);
  assert_is_model (target, training);
  rw_training_run_keep (run);
  rw_test_run_wait (run);
  g_assert_no_error (rw_training_run_get_error (run));
  g_autoptr (RwStoredModel) stored = rw_model_store_find (kept, NULL, NULL);
  g_assert_nonnull (stored);
  assert_is_model (stored->path, training);
  rw_test_run_end (run);
}

/* It is not written over the customers that it was trained on. */
static void
test_own_file (void)
{
  RwTrainingRun *run = make_quick (400);

  train (run);
  rw_training_run_save (run, rw_training_run_get_file (run)->path);
  rw_test_run_wait (run);
  g_assert_error (rw_training_run_get_error (run), RW_ERROR, RW_ERROR_FILE);
  rw_test_run_end (run);
}

int
main (int argc, char **argv)
{
  rw_test_session_init (&argc, &argv);
  g_test_add_func ("/training-run-train/trained", test_trained);
  g_test_add_func ("/training-run-train/cancel", test_cancel);
  g_test_add_func ("/training-run-train/trained-path", test_trained_path);
  g_test_add_func ("/training-run-train/finish", test_finish);
  g_test_add_func ("/training-run-train/refused", test_refused);
  g_test_add_func ("/training-run-train/written", test_written);
  g_test_add_func ("/training-run-train/own-file", test_own_file);
  return g_test_run ();
}
