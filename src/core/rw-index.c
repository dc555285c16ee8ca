/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-index.h"

#include "rw-error.h"
#include "rw-format.h"

#include <glib/gi18n.h>
#include <string.h>

#define BLOCK_SIZE ((gsize) 1 << 20)

/* From @record on, each record is one line further than the one before it. */
typedef struct
{
  guint64 record;
  guint64 line;
} LineMark;

struct _RwIndex
{
  GArray *starts; /* guint64, with the end of the file behind the last record */
  GArray *marks;  /* LineMark, ascending */
  gboolean unterminated;
};

typedef enum
{
  BETWEEN_RECORDS,
  UNQUOTED,
  QUOTED,
  QUOTE_SEEN, /* a quote inside a quoted cell: its end, or the first half of a doubled one */
} State;

typedef struct
{
  RwIndex *index;
  const RwDialect *dialect;
  State state;
  char last;    /* the byte before the current one; a delimiter at the start of a record */
  guint64 line; /* of the current byte */
  gboolean after_cr;
  guint64 base; /* offset of the block in the file */
  const char *block;
  const char *end;
  const char *next_lf;
  const char *next_cr;
  const char *next_quote;
} Scan;

static const char *
find_byte (const char *at, const char *end, char byte)
{
  const char *found = memchr (at, byte, (gsize) (end - at));
  return found != NULL ? found : end;
}

static void
count_line_end (Scan *scan, char byte)
{
  if (byte == '\r' || (byte == '\n' && !scan->after_cr))
    scan->line++;
  scan->after_cr = byte == '\r';
}

static void
start_record (Scan *scan, const char *at)
{
  GArray *marks = scan->index->marks;
  guint64 record = scan->index->starts->len;
  guint64 start = scan->base + (guint64) (at - scan->block);
  const LineMark *last = marks->len > 0 ? &g_array_index (marks, LineMark, marks->len - 1) : NULL;

  if (last == NULL || last->line + (record - last->record) != scan->line)
    {
      LineMark mark = { record, scan->line };
      g_array_append_val (marks, mark);
    }
  g_array_append_val (scan->index->starts, start);
  scan->state = UNQUOTED;
  scan->last = scan->dialect->delimiter;
}

static const char *
scan_between (Scan *scan, const char *at)
{
  while (at < scan->end && (*at == '\n' || *at == '\r'))
    count_line_end (scan, *at++);
  if (at < scan->end)
    {
      scan->after_cr = FALSE;
      start_record (scan, at);
    }
  return at;
}

/* Jumps to the end of the record or to the quote that opens a cell, whichever comes first. */
static const char *
scan_unquoted (Scan *scan, const char *at)
{
  if (scan->next_lf < at)
    scan->next_lf = find_byte (at, scan->end, '\n');
  if (scan->next_cr < at)
    scan->next_cr = find_byte (at, scan->end, '\r');
  if (scan->next_quote < at)
    scan->next_quote = find_byte (at, scan->end, scan->dialect->quote);

  const char *eol = MIN (scan->next_lf, scan->next_cr);
  const char *quote = scan->next_quote;
  if (quote < eol)
    {
      char before = quote > at ? quote[-1] : scan->last;
      scan->state = before == scan->dialect->delimiter ? QUOTED : UNQUOTED;
      scan->last = *quote;
      return quote + 1;
    }
  if (eol > at)
    scan->last = eol[-1];
  if (eol < scan->end)
    scan->state = BETWEEN_RECORDS;
  return eol;
}

static const char *
scan_quoted (Scan *scan, const char *at)
{
  const char *quote = find_byte (at, scan->end, scan->dialect->quote);

  for (; at < quote; at++)
    count_line_end (scan, *at);
  if (quote == scan->end)
    return quote;
  scan->after_cr = FALSE;
  scan->state = QUOTE_SEEN;
  return quote + 1;
}

