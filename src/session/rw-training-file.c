/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training-file.h"

#include "rw-label-find.h"
#include "rw-matching.h"
#include "rw-roles.h"

static RwTable *
load (const RwTrainingRequest *request, const char *label, RwProgress *progress,
      GCancellable *cancellable, GError **error)
{
  g_autoptr (RwSource) source = rw_source_open (request->path, cancellable, error);
  RwTableOptions options = rw_choices_get_options (request->choices);

  if (source == NULL)
    return NULL;
  g_auto (RwMatching) matching = { .label = label,
                                   .finds_label = label == NULL,
                                   .file = rw_source_get_name (source) };
  options.hint = rw_matching_hint;
  options.hint_data = &matching;
  return rw_table_load (source, &options, progress, cancellable, error);
}

/* The table once more, with the label as texts. */
static gboolean
load_label (RwTrainingFile *self, const RwTrainingRequest *request, RwProgress *progress,
            GCancellable *cancellable, GError **error)
{
  RwTable *table = load (request, self->label, progress, cancellable, error);

  if (table == NULL)
    return FALSE;
  g_object_unref (self->table);
  self->table = table;
  return TRUE;
}

static gboolean
load_table (RwTrainingFile *self, const RwTrainingRequest *request, RwProgress *progress,
            GCancellable *cancellable, GError **error)
{
  self->table = load (request, request->label, progress, cancellable, error);
  if (self->table == NULL)
    return FALSE;
  self->candidates = rw_label_list_candidates (self->table);
  self->label = request->label != NULL ? g_strdup (request->label)
                                       : rw_label_find (self->table, request->positive, NULL);
  if (request->label != NULL || self->label == NULL ||
      rw_label_is_read_right (self->table, self->label))
    return TRUE;
  return load_label (self, request, progress, cancellable, error);
}

static void
find_values (RwTrainingFile *self, const RwLevels *levels)
{
  guint rarer = rw_levels_get_count (levels, 0) < rw_levels_get_count (levels, 1) ? 0 : 1;

  self->values[0] = g_strdup (rw_levels_get_text (levels, 1 - rarer));
  self->values[1] = g_strdup (rw_levels_get_text (levels, rarer));
}

static gboolean
read_labels (RwTrainingFile *self, const char *positive, GError **error)
{
  const RwColumn *column = rw_table_find_column (self->table, self->label);

  if (column != NULL && rw_column_get_kind (column) == RW_COLUMN_CATEGORY &&
      rw_levels_get_n (rw_column_get_levels (column)) == 2)
    find_values (self, rw_column_get_levels (column));
  self->labels = positive != NULL
                     ? rw_labels_read (self->table, self->label, positive, error)
                     : rw_labels_read_or_guess (self->table, self->label, &self->is_guess, error);
  return self->labels != NULL;
}

static gboolean
find_roles (RwTrainingFile *self, GCancellable *cancellable, GError **error)
{
  self->roles = rw_roles_find (self->table, self->labels, NULL, NULL, cancellable, error);
  return self->roles != NULL;
}

static RwTrainingFile *
new_file (const char *path, const RwChoices *choices)
{
  RwTrainingFile *self = g_atomic_rc_box_new0 (RwTrainingFile);

  self->path = g_strdup (path);
  self->choices = choices != NULL ? rw_choices_copy (choices) : NULL;
  return self;
}

RwTrainingFile *
rw_training_file_read (const RwTrainingRequest *request, RwProgress *progress,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (RwTrainingFile) self = new_file (request->path, request->choices);

  if (!load_table (self, request, progress, cancellable, error))
    return NULL;
  if (self->label != NULL &&
      !(read_labels (self, request->positive, error) && find_roles (self, cancellable, error)))
    return NULL;
  return g_steal_pointer (&self);
}

RwTrainingFile *
rw_training_file_relabel (const RwTrainingFile *other, const char *positive,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (RwTrainingFile) self = new_file (other->path, other->choices);

  self->table = g_object_ref (other->table);
  self->candidates = g_strdupv (other->candidates);
  self->label = g_strdup (other->label);
  if (!read_labels (self, positive, error) || !find_roles (self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

RwTrainingFile *
rw_training_file_ref (RwTrainingFile *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RwTrainingFile *self = data;

  g_free (self->path);
  g_clear_pointer (&self->choices, rw_choices_free);
  g_clear_object (&self->table);
  g_strfreev (self->candidates);
  g_free (self->label);
  g_free (self->values[0]);
  g_free (self->values[1]);
  g_clear_pointer (&self->labels, rw_labels_free);
  g_clear_pointer (&self->roles, g_ptr_array_unref);
}

void
rw_training_file_unref (RwTrainingFile *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
