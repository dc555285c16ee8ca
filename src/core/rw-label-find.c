/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-label-find.h"

#include "rw-column-words.h"
#include "rw-error.h"
#include "rw-label-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Candidates that a message names. */
#define MAX_NAMED 8u

/* A column of two values. */
typedef struct
{
  const RwColumn *column;
  double number; /* the first one of a number's two values */
  char *values[2];
  int positive; /* which of them means "left", or -1 */
  gboolean is_last;
} Pair;

typedef gboolean (*FitsFunc) (const Pair *pair, const char *positive);

static void
free_pair (gpointer data)
{
  Pair *pair = data;

  g_free (pair->values[0]);
  g_free (pair->values[1]);
  g_free (pair);
}

static char *
format_number (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_dtostr (text, sizeof text, number));
}

static gboolean
find_numbers (Pair *pair, guint32 n_rows)
{
  const double *numbers = rw_column_get_numbers (pair->column);
  double found[2];
  guint n = 0;

  for (guint32 row = 0; row < n_rows; row++)
    {
      if (isnan (numbers[row]) || (n > 0 && numbers[row] == found[0]) ||
          (n > 1 && numbers[row] == found[1]))
        continue;
      if (n == 2)
        return FALSE;
      found[n++] = numbers[row];
    }
  if (n < 2)
    return FALSE;
  pair->number = found[0];
  for (guint i = 0; i < 2; i++)
    pair->values[i] = format_number (found[i]);
  return TRUE;
}

static gboolean
find_levels (Pair *pair)
{
  const RwLevels *levels = rw_column_get_levels (pair->column);

  if (rw_levels_get_n (levels) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    pair->values[i] = g_strdup (rw_levels_get_text (levels, i));
  return TRUE;
}

static gboolean
find_values (Pair *pair, guint32 n_rows)
{
  switch (rw_column_get_kind (pair->column))
    {
    case RW_COLUMN_NUMBER:
      return find_numbers (pair, n_rows);
    case RW_COLUMN_CATEGORY:
      return find_levels (pair);
    default:
      return FALSE;
    }
}

/* Pair, of all columns with two values. */
static GPtrArray *
list_pairs (RwTable *table)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func (free_pair);
  guint n = rw_table_get_n_columns (table);

  for (guint i = 0; i < n; i++)
    {
      Pair *pair = g_new0 (Pair, 1);
      pair->column = rw_table_get_column (table, i);
      pair->is_last = i + 1 == n;
      if (!find_values (pair, rw_table_get_n_rows (table)))
        {
          free_pair (pair);
          continue;
        }
      pair->positive = rw_label_words_find_positive (pair->values[0], pair->values[1]);
      g_ptr_array_add (pairs, pair);
    }
  return pairs;
}

/* Values that say who left. */
static gboolean
speaks (const Pair *pair, const char *positive)
{
  if (positive == NULL)
    return rw_label_words_are_pair (pair->values[0], pair->values[1]);
  return strcmp (pair->values[0], positive) == 0 || strcmp (pair->values[1], positive) == 0;
}

static gboolean
is_named_label (const Pair *pair, G_GNUC_UNUSED const char *positive)
{
  return rw_column_words_name_label (rw_column_get_name (pair->column));
}

static gboolean
is_named_outcome (const Pair *pair, const char *positive)
{
  return rw_column_words_name_outcome (rw_column_get_name (pair->column)) &&
         speaks (pair, positive);
}

static gboolean
is_last (const Pair *pair, const char *positive)
{
  return pair->is_last && speaks (pair, positive);
}

static GPtrArray *
pick (const GPtrArray *pairs, FitsFunc fits, const char *positive)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < pairs->len; i++)
    if (fits (pairs->pdata[i], positive))
      g_ptr_array_add (found, pairs->pdata[i]);
  return found;
}

