/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-manifest-guess.h"

#include "rw-error.h"
#include "rw-manifest-guess-private.h"

#include <glib/gi18n.h>
#include <string.h>

static void
column_free (gpointer data)
{
  RwGuessColumn *column = data;

  g_free (column->name);
  g_clear_pointer (&column->levels, rw_levels_free);
  g_free (column);
}

/* "f0", "f1" and so on are what XGBoost makes of features without names. */
static gboolean
is_made_up (const char *name)
{
  return name[0] == 'f' && name[1] != '\0' && strspn (name + 1, "0123456789") == strlen (name + 1);
}

static gboolean
check_names (json_t *names, GError **error)
{
  gboolean told = FALSE;

  for (gsize i = 0; i < json_array_size (names); i++)
    {
      const char *name = json_string_value (json_array_get (names, i));
      if (name == NULL || name[0] == '\0')
        return rw_error_refuse_model (error, _ ("one of its features has no name"));
      told = told || !is_made_up (name);
    }
  return told ||
         rw_error_refuse_model (
             error, _ ("its features have no names, so nobody knows which columns they are. Write "
                       "it once more in Python with export_from_python.py, which comes with "
                       "RetainWise's source, and name its columns there"));
}

/* A flag is split at 0.5 or 1, say: 0 goes left and 1 right. */
static void
look_at_splits (RwGuess *guess, json_t *tree)
{
  json_t *left = json_object_get (tree, "left_children");
  json_t *features = json_object_get (tree, "split_indices");
  json_t *conditions = json_object_get (tree, "split_conditions");

  for (gsize i = 0; i < json_array_size (left); i++)
    {
      gsize feature = (gsize) json_integer_value (json_array_get (features, i));
      double condition = json_number_value (json_array_get (conditions, i));
      if (json_integer_value (json_array_get (left, i)) >= 0 &&
          feature < json_array_size (guess->names) && !(condition > 0 && condition <= 1))
        guess->is_flag[feature] = FALSE;
    }
}

static guint
find_or_add_column (RwGuess *guess, const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (guess->by_name, name));

  if (number > 0)
    return number - 1;
  RwGuessColumn *column = g_new0 (RwGuessColumn, 1);
  column->name = g_strdup (name);
  g_ptr_array_add (guess->columns, column);
  g_hash_table_insert (guess->by_name, column->name, GUINT_TO_POINTER (guess->columns->len));
  return guess->columns->len - 1;
}

static RwInput *
make_input (const RwGuessColumn *column)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  if (column->levels == NULL)
    return rw_input_new_number (column->name);
  for (guint32 i = 0; i < rw_levels_get_n (column->levels); i++)
    g_ptr_array_add (texts, (gpointer) rw_levels_get_text (column->levels, i));
  return rw_input_new_category (column->name, texts);
}

/* How long the part of a feature's name is that may be a column's; 0: it is no value of one. */
static gsize
get_prefix_length (const RwGuess *guess, gsize feature)
{
  const char *name = rw_guess_get_name (guess, feature);
  const char *end = strrchr (name, '_');

  return guess->is_flag[feature] && end != NULL && end[1] != '\0' ? (gsize) (end - name) : 0;
}

/* How many features share each prefix. */
static GHashTable *
count_prefixes (const RwGuess *guess)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < json_array_size (guess->names); i++)
    {
      gsize length = get_prefix_length (guess, i);
      char *prefix = g_strndup (rw_guess_get_name (guess, i), length);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, prefix));
      g_hash_table_insert (counts, prefix, GUINT_TO_POINTER (length > 0 ? n + 1 : 0));
    }
  return counts;
}

gboolean
rw_guess_start (RwGuess *guess, json_t *document, GError **error)
{
  json_t *learner = json_object_get (document, "learner");
  json_t *booster = json_object_get (json_object_get (learner, "gradient_booster"), "model");
  json_t *trees = json_object_get (booster, "trees");

  guess->names = json_object_get (learner, "feature_names");
  guess->is_flag = g_new (gboolean, json_array_size (guess->names) + 1);
  guess->columns = g_ptr_array_new_with_free_func (column_free);
  guess->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  guess->places = g_array_new (FALSE, FALSE, sizeof (RwGuessPlace));
  for (gsize i = 0; i < json_array_size (guess->names); i++)
    guess->is_flag[i] = TRUE;
  for (gsize i = 0; i < json_array_size (trees); i++)
    look_at_splits (guess, json_array_get (trees, i));
  return check_names (guess->names, error);
}

void
rw_guess_clear (RwGuess *guess)
{
  g_free (guess->is_flag);
  g_ptr_array_unref (guess->columns);
  g_hash_table_unref (guess->by_name);
  g_array_unref (guess->places);
}

const char *
rw_guess_get_name (const RwGuess *guess, gsize i)
{
  return json_string_value (json_array_get (guess->names, i));
}

/* Takes @level; NULL: the feature is the column's number. */
void
rw_guess_put (RwGuess *guess, gsize feature, const char *column_name, const char *level)
{
  RwGuessPlace place = { rw_guess_get_name (guess, feature),
                         find_or_add_column (guess, column_name), RW_LEVEL_NONE };
  RwGuessColumn *column = guess->columns->pdata[place.column];

  if (level != NULL)
    {
      if (column->levels == NULL)
        column->levels = rw_levels_new ();
      place.level = rw_levels_add (column->levels, (RwCell){ level, strlen (level) }, 1);
    }
  g_array_append_val (guess->places, place);
}

/* The proposal, read again, so that one that could not be read later is refused now. */
RwManifest *
rw_guess_finish (const RwGuess *guess, GError **error)
{
  g_autoptr (RwManifest) manifest = rw_manifest_new ();

  manifest->title = g_strdup ("");
  for (guint i = 0; i < guess->columns->len; i++)
    {
      const RwGuessColumn *column = guess->columns->pdata[i];
      g_ptr_array_add (manifest->inputs, make_input (column));
    }
  for (guint i = 0; i < guess->places->len; i++)
    {
      const RwGuessPlace *place = &g_array_index (guess->places, RwGuessPlace, i);
      rw_manifest_add_feature (manifest, place->feature, place->column, place->level);
    }
  g_autofree char *json = rw_manifest_to_json (manifest);
  return rw_manifest_parse (json, error);
}

RwManifest *
rw_manifest_guess (json_t *document, GError **error)
{
  g_auto (RwGuess) guess = { 0 };

  if (!rw_guess_start (&guess, document, error))
    return NULL;
  g_autoptr (GHashTable) counts = count_prefixes (&guess);
  for (gsize i = 0; i < json_array_size (guess.names); i++)
    {
      const char *name = rw_guess_get_name (&guess, i);
      gsize length = get_prefix_length (&guess, i);
      g_autofree char *prefix = g_strndup (name, length);
      gboolean shared = GPOINTER_TO_UINT (g_hash_table_lookup (counts, prefix)) > 1;
      rw_guess_put (&guess, i, shared ? prefix : name, shared ? name + length + 1 : NULL);
    }
  return rw_guess_finish (&guess, error);
}
