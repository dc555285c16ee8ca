/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-unit.h"

#include "rw-sort.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_SAMPLE 1001u

static const struct
{
  const char *id;
  const char *title;
  const char *of; /* the model's unit */
  const char *words[6];
  double factor;
  double low; /* the file's median is so many times that of the training data … */
  double high;
} units[] = {
  [RW_UNIT_SAME] = { "same", N_ ("the model's unit"), NULL, { NULL }, 1, 0, 0 },
  [RW_UNIT_DAYS] = { "days",
                     N_ ("days, about 30 of which are a month"),
                     "months",
                     { "day", "days", "tag", "tage", "tagen", NULL },
                     12 / 365.25,
                     20,
                     45 },
  [RW_UNIT_YEARS] = { "years",
                      N_ ("years of 12 months"),
                      "months",
                      { "year", "years", "yrs", "jahr", "jahre", NULL },
                      12,
                      1 / 18.0,
                      1 / 8.0 },
  [RW_UNIT_CENTS] = { "cents",
                      N_ ("cents, 100 of which are one"),
                      "currency",
                      { "cent", "cents", "pence", NULL },
                      0.01,
                      50,
                      200 },
};

/* The words of a name, in small letters: "daysActive", "DAYS_ACTIVE" and "days active" have two. */
static GStrv
split_words (const char *name)
{
  g_autoptr (GString) spaced = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at++)
    {
      if (g_ascii_isupper (*at) && at > name && g_ascii_islower (at[-1]))
        g_string_append_c (spaced, ' ');
      g_string_append_c (
          spaced, g_ascii_isalpha (*at) || (guchar) *at >= 128 ? g_ascii_tolower (*at) : ' ');
    }
  return g_strsplit (spaced->str, " ", -1);
}

/* RW_N_UNITS: it names none. */
static RwUnit
find_named (const RwInput *input, const char *name)
{
  g_auto (GStrv) words = split_words (name);

  for (guint unit = RW_UNIT_DAYS; unit < RW_N_UNITS; unit++)
    for (guint i = 0; strcmp (units[unit].of, input->unit) == 0 && units[unit].words[i] != NULL;
         i++)
      if (g_strv_contains ((const char *const *) words, units[unit].words[i]))
        return (RwUnit) unit;
  return g_strv_contains ((const char *const *) words, input->unit) ? RW_UNIT_SAME : RW_N_UNITS;
}

/* NaN without values. */
static double
find_median (const RwColumn *column, guint32 n_rows)
{
  const double *numbers = rw_column_get_numbers (column);
  guint32 step = n_rows / MAX_SAMPLE + 1;
  double sample[MAX_SAMPLE];
  guint n = 0;

  for (guint32 i = 0; i < n_rows; i += MIN (step, n_rows - i))
    if (!isnan (numbers[i]))
      sample[n++] = numbers[i];
  rw_sort_numbers (sample, n);
  return n > 0 ? sample[n / 2] : NAN;
}

static RwUnit
find_by_size (const RwInput *input, const RwColumn *column, guint32 n_rows)
{
  const GArray *edges = input->reference != NULL ? input->reference->edges : NULL;
  double usual =
      edges != NULL && edges->len > 0 ? g_array_index (edges, double, edges->len / 2) : 0;
  double ratio = usual > 0 ? find_median (column, n_rows) / usual : NAN;

  for (guint unit = RW_UNIT_DAYS; unit < RW_N_UNITS; unit++)
    if (strcmp (units[unit].of, input->unit) == 0 && ratio >= units[unit].low &&
        ratio <= units[unit].high)
      return (RwUnit) unit;
  return RW_UNIT_SAME;
}

RwUnit
rw_unit_find (const RwInput *input, const RwColumn *column, guint32 n_rows)
{
  if (input->unit == NULL || rw_column_get_kind (column) != RW_COLUMN_NUMBER)
    return RW_UNIT_SAME;
  RwUnit named = find_named (input, rw_column_get_name (column));
  return named != RW_N_UNITS ? named : find_by_size (input, column, n_rows);
}

double
rw_unit_get_factor (RwUnit unit)
{
  return units[unit].factor;
}

const char *
rw_unit_get_id (RwUnit unit)
{
  return units[unit].id;
}

const char *
rw_unit_get_title (RwUnit unit)
{
  return _ (units[unit].title);
}
