/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-index-private.h"

#include "rw-error.h"
#include "rw-format.h"

#include <glib/gi18n.h>
#include <string.h>

#define BLOCK_SIZE ((gsize) 1 << 20)

/* A cell without an end that goes over more of them hides other rows. */
#define MAX_OPEN_LINES 10

/* Of each byte that was read for good, bytes that may be looked at in vain, beyond a block. */
#define MAX_WASTE 4

/* The text is read in blocks; what is left of a record moves to the front. */
typedef struct
{
  RwIndex *index;
  const RwDialect *dialect;
  RwSource *source;
  RwProgress *progress;
  GCancellable *cancellable;
  char *text;
  gsize room;
  guint64 base; /* offset of the text in the file */
  guint64 end;  /* of the file's text */
  RwCsvScan csv;
  RwCsvScan before; /* the same at the start of the record, to go back to */
  gboolean after_cr;
  guint64 line;   /* of the current byte */
  guint expected; /* cells of a record; 0: not known yet */
  guint header_rows;
  guint64 wasted; /* bytes behind records that ended earlier than their quotes said */
  RwCsvCells cells;
  GByteArray *scratch;
} Scan;

static guint64
get_offset (const Scan *scan, const char *at)
{
  return scan->base + (guint64) (at - scan->text);
}

/* Keeps what is behind @at and reads at least as much, so that nothing is moved often. */
static gboolean
refill (Scan *scan, const char **at, GError **error)
{
  gsize kept = (gsize) (scan->csv.end - *at);
  guint64 start = get_offset (scan, *at);
  gsize more = (gsize) MIN (MAX (BLOCK_SIZE, kept), scan->end - start - kept);

  if (g_cancellable_set_error_if_cancelled (scan->cancellable, error))
    return FALSE;
  memmove (scan->text, *at, kept);
  if (kept + more > scan->room)
    {
      scan->room = kept + more;
      scan->text = g_realloc (scan->text, scan->room);
    }
  if (!rw_source_read (scan->source, start + kept, scan->text + kept, more, error))
    return FALSE;
  rw_progress_add (scan->progress, more);
  scan->base = start;
  rw_csv_scan_begin (&scan->csv, scan->dialect, scan->text, kept + more,
                     start + kept + more == scan->end);
  *at = scan->text;
  return TRUE;
}

static void
count_line_end (Scan *scan, char byte)
{
  if (byte == '\r' || (byte == '\n' && !scan->after_cr))
    scan->line++;
  scan->after_cr = byte == '\r';
}

static void
count_lines (Scan *scan, const char *at, const char *end)
{
  for (; at < end; at++)
    count_line_end (scan, *at);
}

static void
measure (Scan *scan, const char *at, const char *end)
{
  g_byte_array_set_size (scan->scratch, 0);
  g_byte_array_append (scan->scratch, (const guint8 *) at, (guint) (end - at));
  rw_csv_split (scan->dialect, (char *) scan->scratch->data, scan->scratch->len, &scan->cells);
}

/* Whether the line from @at to @end is a record of the usual width, its quotes in pairs. */
static gboolean
fits (Scan *scan, const char *at, const char *end)
{
  RwCsvScan line;
  RwCsvExtent extent;
  gboolean odd = FALSE;

  for (const char *byte = at; byte < end; byte++)
    odd ^= *byte == scan->dialect->quote;
  if (at == end || odd)
    return FALSE;
  rw_csv_scan_begin (&line, scan->dialect, at, (gsize) (end - at), TRUE);
  rw_csv_find_end (&line, at, &extent);
  if (extent.open || extent.stray)
    return FALSE;
  measure (scan, at, end);
  return scan->cells.n == scan->expected;
}

static const char *
get_next_line (const Scan *scan, const char *line_end)
{
  gboolean crlf = line_end[0] == '\r' && line_end + 1 < scan->csv.end && line_end[1] == '\n';

  return line_end + 1 + crlf;
}

/* The first line behind @line_end that is a record, or @stop if none of those up to there is; NULL:
 * more text is needed to tell, and @line_end is where to go on. */
static const char *
find_fitting_line (Scan *scan, const char **line_end, const char *stop)
{
  RwCsvScan probe = scan->before;

  while (*line_end < stop)
    {
      const char *at = get_next_line (scan, *line_end);
      const char *end = at < probe.end ? rw_csv_find_line_end (&probe, at) : probe.end;
      if (end == probe.end && !probe.last)
        return NULL;
      if (at < end && fits (scan, at, end))
        return at;
      *line_end = end;
    }
  return stop < scan->csv.end || scan->csv.last ? stop : NULL;
}

static gboolean
is_header (const Scan *scan)
{
  return scan->index->starts->len == 0 || scan->header_rows > 0;
}

static void
add_aside (Scan *scan, const char *at, const char *end, RwProblemCause cause)
{
  RwAside aside = { get_offset (scan, at), get_offset (scan, end), scan->line, cause, 1 };

  g_array_append_val (scan->index->asides, aside);
  scan->index->n_aside += cause != RW_N_PROBLEM_CAUSES;
}

