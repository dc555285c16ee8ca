/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-newest.h"

#include "rw-column-traits.h"
#include "rw-folds.h"
#include "rw-part.h"
#include "rw-sort.h"

#include <math.h>

#define SHARE       0.2
#define MIN_OF_EACH 20u
#define MAX_ROWS    50000u
#define THRESHOLD   0.5

/* NULL: there is none. */
static const RwColumn *
find_dates (const RwTrainingSet *set, RwTable *table, const GPtrArray *roles)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  const RwColumn *found = NULL;
  guint32 most = 1;

  g_array_append_vals (rows, set->rows, set->n_rows);
  for (guint i = 0; i < roles->len; i++)
    {
      const RwColumn *column = rw_table_get_column (table, i);
      if (((const RwRole *) roles->pdata[i])->kind != RW_ROLE_DATE)
        continue;
      guint32 n_distinct = rw_column_traits_measure (column, rows).n_distinct;
      if (n_distinct > most)
        {
          most = n_distinct;
          found = column;
        }
    }
  return found;
}

guint8 *
rw_newest_split (const double *dates, guint32 n)
{
  g_autofree double *sorted = g_new (double, n);
  guint32 n_dated = 0;

  for (guint32 i = 0; i < n; i++)
    if (!isnan (dates[i]))
      sorted[n_dated++] = dates[i];
  rw_sort_numbers (sorted, n_dated);
  if (n_dated == 0 || sorted[0] >= sorted[n_dated - 1])
    return NULL;
  double first = sorted[(guint32) (n_dated * (1 - SHARE))];
  gboolean alone = first <= sorted[0]; /* the oldest day is most of them */
  guint8 *folds = g_new (guint8, n);
  for (guint32 i = 0; i < n; i++)
    if (isnan (dates[i]))
      folds[i] = RW_FOLD_NONE;
    else
      folds[i] = alone ? dates[i] <= first : dates[i] < first;
  return folds;
}

static gboolean
has_enough (const RwTrainingSet *set, const guint8 *folds)
{
  guint32 counts[2][2] = { { 0 } };

  for (guint32 i = 0; i < set->n_rows; i++)
    if (folds[i] < 2)
      counts[folds[i]][set->labels[i] > 0]++;
  return counts[0][0] >= MIN_OF_EACH && counts[0][1] >= MIN_OF_EACH &&
         counts[1][0] >= MIN_OF_EACH && counts[1][1] >= MIN_OF_EACH;
}

static gboolean
measure (const RwTrainingSet *set, const guint8 *folds, const RwShape *shape, guint n_rounds,
         guint64 seed, RwMetrics *metrics, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwPart) older = rw_part_new_others (set, folds, 0);
  g_autoptr (RwPart) newer = rw_part_new_fold (set, folds, 0);
  RwRowSource rows = rw_part_get_source (older);
  RwMatrix test = rw_part_read (newer);
  RwRecipe recipe;

  rw_recipe_init (&recipe, shape, set->n_features, seed);
  g_autoptr (RwBoosting) boosting =
      rw_boosting_new (&rows, &test, recipe.parameters, RW_N_RECIPE_PARAMETERS, error);
  if (boosting == NULL || !rw_boosting_advance (boosting, n_rounds, cancellable, error))
    return FALSE;
  const float *probabilities = rw_boosting_predict (boosting, error);
  if (probabilities == NULL)
    return FALSE;
  rw_metrics_compute (probabilities, test.labels, newer->n_rows, THRESHOLD, metrics);
  return TRUE;
}

static double *
get_dates (const RwTrainingSet *set, const RwColumn *column)
{
  const double *numbers = rw_column_get_numbers (column);
  double *dates = g_new (double, set->n_rows);

  for (guint32 i = 0; i < set->n_rows; i++)
    dates[i] = numbers[set->rows[i]];
  return dates;
}

gboolean
rw_newest_measure (const RwTrainingSet *set, RwTable *table, const GPtrArray *roles,
                   const RwShape *shape, guint n_rounds, guint64 seed, RwNewest **newest,
                   GCancellable *cancellable, GError **error)
{
  const RwColumn *column = find_dates (set, table, roles);
  g_autofree double *dates = column != NULL ? get_dates (set, column) : NULL;
  g_autofree guint8 *folds = dates != NULL ? rw_newest_split (dates, set->n_rows) : NULL;

  *newest = NULL;
  if (folds == NULL)
    return TRUE;
  if (set->n_rows > MAX_ROWS)
    rw_folds_thin (folds, set->labels, set->n_rows, MAX_ROWS, seed);
  if (!has_enough (set, folds))
    return TRUE;
  g_autoptr (RwNewest) found = g_new0 (RwNewest, 1);
  found->column = g_strdup (rw_column_get_name (column));
  if (!measure (set, folds, shape, n_rounds, seed, &found->metrics, cancellable, error))
    return FALSE;
  *newest = g_steal_pointer (&found);
  return TRUE;
}

void
rw_newest_free (RwNewest *newest)
{
  g_free (newest->column);
  g_free (newest);
}
