/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-manifest-guess-private.h"

#include "rw-error.h"
#include "rw-name.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  RwGuess *base;
  RwTable *table;
  GHashTable *by_fold; /* folded name → RwColumn; NULL where several have it */
} TableGuess;

static GHashTable *
fold_columns (RwTable *table)
{
  GHashTable *by_fold = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    {
      const RwColumn *column = rw_table_get_column (table, i);
      char *folded = rw_name_fold (rw_column_get_name (column));
      gboolean taken = g_hash_table_contains (by_fold, folded);
      g_hash_table_insert (by_fold, folded, taken ? NULL : (gpointer) column);
    }
  return by_fold;
}

static const RwColumn *
find_column (const TableGuess *guess, const char *name)
{
  const RwColumn *column = rw_table_find_column (guess->table, name);
  g_autofree char *folded = rw_name_fold (name);

  return column != NULL ? column : g_hash_table_lookup (guess->by_fold, folded);
}

/* Whether a text of a file and a value in a feature's name are the same: pandas writes a whole
 * number of a column with gaps as "1.0". */
static gboolean
is_same_value (RwCell text, const char *value)
{
  RwCell cell = { value, strlen (value) };
  g_autofree char *a = rw_name_fold_cell (text);
  g_autofree char *b = rw_name_fold_cell (cell);
  double x;
  double y;

  if (rw_cell_parse_number (text, &x) && rw_cell_parse_number (cell, &y))
    return x >= y && x <= y;
  return a[0] != '\0' && strcmp (a, b) == 0;
}

/* The column's text for @value; NULL: it has none. */
static const char *
find_level (const RwColumn *column, const char *value)
{
  const RwLevels *levels =
      rw_column_get_kind (column) == RW_COLUMN_CATEGORY ? rw_column_get_levels (column) : NULL;

  if (levels == NULL)
    return NULL;
  if (rw_levels_find (levels, (RwCell){ value, strlen (value) }) != RW_LEVEL_NONE)
    return value;
  for (guint32 i = 0; i < rw_levels_get_n (levels); i++)
    if (is_same_value (rw_levels_get_cell (levels, i), value))
      return rw_levels_get_text (levels, i);
  return NULL;
}

/* Finds the longest column in front of a "_" of the name that has the rest as its value, or else
 * the longest one alone. */
static gboolean
put_value (TableGuess *guess, gsize feature)
{
  const char *name = rw_guess_get_name (guess->base, feature);
  const RwColumn *longest = NULL;
  const char *rest = NULL;

  for (gsize length = strlen (name); length-- > 1;)
    {
      g_autofree char *prefix = g_strndup (name, length);
      const RwColumn *column =
          name[length] == '_' && name[length + 1] != '\0' ? find_column (guess, prefix) : NULL;
      const char *level = column != NULL ? find_level (column, name + length + 1) : NULL;
      if (level != NULL)
        {
          rw_guess_put (guess->base, feature, rw_column_get_name (column), level);
          return TRUE;
        }
      if (column != NULL && longest == NULL)
        {
          longest = column;
          rest = name + length + 1;
        }
    }
  if (longest != NULL)
    rw_guess_put (guess->base, feature, rw_column_get_name (longest), rest);
  return longest != NULL;
}

/* The level that is 1 where a column of yes and no, or true and false, is a number; else NULL. */
static const char *
find_yes (const RwColumn *column)
{
  static const char *const pairs[][2] = {
    { "yes", "no" }, { "true", "false" }, { "y", "n" }, { "t", "f" }
  };
  const RwLevels *levels = rw_column_get_levels (column);

  for (guint i = 0; i < G_N_ELEMENTS (pairs) && rw_levels_get_n (levels) == 2; i++)
    for (guint32 yes = 0; yes < 2; yes++)
      if (g_ascii_strcasecmp (rw_levels_get_text (levels, yes), pairs[i][0]) == 0 &&
          g_ascii_strcasecmp (rw_levels_get_text (levels, 1 - yes), pairs[i][1]) == 0)
        return rw_levels_get_text (levels, yes);
  return NULL;
}

/* A feature that is called as a column is. */
static gboolean
put_column (TableGuess *guess, gsize feature, const RwColumn *column, GError **error)
{
  const char *name = rw_column_get_name (column);
  gboolean category = rw_column_get_kind (column) == RW_COLUMN_CATEGORY;
  const char *yes = category ? find_yes (column) : NULL;

  if (yes != NULL || rw_column_get_kind (column) == RW_COLUMN_NUMBER)
    {
      rw_guess_put (guess->base, feature, name, yes);
      return TRUE;
    }
  g_set_error (
      error, RW_ERROR, RW_ERROR_MODEL,
      _ ("The model cannot be used: it reads “%s” as a number, but the column holds texts, "
         "and nobody knows which number each became. Make a feature of each value, as "
         "pandas.get_dummies() does, and train it again."),
      name);
  return FALSE;
}

