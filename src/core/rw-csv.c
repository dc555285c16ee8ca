/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-csv.h"

#include <string.h>

/* Lines that a quoted cell with a stray quote may go over, or all of a record's to the wary. */
#define MAX_STRAY_LINES 3

static const char *
find_byte (const char *at, const char *end, char byte)
{
  const char *found = at < end ? memchr (at, byte, (gsize) (end - at)) : NULL;
  return found != NULL ? found : end;
}

void
rw_csv_scan_begin (RwCsvScan *scan, const RwDialect *dialect, const char *text, gsize length,
                   gboolean last)
{
  *scan = (RwCsvScan){ .dialect = dialect,
                       .end = text + length,
                       .last = last,
                       .next_lf = text - 1,
                       .next_cr = text - 1,
                       .next_quote = text - 1 };
}

const char *
rw_csv_find_line_end (RwCsvScan *scan, const char *at)
{
  if (scan->next_lf < at)
    scan->next_lf = find_byte (at, scan->end, '\n');
  if (scan->next_cr < at)
    scan->next_cr = find_byte (at, scan->end, '\r');
  return MIN (scan->next_lf, scan->next_cr);
}

static const char *
find_quote (RwCsvScan *scan, const char *at)
{
  if (scan->next_quote < at)
    scan->next_quote =
        scan->dialect->quote != '\0' ? find_byte (at, scan->end, scan->dialect->quote) : scan->end;
  return scan->next_quote;
}

/* Whether an odd number of escapes is in front of @at. */
static gboolean
is_escaped (const RwDialect *dialect, const char *start, const char *at)
{
  const char *before = at;

  while (dialect->escape != '\0' && before > start && before[-1] == dialect->escape)
    before--;
  return (at - before) % 2 != 0;
}

static gboolean
opens_cell (const RwDialect *dialect, const char *start, const char *quote)
{
  const char *at = quote;

  while (dialect->blanks && at > start && at[-1] == ' ')
    at--;
  return at == start || (at[-1] == dialect->delimiter && !is_escaped (dialect, start, at - 1));
}

/* The next quote from @at on that no escape is in front of. */
static const char *
find_plain_quote (RwCsvScan *scan, const char *at)
{
  const char *quote = find_quote (scan, at);

  while (scan->dialect->escape != '\0')
    {
      const char *escape = find_byte (at, quote, scan->dialect->escape);
      if (escape == quote)
        break;
      at = MIN (escape + 2, scan->end);
      quote = find_quote (scan, at);
    }
  return quote;
}

/* Counts the line ends in front of @stop. */
static void
count_breaks (RwCsvScan *scan, const char *at, const char *stop, RwCsvExtent *extent,
              guint *n_breaks)
{
  const char *eol = rw_csv_find_line_end (scan, at);

  while (eol < stop)
    {
      if (extent->first_break == NULL)
        extent->first_break = eol;
      if (++*n_breaks > MAX_STRAY_LINES)
        return;
      eol = rw_csv_find_line_end (scan,
                                  eol + 1 + (eol[0] == '\r' && eol + 1 < stop && eol[1] == '\n'));
    }
}

/* Goes behind the quote that closes the cell which starts at @at, or to the end of the text. */
static const char *
scan_quoted (RwCsvScan *scan, const char *at, RwCsvExtent *extent)
{
  const RwDialect *dialect = scan->dialect;
  const char *start = at;
  guint n_strays = 0;
  guint n_breaks = 0;

  while (TRUE)
    {
      const char *quote = find_plain_quote (scan, at);
      count_breaks (scan, at, quote, extent, &n_breaks);
      extent->suspect =
          n_breaks > 0 && (n_strays > 1 || (n_strays > 0 && n_breaks >= MAX_STRAY_LINES) ||
                           (scan->wary && extent->n_breaks + n_breaks > MAX_STRAY_LINES) ||
                           (gsize) (quote - start) > RW_CSV_MAX_CELL);
      extent->open = quote == scan->end || (quote + 1 == scan->end && !scan->last);
      if (extent->suspect || extent->open)
        return scan->end;
      if (quote + 1 == scan->end || quote[1] == dialect->delimiter || quote[1] == '\n' ||
          quote[1] == '\r')
        {
          extent->n_breaks += n_breaks;
          return quote + 1;
        }
      gboolean doubled = quote[1] == dialect->quote;
      n_strays += !doubled;
      extent->stray |= !doubled;
      at = quote + 1 + doubled;
    }
}

