/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-collate.h"

#include "rw-parallel.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

/* Rows whose keys are made and sorted by one task. */
#define RUN_LENGTH ((guint32) 1 << 16)

/* Places are those before sorting: they say which row it is, and decide among equal keys. */
typedef struct
{
  const RwColumn *column;
  const guint32 *rows;
  guint32 n;
  guint32 width; /* of a sorted run */
  int sign;      /* -1: descending */
  char **keys;   /* of each place */
  guint32 *from; /* places */
  guint32 *to;
  GStringChunk **chunks; /* the keys of each run */
} Sort;

static int
compare (const Sort *sort, guint32 a, guint32 b)
{
  int order = strcmp (sort->keys[a], sort->keys[b]) * sort->sign;

  return order != 0 ? order : (a > b) - (a < b);
}

static int
compare_cb (const void *a, const void *b, void *sort)
{
  return compare (sort, *(const guint32 *) a, *(const guint32 *) b);
}

static gboolean
sort_run (gsize task, gpointer data, GError **error G_GNUC_UNUSED)
{
  Sort *sort = data;
  guint32 first = (guint32) task * RUN_LENGTH;
  guint32 end = MIN (sort->n, first + RUN_LENGTH);

  sort->chunks[task] = g_string_chunk_new (64 * 1024);
  for (guint32 i = first; i < end; i++)
    {
      RwCell cell = rw_column_get_text (sort->column, sort->rows[i]);
      g_autofree char *key = g_utf8_collate_key (cell.text, (gssize) cell.length);
      sort->keys[i] = g_string_chunk_insert (sort->chunks[task], key);
      sort->from[i] = i;
    }
  qsort_r (sort->from + first, end - first, sizeof (guint32), compare_cb, sort);
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
    if (b == end || (a < middle && compare (sort, sort->from[a], sort->from[b]) <= 0))
      sort->to[at] = sort->from[a++];
    else
      sort->to[at] = sort->from[b++];
  return TRUE;
}

static gboolean
sort_places (Sort *sort, GCancellable *cancellable, GError **error)
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
      guint32 *swap = sort->from;
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
                .keys = g_new (char *, n),
                .from = g_new (guint32, n),
                .to = g_new (guint32, n),
                .chunks = g_new0 (GStringChunk *, n_runs) };
  gboolean sorted = sort_places (&sort, cancellable, error);

  if (sorted)
    for (guint32 i = 0; i < n; i++)
      sort.to[i] = rows[sort.from[i]];
  if (sorted && n > 0)
    memcpy (rows, sort.to, n * sizeof (guint32));
  for (gsize i = 0; i < n_runs; i++)
    g_clear_pointer (&sort.chunks[i], g_string_chunk_free);
  g_free (sort.chunks);
  g_free (sort.keys);
  g_free (sort.from);
  g_free (sort.to);
  malloc_trim (0); /* the keys were many small blocks, and more than what they sorted */
  return sorted;
}

guint32 *
rw_collate_rank_levels (const RwLevels *levels)
{
  guint32 n = rw_levels_get_n (levels);
  g_auto (GStrv) keys = g_new0 (char *, n + 1);
  g_autofree guint32 *order = g_new (guint32, n + 1);
  guint32 *ranks = g_new (guint32, n + 1);
  Sort sort = { .sign = 1, .keys = keys };

  for (guint32 i = 0; i < n; i++)
    {
      keys[i] = g_utf8_collate_key (rw_levels_get_text (levels, i), -1);
      order[i] = i;
    }
  qsort_r (order, n, sizeof (guint32), compare_cb, &sort);
  for (guint32 i = 0; i < n; i++)
    {
      gboolean same = i > 0 && strcmp (keys[order[i]], keys[order[i - 1]]) == 0;
      ranks[order[i]] = same ? ranks[order[i - 1]] : i;
    }
  return ranks;
}
