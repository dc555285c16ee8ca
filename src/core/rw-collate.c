/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-collate.h"

#include "rw-parallel.h"

#include <stdlib.h>
#include <string.h>

/* Rows whose keys are made and sorted by one task. */
#define RUN_LENGTH ((guint32) 1 << 16)

typedef struct
{
  const char *key;
  guint32 place; /* before sorting: says which row it is, and decides among equal keys */
} Item;

typedef struct
{
  const RwColumn *column;
  const guint32 *rows;
  guint32 n;
  guint32 width; /* of a sorted run */
  int sign;      /* -1: descending */
  Item *from;
  Item *to;
  GStringChunk **keys; /* of each run */
} Sort;

static int
compare (const Item *a, const Item *b, int sign)
{
  int order = strcmp (a->key, b->key) * sign;

  return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

static int
compare_cb (const void *a, const void *b, void *sort)
{
  return compare (a, b, ((Sort *) sort)->sign);
}

static gboolean
sort_run (gsize task, gpointer data, GError **error G_GNUC_UNUSED)
{
  Sort *sort = data;
  guint32 first = (guint32) task * RUN_LENGTH;
  guint32 end = MIN (sort->n, first + RUN_LENGTH);

  sort->keys[task] = g_string_chunk_new (64 * 1024);
  for (guint32 i = first; i < end; i++)
    {
      RwCell cell = rw_column_get_text (sort->column, sort->rows[i]);
      g_autofree char *key = g_utf8_collate_key (cell.text, (gssize) cell.length);
      sort->from[i] = (Item){ g_string_chunk_insert (sort->keys[task], key), i };
    }
  qsort_r (sort->from + first, end - first, sizeof (Item), compare_cb, sort);
  return TRUE;
}

/* Merges runs 2 @task and 2 @task + 1. */
static gboolean
merge_runs (gsize task, gpointer data, GError **error G_GNUC_UNUSED)
{
  Sort *sort = data;
  guint64 first = (guint64) task * sort->width * 2;
  guint64 middle = MIN (first + sort->width, sort->n);
  guint64 end = MIN (middle + sort->width, sort->n);
  guint64 a = first;
  guint64 b = middle;

  for (guint64 at = first; at < end; at++)
    if (b == end || (a < middle && compare (&sort->from[a], &sort->from[b], sort->sign) <= 0))
      sort->to[at] = sort->from[a++];
    else
      sort->to[at] = sort->from[b++];
  return TRUE;
}

static gboolean
sort_items (Sort *sort, GCancellable *cancellable, GError **error)
{
  gsize n_runs = ((gsize) sort->n + RUN_LENGTH - 1) / RUN_LENGTH;

  if (!rw_parallel_run (n_runs, 0, sort_run, sort, cancellable, error))
    return FALSE;
  for (guint64 width = RUN_LENGTH; width < sort->n; width *= 2)
    {
      gsize n_pairs = (gsize) ((sort->n + width * 2 - 1) / (width * 2));
      sort->width = (guint32) width;
      if (!rw_parallel_run (n_pairs, 0, merge_runs, sort, cancellable, error))
        return FALSE;
      Item *swap = sort->from;
      sort->from = sort->to;
      sort->to = swap;
    }
  return TRUE;
}

gboolean
rw_collate_sort_texts (const RwColumn *column, guint32 *rows, guint32 n, gboolean descending,
                       GCancellable *cancellable, GError **error)
{
  gsize n_runs = ((gsize) n + RUN_LENGTH - 1) / RUN_LENGTH;
  Sort sort = { .column = column,
                .rows = rows,
                .n = n,
                .sign = descending ? -1 : 1,
                .from = g_new (Item, n),
                .to = g_new (Item, n),
                .keys = g_new0 (GStringChunk *, n_runs) };
  gboolean sorted = sort_items (&sort, cancellable, error);

  g_autofree guint32 *before = sorted ? g_memdup2 (rows, n * sizeof (guint32)) : NULL;
  for (guint32 i = 0; sorted && i < n; i++)
    rows[i] = before[sort.from[i].place];
  for (gsize i = 0; i < n_runs; i++)
    g_clear_pointer (&sort.keys[i], g_string_chunk_free);
  g_free (sort.keys);
  g_free (sort.from);
  g_free (sort.to);
  return sorted;
}

guint32 *
rw_collate_rank_levels (const RwLevels *levels)
{
  guint32 n = rw_levels_get_n (levels);
  Sort sort = { .sign = 1 };
  g_autofree Item *items = g_new (Item, n + 1);
  guint32 *ranks = g_new (guint32, n + 1);

  for (guint32 i = 0; i < n; i++)
    items[i] = (Item){ g_utf8_collate_key (rw_levels_get_text (levels, i), -1), i };
  qsort_r (items, n, sizeof (Item), compare_cb, &sort);
  for (guint32 i = 0; i < n; i++)
    {
      gboolean same = i > 0 && strcmp (items[i].key, items[i - 1].key) == 0;
      ranks[items[i].place] = same ? ranks[items[i - 1].place] : i;
    }
  for (guint32 i = 0; i < n; i++)
    g_free ((char *) items[i].key);
  return ranks;
}