static const char *
scan_quote_seen (Scan *scan, const char *at)
{
  if (*at == '\n' || *at == '\r')
    {
      scan->state = BETWEEN_RECORDS;
      return at;
    }
  scan->state = *at == scan->dialect->delimiter ? UNQUOTED : QUOTED;
  scan->last = *at;
  return at + (*at == scan->dialect->delimiter || *at == scan->dialect->quote);
}

static void
scan_block (Scan *scan, const char *block, gsize length)
{
  const char *at = block;

  scan->block = block;
  scan->end = block + length;
  scan->next_lf = scan->next_cr = scan->next_quote = block - 1;
  while (at < scan->end)
    switch (scan->state)
      {
      case BETWEEN_RECORDS:
        at = scan_between (scan, at);
        break;
      case UNQUOTED:
        at = scan_unquoted (scan, at);
        break;
      case QUOTED:
        at = scan_quoted (scan, at);
        break;
      case QUOTE_SEEN:
        at = scan_quote_seen (scan, at);
        break;
      }
}

/* The records from @first on that are complete, and the open one up to @end, are short enough. */
static gboolean
check_limits (const RwIndex *index, guint64 first, guint64 end, GError **error)
{
  if (index->starts->len >= G_MAXUINT32 - 1)
    {
      g_autofree char *most = rw_format_count (G_MAXUINT32 - 2);
      g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
                   _ ("The file has more than %s rows. Split it into smaller files."), most);
      return FALSE;
    }
  for (guint64 i = first; i < index->starts->len; i++)
    {
      guint64 next = i + 1 < index->starts->len ? rw_index_get_start (index, i + 1) : end;
      if (next - rw_index_get_start (index, i) <= RW_CSV_MAX_RECORD)
        continue;
      g_autofree char *line = rw_format_count (rw_index_get_line (index, i));
      g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
                   _ ("The row that starts on line %s is longer than 16 MiB. A quotation mark may "
                      "be missing there."),
                   line);
      return FALSE;
    }
  return TRUE;
}

static gboolean
scan_file (Scan *scan, RwSource *source, RwProgress *progress, GCancellable *cancellable,
           GError **error)
{
  g_autofree char *block = g_malloc (BLOCK_SIZE);
  guint64 size = rw_source_get_size (source);

  for (scan->base = scan->dialect->start; scan->base < size;)
    {
      gsize length = (gsize) MIN (BLOCK_SIZE, size - scan->base);
      guint64 first = MAX (scan->index->starts->len, 1) - 1;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !rw_source_read (source, scan->base, block, length, error))
        return FALSE;
      scan_block (scan, block, length);
      scan->base += length;
      rw_progress_add (progress, length);
      if (!check_limits (scan->index, first, scan->base, error))
        return FALSE;
    }
  return TRUE;
}

RwIndex *
rw_index_new (RwSource *source, const RwDialect *dialect, RwProgress *progress,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (RwIndex) index = g_new0 (RwIndex, 1);
  guint64 size = rw_source_get_size (source);
  Scan scan = { .index = index, .dialect = dialect, .line = 1 };

  index->starts = g_array_new (FALSE, FALSE, sizeof (guint64));
  index->marks = g_array_new (FALSE, FALSE, sizeof (LineMark));
  rw_progress_begin (progress, RW_STAGE_INDEXING, size);
  if (!scan_file (&scan, source, progress, cancellable, error))
    return NULL;
  index->unterminated = scan.state == QUOTED;
  g_array_append_val (index->starts, size);
  return g_steal_pointer (&index);
}

void
rw_index_free (RwIndex *index)
{
  g_array_unref (index->starts);
  g_array_unref (index->marks);
  g_free (index);
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
rw_index_get_line (const RwIndex *index, guint64 record)
{
  guint low = 0;
  guint high = index->marks->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (index->marks, LineMark, middle).record <= record)
        low = middle;
      else
        high = middle;
    }
  const LineMark *mark = &g_array_index (index->marks, LineMark, low);
  return mark->line + (record - mark->record);
}

gboolean
rw_index_is_unterminated (const RwIndex *index)
{
  return index->unterminated;
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
