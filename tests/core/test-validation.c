/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-validation.h"

#include "rw-folds.h"
#include "rw-metrics.h"
#include "rw-part.h"
#include "rw-test-training.h"
#include "rw-test.h"

#include <math.h>
#include <string.h>

#define N_ROWS  900u
#define N_FOLDS 3u
#define SEED    42u

typedef struct
{
  RwTestTraining *test;
  RwSplits splits;
} Fixture;

static Fixture *
make (guint n_splits)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  g_autofree char *text = rw_test_training_invent (N_ROWS);

  fixture->test = rw_test_training_new (text, "left");
  rw_test_training_make_set (fixture->test);
  fixture->splits =
      (RwSplits){ fixture->test->set, g_ptr_array_new_with_free_func (g_free), N_FOLDS };
  for (guint i = 0; i < n_splits; i++)
    g_ptr_array_add (fixture->splits.folds,
                     rw_folds_assign (fixture->test->set->labels, NULL, N_ROWS, N_FOLDS, 7 + i));
  return fixture;
}

static void
fixture_free (Fixture *fixture)
{
  g_ptr_array_unref (fixture->splits.folds);
  rw_test_training_free (fixture->test);
  g_free (fixture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static RwValidation *
validate (const Fixture *fixture, guint shape, RwLearningCurve *curve, GCancellable *finish)
{
  g_autoptr (GError) error = NULL;
  RwValidation *validation = rw_validation_run (&fixture->splits, rw_shape_get (shape), SEED, curve,
                                                finish, NULL, NULL, &error);

  g_assert_no_error (error);
  return validation;
}

static double
measure_loss (const Fixture *fixture, const RwValidation *validation, guint split)
{
  float probabilities[N_ROWS];

  g_assert_true (
      rw_validation_foretell (validation, &fixture->splits, split, probabilities, NULL, NULL));
  return rw_metrics_compute_log_loss (probabilities, fixture->test->set->labels, N_ROWS);
}

/* Folds are of one size, so the mean of their losses is that of all rows. */
static void
test_loss (void)
{
  g_autoptr (Fixture) fixture = make (2);
  g_autoptr (RwValidation) validation = validate (fixture, 1, NULL, NULL);

  g_assert_cmpuint (validation->boosters->len, ==, 2 * N_FOLDS);
  g_assert_cmpuint (validation->n_rounds, >, 5);
  g_assert_cmpuint (validation->n_rounds, <, 300);
  g_assert_cmpfloat_with_epsilon (
      validation->log_loss,
      (measure_loss (fixture, validation, 0) + measure_loss (fixture, validation, 1)) / 2, 1e-6);
  g_assert_cmpfloat (validation->log_loss, <, 0.62);
}

/* The curve has every round of every fold, and its lowest point is the one that was taken. */
static void
test_curve (void)
{
  g_autoptr (Fixture) fixture = make (1);
  g_autoptr (RwLearningCurve) curve = rw_learning_curve_new ();
  g_autoptr (RwValidation) validation = validate (fixture, 1, curve, NULL);
  g_autoptr (GPtrArray) curves = rw_learning_curve_snapshot (curve);
  const RwCurve *one = curves->pdata[0];

  g_assert_cmpuint (curves->len, ==, 1);
  g_assert_cmpstr (one->shape_id, ==, "depth-3");
  g_assert_cmpuint (one->losses->len, >, validation->n_rounds);
  g_assert_cmpfloat_with_epsilon (g_array_index (one->losses, double, validation->n_rounds - 1),
                                  validation->log_loss, 1e-12);
}

/* The model of a fold is one that has not seen it. */
static void
test_unseen (void)
{
  g_autoptr (Fixture) fixture = make (1);
  g_autoptr (RwValidation) validation = validate (fixture, 4, NULL, NULL);
  const RwTrainingSet *set = fixture->test->set;
  g_autoptr (RwPart) others = rw_part_new_others (set, fixture->splits.folds->pdata[0], 0);
  g_autoptr (RwPart) fold = rw_part_new_fold (set, fixture->splits.folds->pdata[0], 0);
  double losses[2];

  for (guint i = 0; i < 2; i++)
    {
      RwPart *part = i == 0 ? others : fold;
      RwMatrix matrix = rw_part_read (part);
      float found[N_ROWS];
      g_assert_true (rw_booster_predict (validation->boosters->pdata[0], &matrix, found, NULL));
      losses[i] = rw_metrics_compute_log_loss (found, matrix.labels, part->n_rows);
    }
  g_assert_cmpfloat (losses[0], <, losses[1] * 0.8);
}

static void
test_finish (void)
{
  g_autoptr (Fixture) fixture = make (1);
  g_autoptr (GCancellable) finish = g_cancellable_new ();

  g_cancellable_cancel (finish);
  g_autoptr (RwValidation) validation = validate (fixture, 0, NULL, finish);
  g_assert_cmpuint (validation->n_rounds, <=, 20);
  g_assert_cmpuint (validation->n_rounds, >, 0);
  g_assert_true (isfinite (measure_loss (fixture, validation, 0)));
}

static void
test_progress (void)
{
  g_autoptr (Fixture) fixture = make (1);
  g_autoptr (RwProgress) progress = rw_progress_new ();

  rw_progress_begin (progress, RW_STAGE_TRAINING, N_FOLDS * RW_VALIDATION_MAX_ROUNDS);
  g_autoptr (RwValidation) validation = rw_validation_run (&fixture->splits, rw_shape_get (0), SEED,
                                                           NULL, NULL, progress, NULL, NULL);
  g_assert_cmpuint (rw_progress_get (progress).done, ==, N_FOLDS * RW_VALIDATION_MAX_ROUNDS);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Fixture) fixture = make (1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_validation_run (&fixture->splits, rw_shape_get (0), SEED, NULL, NULL, NULL,
                                    cancellable, &error));
  rw_test_assert_cancelled (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/validation/loss", test_loss);
  g_test_add_func ("/validation/curve", test_curve);
  g_test_add_func ("/validation/unseen", test_unseen);
  g_test_add_func ("/validation/finish", test_finish);
  g_test_add_func ("/validation/progress", test_progress);
  g_test_add_func ("/validation/cancelled", test_cancelled);
  return g_test_run ();
}