/* 1: left, 0: stayed, -1: not known. */
static int
read_row (const Pair *pair, guint32 row)
{
  if (rw_column_get_kind (pair->column) == RW_COLUMN_NUMBER)
    {
      double number = rw_column_get_numbers (pair->column)[row];
      return isnan (number) ? -1 : (number != pair->number) == pair->positive;
    }
  guint16 code = rw_column_get_codes (pair->column)[row];
  return code == RW_CODE_MISSING ? -1 : code == pair->positive;
}

static gboolean
say_the_same (const Pair *a, const Pair *b, guint32 n_rows)
{
  if (a->positive < 0 || b->positive < 0)
    return FALSE;
  for (guint32 row = 0; row < n_rows; row++)
    if (read_row (a, row) != read_row (b, row))
      return FALSE;
  return TRUE;
}

static gboolean
all_say_the_same (const GPtrArray *pairs, guint32 n_rows)
{
  for (guint i = 1; i < pairs->len; i++)
    if (!say_the_same (pairs->pdata[0], pairs->pdata[i], n_rows))
      return FALSE;
  return TRUE;
}

static char *
join_names (const GPtrArray *pairs)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (pairs->len, MAX_NAMED); i++)
    {
      const Pair *pair = pairs->pdata[i];
      const char *name = rw_column_get_name (pair->column);
      g_string_append (names, i > 0 ? ", " : "");
      /* Translators: a column and the two values that it has */
      g_string_append_printf (names, _ ("“%s” (“%s”, “%s”)"), name, pair->values[0],
                              pair->values[1]);
    }
  if (pairs->len > MAX_NAMED)
    g_string_append (names, " …");
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
set_error (const GPtrArray *pairs, gboolean some_fit, const char *file, GError **error)
{
  g_autofree char *names = join_names (pairs);

  if (some_fit)
    g_set_error (error, RW_ERROR, RW_ERROR_LABEL,
                 /* Translators: %s is a list of columns */
                 _ ("Which column of “%s” says who left? Several may, and they differ: %s. Name "
                    "the right one with --label."),
                 file, names);
  else if (pairs->len > 0)
    g_set_error (error, RW_ERROR, RW_ERROR_LABEL,
                 /* Translators: %s is a list of columns */
                 _ ("Which column of “%s” says who left? None is called so. These have two "
                    "different values: %s. Name the right one with --label."),
                 file, names);
  else
    g_set_error (error, RW_ERROR, RW_ERROR_LABEL,
                 _ ("No column of “%s” can say who left: none has exactly two different values. "
                    "A column such as “churned” with “yes” and “no” is needed."),
                 file);
}

GPtrArray *
rw_label_find_named (const GPtrArray *names)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < names->len; i++)
    if (rw_column_words_name_label (names->pdata[i]))
      g_ptr_array_add (found, names->pdata[i]);
  return found;
}

char *
rw_label_find (RwTable *table, const char *positive, GError **error)
{
  static const FitsFunc kinds[] = { is_named_label, is_named_outcome, is_last };
  g_autoptr (GPtrArray) pairs = list_pairs (table);
  const char *file = rw_source_get_name (rw_table_get_source (table));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) found = pick (pairs, kinds[i], positive);
      if (found->len == 0)
        continue;
      if (all_say_the_same (found, rw_table_get_n_rows (table)))
        return g_strdup (rw_column_get_name (((const Pair *) found->pdata[0])->column));
      set_error (found, TRUE, file, error);
      return NULL;
    }
  set_error (pairs, FALSE, file, error);
  return NULL;
}

gboolean
rw_label_is_read_right (RwTable *table, const char *label)
{
  g_autoptr (GPtrArray) names = rw_table_list_names (table);
  g_autoptr (GPtrArray) named = rw_label_find_named (names);

  return named->len == 1 && strcmp (named->pdata[0], label) == 0;
}

GStrv
rw_label_list_candidates (RwTable *table)
{
  g_autoptr (GPtrArray) pairs = list_pairs (table);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < pairs->len; i++)
    g_strv_builder_add (names, rw_column_get_name (((const Pair *) pairs->pdata[i])->column));
  return g_strv_builder_end (names);
}
