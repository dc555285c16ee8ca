/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training-set.h"

#include "rw-error.h"
#include "rw-reference-column.h"
#include "rw-role.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* The most frequent levels of a category that get a feature; the others get none. */
#define MAX_LEVELS 120u
/* With more levels than this, each must have so many rows, and such a share of them. */
#define MANY_LEVELS 30u
#define MIN_COUNT   10u
#define MIN_SHARE   0.002

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

static gboolean
is_frequent (const RwLevels *levels, guint32 level, guint32 n_rows)
{
  guint64 count = rw_levels_get_count (levels, level);

  return rw_levels_get_n (levels) <= MANY_LEVELS ||
         (count >= MIN_COUNT && (double) count >= MIN_SHARE * n_rows);
}

/* The most frequent levels, by the bytes of their names, so that the order of the rows does not
 * matter. */
static GPtrArray *
pick_levels (const RwLevels *levels, guint32 n_rows)
{
  guint32 n = rw_levels_get_n (levels);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint32));
  GPtrArray *names = g_ptr_array_new ();

  for (guint32 i = 0; i < n; i++)
    if (is_frequent (levels, i, n_rows))
      g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_frequency_cb, (gpointer) levels);
  for (guint i = 0; i < MIN (order->len, MAX_LEVELS); i++)
    g_ptr_array_add (names,
                     (char *) rw_levels_get_text (levels, g_array_index (order, guint32, i)));
  g_ptr_array_sort (names, compare_text_cb);
  return names;
}

static void
add_input (RwTrainingSet *set, const RwColumn *column, guint32 n_rows)
{
  if (rw_column_get_kind (column) == RW_COLUMN_NUMBER)
    rw_manifest_add_number (set->manifest, rw_column_get_name (column));
  else
    {
      g_autoptr (GPtrArray) levels = pick_levels (rw_column_get_levels (column), n_rows);
      rw_manifest_add_category (set->manifest, rw_column_get_name (column), levels);
    }
}

static gboolean
describe (RwTrainingSet *set, RwTable *table, const RwLabels *labels, const GPtrArray *roles,
          GError **error)
{
  set->manifest->label = g_strdup (labels->column);
  set->manifest->positive = g_strdup (labels->positive);
  for (guint i = 0; i < roles->len; i++)
    if (((const RwRole *) roles->pdata[i])->used)
      add_input (set, rw_table_get_column (table, i), rw_table_get_n_rows (table));
  if (set->manifest->features->len > 0)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_LABEL,
               _ ("“%s” has no column to learn from: all but the label are left out, because they "
                  "are constant, ids, free texts, or known only afterwards."),
               rw_source_get_name (rw_table_get_source (table)));
  return FALSE;
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

static gboolean
bind (RwTrainingSet *set, RwTable *table, GError **error)
{
  g_autoptr (GPtrArray) names = rw_table_list_names (table);

  set->mapping = rw_mapping_match (set->manifest, names, NULL, error);
  if (set->mapping == NULL)
    return FALSE;
  set->encoder = rw_encoder_new (set->manifest, set->mapping, table, error);
  return set->encoder != NULL;
}

RwTrainingSet *
rw_training_set_new (RwTable *table, const RwLabels *labels, const GPtrArray *roles,
                     const char *title, GError **error)
{
  g_autoptr (RwTrainingSet) set = g_new0 (RwTrainingSet, 1);

  set->manifest = rw_manifest_new ();
  set->manifest->title = g_strdup (title);
  if (!describe (set, table, labels, roles, error) || !bind (set, table, error))
    return NULL;
  measure (set, table, labels);
  set->rows = (const guint32 *) (gpointer) labels->rows->data;
  set->labels = (const float *) (gpointer) labels->values->data;
  set->n_rows = labels->rows->len;
  set->n_features = set->manifest->features->len;
  return g_steal_pointer (&set);
}

void
rw_training_set_free (RwTrainingSet *set)
{
  g_clear_pointer (&set->encoder, rw_encoder_free);
  g_clear_pointer (&set->mapping, rw_mapping_unref);
  g_clear_pointer (&set->manifest, rw_manifest_free);
  g_free (set);
}

/* Neighbours of the table are encoded at once. */
void
rw_training_set_read (const RwTrainingSet *set, const guint32 *members, guint32 n, float *features)
{
  g_autofree RwInputCounts *counts = g_new0 (RwInputCounts, set->manifest->inputs->len);

  for (guint32 first = 0; first < n;)
    {
      guint32 row = set->rows[members[first]];
      guint32 length = 1;
      while (first + length < n && set->rows[members[first + length]] == row + length)
        length++;
      rw_encoder_encode (set->encoder, row, length, features + (gsize) first * set->n_features,
                         counts);
      first += length;
    }
}

typedef struct
{
  guint64 hash;
  guint32 row;
} Hashed;

static int
compare_hashed_cb (const void *a, const void *b)
{
  const Hashed *x = a;
  const Hashed *y = b;

  if (x->hash != y->hash)
    return x->hash < y->hash ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

/* FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo 1991) over words of 32 bits, stirred in the end. */
static guint64
hash_features (const float *features, guint n)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (guint i = 0; i < n; i++)
    {
      guint32 bits = 0;
      memcpy (&bits, &features[i], sizeof bits);
      hash = (hash ^ bits) * G_GUINT64_CONSTANT (0x100000001b3);
      hash ^= hash >> 29;
    }
  return hash;
}

static Hashed *
hash_rows (const RwTrainingSet *set)
{
  Hashed *hashed = g_new (Hashed, set->n_rows);
  g_autofree float *features = g_new (float, set->n_features);

  for (guint32 i = 0; i < set->n_rows; i++)
    {
      rw_training_set_read (set, &i, 1, features);
      hashed[i] = (Hashed){ hash_features (features, set->n_features), i };
    }
  qsort (hashed, set->n_rows, sizeof (Hashed), compare_hashed_cb);
  return hashed;
}

guint32 *
rw_training_set_find_twins (const RwTrainingSet *set, guint32 *n_repeated, guint32 *n_most)
{
  g_autofree Hashed *hashed = hash_rows (set);
  guint32 *twins = g_new (guint32, set->n_rows);
  guint32 first = 0;

  *n_repeated = *n_most = 0;
  for (guint32 i = 0; i < set->n_rows; i++)
    {
      if (i == 0 || hashed[i].hash != hashed[first].hash)
        first = i;
      else
        ++*n_repeated;
      *n_most = MAX (*n_most, i - first + 1);
      twins[hashed[i].row] = hashed[first].row;
    }
  return twins;
}
