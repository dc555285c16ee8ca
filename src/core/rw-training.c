/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training.h"

#include "rw-evaluation-json.h"
#include "rw-format.h"
#include "rw-rivals.h"

#include <glib/gi18n.h>
#include <math.h>

#define FEW_ROWS        200u
#define FEW_POSITIVES   50u
#define DUBIOUS_AUC     0.98
#define NEWEST_AUC_LOSS 0.03

void
rw_training_free (RwTraining *training)
{
  g_clear_pointer (&training->model, g_bytes_unref);
  g_clear_pointer (&training->roles, g_ptr_array_unref);
  g_clear_pointer (&training->search, rw_search_free);
  g_clear_pointer (&training->folds, g_array_unref);
  g_clear_pointer (&training->evaluation, rw_evaluation_free);
  g_clear_pointer (&training->rivals, g_ptr_array_unref);
  g_clear_pointer (&training->newest, rw_newest_free);
  g_free (training);
}

/* More digits would differ between mathematical libraries, and mean nothing. */
static json_t *
round_to_json (double figure)
{
  return rw_figure_to_json (round (figure * 1e6) / 1e6);
}

static double
get_ece (const RwMetrics *metrics)
{
  return metrics->ece;
}

/* @figure RW_N_FIGURES: the ECE. */
static json_t *
spread_to_json (const RwTraining *training, RwFigureId figure)
{
  guint n = training->folds->len;
  double mean = 0;
  double squares = 0;
  g_autofree double *values = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      const RwMetrics *metrics = &g_array_index (training->folds, RwMetrics, i);
      values[i] = figure < RW_N_FIGURES ? rw_figure_get (figure, metrics) : get_ece (metrics);
      mean += values[i] / n;
    }
  for (guint i = 0; i < n; i++)
    squares += (values[i] - mean) * (values[i] - mean);
  return json_pack ("{s:o, s:o}", "mean", round_to_json (mean), "sd",
                    n > 1 ? round_to_json (sqrt (squares / (n - 1))) : json_null ());
}

json_t *
rw_training_figures_to_json (const RwTraining *training)
{
  json_t *object = json_object ();

  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    json_object_set_new (object, rw_figure_get_id (figure), spread_to_json (training, figure));
  json_object_set_new (object, "ece", spread_to_json (training, RW_N_FIGURES));
  return object;
}

static json_t *
intervals_to_json (const RwTraining *training)
{
  json_t *object = json_object ();

  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    {
      RwInterval interval = training->evaluation->intervals[figure];
      json_object_set_new (
          object, rw_figure_get_id (figure),
          json_pack ("[o, o]", round_to_json (interval.low), round_to_json (interval.high)));
    }
  return object;
}

static json_t *
newest_to_json (const RwNewest *newest)
{
  if (newest == NULL)
    return json_null ();
  return json_pack ("{s:s, s:i, s:i, s:o, s:o}", "column", newest->column, "rows",
                    (int) newest->metrics.n, "positives", (int) newest->metrics.n_positive, "auc",
                    round_to_json (newest->metrics.auc), "log_loss",
                    round_to_json (newest->metrics.log_loss));
}

static json_t *
list_to_json (const GPtrArray *items, json_t *(*to_json) (gconstpointer))
{
  json_t *list = json_array ();

  for (guint i = 0; i < items->len; i++)
    json_array_append_new (list, to_json (items->pdata[i]));
  return list;
}

static json_t *
role_to_json (gconstpointer role)
{
  return rw_role_to_json (role);
}

static json_t *
rival_to_json (gconstpointer rival)
{
  return rw_rival_to_json (rival);
}

static json_t *
recipe_to_json (const RwTraining *training)
{
  RwRecipe recipe;

  rw_recipe_init (&recipe, training->shape, training->n_features, training->seed);
  return rw_recipe_to_json (&recipe, training->n_rounds);
}

