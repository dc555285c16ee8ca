/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-trainer.h"

#include "rw-aliases.h"
#include "rw-error.h"
#include "rw-folds.h"
#include "rw-model.h"
#include "rw-part.h"
#include "rw-rivals.h"
#include "rw-roles.h"

#include <glib/gi18n.h>

#define THRESHOLD 0.5

#define N_FOLDS        5u
#define N_FOLDS_OF_FEW 3u
#define FEW_OF_KIND    50u
#define SEED_OF_FOLDS  59u /* added to the seed */

/* Of the rows that repeat another one, from which on they stay together. */
#define REPEATED_SHARE 0.05
/* Unless more than these, and one in so many, are alike. */
#define MANY_ALIKE 10u
#define ALIKE_PART 100u

/* More than these in all repeats together make no figure surer. */
#define REPEATED_ROWS 60000u

#define MANY_ROWS   50000u
#define N_SEARCHED  20000u
#define MAX_TESTED  100000u
#define TESTED_PART 5u /* one in so many */

typedef struct
{
  RwTable *table;
  const RwLabels *labels;
  const RwTrainerOptions *options;
  RwProgress *progress;
  GCancellable *cancellable;
  guint32 *twins; /* or NULL: rows may be in any fold */
  RwTrainingSet *set;
  RwTraining *training;
} Job;

static gboolean
check_size (const RwLabels *labels, GError **error)
{
  guint32 n = labels->rows->len;

  if (n >= RW_TRAINER_MIN_ROWS && labels->n_positive >= RW_TRAINER_MIN_OF_EACH &&
      n - labels->n_positive >= RW_TRAINER_MIN_OF_EACH)
    return TRUE;
  /* Translators: a label says of a customer whether he left; the numbers that are needed are 100
   * and 20 */
  g_set_error (
      error, RW_ERROR, RW_ERROR_LABEL,
      _ ("There is too little to learn from. Customers with a label: %u; of them left: %u. "
         "At least %u customers, and %u of each kind, are needed."),
      n, labels->n_positive, RW_TRAINER_MIN_ROWS, RW_TRAINER_MIN_OF_EACH);
  return FALSE;
}

static gboolean
is_large (const Job *job)
{
  return job->set->n_rows > MANY_ROWS;
}

/* Customers who are alike only because few things are told of them are no copies: then many are
 * alike, and to keep them together would leave folds without anybody. */
static void
find_twins (Job *job)
{
  RwTraining *training = job->training;
  guint32 n_most = 0;
  guint32 *twins = rw_training_set_find_twins (job->set, &training->n_repeated, &n_most);

  training->twins_together = training->n_repeated > REPEATED_SHARE * job->set->n_rows &&
                             n_most <= MAX (job->set->n_rows / ALIKE_PART, MANY_ALIKE);
  if (training->twins_together)
    job->twins = twins;
  else
    g_free (twins);
}

static guint
find_n_folds (const Job *job)
{
  guint32 n_positive = job->labels->n_positive;

  return MIN (n_positive, job->set->n_rows - n_positive) < FEW_OF_KIND ? N_FOLDS_OF_FEW : N_FOLDS;
}

static RwSplits
make_splits (const Job *job, guint n, guint n_folds)
{
  RwSplits splits = { job->set, g_ptr_array_new_with_free_func (g_free), n_folds };

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (splits.folds,
                     rw_folds_assign (job->set->labels, job->twins, job->set->n_rows, n_folds,
                                      job->training->seed + SEED_OF_FOLDS + i));
  return splits;
}

/* One split, of which fold 0 is held out. */
static RwSplits
make_hold_out (const Job *job)
{
  RwSplits splits = { job->set, g_ptr_array_new_with_free_func (g_free), 1 };
  guint32 n = MIN (job->set->n_rows / TESTED_PART, MAX_TESTED);

  g_ptr_array_add (splits.folds, rw_folds_hold_out (job->set->labels, job->twins, job->set->n_rows,
                                                    n, job->training->seed + SEED_OF_FOLDS));
  return splits;
}

/* Folds of a sample of what is not held out. */
static RwSplits
make_sample (const Job *job, const guint8 *hold_out, guint n_folds)
{
  RwSplits splits = make_splits (job, 1, n_folds);
  guint8 *folds = splits.folds->pdata[0];

  for (guint32 i = 0; i < job->set->n_rows; i++)
    if (hold_out[i] == 0)
      folds[i] = RW_FOLD_NONE;
  rw_folds_thin (folds, job->set->labels, job->set->n_rows, N_SEARCHED, job->training->seed);
  return splits;
}

/* The rows that are held out are tested with (0), those of @sample are learned from (1). */
static guint8 *
make_folds_of_rivals (const Job *job, const guint8 *hold_out, const guint8 *sample)
{
  guint8 *folds = g_new (guint8, job->set->n_rows);

  for (guint32 i = 0; i < job->set->n_rows; i++)
    if (hold_out[i] == 0)
      folds[i] = 0;
    else
      folds[i] = sample[i] == RW_FOLD_NONE ? RW_FOLD_NONE : 1;
  return folds;
}

