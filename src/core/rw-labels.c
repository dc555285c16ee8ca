/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-labels.h"

#include "rw-error.h"
#include "rw-label-words.h"

#include <glib/gi18n.h>
#include <string.h>

static int
find_name (const char *const *names, const char *wanted)
{
  for (int i = 0; i < 2; i++)
    if (strcmp (names[i], wanted) == 0)
      return i;
  return -1;
}

static gboolean
find_column (RwTable *table, const char *name, const RwColumn **column, GError **error)
{
  *column = rw_table_find_column (table, name);
  if (*column == NULL)
    g_set_error (error, RW_ERROR, RW_ERROR_LABEL,
                 _ ("There is no column “%s” in “%s”. Name the column that says who left."), name,
                 rw_source_get_name (rw_table_get_source (table)));
  else if (rw_column_get_kind (*column) != RW_COLUMN_CATEGORY ||
           rw_levels_get_n (rw_column_get_levels (*column)) != 2)
    g_set_error (error, RW_ERROR, RW_ERROR_LABEL,
                 _ ("The column “%s” cannot be the label: it does not have exactly two different "
                    "values."),
                 name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
find_positive (const RwColumn *column, const char *wanted, guint16 *code, GError **error)
{
  const RwLevels *levels = rw_column_get_levels (column);
  const char *names[2] = { rw_levels_get_text (levels, 0), rw_levels_get_text (levels, 1) };
  int found = wanted != NULL ? find_name (names, wanted)
                             : rw_label_words_find_positive (names[0], names[1]);

  if (found >= 0)
    {
      *code = (guint16) found;
      return TRUE;
    }
  g_set_error (error, RW_ERROR, RW_ERROR_LABEL,
               _ ("Which value of “%s” means that a customer left, “%s” or “%s”? Say so with "
                  "--positive."),
               rw_column_get_name (column), names[0], names[1]);
  return FALSE;
}

RwLabels *
rw_labels_read (RwTable *table, const char *name, const char *positive, GError **error)
{
  const RwColumn *column = NULL;
  guint16 code = 0;

  if (!find_column (table, name, &column, error) || !find_positive (column, positive, &code, error))
    return NULL;
  RwLabels *labels = g_new0 (RwLabels, 1);
  const guint16 *codes = rw_column_get_codes (column);
  labels->column = g_strdup (name);
  labels->positive = g_strdup (rw_levels_get_text (rw_column_get_levels (column), code));
  labels->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  labels->values = g_array_new (FALSE, FALSE, sizeof (float));
  for (guint32 row = 0; row < rw_table_get_n_rows (table); row++)
    {
      float value = codes[row] == code;
      if (codes[row] == RW_CODE_MISSING)
        continue;
      g_array_append_val (labels->rows, row);
      g_array_append_val (labels->values, value);
      labels->n_positive += codes[row] == code;
    }
  return labels;
}

RwLabels *
rw_labels_read_or_guess (RwTable *table, const char *name, gboolean *is_guess, GError **error)
{
  const RwColumn *column = rw_table_find_column (table, name);
  g_autoptr (GError) reason = NULL;
  RwLabels *labels = rw_labels_read (table, name, NULL, &reason);

  if (labels != NULL || column == NULL || rw_column_get_kind (column) != RW_COLUMN_CATEGORY ||
      rw_levels_get_n (rw_column_get_levels (column)) != 2)
    {
      if (reason != NULL)
        g_propagate_error (error, g_steal_pointer (&reason));
      return labels;
    }
  const RwLevels *levels = rw_column_get_levels (column);
  guint rarer = rw_levels_get_count (levels, 0) < rw_levels_get_count (levels, 1) ? 0 : 1;
  if (is_guess != NULL)
    *is_guess = TRUE;
  return rw_labels_read (table, name, rw_levels_get_text (levels, rarer), error);
}

void
rw_labels_free (RwLabels *labels)
{
  g_free (labels->column);
  g_free (labels->positive);
  g_array_unref (labels->rows);
  g_array_unref (labels->values);
  g_free (labels);
}
