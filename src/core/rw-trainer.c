/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-trainer.h"

#include "rw-aliases.h"
#include "rw-booster.h"
#include "rw-error.h"
#include "rw-folds.h"
#include "rw-model.h"
#include "rw-parallel.h"
#include "rw-training-set.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#define N_ROUNDS  100u
#define THRESHOLD 0.5
#define N_MODELS  (RW_TRAINER_N_FOLDS * RW_TRAINER_N_REPEATS)

/* nthread is 1: the folds run beside one another, and one thread gives the same bytes anywhere. */
static const RwBoosterParameter recipe[] = {
  { "objective", "binary:logistic" },
  { "booster", "gbtree" },
  { "tree_method", "hist" },
  { "max_bin", "64" },
  { "max_depth", "1" },
  { "eta", "0.3" },
  { "min_child_weight", "5" },
  { "subsample", "0.9" },
  { "colsample_bytree", "0.5" },
  { "lambda", "3" },
  { "alpha", "1" },
  { "base_score", "0.5" },
  { "seed", "42" },
  { "nthread", "1" },
};

/* The figures that are reported with their spread. */
typedef struct
{
  const char *name;
  gsize offset;
} Figure;

static const Figure figures[] = {
  { "auc", offsetof (RwMetrics, auc) },
  { "average_precision", offsetof (RwMetrics, average_precision) },
  { "log_loss", offsetof (RwMetrics, log_loss) },
  { "brier", offsetof (RwMetrics, brier) },
  { "ece", offsetof (RwMetrics, ece) },
  { "accuracy", offsetof (RwMetrics, accuracy) },
  { "lift", offsetof (RwMetrics, lift) },
  { "mean_probability", offsetof (RwMetrics, mean_probability) },
};

typedef struct
{
  const RwTrainingSet *set;
  RwProgress *progress;
  GCancellable *cancellable;
  RwMetrics *metrics; /* of each model */
} Validation;

/* One part of a training set: the rows of a fold, or all others. */
typedef struct
{
  float *features;
  float *labels;
  RwMatrix matrix;
} Part;

static Part
take_part (const RwTrainingSet *set, const guint8 *folds, guint fold, gboolean inside)
{
  gsize stride = set->n_features;
  Part part = { g_new (float, set->n_rows *stride), g_new (float, set->n_rows), { 0 } };
  guint32 n = 0;

  for (guint32 i = 0; i < set->n_rows; i++)
    if ((folds[i] == fold) == inside)
      {
        memcpy (part.features + n * stride, set->features + i * stride, stride * sizeof (float));
        part.labels[n++] = set->labels[i];
      }
  part.matrix = (RwMatrix){ part.features, part.labels, n, set->n_features };
  return part;
}

static void
clear_part (Part *part)
{
  g_free (part->features);
  g_free (part->labels);
}

static gboolean
evaluate (RwBooster *booster, const RwMatrix *test, RwMetrics *metrics, GError **error)
{
  g_autofree float *probabilities = g_new (float, test->n_rows);

  if (!rw_booster_predict (booster, test, probabilities, error))
    return FALSE;
  rw_metrics_compute (probabilities, test->labels, (guint32) test->n_rows, THRESHOLD, metrics);
  return TRUE;
}

static gboolean
validate_fold (gsize task, gpointer data, GError **error)
{
  Validation *validation = data;
  const RwTrainingSet *set = validation->set;
  guint fold = (guint) task % RW_TRAINER_N_FOLDS;
  g_autofree guint8 *folds = rw_folds_assign (set->labels, set->n_rows, RW_TRAINER_N_FOLDS,
                                              101 + task / RW_TRAINER_N_FOLDS);
  Part training = take_part (set, folds, fold, FALSE);
  Part test = take_part (set, folds, fold, TRUE);
  g_autoptr (RwBooster) booster = rw_booster_train (&training.matrix, recipe, G_N_ELEMENTS (recipe),
                                                    N_ROUNDS, validation->cancellable, error);
  gboolean done =
      booster != NULL && evaluate (booster, &test.matrix, &validation->metrics[task], error);

  clear_part (&training);
  clear_part (&test);
  rw_progress_add (validation->progress, 1);
  return done;
}

static gboolean
validate (RwTraining *training, const RwTrainingSet *set, RwProgress *progress,
          GCancellable *cancellable, GError **error)
{
  g_array_set_size (training->folds, N_MODELS);
  Validation validation = { set, progress, cancellable,
                            (RwMetrics *) (gpointer) training->folds->data };
  return rw_parallel_run (N_MODELS, 0, validate_fold, &validation, cancellable, error);
}

static gboolean
check_size (const RwLabels *labels, GError **error)
{
  if (labels->rows->len >= RW_TRAINER_MIN_ROWS && labels->n_positive >= RW_TRAINER_MIN_POSITIVES &&
      labels->rows->len - labels->n_positive >= RW_TRAINER_MIN_POSITIVES)
    return TRUE;
  /* Translators: a label says of a customer whether he left; the numbers that are needed are 100
   * and 20 */
  g_set_error (
      error, RW_ERROR, RW_ERROR_LABEL,
      _ ("There is too little to learn from. Customers with a label: %u; of them left: %u. "
         "At least %u customers, and %u of each kind, are needed."),
      labels->rows->len, labels->n_positive, RW_TRAINER_MIN_ROWS, RW_TRAINER_MIN_POSITIVES);
  return FALSE;
}

