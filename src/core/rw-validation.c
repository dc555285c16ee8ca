/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-validation.h"

#include "rw-metrics.h"
#include "rw-parallel.h"
#include "rw-part.h"

#include <math.h>

/* Rounds that are done at least. */
#define MIN_ROUNDS 20u

typedef struct
{
  const RwSplits *splits;
  const RwRecipe *recipe;
  RwLearningCurve *curve;
  GCancellable *finish;
  RwProgress *progress;
  GCancellable *cancellable;
  guint n_needed;  /* rounds that each fold must have; 0: as many as do it good */
  GArray **losses; /* of each fold of each split: double of each round */
  RwBooster **boosters;
} Run;

static gboolean
is_finished (const Run *run)
{
  return run->finish != NULL && g_cancellable_is_cancelled (run->finish);
}

static gboolean
goes_on (const Run *run, guint n_rounds, guint best)
{
  if (run->n_needed > 0)
    return n_rounds < run->n_needed;
  if (n_rounds >= MIN_ROUNDS && is_finished (run))
    return FALSE;
  return n_rounds < RW_VALIDATION_MAX_ROUNDS && n_rounds <= best + RW_VALIDATION_PATIENCE;
}

/* A round that was shown before is not shown again. */
static void
add_loss (const Run *run, GArray *losses, guint n_shown, double loss)
{
  double former = losses->len > 0 ? g_array_index (losses, double, losses->len - 1) : 0;

  if (losses->len >= n_shown)
    rw_learning_curve_add (run->curve, losses->len, loss, former);
  if (run->n_needed == 0)
    rw_progress_add (run->progress, 1);
  g_array_append_val (losses, loss);
}

static gboolean
boost (const Run *run, RwBoosting *boosting, const RwMatrix *test, guint n_shown, GArray *losses,
       GError **error)
{
  guint best = 0; /* the round of the lowest loss */

  while (goes_on (run, losses->len, best))
    {
      const float *probabilities = NULL;
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error) ||
          !rw_boosting_step (boosting, error))
        return FALSE;
      probabilities = rw_boosting_predict (boosting, error);
      if (probabilities == NULL)
        return FALSE;
      add_loss (run, losses, n_shown,
                rw_metrics_compute_log_loss (probabilities, test->labels, (guint32) test->n_rows));
      if (g_array_index (losses, double, losses->len - 1) < g_array_index (losses, double, best))
        best = losses->len - 1;
    }
  if (run->n_needed == 0)
    rw_progress_add (run->progress, RW_VALIDATION_MAX_ROUNDS - losses->len);
  return TRUE;
}

/* Of a fold that was done before and has too few rounds everything is made again, because
 * libxgboost keeps what it needs to go on in the thread that began. */
static gboolean
validate_fold (gsize task, gpointer data, GError **error)
{
  const Run *run = data;
  const RwSplits *splits = run->splits;
  guint fold = (guint) task % splits->n_folds;
  const guint8 *folds = splits->folds->pdata[task / splits->n_folds];
  guint n_before = run->losses[task]->len;

  if (n_before > 0 && n_before >= run->n_needed)
    return TRUE;
  g_autoptr (RwPart) others = rw_part_new_others (splits->set, folds, fold);
  g_autoptr (RwPart) part = rw_part_new_fold (splits->set, folds, fold);
  RwRowSource rows = rw_part_get_source (others);
  RwMatrix test = rw_part_read (part);
  g_autoptr (RwBoosting) boosting =
      rw_boosting_new (&rows, &test, run->recipe->parameters, RW_N_RECIPE_PARAMETERS, error);
  g_array_set_size (run->losses[task], 0);
  if (boosting == NULL || !boost (run, boosting, &test, n_before, run->losses[task], error))
    return FALSE;
  g_clear_pointer (&run->boosters[task], rw_booster_free);
  run->boosters[task] = rw_boosting_end (g_steal_pointer (&boosting), error);
  return run->boosters[task] != NULL;
}

/* The most rounds that any fold would like. */
static guint
find_longest (const Run *run, guint n)
{
  guint longest = 0;

  for (guint i = 0; i < n; i++)
    {
      const double *losses = (const double *) (gpointer) run->losses[i]->data;
      guint best = 0;
      for (guint round = 1; round < run->losses[i]->len; round++)
        if (losses[round] < losses[best])
          best = round;
      longest = MAX (longest, best + 1);
    }
  return longest;
}

