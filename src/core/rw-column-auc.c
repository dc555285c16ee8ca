/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-auc.h"

#include "rw-folds.h"
#include "rw-metrics.h"
#include "rw-radix.h"

#include <float.h>
#include <math.h>

#define N_FOLDS 5u
#define SEED    1u

/* The place of each number among all different ones, from 0 to 1. */
static float *
rank (const float *numbers, guint32 n)
{
  g_autofree guint32 *order = rw_radix_order_floats (numbers, n, FALSE, NULL, NULL);
  float *ranks = g_new (float, n);
  guint32 place = 0;

  for (guint32 i = 0; i < n; i++)
    {
      if (i > 0 && numbers[order[i]] > numbers[order[i - 1]])
        place = i;
      ranks[order[i]] = (float) ((double) place / n);
    }
  return ranks;
}

static double
measure_order (const RwColumn *column, const GArray *rows, const float *labels, float missing)
{
  const double *numbers = rw_column_get_numbers (column);
  g_autofree float *kept = g_new (float, rows->len);

  for (guint i = 0; i < rows->len; i++)
    {
      double number = numbers[g_array_index (rows, guint32, i)];
      kept[i] = isnan (number) ? missing : (float) CLAMP (number, -1e38, 1e38);
    }
  g_autofree float *ranks = rank (kept, rows->len);
  double auc = rw_metrics_compute_auc (ranks, labels, rows->len);
  return MAX (auc, 1 - auc);
}

static double
measure_groups (const RwGrouping *grouping, const float *labels)
{
  guint32 n = grouping->n_rows;
  g_autofree guint8 *folds = rw_folds_assign (labels, NULL, n, N_FOLDS, SEED);
  g_autofree float *probabilities = g_new (float, n);

  rw_grouping_foretell (grouping, labels, folds, N_FOLDS, probabilities);
  return rw_metrics_compute_auc (probabilities, labels, n);
}

double
rw_column_auc (const RwColumn *column, const RwGrouping *grouping, const GArray *rows,
               const float *labels)
{
  double auc = measure_groups (grouping, labels);

  if (rw_column_get_kind (column) == RW_COLUMN_NUMBER)
    {
      auc = MAX (auc, measure_order (column, rows, labels, -FLT_MAX));
      auc = MAX (auc, measure_order (column, rows, labels, FLT_MAX));
    }
  return auc;
}