json_t *
rw_training_to_json (const RwTraining *training)
{
  const RwEvaluation *evaluation = training->evaluation;

  return json_pack (
      "{s:I, s:I, s:I, s:b, s:s, s:I, s:i, s:i, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
      "rows", (json_int_t) training->n_rows, "positives", (json_int_t) training->n_positive,
      "repeated_rows", (json_int_t) training->n_repeated, "repeated_rows_together",
      training->twins_together, "budget", rw_budget_get_id (training->budget), "seed",
      (json_int_t) training->seed, "folds", (int) training->n_folds, "repeats",
      (int) training->n_repeats, "finished_early", training->finished_early, "recipe",
      recipe_to_json (training), "shapes", rw_search_to_json (training->search), "figures",
      rw_training_figures_to_json (training), "intervals", intervals_to_json (training),
      "ece_floor", round_to_json (evaluation->calibration.ece_floor), "best_f1_threshold",
      round_to_json (training->threshold), "rivals", list_to_json (training->rivals, rival_to_json),
      "newest", newest_to_json (training->newest), "columns",
      list_to_json (training->roles, role_to_json));
}

static void
note_data (const RwTraining *training, GPtrArray *notes)
{
  guint32 n_rarer = MIN (training->n_positive, training->n_rows - training->n_positive);

  if (training->n_rows < FEW_ROWS)
    g_ptr_array_add (notes, g_strdup_printf (_ ("There are only %u customers to learn from: more "
                                                "would make a better model, and surer figures."),
                                             training->n_rows));
  if (n_rarer < FEW_POSITIVES)
    g_ptr_array_add (
        notes,
        g_strdup_printf (_ ("Only %u customers are of the rarer kind: the figures may be far off."),
                         n_rarer));
  if (!training->twins_together)
    return;
  g_autofree char *share = rw_format_percent ((double) training->n_repeated / training->n_rows);
  g_ptr_array_add (
      notes,
      g_strdup_printf (_ ("%s of the rows say the same as another one. They were kept together, so "
                          "that the model is not tested with what it has learned."),
                       share));
}

const RwRival *
rw_training_find_unbeaten (const RwTraining *training)
{
  const RwRival *best = NULL;
  double lowest = training->evaluation->metrics.log_loss;

  for (guint i = 0; i < training->rivals->len; i++)
    {
      const RwRival *rival = training->rivals->pdata[i];
      if (rival->metrics.log_loss > lowest)
        continue;
      best = rival;
      lowest = rival->metrics.log_loss;
    }
  return best;
}

static void
note_rival (const RwTraining *training, GPtrArray *notes)
{
  const RwRival *rival = rw_training_find_unbeaten (training);

  if (rival == NULL)
    return;
  g_autofree char *title = rw_rival_make_title (rival);
  g_ptr_array_add (notes, g_strdup_printf (_ ("The model is no better than this simple one: %s "
                                              "(log loss %.4f against %.4f)."),
                                           title, rival->metrics.log_loss,
                                           training->evaluation->metrics.log_loss));
}

static void
note_figures (const RwTraining *training, GPtrArray *notes)
{
  const RwMetrics *metrics = &training->evaluation->metrics;

  if (metrics->auc > DUBIOUS_AUC)
    g_ptr_array_add (
        notes, g_strdup_printf (_ ("An AUC of %.3f is too good to be true as a rule: look for a "
                                   "column that is only known after a customer has left."),
                                metrics->auc));
  note_rival (training, notes);
  if (training->newest != NULL && training->newest->metrics.auc < metrics->auc - NEWEST_AUC_LOSS)
    g_ptr_array_add (
        notes, g_strdup_printf (_ ("On the newest fifth of the customers by “%s” the AUC is only "
                                   "%.3f: they differ from the older ones."),
                                training->newest->column, training->newest->metrics.auc));
}

GPtrArray *
rw_training_list_notes (const RwTraining *training)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);

  note_data (training, notes);
  note_figures (training, notes);
  if (training->finished_early)
    g_ptr_array_add (notes, g_strdup (_ ("The search was ended early: this is the best model of "
                                         "those that were tried.")));
  return notes;
}