void
rw_csv_find_end (RwCsvScan *scan, const char *at, RwCsvExtent *extent)
{
  const char *start = at;

  *extent = (RwCsvExtent){ 0 };
  while (TRUE)
    {
      const char *eol = rw_csv_find_line_end (scan, at);
      const char *quote = find_quote (scan, at);
      if (quote >= eol)
        {
          extent->end = eol;
          extent->complete = eol < scan->end || scan->last;
          return;
        }
      at = quote + 1;
      if (!opens_cell (scan->dialect, start, quote))
        continue;
      at = scan_quoted (scan, at, extent);
      if (extent->suspect || extent->open)
        {
          extent->end = scan->end;
          extent->complete = scan->last;
          return;
        }
    }
}

static void
add_cell (RwCsvCells *cells, const char *text, gsize length)
{
  if (length > cells->longest)
    cells->longest = length;
  if (cells->n++ > RW_CSV_MAX_COLUMNS)
    return;
  if (cells->n > cells->room)
    {
      cells->room = MAX (2 * cells->room, 32);
      cells->cells = g_renew (RwCell, cells->cells, cells->room);
    }
  cells->cells[cells->n - 1] = (RwCell){ text, length };
}

static gboolean
is_escape (const RwDialect *dialect, const char *at, const char *end)
{
  return dialect->escape != '\0' && at[0] == dialect->escape && at + 1 < end &&
         (at[1] == dialect->quote || at[1] == dialect->escape || at[1] == dialect->delimiter);
}

/* Returns where the cell ends. */
static const char *
split_plain (const RwDialect *dialect, char *at, const char *end, RwCsvCells *cells)
{
  char *out = at;
  const char *start = at;

  if (dialect->escape == '\0')
    {
      const char *stop = find_byte (at, end, dialect->delimiter);
      add_cell (cells, at, (gsize) (stop - at));
      return stop;
    }
  while (at < end && *at != dialect->delimiter)
    {
      at += is_escape (dialect, at, end);
      *out++ = *at++;
    }
  add_cell (cells, start, (gsize) (out - start));
  return at;
}

/* @at: behind the opening quote. */
static const char *
split_quoted (const RwDialect *dialect, char *at, const char *end, RwCsvCells *cells)
{
  char *out = at;
  const char *start = at;

  for (; at < end; *out++ = *at++)
    {
      if (is_escape (dialect, at, end))
        at++;
      else if (*at != dialect->quote)
        continue;
      else if (at + 1 == end || at[1] == dialect->delimiter)
        {
          add_cell (cells, start, (gsize) (out - start));
          return at + 1;
        }
      else if (at[1] == dialect->quote)
        at++;
      else
        cells->stray = TRUE;
    }
  cells->open = TRUE;
  add_cell (cells, start, (gsize) (out - start));
  return at;
}

void
rw_csv_split (const RwDialect *dialect, char *bytes, gsize length, RwCsvCells *cells)
{
  char *at = bytes;
  const char *end = bytes + rw_csv_strip_line_ends (bytes, length);

  cells->n = 0;
  cells->longest = 0;
  cells->open = cells->stray = FALSE;
  while (at <= end)
    {
      while (dialect->blanks && at < end && *at == ' ')
        at++;
      gboolean quoted = at < end && dialect->quote != '\0' && *at == dialect->quote;
      const char *stop = quoted ? split_quoted (dialect, at + 1, end, cells)
                                : split_plain (dialect, at, end, cells);
      at = bytes + (stop + 1 - bytes);
    }
  if (dialect->trailing && cells->n > 1 && cells->n <= RW_CSV_MAX_COLUMNS + 1 &&
      cells->cells[cells->n - 1].length == 0 && end[-1] == dialect->delimiter)
    cells->n--;
}

gsize
rw_csv_strip_line_ends (const char *bytes, gsize length)
{
  while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r'))
    length--;
  return length;
}

void
rw_csv_cells_clear (RwCsvCells *cells)
{
  g_clear_pointer (&cells->cells, g_free);
}
