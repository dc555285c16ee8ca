/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-reference-column.h"

#include <math.h>

static RwReference *
measure_numbers (const RwColumn *column, const GArray *rows)
{
  const double *numbers = rw_column_get_numbers (column);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < rows->len; i++)
    {
      double number = numbers[g_array_index (rows, guint32, i)];
      if (!isnan (number))
        g_array_append_val (values, number);
    }
  return rw_reference_new_number (values, rows->len - values->len);
}

/* The level of @input that each code of @column is; n_levels if none is (transfer full). */
static guint32 *
match_codes (const RwInput *input, const RwColumn *column)
{
  const RwLevels *levels = rw_column_get_levels (column);
  guint32 n = rw_levels_get_n (levels);
  guint32 *matches = g_new (guint32, n + 1);

  for (guint32 i = 0; i < n; i++)
    {
      guint32 level = rw_levels_find (input->levels, rw_levels_get_cell (levels, i));
      matches[i] = level != RW_LEVEL_NONE ? level : rw_levels_get_n (input->levels);
    }
  return matches;
}

static RwReference *
measure_category (const RwInput *input, const RwColumn *column, const GArray *rows)
{
  guint32 n = rw_levels_get_n (input->levels);
  const guint16 *codes = rw_column_get_codes (column);
  g_autofree guint32 *matches = match_codes (input, column);
  g_autofree guint64 *counts = g_new0 (guint64, n + 1);
  guint64 n_missing = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      guint16 code = codes[g_array_index (rows, guint32, i)];
      if (code == RW_CODE_MISSING)
        n_missing++;
      else
        counts[matches[code]]++;
    }
  return rw_reference_new_category (counts, n, counts[n], n_missing);
}

RwReference *
rw_reference_measure (const RwInput *input, const RwColumn *column, const GArray *rows)
{
  return input->kind == RW_INPUT_NUMBER ? measure_numbers (column, rows)
                                        : measure_category (input, column, rows);
}