static gboolean
refuse_feature (const TableGuess *guess, const char *name, gboolean found, GError **error)
{
  if (found)
    g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
                 _ ("The model cannot be used: its feature “%s” is no value that a customer has or "
                    "has not, because it is split at other numbers than 0 and 1. Was it scaled, or "
                    "trained on a sparse matrix?"),
                 name);
  else
    g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
                 _ ("The model cannot be used: its feature “%s” is neither a column of “%s” nor a "
                    "value of one. Name the file that it was trained on, or write the model once "
                    "more in Python with export_from_python.py, which comes with RetainWise's "
                    "source."),
                 name, rw_source_get_name (rw_table_get_source (guess->table)));
  return FALSE;
}

static gboolean
put_feature (TableGuess *guess, gsize feature, GError **error)
{
  const char *name = rw_guess_get_name (guess->base, feature);
  const RwColumn *column = find_column (guess, name);

  if (column == NULL && !put_value (guess, feature))
    return refuse_feature (guess, name, FALSE, error);
  if (column != NULL && !put_column (guess, feature, column, error))
    return FALSE;
  const RwGuessPlace *place =
      &g_array_index (guess->base->places, RwGuessPlace, guess->base->places->len - 1);
  return place->level == RW_LEVEL_NONE || guess->base->is_flag[feature] ||
         refuse_feature (guess, name, TRUE, error);
}

/* Adds the one level of the file, if it is one, that no feature is for. */
static void
add_dropped_level (RwTable *table, RwGuessColumn *column)
{
  const RwColumn *in_table = rw_table_find_column (table, column->name);
  const RwLevels *levels =
      rw_column_get_kind (in_table) == RW_COLUMN_CATEGORY ? rw_column_get_levels (in_table) : NULL;
  RwCell dropped = { 0 };
  guint n_dropped = 0;

  for (guint32 i = 0; levels != NULL && i < rw_levels_get_n (levels); i++)
    if (rw_levels_find (column->levels, rw_levels_get_cell (levels, i)) == RW_LEVEL_NONE)
      {
        dropped = rw_levels_get_cell (levels, i);
        n_dropped++;
      }
  if (n_dropped == 1)
    rw_levels_add (column->levels, dropped, 1);
}

RwManifest *
rw_manifest_guess_for (json_t *document, RwTable *table, GError **error)
{
  g_auto (RwGuess) base = { 0 };

  if (!rw_guess_start (&base, document, error))
    return NULL;
  g_autoptr (GHashTable) by_fold = fold_columns (table);
  TableGuess guess = { &base, table, by_fold };
  for (gsize i = 0; i < json_array_size (base.names); i++)
    if (!put_feature (&guess, i, error))
      return NULL;
  for (guint i = 0; i < base.columns->len; i++)
    if (((RwGuessColumn *) base.columns->pdata[i])->levels != NULL)
      add_dropped_level (table, base.columns->pdata[i]);
  return rw_guess_finish (&base, error);
}

/* The folded names of all features, or of what is in front of a "_" in them. */
static GHashTable *
fold_features (json_t *document, gboolean prefixes)
{
  json_t *names = json_object_get (json_object_get (document, "learner"), "feature_names");
  GHashTable *folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < json_array_size (names); i++)
    {
      const char *name = json_string_value (json_array_get (names, i));
      if (name != NULL && !prefixes)
        g_hash_table_add (folded, rw_name_fold (name));
      for (const char *end = name; name != NULL && prefixes && (end = strchr (end, '_')) != NULL;
           end++)
        {
          g_autofree char *prefix = g_strndup (name, (gsize) (end - name));
          g_hash_table_add (folded, rw_name_fold (prefix));
        }
    }
  return folded;
}

gboolean
rw_manifest_guess_hint (const GPtrArray *names, RwKindHint *hints, gpointer document,
                        GError **error G_GNUC_UNUSED)
{
  g_autoptr (GHashTable) features = fold_features (document, FALSE);
  g_autoptr (GHashTable) prefixes = fold_features (document, TRUE);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *folded = rw_name_fold (names->pdata[i]);
      if (g_hash_table_contains (prefixes, folded) && !g_hash_table_contains (features, folded))
        hints[i] = RW_HINT_TEXTS;
    }
  return TRUE;
}
