/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping.h"

#include "rw-mapping-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *id;
  const char *title;
} matches[] = {
  /* Translators: how a file's column or text was found for what a model reads */
  [RW_MATCH_NONE] = { "none", NC_ ("match", "None") },
  [RW_MATCH_GUESS] = { "guess", NC_ ("match", "Guess") },
  [RW_MATCH_SIMILAR] = { "similar", NC_ ("match", "Similar") },
  [RW_MATCH_EXACT] = { "exact", NC_ ("match", "Exact") },
  [RW_MATCH_GIVEN] = { "given", NC_ ("match", "Given") },
};

RwInputMapping *
rw_input_mapping_new (const char *input)
{
  RwInputMapping *mapping = g_new0 (RwInputMapping, 1);

  mapping->input = g_strdup (input);
  mapping->rivals = g_ptr_array_new_with_free_func (g_free);
  mapping->likely = g_ptr_array_new_with_free_func (g_free);
  mapping->factor = 1;
  mapping->levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return mapping;
}

static void
input_mapping_free (gpointer data)
{
  RwInputMapping *mapping = data;

  g_free (mapping->input);
  g_free (mapping->column);
  g_ptr_array_unref (mapping->rivals);
  g_ptr_array_unref (mapping->likely);
  g_hash_table_unref (mapping->levels);
  g_free (mapping);
}

RwMapping *
rw_mapping_new (void)
{
  RwMapping *mapping = g_new0 (RwMapping, 1);

  g_atomic_ref_count_init (&mapping->n_references);
  mapping->inputs = g_ptr_array_new_with_free_func (input_mapping_free);
  return mapping;
}

RwMapping *
rw_mapping_ref (const RwMapping *mapping)
{
  RwMapping *counted = (RwMapping *) mapping;

  g_atomic_ref_count_inc (&counted->n_references);
  return counted;
}

void
rw_mapping_unref (RwMapping *mapping)
{
  if (!g_atomic_ref_count_dec (&mapping->n_references))
    return;
  g_ptr_array_unref (mapping->inputs);
  g_clear_pointer (&mapping->id, input_mapping_free);
  g_free (mapping);
}

const RwInputMapping *
rw_mapping_find (const RwMapping *mapping, const char *input)
{
  for (guint i = 0; i < mapping->inputs->len; i++)
    {
      const RwInputMapping *found = mapping->inputs->pdata[i];
      if (strcmp (found->input, input) == 0)
        return found;
    }
  return NULL;
}

const RwInputMapping *
rw_mapping_find_reader (const RwMapping *mapping, const char *column)
{
  for (guint i = 0; i < mapping->inputs->len; i++)
    {
      const RwInputMapping *found = mapping->inputs->pdata[i];
      if (g_strcmp0 (found->column, column) == 0)
        return found;
    }
  return NULL;
}

guint
rw_mapping_count_found (const RwMapping *mapping)
{
  guint n = 0;

  for (guint i = 0; i < mapping->inputs->len; i++)
    n += ((const RwInputMapping *) mapping->inputs->pdata[i])->column != NULL;
  return n;
}

/* The entry of @input, made if it is new. */
static RwInputMapping *
get_entry (RwMapping *mapping, const char *input)
{
  RwInputMapping *entry = (RwInputMapping *) rw_mapping_find (mapping, input);

  if (entry == NULL)
    {
      entry = rw_input_mapping_new (input);
      g_ptr_array_add (mapping->inputs, entry);
    }
  return entry;
}

void
rw_input_mapping_give (RwInputMapping *entry, const char *column)
{
  g_free (entry->column);
  entry->column = g_strdup (column);
  entry->match = RW_MATCH_GIVEN;
}

void
rw_mapping_give_column (RwMapping *mapping, const char *input, const char *column)
{
  rw_input_mapping_give (get_entry (mapping, input), column);
}

void
rw_mapping_give_factor (RwMapping *mapping, const char *input, double factor)
{
  get_entry (mapping, input)->factor = factor;
}

void
rw_mapping_give_level (RwMapping *mapping, const char *input, const char *text, const char *level)
{
  g_hash_table_insert (get_entry (mapping, input)->levels, g_strdup (text), g_strdup (level));
}

void
rw_mapping_give_id (RwMapping *mapping, const char *column)
{
  if (mapping->id == NULL)
    mapping->id = rw_input_mapping_new ("id");
  rw_input_mapping_give (mapping->id, column);
}

const char *
rw_match_get_title (RwMatch match)
{
  return g_dpgettext2 (NULL, "match", matches[match].title);
}

const char *
rw_match_get_id (RwMatch match)
{
  return matches[match].id;
}