static void
add_record (Scan *scan, const char *at)
{
  if (scan->index->starts->len == 0 || scan->header_rows == 0)
    rw_index_add_record (scan->index, get_offset (scan, at), scan->line);
  else
    scan->header_rows--;
}

static void
add_note (Scan *scan, RwProblemCause cause)
{
  RwQuoteNote note = { scan->index->starts->len, cause };

  g_array_append_val (scan->index->notes, note);
}

static guint
count_breaks (const char *at, const char *end)
{
  guint n = 0;

  for (; at < end; at++)
    n += *at == '\n' || *at == '\r';
  return n;
}

/* Why a record that was measured cannot be trusted; RW_N_PROBLEM_CAUSES: it can. */
static RwProblemCause
find_cause (const Scan *scan, guint n_lines)
{
  const RwCsvCells *cells = &scan->cells;

  if (cells->longest > RW_CSV_MAX_CELL)
    return RW_PROBLEM_TOO_LONG;
  if (cells->n > RW_CSV_MAX_COLUMNS)
    return RW_PROBLEM_TOO_WIDE;
  if (cells->open && (cells->n != scan->expected || n_lines > MAX_OPEN_LINES))
    return RW_PROBLEM_OPEN_QUOTE;
  if (cells->n != scan->expected && cells->stray)
    return RW_PROBLEM_STRAY_QUOTE;
  return RW_N_PROBLEM_CAUSES;
}

/* Keeps or sets aside the record from @at to @end, which was looked at more closely. */
static const char *
settle (Scan *scan, const char *at, const char *end)
{
  RwProblemCause cause;

  measure (scan, at, end);
  if ((gsize) (end - at) > RW_CSV_MAX_RECORD)
    scan->cells.longest = (gsize) (end - at);
  cause = is_header (scan) ? RW_N_PROBLEM_CAUSES : find_cause (scan, count_breaks (at, end));
  if (cause != RW_N_PROBLEM_CAUSES)
    {
      add_aside (scan, at, end, cause);
    }
  else
    {
      if (scan->cells.open || scan->cells.stray)
        add_note (scan, scan->cells.open ? RW_PROBLEM_OPEN_QUOTE : RW_PROBLEM_STRAY_QUOTE);
      add_record (scan, at);
    }
  guint64 line = scan->line;
  count_lines (scan, at, end);
  if (cause != RW_N_PROBLEM_CAUSES)
    g_array_index (scan->index->asides, RwAside, scan->index->asides->len - 1).n_lines +=
        scan->line - line;
  return end;
}

/* Sets the usual width after the first record where the dialect does not tell. */
static void
learn_width (Scan *scan, const char *at, const char *end)
{
  if (scan->expected > 0)
    return;
  measure (scan, at, end);
  scan->expected = scan->cells.n + scan->dialect->unnamed_index;
}

/* Ends a record that was read up to @end with the line in front of @next. */
static const char *
go_back (Scan *scan, const char *at, const char *next, const char *end)
{
  scan->wasted += (gsize) (end - next);
  scan->csv = scan->before;
  return settle (scan, at, at + rw_csv_strip_line_ends (at, (gsize) (next - at)));
}

/* A quoted cell without an end: goes on with the next line that is a record. */
static const char *
resynchronise (Scan *scan, const char *at, const char *first_break)
{
  const char *next = find_fitting_line (scan, &first_break, scan->csv.end);

  return next != NULL ? go_back (scan, at, next, scan->csv.end) : NULL;
}

/* The record goes over several lines: ends it with its first one if that is all it should be, or in
 * front of any line that is a record where quotes are out of place. */
static const char *
take_lines (Scan *scan, const char *at, const RwCsvExtent *extent)
{
  RwCsvScan probe = scan->before;
  const char *line_end = extent->first_break;
  const char *stop = extent->end;

  measure (scan, at, extent->end);
  if ((scan->cells.n == scan->expected && !extent->stray) || is_header (scan))
    return settle (scan, at, extent->end);
  if (!extent->stray)
    stop = rw_csv_find_line_end (&probe, get_next_line (scan, line_end));
  const char *next = find_fitting_line (scan, &line_end, stop);
  if (next == stop)
    return settle (scan, at, extent->end);
  return go_back (scan, at, next, extent->end);
}

static const char *
take_comment (Scan *scan, const char *at)
{
  const char *end = rw_csv_find_line_end (&scan->csv, at);

  if (end == scan->csv.end && !scan->csv.last)
    return NULL;
  add_aside (scan, at, end, RW_N_PROBLEM_CAUSES);
  return end;
}

