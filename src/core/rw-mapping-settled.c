/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping.h"

#include "rw-error.h"

#include <glib/gi18n.h>

/* Columns that a message names; the others it counts. */
#define MAX_NAMED 8u

/* Sentence parts about columns. */
typedef struct
{
  GString *text;
  guint n;
} List;

static void
list_add (List *list, const char *separator, const char *item)
{
  list->n++;
  if (list->n > MAX_NAMED)
    return;
  g_string_append (list->text, list->n > 1 ? separator : "");
  g_string_append (list->text, item);
}

static void
list_end (List *list)
{
  if (list->n > MAX_NAMED)
    /* Translators: behind a list of names that are not all there are */
    g_string_append_printf (list->text, _ (" and %u more"), list->n - MAX_NAMED);
}

static gboolean
has_required (const RwManifest *manifest)
{
  for (guint i = 0; i < manifest->inputs->len; i++)
    if (((const RwInput *) manifest->inputs->pdata[i])->required)
      return TRUE;
  return FALSE;
}

gboolean
rw_mapping_needs (const RwManifest *manifest, const RwInput *input, const RwInputMapping *mapping)
{
  return input->required || (!has_required (manifest) && mapping->match != RW_MATCH_GIVEN);
}

/* "“a” or “b”" */
static char *
join_columns (const GPtrArray *columns)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < columns->len && i < MAX_NAMED; i++)
    {
      /* Translators: between names of columns of which one is meant */
      g_string_append (text, i > 0 ? C_ ("list", " or ") : "");
      g_string_append_printf (text, C_ ("list", "“%s”"), (const char *) columns->pdata[i]);
    }
  return g_strdup (text->str);
}

static char *
describe_missing (const RwInputMapping *entry)
{
  g_autofree char *likely = join_columns (entry->likely);

  /* Translators: the name of a column in a list of names */
  return entry->likely->len == 0
             ? g_strdup_printf (C_ ("list", "“%s”"), entry->input)
             /* Translators: a column that is missing, and those of the file that may be it */
             : g_strdup_printf (_ ("“%s” (perhaps %s)"), entry->input, likely);
}

static gboolean
check_missing (const RwMapping *mapping, const RwManifest *manifest, const char *file,
               GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  List list = { text, 0 };

  for (guint i = 0; i < manifest->inputs->len; i++)
    {
      const RwInputMapping *entry = mapping->inputs->pdata[i];
      if (entry->column != NULL || !rw_mapping_needs (manifest, manifest->inputs->pdata[i], entry))
        continue;
      g_autofree char *item = describe_missing (entry);
      list_add (&list, ", ", item);
    }
  list_end (&list);
  if (list.n == 0)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_MISMATCH,
               ngettext ("The model reads %u columns; %u that it needs is not in “%s”: %s. Name "
                         "it as the model does, or use a model made for this file.",
                         "The model reads %u columns; %u that it needs are not in “%s”: %s. Name "
                         "them as the model does, or use a model made for this file.",
                         list.n),
               manifest->inputs->len, list.n, file, text->str);
  return FALSE;
}

static gboolean
is_asked (const RwInputMapping *entry)
{
  return entry->match == RW_MATCH_GUESS || entry->is_shared || entry->rivals->len > 0;
}

static char *
describe_question (const RwInputMapping *entry)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  g_ptr_array_add (columns, entry->column);
  for (guint i = 0; i < entry->rivals->len; i++)
    g_ptr_array_add (columns, entry->rivals->pdata[i]);
  g_autofree char *joined = join_columns (columns);
  if (entry->is_shared)
    /* Translators: what the model reads, and a column of the file */
    return g_strdup_printf (_ ("“%s” may be %s, which is read for another one, too"), entry->input,
                            joined);
  /* Translators: what the model reads, and columns of the file: “a” or “b” */
  return g_strdup_printf (_ ("“%s” may be %s"), entry->input, joined);
}

static gboolean
check_questions (const RwMapping *mapping, const char *file, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  List list = { text, 0 };

  for (guint i = 0; i < mapping->inputs->len; i++)
    {
      const RwInputMapping *entry = mapping->inputs->pdata[i];
      if (!is_asked (entry))
        continue;
      g_autofree char *item = describe_question (entry);
      list_add (&list, "; ", item);
    }
  list_end (&list);
  if (list.n == 0)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_MISMATCH,
               _ ("Which columns of “%s” the model is to read must be confirmed: %s."), file,
               text->str);
  return FALSE;
}

static gboolean
check_any (const RwMapping *mapping, const char *file, GError **error)
{
  if (rw_mapping_count_found (mapping) > 0)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_MISMATCH,
               _ ("The model reads no column of “%s”. Use a model made for this file."), file);
  return FALSE;
}

gboolean
rw_mapping_is_settled (const RwMapping *mapping, const RwManifest *manifest, const char *file,
                       GError **error)
{
  return check_missing (mapping, manifest, file, error) && check_questions (mapping, file, error) &&
         check_any (mapping, file, error);
}
