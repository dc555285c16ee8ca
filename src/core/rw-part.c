/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-part.h"

#include "rw-folds.h"

static RwPart *
part_new (const RwTrainingSet *set)
{
  RwPart *part = g_new0 (RwPart, 1);

  part->set = set;
  part->members = g_new (guint32, set->n_rows);
  return part;
}

RwPart *
rw_part_new_fold (const RwTrainingSet *set, const guint8 *folds, guint fold)
{
  RwPart *part = part_new (set);

  for (guint32 i = 0; i < set->n_rows; i++)
    if (folds[i] == fold)
      part->members[part->n_rows++] = i;
  return part;
}

RwPart *
rw_part_new_others (const RwTrainingSet *set, const guint8 *folds, guint fold)
{
  RwPart *part = part_new (set);

  for (guint32 i = 0; i < set->n_rows; i++)
    if (folds[i] != fold && folds[i] != RW_FOLD_NONE)
      part->members[part->n_rows++] = i;
  return part;
}

RwPart *
rw_part_new_all (const RwTrainingSet *set)
{
  RwPart *part = part_new (set);

  for (guint32 i = 0; i < set->n_rows; i++)
    part->members[part->n_rows++] = i;
  return part;
}

RwPart *
rw_part_new_tested (const RwTrainingSet *set, const guint8 *folds, guint n_folds)
{
  RwPart *part = part_new (set);

  for (guint32 i = 0; i < set->n_rows; i++)
    if (folds[i] < n_folds)
      part->members[part->n_rows++] = i;
  return part;
}

void
rw_part_free (RwPart *part)
{
  g_free (part->members);
  g_free (part->features);
  g_free (part->labels);
  g_free (part);
}

static void
read_cb (gpointer data, guint64 first, guint64 n, float *features, float *labels)
{
  const RwPart *part = data;

  rw_training_set_read (part->set, part->members + first, (guint32) n, features);
  for (guint64 i = 0; i < n; i++)
    labels[i] = part->set->labels[part->members[first + i]];
}

RwRowSource
rw_part_get_source (RwPart *part)
{
  return (RwRowSource){ part->n_rows, part->set->n_features, part, read_cb };
}

RwMatrix
rw_part_read (RwPart *part)
{
  if (part->features == NULL)
    {
      part->features = g_new (float, (gsize) part->n_rows * part->set->n_features);
      part->labels = g_new (float, part->n_rows);
      read_cb (part, 0, part->n_rows, part->features, part->labels);
    }
  return (RwMatrix){ part->features, part->labels, part->n_rows, part->set->n_features };
}

float *
rw_part_pick (const RwPart *part, const float *values)
{
  float *picked = g_new (float, part->n_rows);

  for (guint32 i = 0; i < part->n_rows; i++)
    picked[i] = values[part->members[i]];
  return picked;
}

void
rw_part_put (const RwPart *part, const float *picked, float *values)
{
  for (guint32 i = 0; i < part->n_rows; i++)
    values[part->members[i]] = picked[i];
}
