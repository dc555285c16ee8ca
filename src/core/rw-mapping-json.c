/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping-private.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: what somebody wrote about which columns a model reads */
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT, _ ("The mapping of columns is wrong: %s."), what);
  return FALSE;
}

static gboolean
parse_column (RwInputMapping *entry, json_t *value, GError **error)
{
  const char *column = json_string_value (value);

  if (!json_is_null (value) && (column == NULL || column[0] == '\0'))
    return refuse (error, _ ("“column” of “%s” is neither a column's name nor null"), entry->input);
  rw_input_mapping_give (entry, column);
  return TRUE;
}

static gboolean
parse_factor (RwInputMapping *entry, json_t *value, GError **error)
{
  entry->factor = json_number_value (value);
  if (!json_is_number (value) || !isfinite (entry->factor) || fpclassify (entry->factor) == FP_ZERO)
    return refuse (error, _ ("“factor” of “%s” is not a number other than 0"), entry->input);
  return TRUE;
}

static gboolean
parse_levels (RwInputMapping *entry, json_t *object, GError **error)
{
  const char *text;
  json_t *level;

  if (!json_is_object (object))
    return refuse (error, _ ("“levels” of “%s” is no object of texts and levels"), entry->input);
  json_object_foreach (object, text, level)
  {
    if (!json_is_string (level))
      return refuse (error, _ ("the level of “%s” in “%s” is no text"), text, entry->input);
    g_hash_table_insert (entry->levels, g_strdup (text), g_strdup (json_string_value (level)));
  }
  return TRUE;
}

static gboolean
parse_entry (RwInputMapping *entry, json_t *object, GError **error)
{
  const char *key;
  json_t *value;
  gboolean fine = TRUE;

  if (!json_is_object (object))
    return refuse (error, _ ("“%s” is no object"), entry->input);
  json_object_foreach (object, key, value)
  {
    if (strcmp (key, "column") == 0)
      fine = parse_column (entry, value, error);
    else if (strcmp (key, "factor") == 0)
      fine = parse_factor (entry, value, error);
    else if (strcmp (key, "levels") == 0)
      fine = parse_levels (entry, value, error);
    else
      fine = refuse (error, _ ("“%s” has a member “%s”; only column, factor and levels are known"),
                     entry->input, key);
    if (!fine)
      return FALSE;
  }
  return TRUE;
}

static gboolean
parse_inputs (RwMapping *mapping, json_t *inputs, GError **error)
{
  const char *name;
  json_t *object;

  if (!json_is_object (inputs))
    return refuse (error, _ ("it has no object “inputs”"));
  json_object_foreach (inputs, name, object)
  {
    RwInputMapping *entry = rw_input_mapping_new (name);
    g_ptr_array_add (mapping->inputs, entry);
    if (!parse_entry (entry, object, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
parse_id (RwMapping *mapping, json_t *object, GError **error)
{
  json_t *column = json_object_get (object, "column");

  if (object == NULL)
    return TRUE;
  if (json_object_size (object) != 1 || column == NULL)
    return refuse (error, _ ("“id” is no object with one “column”"));
  mapping->id = rw_input_mapping_new ("id");
  return parse_column (mapping->id, column, error);
}

static gboolean
parse_mapping (RwMapping *mapping, json_t *root, GError **error)
{
  const char *key;
  json_t *value;

  if (json_integer_value (json_object_get (root, "version")) != RW_MAPPING_VERSION)
    return refuse (error, _ ("its “version” is not %d"), RW_MAPPING_VERSION);
  json_object_foreach (root, key, value) if (
      strcmp (key, "version") != 0 && strcmp (key, "id") != 0 &&
      strcmp (key, "inputs") !=
          0) return refuse (error,
                            _ ("it has a member “%s”; only version, id and inputs are known"), key);
  return parse_id (mapping, json_object_get (root, "id"), error) &&
         parse_inputs (mapping, json_object_get (root, "inputs"), error);
}

RwMapping *
rw_mapping_parse (const char *json, GError **error)
{
  g_autoptr (RwMapping) mapping = rw_mapping_new ();
  json_error_t where;
  json_t *root = json_loads (json, JSON_REJECT_DUPLICATES, &where);
  gboolean parsed = root != NULL ? parse_mapping (mapping, root, error)
                                 : refuse (error, _ ("line %d, column %d: %s"), where.line,
                                           where.column, where.text);

  json_decref (root);
  return parsed ? g_steal_pointer (&mapping) : NULL;
}

static int
compare_texts_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* In the order of the texts, so that the same mapping is the same file. */
static json_t *
levels_to_json (GHashTable *levels)
{
  g_autoptr (GList) texts = g_list_sort (g_hash_table_get_keys (levels), compare_texts_cb);
  json_t *object = json_object ();

  for (const GList *at = texts; at != NULL; at = at->next)
    json_object_set_new (object, at->data, json_string (g_hash_table_lookup (levels, at->data)));
  return object;
}

/* Of an input without a column nothing is said, unless somebody said that it has none. */
static json_t *
entry_to_json (const RwInputMapping *entry)
{
  json_t *object = json_object ();

  if (entry->match != RW_MATCH_NONE)
    json_object_set_new (object, "column",
                         entry->column != NULL ? json_string (entry->column) : json_null ());
  if (entry->factor < 1 || entry->factor > 1)
    json_object_set_new (object, "factor", json_real (entry->factor));
  if (g_hash_table_size (entry->levels) > 0)
    json_object_set_new (object, "levels", levels_to_json (entry->levels));
  return object;
}

char *
rw_mapping_to_json (const RwMapping *mapping)
{
  json_t *inputs = json_object ();
  json_t *root = json_pack ("{s:i}", "version", RW_MAPPING_VERSION);

  for (guint i = 0; i < mapping->inputs->len; i++)
    {
      const RwInputMapping *entry = mapping->inputs->pdata[i];
      json_object_set_new (inputs, entry->input, entry_to_json (entry));
    }
  if (mapping->id != NULL && mapping->id->match != RW_MATCH_NONE)
    json_object_set_new (root, "id", entry_to_json (mapping->id));
  json_object_set_new (root, "inputs", inputs);
  char *text = json_dumps (root, JSON_INDENT (2));
  char *copy = g_strdup_printf ("%s\n", text);
  free (text);
  json_decref (root);
  return copy;
}
