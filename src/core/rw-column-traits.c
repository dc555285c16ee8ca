/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-traits.h"

#include "rw-sort.h"

#include <math.h>

static void
measure_numbers (RwColumnTraits *traits, const double *numbers, const GArray *rows)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  traits->is_whole = traits->is_ascending = TRUE;
  for (guint i = 0; i < rows->len; i++)
    {
      double number = numbers[g_array_index (rows, guint32, i)];
      if (isnan (number))
        continue;
      traits->is_whole = traits->is_whole && floor (number) >= number;
      if (values->len > 0 && number <= g_array_index (values, double, values->len - 1))
        traits->is_ascending = FALSE;
      g_array_append_val (values, number);
    }
  traits->n_filled = values->len;
  rw_sort_numbers ((double *) (gpointer) values->data, values->len);
  traits->min = values->len > 0 ? g_array_index (values, double, 0) : NAN;
  for (guint i = 0; i < values->len; i++)
    traits->n_distinct +=
        i == 0 || g_array_index (values, double, i) > g_array_index (values, double, i - 1);
}

static void
measure_codes (RwColumnTraits *traits, const RwColumn *column, const GArray *rows)
{
  const guint16 *codes = rw_column_get_codes (column);
  g_autofree guint8 *seen = g_new0 (guint8, rw_levels_get_n (rw_column_get_levels (column)) + 1);

  for (guint i = 0; i < rows->len; i++)
    {
      guint16 code = codes[g_array_index (rows, guint32, i)];
      if (code == RW_CODE_MISSING)
        continue;
      traits->n_filled++;
      traits->n_distinct += !seen[code];
      seen[code] = TRUE;
    }
}

static void
measure_texts (RwColumnTraits *traits, const RwColumn *column, const GArray *rows)
{
  g_autoptr (RwLevels) levels = rw_levels_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      RwCell text = rw_column_get_text (column, g_array_index (rows, guint32, i));
      if (text.length == 0)
        continue;
      traits->n_filled++;
      rw_levels_add (levels, text, 1);
    }
  traits->n_distinct = rw_levels_get_n (levels);
}

RwColumnTraits
rw_column_traits_measure (const RwColumn *column, const GArray *rows)
{
  RwColumnTraits traits = { 0 };

  if (rw_column_get_kind (column) == RW_COLUMN_NUMBER)
    measure_numbers (&traits, rw_column_get_numbers (column), rows);
  else if (rw_column_get_kind (column) == RW_COLUMN_CATEGORY)
    measure_codes (&traits, column, rows);
  else
    measure_texts (&traits, column, rows);
  return traits;
}
