/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping-private.h"

#include "rw-error.h"
#include "rw-name.h"

#include <glib/gi18n.h>
#include <string.h>

/* The column of that name, or the only one whose name is the same folded. */
static const char *
find_given (const RwMatcher *matcher, const char *name)
{
  gpointer column = g_hash_table_lookup (matcher->by_name, name);
  g_autofree char *folded = rw_name_fold (name);
  const GArray *similar = g_hash_table_lookup (matcher->by_fold, folded);

  if (column != NULL)
    return matcher->names->pdata[GPOINTER_TO_UINT (column) - 1];
  return similar != NULL && similar->len == 1 && folded[0] != '\0'
             ? matcher->names->pdata[g_array_index (similar, guint, 0)]
             : NULL;
}

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: a mapping of columns that somebody gave, and why not */
  g_set_error (error, RW_ERROR, RW_ERROR_MISMATCH, _ ("The mapping of columns does not fit: %s."),
               what);
  return FALSE;
}

static gboolean
give_column (const RwMatcher *matcher, RwInputMapping *entry, const RwInputMapping *given,
             GError **error)
{
  const char *column = given->column != NULL ? find_given (matcher, given->column) : NULL;

  if (given->match == RW_MATCH_NONE)
    return TRUE;
  if (given->column != NULL && column == NULL)
    return refuse (error, _ ("the file has no column “%s”, which “%s” is to be read from"),
                   given->column, entry->input);
  rw_input_mapping_give (entry, column);
  return TRUE;
}

static gboolean
give_levels (const RwInput *input, RwInputMapping *entry, const RwInputMapping *given,
             GError **error)
{
  GHashTableIter iter;
  const char *text = NULL;
  const char *level = NULL;

  g_hash_table_iter_init (&iter, given->levels);
  while (g_hash_table_iter_next (&iter, (gpointer *) &text, (gpointer *) &level))
    {
      if (input->kind != RW_INPUT_CATEGORY)
        return refuse (error, _ ("“%s” is a number and has no levels"), input->name);
      if (level[0] != '\0' &&
          rw_levels_find (input->levels, (RwCell){ level, strlen (level) }) == RW_LEVEL_NONE)
        return refuse (error, _ ("“%s” is no level of “%s”"), level, input->name);
      g_hash_table_insert (entry->levels, g_strdup (text), g_strdup (level));
    }
  if (input->kind == RW_INPUT_CATEGORY && (given->factor < 1 || given->factor > 1))
    return refuse (error, _ ("“%s” is a category and has no factor"), input->name);
  entry->factor = given->factor;
  return TRUE;
}

gboolean
rw_matcher_give (const RwMatcher *matcher, const RwMapping *given, GError **error)
{
  const GPtrArray *inputs = matcher->manifest->inputs;

  for (guint i = 0; i < given->inputs->len; i++)
    {
      const RwInputMapping *said = given->inputs->pdata[i];
      guint k = 0;
      while (k < inputs->len && strcmp (((RwInput *) inputs->pdata[k])->name, said->input) != 0)
        k++;
      if (k == inputs->len)
        return refuse (error, _ ("the model reads no “%s”"), said->input);
      RwInputMapping *entry = matcher->mapping->inputs->pdata[k];
      if (!give_column (matcher, entry, said, error) ||
          !give_levels (inputs->pdata[k], entry, said, error))
        return FALSE;
    }
  return given->id == NULL || give_column (matcher, matcher->mapping->id, given->id, error);
}
