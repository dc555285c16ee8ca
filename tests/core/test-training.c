/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training.h"

#include "rw-rivals.h"
#include "rw-test-model.h"
#include "rw-test.h"

#define N_ROWS 400u

/* A training of which only what notes and figures look at is filled in. */
typedef struct
{
  RwTraining training;
  RwEvaluation evaluation;
  RwRival rival;
  RwNewest newest;
} Fixture;

static void
fixture_init (Fixture *fixture)
{
  RwTraining *training = &fixture->training;

  *fixture = (Fixture){
    .training = { .n_rows = N_ROWS, .n_positive = 100 },
    .evaluation = { .metrics = { .auc = 0.8, .log_loss = 0.4 } },
    .rival = { .id = RW_RIVAL_LOGISTIC, .metrics = { .auc = 0.75, .log_loss = 0.45 } },
    .newest = { (char *) "since", { .auc = 0.79 } },
  };
  training->evaluation = &fixture->evaluation;
  training->newest = &fixture->newest;
  training->rivals = g_ptr_array_new ();
  training->folds = g_array_new (FALSE, FALSE, sizeof (RwMetrics));
  g_ptr_array_add (training->rivals, &fixture->rival);
}

static void
fixture_clear (Fixture *fixture)
{
  g_ptr_array_unref (fixture->training.rivals);
  g_array_unref (fixture->training.folds);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* Mean and standard deviation (n - 1) of each figure. */
static void
test_figures (void)
{
  const RwMetrics folds[] = { { .n = 9, .n_positive = 3, .auc = 0.75, .lift = 2, .log_loss = 0.5 },
                              { .n = 9, .n_positive = 3, .auc = 0.25, .lift = 2, .log_loss = 0.75 },
                              { .n = 9, .n_positive = 3, .auc = 0.5, .lift = 2, .log_loss = 1 } };
  g_auto (Fixture) fixture;

  fixture_init (&fixture);
  g_array_append_vals (fixture.training.folds, folds, 3);
  json_auto_t *figures = rw_training_figures_to_json (&fixture.training);
  g_assert_cmpuint (json_object_size (figures), ==, RW_N_FIGURES + 1);
  g_assert_cmpfloat_with_epsilon (json_real_value (rw_test_get (figures, "auc/mean")), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (json_real_value (rw_test_get (figures, "auc/sd")), 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (json_real_value (rw_test_get (figures, "lift/mean")), 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (json_real_value (rw_test_get (figures, "lift/sd")), 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (json_real_value (rw_test_get (figures, "log_loss/mean")), 0.75,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (json_real_value (rw_test_get (figures, "ece/mean")), 0, 1e-12);
}

/* One part that was held out has no spread. */
static void
test_one_fold (void)
{
  const RwMetrics fold = { .n = 9, .n_positive = 3, .auc = 0.75 };
  g_auto (Fixture) fixture;

  fixture_init (&fixture);
  g_array_append_val (fixture.training.folds, fold);
  json_auto_t *figures = rw_training_figures_to_json (&fixture.training);
  g_assert_cmpfloat_with_epsilon (json_real_value (rw_test_get (figures, "auc/mean")), 0.75, 1e-12);
  g_assert_true (json_is_null (rw_test_get (figures, "auc/sd")));
}

static void
assert_notes (const Fixture *fixture, const char *part)
{
  g_autoptr (GPtrArray) notes = rw_training_list_notes (&fixture->training);

  g_assert_cmpuint (notes->len, ==, part != NULL ? 1 : 0);
  if (part != NULL)
    rw_test_assert_has (notes->pdata[0], part);
}

static void
test_notes (void)
{
  g_auto (Fixture) fixture;

  fixture_init (&fixture);
  assert_notes (&fixture, NULL);
  fixture.training.n_positive = 30;
  assert_notes (&fixture, "Only 30 customers are of the rarer kind");
  fixture.training.n_positive = N_ROWS - 40;
  assert_notes (&fixture, "Only 40 customers are of the rarer kind");
  fixture.training.n_positive = 100;
  fixture.training.twins_together = TRUE;
  fixture.training.n_repeated = 40;
  assert_notes (&fixture, "10.0 % of the rows");
  fixture.training.twins_together = FALSE;
  fixture.evaluation.metrics.auc = fixture.newest.metrics.auc = 0.99;
  assert_notes (&fixture, "AUC of 0.990 is too good");
  fixture.evaluation.metrics.auc = 0.8;
  fixture.newest.metrics.auc = 0.7;
  assert_notes (&fixture, "by “since” the AUC is only 0.700");
  fixture.training.newest = NULL;
  g_assert_null (rw_training_find_unbeaten (&fixture.training));
  fixture.rival.metrics.log_loss = 0.4;
  g_assert_true (rw_training_find_unbeaten (&fixture.training) == &fixture.rival);
  assert_notes (&fixture, "no better than this simple one: Logistic regression");
  fixture.rival.metrics.log_loss = 0.45;
  fixture.training.finished_early = TRUE;
  assert_notes (&fixture, "ended early");
}

static void
test_few_rows (void)
{
  g_auto (Fixture) fixture;

  fixture_init (&fixture);
  fixture.training.n_rows = 199;
  assert_notes (&fixture, "only 199 customers");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/figures", test_figures);
  g_test_add_func ("/training/one-fold", test_one_fold);
  g_test_add_func ("/training/notes", test_notes);
  g_test_add_func ("/training/few-rows", test_few_rows);
  return g_test_run ();
}
