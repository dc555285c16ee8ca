/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-filter.h"

#include "rw-number-text.h"
#include "rw-parallel.h"
#include "rw-risk.h"

#include <math.h>
#include <string.h>

#define BLOCK_ROWS ((guint32) 1 << 14)
#define MAX_ASCII  64u

/* What a number is written with: nothing else is looked for among numbers. */
#define NUMBER_CHARACTERS "0123456789.-+einf"
#define DATE_CHARACTERS   "0123456789/"

typedef struct
{
  guint column;
  RwLevels *values; /* NULL: a range of numbers */
  double low;
  double high;
} Condition;

struct _RwFilter
{
  char *search; /* case-folded, or NULL */
  gboolean only_problems;
  RwRows *rows; /* NULL: any */
  gboolean has_probability;
  guint32 low; /* in millionths */
  guint32 high;
  GArray *conditions; /* Condition */
};

typedef struct
{
  const RwFilter *filter;
  RwTable *table;
  RwScores *scores;
  RwProgress *progress;
  GPtrArray *found_levels; /* of each column: guint8 a level, or NULL */
  GPtrArray *needles;      /* of each column: what to look for among its numbers, or NULL */
  const guint8 *wanted;    /* of each row: whether it is one of the filter's; NULL: any is */
  guint8 *keep;            /* of each row */
} Run;

static void
clear_condition (gpointer data)
{
  g_clear_pointer (&((Condition *) data)->values, rw_levels_free);
}

/* Folds a short cell of ASCII into @folded, which most are; FALSE if it is none. */
static gboolean
fold_ascii (RwCell cell, char folded[MAX_ASCII + 1])
{
  gboolean ascii = cell.length <= MAX_ASCII;

  for (gsize i = 0; ascii && i < cell.length; i++)
    {
      ascii = g_ascii_isprint (cell.text[i]);
      folded[i] = g_ascii_tolower (cell.text[i]);
    }
  folded[ascii ? cell.length : 0] = '\0';
  return ascii;
}

static gboolean
contains (RwCell cell, const char *folded)
{
  char ascii[MAX_ASCII + 1];

  if (fold_ascii (cell, ascii))
    return strstr (ascii, folded) != NULL;
  g_autofree char *text = g_utf8_casefold (cell.text, (gssize) cell.length);
  return strstr (text, folded) != NULL;
}

/* Whether the number holds @needle as its column writes numbers. */
static gboolean
number_contains (const RwNumberFormat *format, double number, const char *needle)
{
  char text[RW_NUMBER_TEXT_SIZE];

  if (isnan (number))
    return FALSE;
  return strstr (rw_number_text_print (format, number, TRUE, text), needle) != NULL ||
         (format->date != RW_DATE_NONE &&
          strstr (rw_number_text_print (format, number, FALSE, text), needle) != NULL);
}

/* What to look for among the numbers of @column; NULL if it can be in none. */
static char *
dup_needle (const RwColumn *column, const char *search)
{
  const RwNumberFormat *format = rw_column_get_format (column);
  g_autofree char *needle = rw_number_text_normalize (format, search);
  const char *characters = format->date != RW_DATE_NONE ? DATE_CHARACTERS : NUMBER_CHARACTERS;

  return needle[0] != '\0' && strspn (needle, characters) == strlen (needle)
             ? g_steal_pointer (&needle)
             : NULL;
}

/* Searches each level of the category columns once, and finds what to look for among numbers. */
static void
search_levels (Run *run)
{
  for (guint i = 0; i < rw_table_get_n_columns (run->table); i++)
    {
      const RwColumn *column = rw_table_get_column (run->table, i);
      guint8 *found = NULL;
      char *needle = NULL;
      if (rw_column_get_kind (column) == RW_COLUMN_NUMBER)
        needle = dup_needle (column, run->filter->search);
      if (rw_column_get_kind (column) == RW_COLUMN_CATEGORY)
        {
          const RwLevels *levels = rw_column_get_levels (column);
          found = g_new (guint8, rw_levels_get_n (levels) + 1);
          for (guint32 k = 0; k < rw_levels_get_n (levels); k++)
            found[k] = contains (rw_levels_get_cell (levels, k), run->filter->search);
        }
      g_ptr_array_add (run->found_levels, found);
      g_ptr_array_add (run->needles, needle);
    }
}

static gboolean
cell_contains (const Run *run, guint i, guint32 row)
{
  const RwColumn *column = rw_table_get_column (run->table, i);
  const guint8 *found = run->found_levels->pdata[i];
  const char *needle = run->needles->pdata[i];
  guint16 code;

  switch (rw_column_get_kind (column))
    {
    case RW_COLUMN_CATEGORY:
      code = rw_column_get_codes (column)[row];
      return code != RW_CODE_MISSING && found[code];
    case RW_COLUMN_NUMBER:
      return needle != NULL && number_contains (rw_column_get_format (column),
                                                rw_column_get_numbers (column)[row], needle);
    default:
      return contains (rw_column_get_text (column, row), run->filter->search);
    }
}

static gboolean
row_contains (const Run *run, guint32 row)
{
  for (guint i = 0; i < rw_table_get_n_columns (run->table); i++)
    if (cell_contains (run, i, row))
      return TRUE;
  return FALSE;
}

static gboolean
meets_probability (const Run *run, guint32 row)
{
  guint32 millionths =
      rw_probability_to_millionths (rw_scores_get_probabilities (run->scores)[row]);

  return millionths >= run->filter->low &&
         (millionths < run->filter->high || run->filter->high >= RW_MILLION);
}

