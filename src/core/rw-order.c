/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-order.h"

#include "rw-collate.h"
#include "rw-radix.h"

#include <math.h>

typedef struct
{
  guint32 *rows;
  guint32 n;         /* all rows */
  guint32 n_present; /* the first ones have a value */
  gboolean descending;
  GCancellable *cancellable;
} Order;

/* Rows with a value first, the others behind them, both in the order of the file. */
static void
start_order (Order *order, gboolean (*is_missing) (const RwColumn *, guint32),
             const RwColumn *column)
{
  guint32 at = 0;

  for (guint32 row = 0; row < order->n; row++)
    if (!is_missing (column, row))
      order->rows[at++] = row;
  order->n_present = at;
  for (guint32 row = 0; row < order->n; row++)
    if (is_missing (column, row))
      order->rows[at++] = row;
}

static gboolean
is_number_missing (const RwColumn *column, guint32 row)
{
  return isnan (rw_column_get_numbers (column)[row]);
}

static gboolean
is_code_missing (const RwColumn *column, guint32 row)
{
  return rw_column_get_codes (column)[row] == RW_CODE_MISSING;
}

static gboolean
is_text_missing (const RwColumn *column, guint32 row)
{
  return rw_column_get_text (column, row).length == 0;
}

static gboolean
sort_by_keys (Order *order, guint32 *keys, GError **error)
{
  for (guint32 row = 0; order->descending && row < order->n; row++)
    keys[row] = ~keys[row];
  return rw_radix_sort (order->rows, order->n_present, keys, order->cancellable, error);
}

/* By the low halves of 64-bit keys first: the sort is stable. */
static gboolean
order_numbers (Order *order, const RwColumn *column, GError **error)
{
  const double *numbers = rw_column_get_numbers (column);
  g_autofree guint32 *keys = g_new (guint32, order->n);

  start_order (order, is_number_missing, column);
  for (guint half = 0; half < 2; half++)
    {
      for (guint32 row = 0; row < order->n; row++)
        keys[row] = (guint32) (rw_radix_key_from_double (numbers[row]) >> (32 * half));
      if (!sort_by_keys (order, keys, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
order_categories (Order *order, const RwColumn *column, GError **error)
{
  const guint16 *codes = rw_column_get_codes (column);
  g_autofree guint32 *ranks = rw_collate_rank_levels (rw_column_get_levels (column));
  g_autofree guint32 *keys = g_new (guint32, order->n);

  start_order (order, is_code_missing, column);
  for (guint32 row = 0; row < order->n; row++)
    keys[row] = codes[row] == RW_CODE_MISSING ? 0 : ranks[codes[row]];
  return sort_by_keys (order, keys, error);
}

static gboolean
order_texts (Order *order, const RwColumn *column, GError **error)
{
  start_order (order, is_text_missing, column);
  return rw_collate_sort_texts (column, order->rows, order->n_present, order->descending,
                                order->cancellable, error);
}

static RwRows *
finish (Order *order, gboolean sorted, RwProgress *progress)
{
  rw_progress_end (progress);
  if (sorted)
    return rw_rows_new_take (order->rows, order->n);
  g_free (order->rows);
  return NULL;
}

RwRows *
rw_order_by_scores (RwScores *scores, gboolean descending, RwProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  guint32 n = rw_scores_get_n_rows (scores);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (descending)
    return rw_rows_ref ((RwRows *) rw_scores_get_descending (scores));
  rw_progress_begin (progress, RW_STAGE_SORTING, n);
  guint32 *rows =
      rw_radix_order_floats (rw_scores_get_probabilities (scores), n, FALSE, cancellable, error);
  rw_progress_end (progress);
  return rows != NULL ? rw_rows_new_take (rows, n) : NULL;
}

RwRows *
rw_order_by_column (RwTable *table, guint column, gboolean descending, RwProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  const RwColumn *values = rw_table_get_column (table, column);
  guint32 n = rw_table_get_n_rows (table);
  Order order = { g_new (guint32, n), n, n, descending, cancellable };
  gboolean sorted = FALSE;

  rw_progress_begin (progress, RW_STAGE_SORTING, n);
  switch (rw_column_get_kind (values))
    {
    case RW_COLUMN_NUMBER:
      sorted = order_numbers (&order, values, error);
      break;
    case RW_COLUMN_CATEGORY:
      sorted = order_categories (&order, values, error);
      break;
    case RW_COLUMN_TEXT:
      sorted = order_texts (&order, values, error);
      break;
    }
  return finish (&order, sorted, progress);
}
