/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-evaluation-groups.h"

#include "rw-error.h"
#include "rw-groups.h"

#include <glib/gi18n.h>

typedef struct
{
  const float *probabilities;
  const float *labels;
  double threshold;
  guint64 seed;
} Sample;

static void
free_group (gpointer data)
{
  RwEvaluationGroup *group = data;

  g_free (group->name);
  g_clear_pointer (&group->evaluation, rw_evaluation_free);
  g_free (group);
}

/* What @values has at @places. */
static float *
pick (const float *values, const GArray *places)
{
  float *picked = g_new (float, places->len + 1);

  for (guint i = 0; i < places->len; i++)
    picked[i] = values[g_array_index (places, guint32, i)];
  return picked;
}

static gboolean
evaluate (RwEvaluationGroup *group, const GArray *places, const Sample *sample,
          GCancellable *cancellable, GError **error)
{
  g_autofree float *probabilities = pick (sample->probabilities, places);
  g_autofree float *labels = pick (sample->labels, places);

  for (guint32 i = 0; i < group->n; i++)
    group->n_positive += labels[i] > 0;
  if (group->n_positive < RW_GROUP_MIN_EACH || group->n - group->n_positive < RW_GROUP_MIN_EACH)
    return TRUE;
  group->evaluation = rw_evaluation_new (probabilities, labels, group->n, sample->threshold,
                                         sample->seed, cancellable, error);
  return group->evaluation != NULL;
}

GPtrArray *
rw_evaluation_groups_new (RwTable *table, const char *by, const RwLabels *labels,
                          const float *probabilities, double threshold, guint64 seed,
                          GCancellable *cancellable, GError **error)
{
  const RwColumn *column = rw_table_find_column (table, by);
  Sample sample = { probabilities, (const float *) (gpointer) labels->values->data, threshold,
                    seed };

  if (column == NULL)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_LABEL,
                   _ ("There is no column “%s” in “%s”. Name the one to compare customers by."), by,
                   rw_source_get_name (rw_table_get_source (table)));
      return NULL;
    }
  g_autoptr (GPtrArray) split = rw_groups_split (column, labels->rows, error);
  if (split == NULL)
    return NULL;
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (free_group);
  for (guint i = 0; i < split->len; i++)
    {
      const RwGroup *part = split->pdata[i];
      RwEvaluationGroup *group = g_new0 (RwEvaluationGroup, 1);
      group->name = g_strdup (part->name);
      group->n = part->places->len;
      g_ptr_array_add (groups, group);
      if (!evaluate (group, part->places, &sample, cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&groups);
}
