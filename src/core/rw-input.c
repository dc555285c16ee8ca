/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-input.h"

#include "rw-error.h"
#include "rw-name-list.h"

#include <glib/gi18n.h>
#include <string.h>

static RwCell
as_cell (const char *text)
{
  return (RwCell){ text, strlen (text) };
}

static RwInput *
input_new (const char *name, RwInputKind kind)
{
  RwInput *input = g_new0 (RwInput, 1);

  input->name = g_strdup (name);
  input->kind = kind;
  input->aliases = g_new0 (char *, 1);
  return input;
}

static void
clear_level_aliases (RwInput *input)
{
  for (guint32 i = 0; input->level_aliases != NULL && i < rw_levels_get_n (input->levels); i++)
    g_strfreev (input->level_aliases[i]);
  g_clear_pointer (&input->level_aliases, g_free);
}

/* None of them has any. */
static void
add_level_aliases (RwInput *input)
{
  guint32 n = rw_levels_get_n (input->levels);

  input->level_aliases = g_new0 (GStrv, n);
  for (guint32 i = 0; i < n; i++)
    input->level_aliases[i] = g_new0 (char *, 1);
}

RwInput *
rw_input_new_number (const char *name)
{
  return input_new (name, RW_INPUT_NUMBER);
}

RwInput *
rw_input_new_category (const char *name, const GPtrArray *levels)
{
  RwInput *input = input_new (name, RW_INPUT_CATEGORY);

  input->levels = rw_levels_new ();
  for (guint i = 0; i < levels->len; i++)
    rw_levels_add (input->levels, as_cell (levels->pdata[i]), 1);
  add_level_aliases (input);
  return input;
}

void
rw_input_free (RwInput *input)
{
  g_free (input->name);
  g_strfreev (input->aliases);
  clear_level_aliases (input);
  g_clear_pointer (&input->levels, rw_levels_free);
  g_free (input->unit);
  g_clear_pointer (&input->reference, rw_reference_free);
  g_free (input);
}

static gboolean
parse_levels (RwInput *input, const json_t *levels, GError **error)
{
  input->levels = rw_levels_new ();
  for (gsize i = 0; i < json_array_size (levels); i++)
    {
      const char *level = json_string_value (json_array_get (levels, i));
      if (level == NULL || level[0] == '\0' ||
          rw_levels_add (input->levels, as_cell (level), 1) != i)
        return rw_error_refuse_manifest (error, _ ("a level is empty or named twice"));
    }
  if (json_array_size (levels) == 0)
    return rw_error_refuse_manifest (error, _ ("a category has no levels"));
  add_level_aliases (input);
  return TRUE;
}

static gboolean
parse_level_aliases (RwInput *input, json_t *json)
{
  const char *level;
  json_t *list;

  json_object_foreach (json, level, list)
  {
    guint32 number = rw_levels_find (input->levels, as_cell (level));
    GStrv aliases = number != RW_LEVEL_NONE ? rw_name_list_parse (list) : NULL;
    if (aliases == NULL)
      return FALSE;
    g_strfreev (input->level_aliases[number]);
    input->level_aliases[number] = aliases;
  }
  return json == NULL || json_is_object (json);
}

const char *
rw_input_take_names (RwInput *input, const json_t *json)
{
  json_t *level_aliases = json_object_get (json, "level_aliases");
  const json_t *unit = json_object_get (json, "unit");
  const char *unit_text = json_string_value (unit);
  gboolean number = input->kind == RW_INPUT_NUMBER;
  GStrv aliases = rw_name_list_parse (json_object_get (json, "aliases"));

  if (aliases == NULL)
    return _ ("another name is no text or empty");
  g_strfreev (input->aliases);
  input->aliases = aliases;
  if (number ? level_aliases != NULL : !parse_level_aliases (input, level_aliases))
    return _ ("another text of a level is no text, empty, or of a level that is not there");
  if (unit != NULL && (!number || unit_text == NULL || unit_text[0] == '\0'))
    return _ ("its unit is no text, or one of a category");
  g_free (input->unit);
  input->unit = g_strdup (unit_text);
  return NULL;
}

static gboolean
parse_facts (RwInput *input, const json_t *json, GError **error)
{
  const json_t *required = json_object_get (json, "required");
  const json_t *reference = json_object_get (json, "reference");
  guint32 n_levels = input->levels != NULL ? rw_levels_get_n (input->levels) : 0;

  input->required = json_is_true (required);
  if (required != NULL && !json_is_boolean (required))
    return rw_error_refuse_manifest (error, _ ("an input is neither required nor not"));
  if (reference != NULL)
    input->reference = rw_reference_parse (reference, n_levels, error);
  return reference == NULL || input->reference != NULL;
}

RwInput *
rw_input_parse (const json_t *json, GError **error)
{
  const char *name = json_string_value (json_object_get (json, "name"));
  const char *kind = json_string_value (json_object_get (json, "kind"));
  gboolean category = g_strcmp0 (kind, "category") == 0;

  if (name == NULL || (!category && g_strcmp0 (kind, "number") != 0))
    {
      rw_error_refuse_manifest (error, _ ("an input has no name or no kind"));
      return NULL;
    }
  g_autoptr (RwInput) input = input_new (name, category ? RW_INPUT_CATEGORY : RW_INPUT_NUMBER);
  if (category && !parse_levels (input, json_object_get (json, "levels"), error))
    return NULL;
  const char *wrong = rw_input_take_names (input, json);
  if (wrong != NULL)
    rw_error_refuse_manifest (error, wrong);
  if (wrong != NULL || !parse_facts (input, json, error))
    return NULL;
  return g_steal_pointer (&input);
}

static void
write_levels (const RwInput *input, json_t *json)
{
  json_t *levels = json_array ();
  json_t *aliases = json_object ();

  for (guint32 i = 0; i < rw_levels_get_n (input->levels); i++)
    {
      const char *level = rw_levels_get_text (input->levels, i);
      const char *const *names = (const char *const *) input->level_aliases[i];
      json_array_append_new (levels, json_string (level));
      if (names[0] != NULL)
        json_object_set_new (aliases, level, rw_name_list_to_json (names));
    }
  json_object_set_new (json, "levels", levels);
  if (json_object_size (aliases) > 0)
    json_object_set (json, "level_aliases", aliases);
  json_decref (aliases);
}

json_t *
rw_input_to_json (const RwInput *input)
{
  gboolean number = input->kind == RW_INPUT_NUMBER;
  json_t *json =
      json_pack ("{s:s, s:s}", "name", input->name, "kind", number ? "number" : "category");

  if (!number)
    write_levels (input, json);
  if (input->aliases[0] != NULL)
    json_object_set_new (json, "aliases",
                         rw_name_list_to_json ((const char *const *) input->aliases));
  if (input->required)
    json_object_set_new (json, "required", json_true ());
  if (input->unit != NULL)
    json_object_set_new (json, "unit", json_string (input->unit));
  if (input->reference != NULL)
    json_object_set_new (json, "reference", rw_reference_to_json (input->reference));
  return json;
}