static json_t *
recipe_to_json (void)
{
  json_t *object = json_object ();

  for (guint i = 0; i < G_N_ELEMENTS (recipe); i++)
    json_object_set_new (object, recipe[i].name, json_string (recipe[i].value));
  json_object_set_new (object, "rounds", json_integer (N_ROUNDS));
  return object;
}

/* What the manifest says of where the model comes from. */
static gboolean
record (const RwTraining *training, RwTrainingSet *set, RwTable *table, GCancellable *cancellable,
        GError **error)
{
  RwSource *source = rw_table_get_source (table);
  g_autofree char *sha256 = rw_source_dup_sha256 (source, cancellable, error);

  if (sha256 == NULL)
    return FALSE;
  json_t *facts =
      json_pack ("{s:s, s:s, s:s, s:i, s:i, s:o, s:i, s:i, s:o}", "program", RW_VERSION, "file",
                 rw_source_get_name (source), "file_sha256", sha256, "rows", (int) training->n_rows,
                 "positives", (int) training->n_positive, "recipe", recipe_to_json (), "folds",
                 (int) RW_TRAINER_N_FOLDS, "repeats", (int) RW_TRAINER_N_REPEATS, "figures",
                 rw_training_figures_to_json (training));
  json_object_update (set->manifest->training, facts);
  json_decref (facts);
  return TRUE;
}

static gboolean
mark_required (RwTrainingSet *set, GBytes *trained, GError **error)
{
  g_autoptr (RwModel) model = rw_model_load_bytes (trained, error);

  if (model != NULL)
    rw_manifest_mark_required (set->manifest, rw_model_get_importance (model));
  return model != NULL;
}

static gboolean
train_final (RwTraining *training, RwTrainingSet *set, RwTable *table, GCancellable *cancellable,
             GError **error)
{
  RwMatrix matrix = { set->features, set->labels, set->n_rows, set->n_features };
  g_autoptr (RwBooster) booster =
      rw_booster_train (&matrix, recipe, G_N_ELEMENTS (recipe), N_ROUNDS, cancellable, error);

  g_autoptr (GBytes) trained =
      booster != NULL ? rw_booster_save (booster, set->manifest, error) : NULL;
  if (trained == NULL || !mark_required (set, trained, error) ||
      !record (training, set, table, cancellable, error))
    return FALSE;
  training->model = rw_booster_save (booster, set->manifest, error);
  return training->model != NULL;
}

static double
get_figure (const RwTraining *training, guint fold, const Figure *figure)
{
  const char *metrics = (const char *) &g_array_index (training->folds, RwMetrics, fold);

  return *(const double *) (gconstpointer) (metrics + figure->offset);
}

/* More digits would differ between mathematical libraries, and mean nothing. */
static double
round_figure (double figure)
{
  return round (figure * 1e6) / 1e6;
}

RwTraining *
rw_trainer_train (RwTable *table, const RwLabels *labels, const char *title, json_t *aliases,
                  RwProgress *progress, GCancellable *cancellable, GError **error)
{
  if (!check_size (labels, error))
    return NULL;
  g_autoptr (RwTrainingSet) set = rw_training_set_new (table, labels, title, error);
  if (set == NULL || (aliases != NULL && !rw_aliases_apply (aliases, set->manifest, error)))
    return NULL;
  g_autoptr (RwTraining) training = g_new0 (RwTraining, 1);
  training->dropped = g_ptr_array_ref (set->dropped);
  training->n_rows = set->n_rows;
  training->n_positive = labels->n_positive;
  training->folds = g_array_new (FALSE, TRUE, sizeof (RwMetrics));
  rw_progress_begin (progress, RW_STAGE_TRAINING, N_MODELS + 1);
  gboolean trained = validate (training, set, progress, cancellable, error) &&
                     train_final (training, set, table, cancellable, error);
  rw_progress_end (progress);
  return trained ? g_steal_pointer (&training) : NULL;
}

void
rw_training_free (RwTraining *training)
{
  g_clear_pointer (&training->model, g_bytes_unref);
  g_ptr_array_unref (training->dropped);
  g_array_unref (training->folds);
  g_free (training);
}

json_t *
rw_training_figures_to_json (const RwTraining *training)
{
  json_t *object = json_object ();
  guint n = training->folds->len;

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      double mean = 0;
      double squares = 0;
      for (guint fold = 0; fold < n; fold++)
        mean += get_figure (training, fold, &figures[i]) / n;
      for (guint fold = 0; fold < n; fold++)
        squares += pow (get_figure (training, fold, &figures[i]) - mean, 2);
      json_object_set_new (object, figures[i].name,
                           json_pack ("{s:f, s:f}", "mean", round_figure (mean), "sd",
                                      round_figure (sqrt (squares / (n - 1)))));
    }
  return object;
}
