/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-index.h"

#include "rw-index-private.h"

RwIndex *
rw_index_alloc (void)
{
  RwIndex *index = g_new0 (RwIndex, 1);

  index->starts = g_array_new (FALSE, FALSE, sizeof (guint64));
  index->marks = g_array_new (FALSE, FALSE, sizeof (RwLineMark));
  index->notes = g_array_new (FALSE, FALSE, sizeof (RwQuoteNote));
  index->asides = g_array_new (FALSE, FALSE, sizeof (RwAside));
  return index;
}

void
rw_index_free (RwIndex *index)
{
  g_array_unref (index->starts);
  g_array_unref (index->marks);
  g_array_unref (index->notes);
  g_array_unref (index->asides);
  g_free (index);
}

void
rw_index_add_record (RwIndex *index, guint64 start, guint64 line)
{
  GArray *marks = index->marks;
  guint64 record = index->starts->len;
  const RwLineMark *last =
      marks->len > 0 ? &g_array_index (marks, RwLineMark, marks->len - 1) : NULL;

  if (last == NULL || last->line + (record - last->record) != line)
    {
      RwLineMark mark = { record, line };
      g_array_append_val (marks, mark);
    }
  g_array_append_val (index->starts, start);
}

guint64
rw_index_get_n_records (const RwIndex *index)
{
  return index->starts->len - 1;
}

guint64
rw_index_get_start (const RwIndex *index, guint64 record)
{
  return g_array_index (index->starts, guint64, record);
}

guint64
rw_index_get_end (const RwIndex *index, guint64 record)
{
  const GArray *asides = index->asides;
  guint64 start = rw_index_get_start (index, record);
  guint64 end = rw_index_get_start (index, record + 1);
  guint low = 0;
  guint high = asides->len;

  if (high == 0)
    return end;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (asides, RwAside, middle).start < start)
        low = middle + 1;
      else
        high = middle;
    }
  return low < asides->len ? MIN (end, g_array_index (asides, RwAside, low).start) : end;
}

guint64
rw_index_get_line (const RwIndex *index, guint64 record)
{
  guint low = 0;
  guint high = index->marks->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (index->marks, RwLineMark, middle).record <= record)
        low = middle;
      else
        high = middle;
    }
  const RwLineMark *mark = &g_array_index (index->marks, RwLineMark, low);
  return mark->line + (record - mark->record);
}

gboolean
rw_index_is_open (const RwIndex *index, guint64 record)
{
  guint low = 0;
  guint high = index->notes->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const RwQuoteNote *note = &g_array_index (index->notes, RwQuoteNote, middle);
      if (note->record == record)
        return note->cause == RW_PROBLEM_OPEN_QUOTE;
      if (note->record < record)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

guint64
rw_index_find_cut (const RwIndex *index, guint64 record, guint64 bytes)
{
  guint64 n = rw_index_get_n_records (index);
  guint64 target = rw_index_get_start (index, record) + bytes;
  guint64 low = MIN (record + 1, n);
  guint64 high = n;

  while (low < high)
    {
      guint64 middle = low + (high - low) / 2;
      if (rw_index_get_start (index, middle) < target)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const GArray *
rw_index_get_notes (const RwIndex *index)
{
  return index->notes;
}

const GArray *
rw_index_get_asides (const RwIndex *index)
{
  return index->asides;
}

guint64
rw_index_get_n_aside (const RwIndex *index)
{
  return index->n_aside;
}