static RwCell
get_value (const RwColumn *column, guint32 row)
{
  if (rw_column_get_kind (column) == RW_COLUMN_TEXT)
    return rw_column_get_text (column, row);
  guint16 code = rw_column_get_codes (column)[row];
  if (code == RW_CODE_MISSING)
    return (RwCell){ "", 0 };
  return rw_levels_get_cell (rw_column_get_levels (column), code);
}

static gboolean
meets_condition (const Run *run, const Condition *condition, guint32 row)
{
  const RwColumn *column = rw_table_get_column (run->table, condition->column);

  if (condition->values != NULL)
    return rw_levels_find (condition->values, get_value (column, row)) != RW_LEVEL_NONE;
  double number = rw_column_get_numbers (column)[row];
  return number >= condition->low && number <= condition->high;
}

static gboolean
meets_all (const Run *run, guint32 row)
{
  const RwFilter *filter = run->filter;

  if (run->wanted != NULL && !run->wanted[row])
    return FALSE;
  if (filter->only_problems &&
      rw_problems_find (rw_table_get_problems (run->table), (guint64) row + 1) == 0)
    return FALSE;
  if (filter->has_probability && !meets_probability (run, row))
    return FALSE;
  for (guint i = 0; i < filter->conditions->len; i++)
    if (!meets_condition (run, &g_array_index (filter->conditions, Condition, i), row))
      return FALSE;
  return filter->search == NULL || row_contains (run, row);
}

static gboolean
test_block (gsize task, gpointer data, GError **error G_GNUC_UNUSED)
{
  Run *run = data;
  guint32 first = (guint32) task * BLOCK_ROWS;
  guint32 n = MIN (BLOCK_ROWS, rw_table_get_n_rows (run->table) - first);

  for (guint32 i = 0; i < n; i++)
    run->keep[first + i] = meets_all (run, first + i);
  rw_progress_add (run->progress, n);
  return TRUE;
}

/* Of each of the table's rows whether it is one of @rows; NULL for NULL. */
static guint8 *
mark_rows (const RwRows *rows, guint32 n_rows)
{
  guint8 *wanted = rows != NULL ? g_new0 (guint8, n_rows) : NULL;

  for (guint32 i = 0; rows != NULL && i < rw_rows_get_n (rows); i++)
    if (rw_rows_get (rows)[i] < n_rows)
      wanted[rw_rows_get (rows)[i]] = TRUE;
  return wanted;
}

static RwRows *
collect (const Run *run, const RwRows *order)
{
  const guint32 *rows = rw_rows_get (order);
  guint32 n = rw_rows_get_n (order);
  guint32 *kept = g_new (guint32, n);
  guint32 at = 0;

  for (guint32 i = 0; i < n; i++)
    if (run->keep[rows[i]])
      kept[at++] = rows[i];
  return rw_rows_new_take (g_renew (guint32, kept, MAX (at, 1)), at);
}

RwFilter *
rw_filter_new (void)
{
  RwFilter *filter = g_new0 (RwFilter, 1);

  filter->conditions = g_array_new (FALSE, FALSE, sizeof (Condition));
  g_array_set_clear_func (filter->conditions, clear_condition);
  return filter;
}

void
rw_filter_free (RwFilter *filter)
{
  g_free (filter->search);
  g_clear_pointer (&filter->rows, rw_rows_unref);
  g_array_unref (filter->conditions);
  g_free (filter);
}

void
rw_filter_set_search (RwFilter *filter, const char *text)
{
  g_clear_pointer (&filter->search, g_free);
  if (text == NULL || text[0] == '\0')
    return;
  filter->search = g_utf8_casefold (text, -1);
}

void
rw_filter_set_probability (RwFilter *filter, guint32 low, guint32 high)
{
  filter->has_probability = TRUE;
  filter->low = low;
  filter->high = high;
}

void
rw_filter_set_problems (RwFilter *filter, gboolean only_problems)
{
  filter->only_problems = only_problems;
}

void
rw_filter_set_rows (RwFilter *filter, RwRows *rows)
{
  g_clear_pointer (&filter->rows, rw_rows_unref);
  filter->rows = rows != NULL ? rw_rows_ref (rows) : NULL;
}

void
rw_filter_add_numbers (RwFilter *filter, guint column, double low, double high)
{
  Condition condition = { column, NULL, low, high };

  g_array_append_val (filter->conditions, condition);
}

void
rw_filter_add_values (RwFilter *filter, guint column, const char *const *values)
{
  Condition condition = { column, rw_levels_new (), 0, 0 };

  for (guint i = 0; values[i] != NULL; i++)
    rw_levels_add (condition.values, (RwCell){ values[i], strlen (values[i]) }, 1);
  g_array_append_val (filter->conditions, condition);
}

RwRows *
rw_filter_apply (const RwFilter *filter, RwTable *table, RwScores *scores, const RwRows *order,
                 RwProgress *progress, GCancellable *cancellable, GError **error)
{
  guint32 n_rows = rw_table_get_n_rows (table);
  gsize n_blocks = ((gsize) n_rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
  g_autofree guint8 *keep = g_new (guint8, n_rows);
  g_autoptr (GPtrArray) found_levels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) needles = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint8 *wanted = mark_rows (filter->rows, n_rows);
  Run run = { filter, table, scores, progress, found_levels, needles, wanted, keep };

  g_return_val_if_fail (scores != NULL || !filter->has_probability, NULL);
  if (filter->search != NULL)
    search_levels (&run);
  rw_progress_begin (progress, RW_STAGE_SORTING, n_rows);
  gboolean tested = rw_parallel_run (n_blocks, 0, test_block, &run, cancellable, error);
  rw_progress_end (progress);
  return tested ? collect (&run, order) : NULL;
}