static void
measure_folds (Job *job, const guint8 *folds, guint n_folds, const float *probabilities)
{
  for (guint fold = 0; fold < n_folds; fold++)
    {
      g_autoptr (RwPart) part = rw_part_new_fold (job->set, folds, fold);
      g_autofree float *found = rw_part_pick (part, probabilities);
      g_autofree float *labels = rw_part_pick (part, job->set->labels);
      RwMetrics metrics;
      rw_metrics_compute (found, labels, part->n_rows, THRESHOLD, &metrics);
      g_array_append_val (job->training->folds, metrics);
    }
}

/* All tested rows of a split together. */
static gboolean
evaluate_split (Job *job, const guint8 *folds, guint n_folds, const float *probabilities,
                GError **error)
{
  RwTraining *training = job->training;
  g_autoptr (RwPart) part = rw_part_new_tested (job->set, folds, n_folds);
  g_autofree float *found = rw_part_pick (part, probabilities);
  g_autofree float *labels = rw_part_pick (part, job->set->labels);

  training->threshold = rw_metrics_find_threshold (found, labels, part->n_rows);
  training->evaluation = rw_evaluation_new (found, labels, part->n_rows, THRESHOLD, training->seed,
                                            job->cancellable, error);
  return training->evaluation != NULL;
}

