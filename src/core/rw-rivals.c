/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rivals.h"

#include "rw-evaluation-json.h"
#include "rw-figures.h"
#include "rw-folds.h"
#include "rw-grouping.h"
#include "rw-logistic.h"
#include "rw-parallel.h"
#include "rw-part.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define THRESHOLD 0.5

static const char *const ids[RW_N_RIVALS] = { "always_stays", "one_column", "logistic" };

typedef struct
{
  const RwTrainingSet *set;
  RwTable *table;
  const RwLabels *labels;
  const GPtrArray *roles;
  const guint8 *folds;
  guint n_folds;
  GCancellable *cancellable;
  float *probabilities; /* of the set's rows, by logistic regression */
  double *losses;       /* of each column's rule; infinite where there is none */
} Match;

static void
free_rival (gpointer data)
{
  RwRival *rival = data;

  g_free (rival->column);
  g_free (rival);
}

/* Of the rows that are tested with only. */
static void
measure (const Match *match, const float *probabilities, RwMetrics *metrics)
{
  g_autoptr (RwPart) part = rw_part_new_tested (match->set, match->folds, match->n_folds);
  g_autofree float *tested = rw_part_pick (part, probabilities);
  g_autofree float *labels = rw_part_pick (part, match->set->labels);

  rw_metrics_compute (tested, labels, part->n_rows, THRESHOLD, metrics);
}

static RwRival *
add_rival (const Match *match, GPtrArray *rivals, RwRivalId id, const float *probabilities)
{
  RwRival *rival = g_new0 (RwRival, 1);

  rival->id = id;
  measure (match, probabilities, &rival->metrics);
  g_ptr_array_add (rivals, rival);
  return rival;
}

static void
add_always_stays (const Match *match, GPtrArray *rivals)
{
  guint32 n = match->set->n_rows;
  g_autofree guint16 *groups = g_new0 (guint16, n);
  g_autofree float *probabilities = g_new (float, n);
  RwGrouping everybody = { n, 1, groups };

  rw_grouping_foretell (&everybody, match->set->labels, match->folds, match->n_folds,
                        probabilities);
  add_rival (match, rivals, RW_RIVAL_ALWAYS_STAYS, probabilities);
}

static float *
foretell_by_column (const Match *match, guint column)
{
  g_autoptr (RwGrouping) grouping =
      rw_grouping_new (rw_table_get_column (match->table, column), match->labels->rows);
  float *probabilities = g_new (float, match->set->n_rows);

  rw_grouping_foretell (grouping, match->set->labels, match->folds, match->n_folds, probabilities);
  return probabilities;
}

static gboolean
try_column (gsize column, gpointer data, G_GNUC_UNUSED GError **error)
{
  Match *match = data;
  const RwRole *role = match->roles->pdata[column];
  RwMetrics metrics;

  match->losses[column] = INFINITY;
  if (!role->used)
    return TRUE;
  g_autofree float *probabilities = foretell_by_column (match, (guint) column);
  measure (match, probabilities, &metrics);
  match->losses[column] = metrics.log_loss;
  return TRUE;
}

static gboolean
add_one_column (Match *match, GPtrArray *rivals, GError **error)
{
  g_autofree double *losses = g_new (double, match->roles->len);
  guint best = 0;

  match->losses = losses;
  if (!rw_parallel_run (match->roles->len, 0, try_column, match, match->cancellable, error))
    return FALSE;
  for (guint i = 1; i < match->roles->len; i++)
    if (losses[i] < losses[best])
      best = i;
  g_autofree float *probabilities = foretell_by_column (match, best);
  RwRival *rival = add_rival (match, rivals, RW_RIVAL_ONE_COLUMN, probabilities);
  rival->column = g_strdup (((const RwRole *) match->roles->pdata[best])->name);
  return TRUE;
}

static gboolean
regress (gsize fold, gpointer data, GError **error)
{
  Match *match = data;
  g_autoptr (RwPart) others = rw_part_new_others (match->set, match->folds, (guint) fold);
  g_autoptr (RwPart) part = rw_part_new_fold (match->set, match->folds, (guint) fold);
  RwMatrix rows = rw_part_read (others);
  RwMatrix test = rw_part_read (part);
  g_autofree float *found = g_new (float, part->n_rows);

  if (!rw_logistic_foretell (&rows, &test, found, match->cancellable, error))
    return FALSE;
  rw_part_put (part, found, match->probabilities);
  return TRUE;
}

static gboolean
add_logistic (Match *match, GPtrArray *rivals, GError **error)
{
  g_autofree float *probabilities = g_new (float, match->set->n_rows);

  match->probabilities = probabilities;
  if (!rw_parallel_run (match->n_folds, 0, regress, match, match->cancellable, error))
    return FALSE;
  add_rival (match, rivals, RW_RIVAL_LOGISTIC, probabilities);
  return TRUE;
}

GPtrArray *
rw_rivals_measure (const RwTrainingSet *set, RwTable *table, const RwLabels *labels,
                   const GPtrArray *roles, const guint8 *folds, guint n_folds,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rivals = g_ptr_array_new_with_free_func (free_rival);
  Match match = { .set = set,
                  .table = table,
                  .labels = labels,
                  .roles = roles,
                  .folds = folds,
                  .n_folds = n_folds,
                  .cancellable = cancellable };

  add_always_stays (&match, rivals);
  if (!add_one_column (&match, rivals, error) || !add_logistic (&match, rivals, error))
    return NULL;
  return g_steal_pointer (&rivals);
}

const char *
rw_rival_get_id (RwRivalId id)
{
  return ids[id];
}

char *
rw_rival_make_title (const RwRival *rival)
{
  switch (rival->id)
    {
    case RW_RIVAL_ALWAYS_STAYS:
      /* Translators: a simple rule: every customer gets the same churn probability */
      return g_strdup (_ ("Everybody alike"));
    case RW_RIVAL_ONE_COLUMN:
      /* Translators: a simple rule that looks at one column, whose name %s is */
      return g_strdup_printf (_ ("“%s” alone"), rival->column);
    default:
      return g_strdup (_ ("Logistic regression"));
    }
}

json_t *
rw_rival_to_json (const RwRival *rival)
{
  json_t *json =
      json_pack ("{s:s, s:s*}", "rival", rw_rival_get_id (rival->id), "column", rival->column);

  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    {
      double value = rw_figure_get (figure, &rival->metrics);
      json_object_set_new (json, rw_figure_get_id (figure),
                           rw_figure_to_json (round (value * 1e6) / 1e6));
    }
  return json;
}
