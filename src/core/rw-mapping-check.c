/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping-check.h"

#include "rw-level-matcher.h"
#include "rw-parallel.h"
#include "rw-text-counts.h"

#include <math.h>
#include <string.h>

typedef struct
{
  RwTable *table;
  const RwManifest *manifest;
  const RwMapping *mapping;
  RwMappingCheck *check;
} Checking;

static void
text_check_free (gpointer data)
{
  RwTextCheck *text = data;

  g_free (text->text);
  g_free (text);
}

static void
clear_input_check (gpointer data)
{
  RwInputCheck *check = data;

  g_ptr_array_unref (check->texts);
}

static void
check_numbers (const RwInput *input, const RwInputMapping *entry, const RwColumn *column,
               guint32 n_rows, RwInputCheck *check)
{
  const double *numbers = rw_column_get_numbers (column);
  const RwReference *reference = input->reference;

  check->n_values = n_rows - rw_column_get_n_missing (column);
  check->is_judged = reference != NULL;
  for (guint32 i = 0; reference != NULL && i < n_rows; i++)
    check->n_fitting += numbers[i] * entry->factor >= reference->min &&
                        numbers[i] * entry->factor <= reference->max;
  if (entry->factor >= 1 && entry->factor <= 1)
    check->unit = rw_unit_find (input, column, n_rows);
}

typedef struct
{
  const RwLevelMatcher *matcher;
  RwInputCheck *check;
} Judging;

/* Beyond RW_CATEGORY_MAX_LEVELS texts are only judged. */
static void
judge_text (RwCell text, gpointer data)
{
  const Judging *judging = data;
  RwMatch match = RW_MATCH_NONE;

  if (rw_level_matcher_find (judging->matcher, text, &match) != RW_LEVEL_NONE)
    judging->check->n_fitting++;
}

static int
compare_counts_cb (gconstpointer a, gconstpointer b)
{
  const RwTextCheck *x = *(const RwTextCheck *const *) a;
  const RwTextCheck *y = *(const RwTextCheck *const *) b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return strcmp (x->text, y->text);
}

static void
list_texts (const RwInput *input, const RwLevelMatcher *matcher, const RwLevels *counts,
            RwInputCheck *check)
{
  check->n_texts = rw_levels_get_n (counts);
  for (guint32 i = 0; i < rw_levels_get_n (counts); i++)
    {
      RwTextCheck *text = g_new0 (RwTextCheck, 1);
      guint32 level = rw_level_matcher_find (matcher, rw_levels_get_cell (counts, i), &text->match);
      text->text = g_strdup (rw_levels_get_text (counts, i));
      text->count = rw_levels_get_count (counts, i);
      if (level != RW_LEVEL_NONE)
        text->level = rw_levels_get_text (input->levels, level);
      /* what somebody calls missing is understood */
      check->n_fitting += text->match != RW_MATCH_NONE ? text->count : 0;
      g_ptr_array_add (check->texts, text);
    }
  g_ptr_array_sort (check->texts, compare_counts_cb);
  if (check->texts->len > RW_MAPPING_CHECK_MAX_TEXTS)
    g_ptr_array_set_size (check->texts, RW_MAPPING_CHECK_MAX_TEXTS);
}

static void
check_texts (const RwInput *input, const RwInputMapping *entry, const RwColumn *column,
             guint32 n_rows, RwInputCheck *check)
{
  g_autoptr (RwLevelMatcher) matcher = rw_level_matcher_new (input, entry);
  gboolean is_text = rw_column_get_kind (column) == RW_COLUMN_TEXT;
  Judging judging = { matcher, check };
  g_autoptr (RwLevels) counted =
      is_text ? rw_text_counts_new (column, n_rows, judge_text, &judging, NULL, NULL) : NULL;

  check->n_values = n_rows - rw_column_get_n_missing (column);
  check->is_judged = TRUE;
  list_texts (input, matcher, is_text ? counted : rw_column_get_levels (column), check);
}

/* A table that was loaded for another model or mapping may hold texts where numbers are read, or
 * numbers instead of texts: nothing is said of them then. */
static gboolean
check_input (gsize task, gpointer data, GError **error G_GNUC_UNUSED)
{
  Checking *checking = data;
  const RwInput *input = checking->manifest->inputs->pdata[task];
  const RwInputMapping *entry = checking->mapping->inputs->pdata[task];
  const RwColumn *column =
      entry->column != NULL ? rw_table_find_column (checking->table, entry->column) : NULL;
  guint32 n_rows = rw_table_get_n_rows (checking->table);
  RwInputCheck *check = &g_array_index (checking->check->inputs, RwInputCheck, task);

  if (column == NULL)
    return TRUE;
  gboolean is_number = rw_column_get_kind (column) == RW_COLUMN_NUMBER;
  if (is_number && input->kind == RW_INPUT_NUMBER)
    check_numbers (input, entry, column, n_rows, check);
  else if (!is_number && input->kind == RW_INPUT_CATEGORY)
    check_texts (input, entry, column, n_rows, check);
  return TRUE;
}

double
rw_mapping_check_sum_importance (RwModel *model, const RwMapping *mapping)
{
  const double *importance = rw_model_get_importance (model);
  double sum = 0;

  for (guint i = 0; i < mapping->inputs->len; i++)
    if (((const RwInputMapping *) mapping->inputs->pdata[i])->column != NULL)
      sum += importance[i];
  return sum;
}

static void
sum_up (RwMappingCheck *check, RwModel *model, const RwMapping *mapping)
{
  const RwManifest *manifest = rw_model_get_manifest (model);

  check->n_found = rw_mapping_count_found (mapping);
  check->importance = rw_mapping_check_sum_importance (model, mapping);
  for (guint i = 0; i < mapping->inputs->len; i++)
    {
      const RwInputMapping *entry = mapping->inputs->pdata[i];
      if (entry->column == NULL)
        check->n_needed += rw_mapping_needs (manifest, manifest->inputs->pdata[i], entry);
    }
}

RwMappingCheck *
rw_mapping_check_new (RwTable *table, RwModel *model, const RwMapping *mapping,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (RwMappingCheck) check = g_new0 (RwMappingCheck, 1);
  Checking checking = { table, rw_model_get_manifest (model), mapping, check };
  guint n_inputs = mapping->inputs->len;

  check->inputs = g_array_sized_new (FALSE, TRUE, sizeof (RwInputCheck), n_inputs);
  g_array_set_size (check->inputs, n_inputs);
  g_array_set_clear_func (check->inputs, clear_input_check);
  for (guint i = 0; i < n_inputs; i++)
    g_array_index (check->inputs, RwInputCheck, i).texts =
        g_ptr_array_new_with_free_func (text_check_free);
  sum_up (check, model, mapping);
  return rw_parallel_run (n_inputs, 0, check_input, &checking, cancellable, error)
             ? g_steal_pointer (&check)
             : NULL;
}

void
rw_mapping_check_free (RwMappingCheck *check)
{
  g_array_unref (check->inputs);
  g_free (check);
}