static gboolean
evaluate (Job *job, const RwSplits *splits, const RwValidation *validation, GError **error)
{
  g_autofree float *probabilities = g_new (float, job->set->n_rows);

  for (guint i = 0; i < splits->folds->len; i++)
    {
      const guint8 *folds = splits->folds->pdata[i];
      if (!rw_validation_foretell (validation, splits, i, probabilities, job->cancellable, error))
        return FALSE;
      measure_folds (job, folds, splits->n_folds, probabilities);
      if (i == 0 && !evaluate_split (job, folds, splits->n_folds, probabilities, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
measure_rivals (Job *job, const guint8 *folds, guint n_folds, GError **error)
{
  job->training->rivals =
      rw_rivals_measure (job->set, job->table, job->labels, job->training->roles, folds, n_folds,
                         job->cancellable, error);
  return job->training->rivals != NULL;
}

static gboolean
search (Job *job, const RwSplits *splits, GError **error)
{
  RwTraining *training = job->training;

  training->search = rw_search_run (splits, training->seed, job->options->curve,
                                    job->options->finish, job->progress, job->cancellable, error);
  if (training->search == NULL)
    return FALSE;
  training->shape = rw_search_get_chosen (training->search)->shape;
  training->n_rounds = rw_search_get_chosen (training->search)->n_rounds;
  return TRUE;
}

static gboolean
choose_by_folds (Job *job, GError **error)
{
  RwTraining *training = job->training;

  training->n_folds = find_n_folds (job);
  training->n_repeats =
      CLAMP (REPEATED_ROWS / training->n_rows, 1, rw_budget_get_n_repeats (training->budget));
  RwSplits splits = make_splits (job, training->n_repeats, training->n_folds);
  rw_progress_begin (
      job->progress, RW_STAGE_TRAINING,
      RW_N_SHAPES * training->n_repeats * training->n_folds * RW_VALIDATION_MAX_ROUNDS + 1);
  gboolean done = search (job, &splits, error) &&
                  evaluate (job, &splits, rw_search_get_chosen (training->search), error) &&
                  measure_rivals (job, splits.folds->pdata[0], training->n_folds, error);
  g_ptr_array_unref (splits.folds);
  return done;
}

static gboolean
settle_by_hold_out (Job *job, const RwSplits *hold_out, GError **error)
{
  RwTraining *training = job->training;
  g_autoptr (RwValidation) validation =
      rw_validation_run (hold_out, training->shape, training->seed, job->options->curve,
                         job->options->finish, job->progress, job->cancellable, error);

  if (validation == NULL)
    return FALSE;
  training->n_rounds = validation->n_rounds;
  return evaluate (job, hold_out, validation, error);
}

static gboolean
choose_by_sample (Job *job, GError **error)
{
  guint n_folds = find_n_folds (job);
  RwSplits hold_out = make_hold_out (job);
  RwSplits sample = make_sample (job, hold_out.folds->pdata[0], n_folds);
  g_autofree guint8 *rivals =
      make_folds_of_rivals (job, hold_out.folds->pdata[0], sample.folds->pdata[0]);

  job->training->n_folds = job->training->n_repeats = 1;
  rw_progress_begin (job->progress, RW_STAGE_TRAINING,
                     (RW_N_SHAPES * n_folds + 1) * RW_VALIDATION_MAX_ROUNDS + 1);
  gboolean done = search (job, &sample, error) && settle_by_hold_out (job, &hold_out, error) &&
                  measure_rivals (job, rivals, 1, error);
  g_ptr_array_unref (hold_out.folds);
  g_ptr_array_unref (sample.folds);
  return done;
}

/* What the manifest says of where the model comes from. */
static gboolean
record (Job *job, GError **error)
{
  RwSource *source = rw_table_get_source (job->table);
  g_autofree char *sha256 = rw_source_dup_sha256 (source, job->cancellable, error);

  if (sha256 == NULL)
    return FALSE;
  json_t *facts = json_pack ("{s:s, s:s, s:s}", "program", RW_VERSION, "file",
                             rw_source_get_name (source), "file_sha256", sha256);
  json_t *figures = rw_training_to_json (job->training);
  json_object_update (job->set->manifest->training, facts);
  json_object_update (job->set->manifest->training, figures);
  json_decref (facts);
  json_decref (figures);
  return TRUE;
}

static gboolean
mark_required (RwManifest *manifest, GBytes *trained, GError **error)
{
  g_autoptr (RwModel) model = rw_model_load_bytes (trained, error);

  if (model != NULL)
    rw_manifest_mark_required (manifest, rw_model_get_importance (model));
  return model != NULL;
}

static RwBooster *
boost_all (Job *job, GError **error)
{
  g_autoptr (RwPart) all = rw_part_new_all (job->set);
  RwRowSource rows = rw_part_get_source (all);
  RwRecipe recipe;

  rw_recipe_init (&recipe, job->training->shape, job->set->n_features, job->training->seed);
  g_autoptr (RwBoosting) boosting =
      rw_boosting_new (&rows, NULL, recipe.parameters, RW_N_RECIPE_PARAMETERS, error);
  if (boosting == NULL ||
      !rw_boosting_advance (boosting, job->training->n_rounds, job->cancellable, error))
    return NULL;
  return rw_boosting_end (g_steal_pointer (&boosting), error);
}

static gboolean
train_final (Job *job, GError **error)
{
  RwTraining *training = job->training;
  RwManifest *manifest = job->set->manifest;
  g_autoptr (RwBooster) booster = boost_all (job, error);
  g_autoptr (GBytes) trained = booster != NULL ? rw_booster_save (booster, manifest, error) : NULL;

  if (trained == NULL || !mark_required (manifest, trained, error) || !record (job, error))
    return FALSE;
  training->model = rw_booster_save (booster, manifest, error);
  rw_progress_add (job->progress, 1);
  return training->model != NULL;
}

static gboolean
prepare (Job *job, GError **error)
{
  const RwTrainerOptions *options = job->options;
  RwTraining *training = job->training;
  const char *name = rw_source_get_name (rw_table_get_source (job->table));

  training->n_rows = job->labels->rows->len;
  training->n_positive = job->labels->n_positive;
  training->budget = options->budget;
  training->seed = options->seed != 0 ? options->seed : RW_TRAINER_DEFAULT_SEED;
  training->folds = g_array_new (FALSE, TRUE, sizeof (RwMetrics));
  training->roles = rw_roles_find (job->table, job->labels, options->ignored, options->kept,
                                   job->cancellable, error);
  if (training->roles == NULL)
    return FALSE;
  job->set = rw_training_set_new (job->table, job->labels, training->roles,
                                  options->title != NULL ? options->title : name, error);
  if (job->set == NULL ||
      (options->aliases != NULL && !rw_aliases_apply (options->aliases, job->set->manifest, error)))
    return FALSE;
  training->n_features = job->set->n_features;
  find_twins (job);
  return TRUE;
}

static gboolean
run (Job *job, GError **error)
{
  RwTraining *training = job->training;
  GCancellable *finish = job->options->finish;

  if (!prepare (job, error) ||
      !(is_large (job) ? choose_by_sample (job, error) : choose_by_folds (job, error)))
    return FALSE;
  training->finished_early = finish != NULL && g_cancellable_is_cancelled (finish);
  return rw_newest_measure (job->set, job->table, training->roles, training->shape,
                            training->n_rounds, training->seed, &training->newest, job->cancellable,
                            error) &&
         train_final (job, error);
}

RwTraining *
rw_trainer_train (RwTable *table, const RwLabels *labels, const RwTrainerOptions *options,
                  RwProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwTraining) training = g_new0 (RwTraining, 1);
  Job job = { .table = table,
              .labels = labels,
              .options = options,
              .progress = progress,
              .cancellable = cancellable,
              .training = training };

  if (!check_size (labels, error))
    return NULL;
  rw_progress_begin (progress, RW_STAGE_TRAINING, 0);
  gboolean trained = run (&job, error);
  rw_progress_end (progress);
  g_clear_pointer (&job.set, rw_training_set_free);
  g_free (job.twins);
  return trained ? g_steal_pointer (&training) : NULL;
}
