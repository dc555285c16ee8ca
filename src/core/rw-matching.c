/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-matching.h"

#include "rw-label-find.h"

#include <string.h>

static void
set_hint (const GPtrArray *names, RwKindHint *hints, const char *name, RwKindHint hint)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (names->pdata[i], name) == 0)
      hints[i] = hint;
}

static void
set_hints (const RwMatching *matching, const GPtrArray *names, RwKindHint *hints)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal);
  const GPtrArray *inputs = matching->manifest->inputs;

  for (guint i = 0; i < names->len; i++)
    g_hash_table_insert (columns, names->pdata[i], &hints[i]);
  for (guint i = 0; i < inputs->len; i++)
    {
      const RwInput *input = inputs->pdata[i];
      const RwInputMapping *entry = matching->mapping->inputs->pdata[i];
      RwKindHint *hint =
          entry->column != NULL ? g_hash_table_lookup (columns, entry->column) : NULL;
      if (hint != NULL && (input->kind == RW_INPUT_CATEGORY || *hint == RW_HINT_NONE))
        *hint = input->kind == RW_INPUT_NUMBER ? RW_HINT_NUMBER : RW_HINT_TEXTS;
    }
}

gboolean
rw_matching_hint (const GPtrArray *names, RwKindHint *hints, gpointer data, GError **error)
{
  RwMatching *matching = data;

  rw_matching_clear (matching);
  if (matching->manifest != NULL)
    {
      matching->mapping = rw_mapping_match (matching->manifest, names, matching->given, error);
      if (matching->mapping == NULL ||
          (!matching->to_look_at &&
           !rw_mapping_is_settled (matching->mapping, matching->manifest, matching->file, error)))
        return FALSE;
      set_hints (matching, names, hints);
    }
  if (matching->label != NULL)
    set_hint (names, hints, matching->label, RW_HINT_TEXTS);
  if (matching->finds_label)
    {
      g_autoptr (GPtrArray) labels = rw_label_find_named (names);
      for (guint i = 0; i < labels->len; i++)
        set_hint (names, hints, labels->pdata[i], RW_HINT_TEXTS);
    }
  return TRUE;
}

void
rw_matching_clear (RwMatching *matching)
{
  g_clear_pointer (&matching->mapping, rw_mapping_unref);
}
