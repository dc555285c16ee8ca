/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training-set.h"

#include "rw-error.h"
#include "rw-reference-column.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* The most frequent levels of a category that get a feature; the others get none. */
#define MAX_LEVELS 60u

static void
dropped_column_free (gpointer data)
{
  RwDroppedColumn *dropped = data;

  g_free (dropped->name);
  g_free (dropped);
}

static void
drop (RwTrainingSet *set, const RwColumn *column, const char *reason)
{
  RwDroppedColumn *dropped = g_new0 (RwDroppedColumn, 1);

  dropped->name = g_strdup (rw_column_get_name (column));
  dropped->reason = reason;
  g_ptr_array_add (set->dropped, dropped);
}

static gboolean
is_constant (const RwColumn *column, guint32 n_rows)
{
  const double *numbers = rw_column_get_numbers (column);
  double first = NAN;

  for (guint32 i = 0; i < n_rows; i++)
    {
      if (isnan (numbers[i]))
        continue;
      if (isnan (first))
        first = numbers[i];
      else if (numbers[i] < first || numbers[i] > first)
        return FALSE;
    }
  return TRUE;
}

static int
compare_frequency_cb (gconstpointer a, gconstpointer b, gpointer levels)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;
  guint64 count_x = rw_levels_get_count (levels, x);
  guint64 count_y = rw_levels_get_count (levels, y);

  if (count_x != count_y)
    return count_x > count_y ? -1 : 1;
  return strcmp (rw_levels_get_text (levels, x), rw_levels_get_text (levels, y));
}

static int
compare_text_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The most frequent levels, by the bytes of their names, so that the order of the rows does not
 * matter. */
static GPtrArray *
pick_levels (const RwLevels *levels)
{
  guint32 n = rw_levels_get_n (levels);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint32));
  GPtrArray *names = g_ptr_array_new ();

  for (guint32 i = 0; i < n; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_frequency_cb, (gpointer) levels);
  for (guint32 i = 0; i < MIN (n, MAX_LEVELS); i++)
    g_ptr_array_add (names,
                     (char *) rw_levels_get_text (levels, g_array_index (order, guint32, i)));
  g_ptr_array_sort (names, compare_text_cb);
  return names;
}

static void
add_column (RwTrainingSet *set, const RwColumn *column, guint32 n_rows)
{
  const char *name = rw_column_get_name (column);

  switch (rw_column_get_kind (column))
    {
    case RW_COLUMN_TEXT:
      /* Translators: why a column is no feature: nearly every customer has a value of its own */
      drop (set, column, N_ ("it names customers instead of describing them"));
      break;
    case RW_COLUMN_NUMBER:
      if (is_constant (column, n_rows))
        drop (set, column, N_ ("it is the same everywhere"));
      else
        rw_manifest_add_number (set->manifest, name);
      break;
    case RW_COLUMN_CATEGORY:
      if (rw_levels_get_n (rw_column_get_levels (column)) < 2)
        drop (set, column, N_ ("it is the same everywhere"));
      else
        {
          g_autoptr (GPtrArray) levels = pick_levels (rw_column_get_levels (column));
          rw_manifest_add_category (set->manifest, name, levels);
        }
      break;
    }
}

static void
describe (RwTrainingSet *set, RwTable *table, const RwLabels *labels, const char *title)
{
  set->manifest->title = g_strdup (title);
  set->manifest->label = g_strdup (labels->column);
  set->manifest->positive = g_strdup (labels->positive);
  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    {
      const RwColumn *column = rw_table_get_column (table, i);
      if (strcmp (rw_column_get_name (column), labels->column) != 0)
        add_column (set, column, rw_table_get_n_rows (table));
    }
}

static void
measure (RwTrainingSet *set, RwTable *table, const RwLabels *labels)
{
  for (guint i = 0; i < set->manifest->inputs->len; i++)
    {
      RwInput *input = set->manifest->inputs->pdata[i];
      input->reference =
          rw_reference_measure (input, rw_table_find_column (table, input->name), labels->rows);
    }
}

/* All rows are encoded at once, then those without a label are taken out. */
static gboolean
encode (RwTrainingSet *set, RwTable *table, const RwLabels *labels, GError **error)
{
  g_autoptr (GPtrArray) names = rw_table_list_names (table);
  g_autoptr (RwMapping) mapping = rw_mapping_match (set->manifest, names, NULL, error);
  g_autoptr (RwEncoder) encoder =
      mapping != NULL ? rw_encoder_new (set->manifest, mapping, table, error) : NULL;
  g_autofree RwInputCounts *counts = g_new0 (RwInputCounts, set->manifest->inputs->len);
  guint32 n_rows = rw_table_get_n_rows (table);

  if (encoder == NULL)
    return FALSE;
  set->n_features = set->manifest->features->len;
  set->n_rows = labels->rows->len;
  set->labels = (const float *) (gpointer) labels->values->data;
  set->features = g_try_new (float, (gsize) n_rows * set->n_features);
  if (set->features == NULL)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
                   _ ("There is not enough memory to train on this file. Train on fewer rows."));
      return FALSE;
    }
  rw_encoder_encode (encoder, 0, n_rows, set->features, counts);
  for (guint32 i = 0; i < set->n_rows; i++)
    memmove (set->features + (gsize) i * set->n_features,
             set->features + (gsize) g_array_index (labels->rows, guint32, i) * set->n_features,
             set->n_features * sizeof (float));
  return TRUE;
}

RwTrainingSet *
rw_training_set_new (RwTable *table, const RwLabels *labels, const char *title, GError **error)
{
  g_autoptr (RwTrainingSet) set = g_new0 (RwTrainingSet, 1);

  set->manifest = rw_manifest_new ();
  set->dropped = g_ptr_array_new_with_free_func (dropped_column_free);
  describe (set, table, labels, title);
  if (set->manifest->inputs->len == 0)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_LABEL,
                   _ ("“%s” has no column to learn from: all but the label are constant or texts."),
                   rw_source_get_name (rw_table_get_source (table)));
      return NULL;
    }
  measure (set, table, labels);
  if (!encode (set, table, labels, error))
    return NULL;
  return g_steal_pointer (&set);
}

void
rw_training_set_free (RwTrainingSet *set)
{
  g_clear_pointer (&set->manifest, rw_manifest_free);
  g_clear_pointer (&set->dropped, g_ptr_array_unref);
  g_free (set->features);
  g_free (set);
}
