/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-result.h"

#include "rw-error.h"
#include "rw-export.h"

#include <glib/gi18n.h>
#include <string.h>

/* Whether a column has that name, or "name_2" because the name was taken. */
static gboolean
is_named (const RwColumn *column, const char *name)
{
  const char *own = rw_column_get_name (column);
  gsize length = strlen (name);

  return g_str_has_prefix (own, name) &&
         (own[length] == '\0' || (own[length] == '_' && strspn (own + length + 1, "0123456789") ==
                                                            strlen (own + length + 1)));
}

/* The first of our columns, or NULL. */
static const RwColumn *
find_ours (RwTable *table)
{
  guint n = rw_table_get_n_columns (table);

  if (n < RW_EXPORT_N_COLUMNS)
    return NULL;
  for (guint i = 0; i < RW_EXPORT_N_COLUMNS; i++)
    if (!is_named (rw_table_get_column (table, n - RW_EXPORT_N_COLUMNS + i), rw_export_names[i]))
      return NULL;
  return rw_table_get_column (table, n - RW_EXPORT_N_COLUMNS);
}

/* NULL if some are missing or none. */
static float *
read_probabilities (const RwColumn *column, guint32 n_rows)
{
  if (rw_column_get_kind (column) != RW_COLUMN_NUMBER)
    return NULL;
  const double *numbers = rw_column_get_numbers (column);
  g_autofree float *probabilities = g_new (float, n_rows);
  for (guint32 i = 0; i < n_rows; i++)
    {
      if (!(numbers[i] >= 0 && numbers[i] <= 1))
        return NULL;
      probabilities[i] = (float) numbers[i];
    }
  return g_steal_pointer (&probabilities);
}

RwScores *
rw_result_read_scores (RwTable *table, GError **error)
{
  const RwColumn *column = find_ours (table);
  guint32 n_rows = rw_table_get_n_rows (table);
  float *probabilities = column != NULL ? read_probabilities (column, n_rows) : NULL;

  if (probabilities != NULL)
    return rw_scores_new_take (probabilities, n_rows);
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
               _ ("“%s” has no scores: its last columns are not those that RetainWise adds. Open "
                  "the file that was submitted instead."),
               rw_source_get_name (rw_table_get_source (table)));
  return NULL;
}
