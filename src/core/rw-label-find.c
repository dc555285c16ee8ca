/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-label-find.h"

#include "rw-column-words.h"

#include <math.h>

static gboolean
has_two_numbers (const double *numbers, guint32 n)
{
  double first = NAN;
  double second = NAN;

  for (guint32 i = 0; i < n; i++)
    if (isnan (numbers[i]) || numbers[i] == first || numbers[i] == second)
      continue;
    else if (isnan (first))
      first = numbers[i];
    else if (isnan (second))
      second = numbers[i];
    else
      return FALSE;
  return !isnan (second);
}

gboolean
rw_label_may_be (const RwColumn *column, guint32 n_rows)
{
  switch (rw_column_get_kind (column))
    {
    case RW_COLUMN_NUMBER:
      return has_two_numbers (rw_column_get_numbers (column), n_rows);
    case RW_COLUMN_CATEGORY:
      return rw_levels_get_n (rw_column_get_levels (column)) == 2;
    default:
      return FALSE;
    }
}

const char *
rw_label_find (RwTable *table)
{
  const char *found = NULL;

  for (guint i = 0; i < rw_table_get_n_columns (table); i++)
    {
      const RwColumn *column = rw_table_get_column (table, i);
      if (rw_column_words_name_label (rw_column_get_name (column)) &&
          rw_label_may_be (column, rw_table_get_n_rows (table)))
        found = rw_column_get_name (column);
    }
  return found;
}
