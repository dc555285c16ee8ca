/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-grouping.h"

#include "rw-folds.h"
#include "rw-sort.h"

#include <math.h>

/* Values that tell where parts end. */
#define N_SAMPLED 10000u
/* Rows like all others that are added to each group. */
#define N_ADDED 2.0

static GArray *
sample_numbers (const double *numbers, const GArray *rows)
{
  GArray *sample = g_array_new (FALSE, FALSE, sizeof (double));
  guint step = MAX (rows->len / N_SAMPLED, 1);

  for (guint i = 0; i < rows->len; i += step)
    {
      double number = numbers[g_array_index (rows, guint32, i)];
      if (!isnan (number))
        g_array_append_val (sample, number);
    }
  rw_sort_numbers ((double *) (gpointer) sample->data, sample->len);
  return sample;
}

/* The largest values of all parts but the last, ascending. */
static guint
find_ends (const GArray *sample, double *ends)
{
  guint n = 0;

  for (guint part = 1; part < RW_GROUPING_N_PARTS && sample->len > 0; part++)
    {
      double end =
          g_array_index (sample, double, (guint64) sample->len *part / RW_GROUPING_N_PARTS);
      if (n == 0 || end > ends[n - 1])
        ends[n++] = end;
    }
  return n;
}

static void
group_numbers (RwGrouping *grouping, const double *numbers, const GArray *rows)
{
  g_autoptr (GArray) sample = sample_numbers (numbers, rows);
  double ends[RW_GROUPING_N_PARTS];
  guint n_ends = find_ends (sample, ends);

  grouping->n_groups = n_ends + 2;
  for (guint i = 0; i < rows->len; i++)
    {
      double number = numbers[g_array_index (rows, guint32, i)];
      guint part = 0;
      while (part < n_ends && number > ends[part])
        part++;
      grouping->groups[i] = isnan (number) ? 0 : (guint16) (part + 1);
    }
}

static void
group_codes (RwGrouping *grouping, const RwColumn *column, const GArray *rows)
{
  const guint16 *codes = rw_column_get_codes (column);

  grouping->n_groups = rw_levels_get_n (rw_column_get_levels (column)) + 1;
  for (guint i = 0; i < rows->len; i++)
    {
      guint16 code = codes[g_array_index (rows, guint32, i)];
      grouping->groups[i] = code == RW_CODE_MISSING ? 0 : code + 1;
    }
}

static void
group_texts (RwGrouping *grouping, const RwColumn *column, const GArray *rows)
{
  grouping->n_groups = 2;
  for (guint i = 0; i < rows->len; i++)
    grouping->groups[i] = rw_column_get_text (column, g_array_index (rows, guint32, i)).length > 0;
}

RwGrouping *
rw_grouping_new (const RwColumn *column, const GArray *rows)
{
  RwGrouping *grouping = g_new0 (RwGrouping, 1);

  grouping->n_rows = rows->len;
  grouping->groups = g_new (guint16, rows->len);
  switch (rw_column_get_kind (column))
    {
    case RW_COLUMN_NUMBER:
      group_numbers (grouping, rw_column_get_numbers (column), rows);
      break;
    case RW_COLUMN_CATEGORY:
      group_codes (grouping, column, rows);
      break;
    default:
      group_texts (grouping, column, rows);
    }
  return grouping;
}

void
rw_grouping_free (RwGrouping *grouping)
{
  g_free (grouping->groups);
  g_free (grouping);
}

static void
foretell_fold (const RwGrouping *grouping, const float *labels, const guint8 *folds, guint fold,
               float *probabilities)
{
  g_autofree double *n = g_new0 (double, grouping->n_groups + 1);
  g_autofree double *n_positive = g_new0 (double, grouping->n_groups + 1);
  guint all = grouping->n_groups;

  for (guint32 i = 0; i < grouping->n_rows; i++)
    if (folds[i] != fold && folds[i] != RW_FOLD_NONE)
      {
        n[grouping->groups[i]]++;
        n_positive[grouping->groups[i]] += (double) labels[i];
        n[all]++;
        n_positive[all] += (double) labels[i];
      }
  double rate = n[all] > 0 ? n_positive[all] / n[all] : 0;
  for (guint32 i = 0; i < grouping->n_rows; i++)
    if (folds[i] == fold)
      {
        guint16 group = grouping->groups[i];
        probabilities[i] = (float) ((n_positive[group] + N_ADDED * rate) / (n[group] + N_ADDED));
      }
}

void
rw_grouping_foretell (const RwGrouping *grouping, const float *labels, const guint8 *folds,
                      guint n_folds, float *probabilities)
{
  for (guint fold = 0; fold < n_folds; fold++)
    foretell_fold (grouping, labels, folds, fold, probabilities);
}
