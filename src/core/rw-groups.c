/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-groups.h"

#include "rw-error.h"
#include "rw-number-text.h"
#include "rw-sort.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_NUMBERS 10u
#define N_QUARTERS  4u

/* Numbers of one group: from the first to the last of them. */
typedef struct
{
  double low;
  double high;
} Range;

static RwGroup *
new_group (char *name)
{
  RwGroup *group = g_new0 (RwGroup, 1);

  group->name = name;
  group->places = g_array_new (FALSE, FALSE, sizeof (guint32));
  return group;
}

static void
free_group (gpointer data)
{
  RwGroup *group = data;

  g_free (group->name);
  g_array_unref (group->places);
  g_free (group);
}

/* Adds those of @groups that have rows, then @missing. */
static GPtrArray *
keep_filled (GPtrArray *groups, RwGroup *missing)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func (free_group);

  g_ptr_array_add (groups, missing);
  for (guint i = 0; i < groups->len; i++)
    {
      RwGroup *group = groups->pdata[i];
      if (group->places->len > 0)
        g_ptr_array_add (kept, group);
      else
        free_group (group);
    }
  g_ptr_array_unref (groups);
  return kept;
}

static gint
compare_sizes (gconstpointer a, gconstpointer b)
{
  guint x = (*(RwGroup *const *) a)->places->len;
  guint y = (*(RwGroup *const *) b)->places->len;

  return (x < y) - (x > y);
}

static GPtrArray *
split_levels (const RwColumn *column, const GArray *rows)
{
  const RwLevels *levels = rw_column_get_levels (column);
  const guint16 *codes = rw_column_get_codes (column);
  GPtrArray *groups = g_ptr_array_new ();
  RwGroup *missing = new_group (NULL);

  for (guint32 level = 0; level < rw_levels_get_n (levels); level++)
    g_ptr_array_add (groups, new_group (g_strdup (rw_levels_get_text (levels, level))));
  for (guint32 i = 0; i < rows->len; i++)
    {
      guint16 code = codes[g_array_index (rows, guint32, i)];
      RwGroup *group = code != RW_CODE_MISSING ? groups->pdata[code] : missing;
      g_array_append_val (group->places, i);
    }
  g_ptr_array_sort (groups, compare_sizes);
  return keep_filled (groups, missing);
}

/* Those of @rows that are known, ascending. */
static GArray *
sort_numbers (const double *numbers, const GArray *rows)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (double), rows->len);

  for (guint32 i = 0; i < rows->len; i++)
    {
      double number = numbers[g_array_index (rows, guint32, i)];
      if (!isnan (number))
        g_array_append_val (sorted, number);
    }
  rw_sort_numbers ((double *) (gpointer) sorted->data, sorted->len);
  return sorted;
}

static guint
get_run_end (const GArray *sorted, guint start)
{
  double number = g_array_index (sorted, double, start);
  guint end = start + 1;

  while (end < sorted->len && g_array_index (sorted, double, end) <= number)
    end++;
  return end;
}

static gboolean
has_few (const GArray *sorted)
{
  guint n = 0;

  for (guint i = 0; i < sorted->len && n <= MAX_NUMBERS; i = get_run_end (sorted, i))
    n++;
  return n <= MAX_NUMBERS;
}

/* A number that many rows have belongs to the quarter that the middle one of them is in. */
static GArray *
find_ranges (const GArray *sorted)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  gboolean each = has_few (sorted);
  guint64 last_quarter = N_QUARTERS;

  for (guint i = 0, end = 0; i < sorted->len; i = end)
    {
      Range range = { g_array_index (sorted, double, i), g_array_index (sorted, double, i) };
      end = get_run_end (sorted, i);
      guint64 quarter = ((guint64) i + end - 1) * N_QUARTERS / (2 * (guint64) sorted->len);
      if (each || quarter != last_quarter)
        g_array_append_val (ranges, range);
      else
        g_array_index (ranges, Range, ranges->len - 1).high = range.high;
      last_quarter = quarter;
    }
  return ranges;
}

static char *
dup_range_name (const RwColumn *column, const Range *range)
{
  const RwNumberFormat *format = rw_column_get_format (column);
  g_autofree char *low = rw_number_text_dup_value (format, range->low);
  g_autofree char *high = rw_number_text_dup_value (format, range->high);

  return range->low < range->high ? g_strdup_printf ("%s – %s", low, high) : g_steal_pointer (&low);
}

static guint
find_range (const GArray *ranges, double number)
{
  guint i = 0;

  while (i + 1 < ranges->len && number > g_array_index (ranges, Range, i).high)
    i++;
  return i;
}

static GPtrArray *
split_numbers (const RwColumn *column, const GArray *rows)
{
  const double *numbers = rw_column_get_numbers (column);
  g_autoptr (GArray) sorted = sort_numbers (numbers, rows);
  g_autoptr (GArray) ranges = find_ranges (sorted);
  GPtrArray *groups = g_ptr_array_new ();
  RwGroup *missing = new_group (NULL);

  for (guint i = 0; i < ranges->len; i++)
    g_ptr_array_add (groups,
                     new_group (dup_range_name (column, &g_array_index (ranges, Range, i))));
  for (guint32 i = 0; i < rows->len; i++)
    {
      double number = numbers[g_array_index (rows, guint32, i)];
      RwGroup *group = isnan (number) ? missing : groups->pdata[find_range (ranges, number)];
      g_array_append_val (group->places, i);
    }
  return keep_filled (groups, missing);
}

GPtrArray *
rw_groups_split (const RwColumn *column, const GArray *rows, GError **error)
{
  if (rw_column_get_kind (column) == RW_COLUMN_NUMBER)
    return split_numbers (column, rows);
  if (rw_column_get_kind (column) == RW_COLUMN_CATEGORY)
    return split_levels (column, rows);
  g_set_error (error, RW_ERROR, RW_ERROR_LABEL,
               _ ("The column “%s” has more than %u different values. Name one with fewer to "
                  "compare customers by."),
               rw_column_get_name (column), RW_CATEGORY_MAX_LEVELS);
  return NULL;
}