/* Returns where the record ends; NULL: more text is needed. */
static const char *
take_record (Scan *scan, const char *at)
{
  RwCsvExtent extent;

  scan->csv.wary =
      scan->wasted > BLOCK_SIZE + MAX_WASTE * (get_offset (scan, at) - scan->dialect->start);
  scan->before = scan->csv;
  if (*at == scan->dialect->comment && scan->dialect->comment != '\0')
    return take_comment (scan, at);
  rw_csv_find_end (&scan->csv, at, &extent);
  if (!extent.complete && !extent.suspect)
    return NULL;
  gboolean endless = extent.first_break != NULL && (extent.open || extent.suspect);
  learn_width (scan, at, endless ? extent.first_break : extent.end);
  if (endless)
    return resynchronise (scan, at, extent.first_break);
  if (extent.first_break != NULL)
    return take_lines (scan, at, &extent);
  if (extent.open || extent.stray || (gsize) (extent.end - at) >= RW_CSV_MAX_COLUMNS)
    return settle (scan, at, extent.end);
  add_record (scan, at);
  return extent.end;
}

/* Sets a record aside that is longer than any may be, up to the next line that is a record, without
 * keeping its text. */
static gboolean
skip_long (Scan *scan, const char **at, GError **error)
{
  guint64 start = get_offset (scan, *at);
  RwAside aside = { start, start, scan->line, RW_PROBLEM_TOO_LONG, 1 };
  const char *next = NULL;

  while (next == NULL)
    {
      RwCsvScan probe;
      rw_csv_scan_begin (&probe, scan->dialect, *at, (gsize) (scan->csv.end - *at), scan->csv.last);
      scan->before = probe;
      const char *line_end = rw_csv_find_line_end (&probe, *at);
      next = find_fitting_line (scan, &line_end, scan->csv.end);
      /* Of the last line, which may go on, some is kept. */
      const char *end = next != NULL ? next : line_end;
      if (next == NULL && (gsize) (scan->csv.end - end) > RW_CSV_MAX_CELL)
        end = scan->csv.end;
      count_lines (scan, *at, end);
      *at = end;
      if (next == NULL && !refill (scan, at, error))
        return FALSE;
      next = next != NULL ? *at : NULL;
    }
  aside.end = get_offset (scan, *at);
  aside.n_lines = MAX (scan->line - aside.line, 1);
  g_array_append_val (scan->index->asides, aside);
  scan->index->n_aside++;
  return TRUE;
}

static gboolean
check_limits (const Scan *scan, const char *at, GError **error)
{
  g_autofree char *most = NULL;
  g_autofree char *line = NULL;

  if (scan->index->starts->len >= G_MAXUINT32 - 1)
    {
      most = rw_format_count (G_MAXUINT32 - 2);
      g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
                   _ ("The file has more than %s rows. Split it into smaller files."), most);
    }
  else if (is_header (scan) && (gsize) (scan->csv.end - at) > RW_CSV_MAX_RECORD)
    {
      line = rw_format_count (scan->line);
      g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
                   _ ("The row that starts on line %s is longer than 16 MiB. A quotation mark may "
                      "be missing there."),
                   line);
    }
  else
    return TRUE;
  return FALSE;
}

static gboolean
get_more (Scan *scan, const char **at, GError **error)
{
  if (!check_limits (scan, *at, error))
    return FALSE;
  if ((gsize) (scan->csv.end - *at) > RW_CSV_MAX_RECORD)
    return skip_long (scan, at, error);
  return refill (scan, at, error);
}

static gboolean
scan_text (Scan *scan, GError **error)
{
  const char *at = NULL;

  scan->csv.end = at = scan->text;
  while (at < scan->csv.end || get_offset (scan, at) < scan->end)
    {
      const char *next = NULL;
      while (at < scan->csv.end && (*at == '\n' || *at == '\r'))
        count_line_end (scan, *at++);
      if (at < scan->csv.end)
        {
          scan->after_cr = FALSE;
          next = take_record (scan, at);
        }
      if (next != NULL)
        at = next;
      else if (!scan->csv.last && !get_more (scan, &at, error))
        return FALSE;
    }
  return check_limits (scan, at, error);
}

RwIndex *
rw_index_new (RwSource *source, const RwDialect *dialect, RwProgress *progress,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (RwIndex) index = rw_index_alloc ();
  guint64 start = dialect->start + dialect->preamble;
  Scan scan = { .index = index,
                .dialect = dialect,
                .source = source,
                .progress = progress,
                .cancellable = cancellable,
                .base = start,
                .end = MAX (rw_source_get_size (source) - dialect->tail, start),
                .line = 1 + dialect->preamble_lines,
                .expected = dialect->n_columns,
                .header_rows = dialect->extra_header_rows,
                .scratch = g_byte_array_new () };

  rw_progress_begin (progress, RW_STAGE_INDEXING, scan.end - start);
  if (dialect->no_header)
    rw_index_add_record (index, start, scan.line);
  scan.text = g_malloc (BLOCK_SIZE);
  scan.room = BLOCK_SIZE;
  gboolean done = scan_text (&scan, error);
  g_free (scan.text);
  rw_csv_cells_clear (&scan.cells);
  g_byte_array_unref (scan.scratch);
  if (!done)
    return NULL;
  g_array_append_val (index->starts, scan.end);
  return g_steal_pointer (&index);
}