/* The round of the lowest mean is somewhere between those that the folds would like, so that all
 * must have as many as the longest one. */
static gboolean
run_all (Run *run, guint n, GError **error)
{
  if (!rw_parallel_run (n, 0, validate_fold, run, run->cancellable, error))
    return FALSE;
  if (is_finished (run))
    return TRUE;
  run->n_needed = find_longest (run, n);
  return rw_parallel_run (n, 0, validate_fold, run, run->cancellable, error);
}

/* Over the rounds that all folds have. */
static void
find_rounds (RwValidation *validation, GArray *const *losses, guint n)
{
  guint n_rounds = RW_VALIDATION_MAX_ROUNDS;

  for (guint i = 0; i < n; i++)
    n_rounds = MIN (n_rounds, losses[i]->len);
  validation->log_loss = INFINITY;
  for (guint round = 0; round < n_rounds; round++)
    {
      double mean = 0;
      for (guint i = 0; i < n; i++)
        mean += g_array_index (losses[i], double, round) / n;
      if (mean >= validation->log_loss)
        continue;
      validation->log_loss = mean;
      validation->n_rounds = round + 1;
    }
}

static GArray **
make_losses (guint n)
{
  GArray **losses = g_new (GArray *, n);

  for (guint i = 0; i < n; i++)
    losses[i] = g_array_new (FALSE, FALSE, sizeof (double));
  return losses;
}

static void
free_losses (GArray **losses, guint n)
{
  for (guint i = 0; i < n; i++)
    g_array_unref (losses[i]);
  g_free (losses);
}

static void
free_booster (gpointer booster)
{
  if (booster != NULL)
    rw_booster_free (booster);
}

RwValidation *
rw_validation_run (const RwSplits *splits, const RwShape *shape, guint64 seed,
                   RwLearningCurve *curve, GCancellable *finish, RwProgress *progress,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (RwValidation) validation = g_new0 (RwValidation, 1);
  guint n = splits->folds->len * splits->n_folds;
  RwRecipe recipe;

  rw_recipe_init (&recipe, shape, splits->set->n_features, seed);
  rw_learning_curve_begin (curve, shape->id, shape->depth);
  validation->shape = shape;
  validation->boosters = g_ptr_array_new_with_free_func (free_booster);
  g_ptr_array_set_size (validation->boosters, (int) n);
  Run run = { .splits = splits,
              .recipe = &recipe,
              .curve = curve,
              .finish = finish,
              .progress = progress,
              .cancellable = cancellable,
              .losses = make_losses (n),
              .boosters = (RwBooster **) validation->boosters->pdata };
  gboolean done = run_all (&run, n, error);
  if (done)
    find_rounds (validation, run.losses, n);
  free_losses (run.losses, n);
  return done ? g_steal_pointer (&validation) : NULL;
}

void
rw_validation_free (RwValidation *validation)
{
  g_clear_pointer (&validation->boosters, g_ptr_array_unref);
  g_free (validation);
}

static gboolean
foretell_fold (const RwValidation *validation, RwPart *part, RwBooster *booster,
               float *probabilities, GError **error)
{
  RwMatrix matrix = rw_part_read (part);
  g_autofree float *found = g_new (float, part->n_rows);

  if (!rw_booster_predict_rounds (booster, &matrix, validation->n_rounds, found, error))
    return FALSE;
  rw_part_put (part, found, probabilities);
  return TRUE;
}

gboolean
rw_validation_foretell (const RwValidation *validation, const RwSplits *splits, guint split,
                        float *probabilities, GCancellable *cancellable, GError **error)
{
  for (guint fold = 0; fold < splits->n_folds; fold++)
    {
      g_autoptr (RwPart) part = rw_part_new_fold (splits->set, splits->folds->pdata[split], fold);
      RwBooster *booster = validation->boosters->pdata[split * splits->n_folds + fold];
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !foretell_fold (validation, part, booster, probabilities, error))
        return FALSE;
    }
  return TRUE;
}
