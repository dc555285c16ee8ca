/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sniff.h"

#include <string.h>

/* Of the records of a sample, as wide as most: fewer, and it is prose with commas. */
#define MIN_SHARE 0.5

/* Bytes looked at in vain, as parts of the sample: more, and quoted cells must be short. */
#define MAX_WASTE 8

/* Of the delimiters, followed by a blank: then it is no part of the cells. */
#define MIN_BLANK_SHARE 0.9

static const char delimiters[] = { ',', ';', '\t', '|' };
#define N_DELIMITERS G_N_ELEMENTS (delimiters)

/* What a sample is like when it is cut in one way. */
typedef struct
{
  guint header; /* cells of the first record */
  guint width;  /* of most records */
  guint n_cut;  /* records behind the first one that have several cells */
  double share; /* of the records, as wide as most */
  double score;
} Fit;

typedef struct
{
  const RwDialectGiven *given;
  const char *text;
  gsize length;
  RwDialect best[N_DELIMITERS]; /* of each delimiter */
  Fit fits[N_DELIMITERS];
} Sniff;

static gboolean
is_quote (char byte)
{
  return byte == '"' || byte == '\'';
}

/* Whether no other delimiter or quote has reason to cut @cell of @record, or to unquote it. */
static gboolean
is_clean (const RwDialect *dialect, const char *record, RwCell cell)
{
  if (cell.length == 0 || (cell.text > record && cell.text[-1] == dialect->quote))
    return TRUE;
  if (cell.text[0] == ' ' || is_quote (cell.text[0]) || is_quote (cell.text[cell.length - 1]))
    return FALSE;
  for (gsize i = 0; i < cell.length; i++)
    if (memchr (delimiters, cell.text[i], N_DELIMITERS) != NULL)
      return FALSE;
  return TRUE;
}

static void
add_record (GArray *records, const RwDialect *dialect, const RwCsvCells *cells, const char *bytes,
            RwSniffRecord record)
{
  record.n_cells = cells->n;
  for (guint i = 0; i < MIN (cells->n, RW_CSV_MAX_COLUMNS) && !cells->stray && !cells->open; i++)
    record.n_clean += is_clean (dialect, bytes, cells->cells[i]);
  g_array_append_val (records, record);
}

static int
compare_widths (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return (x > y) - (x < y);
}

guint
rw_sniff_find_width (const GArray *records, guint *n_fitting)
{
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (guint));
  guint width = 0;
  guint run = 0;

  *n_fitting = 0;
  for (guint i = 0; i < records->len; i++)
    g_array_append_val (widths, g_array_index (records, RwSniffRecord, i).n_cells);
  g_array_sort (widths, compare_widths);
  for (guint i = 0; i < widths->len; i++)
    {
      guint this = g_array_index (widths, guint, i);
      run = i > 0 && g_array_index (widths, guint, i - 1) == this ? run + 1 : 1;
      if (run >= *n_fitting)
        {
          *n_fitting = run;
          width = this;
        }
    }
  return width;
}

/* A quoted cell without an end in record @open: the sample ends in it, or a quote is missing. Then
 * most of the lines behind it are records as those before it. */
static void
drop_open_cell (GArray *records, guint open)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (RwSniffRecord));
  guint n_fitting = 0;

  g_array_append_vals (before, records->data, open);
  guint width = rw_sniff_find_width (before, &n_fitting);
  n_fitting = 0;
  for (guint i = open; i < records->len; i++)
    n_fitting += g_array_index (records, RwSniffRecord, i).n_cells == width;
  if (open > 0 && n_fitting < MIN_SHARE * (records->len - open))
    g_array_set_size (records, open);
}

/* The extent of the record, comment or blank line at @at. */
static RwCsvExtent
find_extent (RwCsvScan *scan, const char *at)
{
  char comment = scan->dialect->comment;
  RwCsvExtent extent = { .end = at + 1 };

  if (comment != '\0' && *at == comment)
    extent.end = rw_csv_find_line_end (scan, at);
  else if (*at != '\n' && *at != '\r')
    rw_csv_find_end (scan, at, &extent);
  return extent;
}

GArray *
rw_sniff_records (const RwDialect *dialect, const char *text, gsize length)
{
  GArray *records = g_array_new (FALSE, FALSE, sizeof (RwSniffRecord));
  g_autofree char *copy = g_memdup2 (text, length);
  g_auto (RwCsvCells) cells = { 0 };
  RwCsvScan scan;
  gsize at = 0;
  gsize wasted = 0;
  guint open = G_MAXUINT;

  rw_csv_scan_begin (&scan, dialect, text, length, TRUE);
  while (at < length)
    {
      scan.wary = wasted > MAX_WASTE * length;
      RwCsvScan before = scan;
      RwCsvExtent extent = find_extent (&scan, text + at);
      gboolean comment = dialect->comment != '\0' && text[at] == dialect->comment;
      if ((extent.open || extent.suspect) && extent.first_break != NULL)
        {
          if (extent.open)
            open = MIN (open, records->len);
          scan = before;
          wasted += (gsize) (extent.end - extent.first_break);
          extent.end = extent.first_break;
        }
      gsize n = (gsize) (extent.end - text) - at;
      if (!comment && rw_csv_strip_line_ends (text + at, n) > 0)
        {
          rw_csv_split (dialect, copy + at, n, &cells);
          add_record (records, dialect, &cells, copy + at, (RwSniffRecord){ at, at + n, 0, 0 });
        }
      at += n;
    }
  if (open < records->len)
    drop_open_cell (records, open);
  return records;
}

/* More columns are better, but soon none is much better than another number. */
static Fit
measure (const RwDialect *dialect, const char *text, gsize length)
{
  g_autoptr (GArray) records = rw_sniff_records (dialect, text, length);
  Fit fit = { 0 };
  guint n_fitting = 0;
  double n_cells = 0;
  double n_clean = 0;

  if (records->len == 0)
    return fit;
  fit.header = g_array_index (records, RwSniffRecord, 0).n_cells;
  fit.width = rw_sniff_find_width (records, &n_fitting);
  fit.share = (double) n_fitting / records->len;
  for (guint i = 0; i < records->len; i++)
    {
      const RwSniffRecord *record = &g_array_index (records, RwSniffRecord, i);
      fit.n_cut += i > 0 && record->n_cells > 1;
      if (record->n_cells == fit.width)
        {
          n_cells += record->n_cells;
          n_clean += record->n_clean;
        }
    }
  fit.score = fit.share * (0.5 + 0.5 * n_clean / n_cells) * fit.width / (fit.width + 1.0);
  return fit;
}

/* Whether @byte stands where a quote would: at the start of a cell, and somewhere at its end. */
static gboolean
may_quote (const Sniff *sniff, char delimiter, char byte)
{
  guint n_starts = 0;
  guint n_ends = 0;

  for (gsize i = 0; i < sniff->length; i++)
    {
      if (sniff->text[i] != byte)
        continue;
      char before = i > 0 ? sniff->text[i - 1] : '\n';
      char after = i + 1 < sniff->length ? sniff->text[i + 1] : '\n';
      n_starts += before == delimiter || before == '\n' || before == '\r' || before == ' ';
      n_ends += after == delimiter || after == '\n' || after == '\r';
    }
  return n_starts > 1 && n_ends > 1;
}

static gboolean
may_escape (const Sniff *sniff, char quote)
{
  const char bytes[] = { '\\', quote };

  return memmem (sniff->text, sniff->length, bytes, sizeof bytes) != NULL;
}

static gboolean
may_comment (const Sniff *sniff)
{
  return sniff->text[0] == '#' || memmem (sniff->text, sniff->length, "\n#", 2) != NULL ||
         memmem (sniff->text, sniff->length, "\r#", 2) != NULL;
}

static gboolean
may_have_blanks (const Sniff *sniff, char delimiter)
{
  guint n = 0;
  guint n_blanks = 0;

  for (gsize i = 0; i + 1 < sniff->length; i++)
    if (sniff->text[i] == delimiter && sniff->text[i + 1] != '\n' && sniff->text[i + 1] != '\r')
      {
        n++;
        n_blanks += sniff->text[i + 1] == ' ';
      }
  return n_blanks > 0 && n_blanks >= MIN_BLANK_SHARE * n;
}

static void
try_dialect (Sniff *sniff, guint d, RwDialect dialect)
{
  Fit fit = measure (&dialect, sniff->text, sniff->length);

  if (sniff->best[d].delimiter != '\0' && fit.score <= sniff->fits[d].score)
    return;
  sniff->fits[d] = fit;
  sniff->best[d] = dialect;
}

static void
try_comments (Sniff *sniff, guint d, RwDialect dialect)
{
  char given = sniff->given->comment;

  dialect.comment = given == RW_DIALECT_NONE ? '\0' : given;
  try_dialect (sniff, d, dialect);
  if (given != '\0' || !may_comment (sniff))
    return;
  dialect.comment = '#';
  try_dialect (sniff, d, dialect);
}

static void
try_escapes (Sniff *sniff, guint d, RwDialect dialect)
{
  char given = sniff->given->escape;

  dialect.escape = given == RW_DIALECT_NONE ? '\0' : given;
  try_comments (sniff, d, dialect);
  if (given != '\0' || !may_escape (sniff, dialect.quote))
    return;
  dialect.escape = '\\';
  try_comments (sniff, d, dialect);
}

static void
try_quotes (Sniff *sniff, guint d, RwDialect dialect)
{
  char given = sniff->given->quote;

  dialect.quote = given == RW_DIALECT_NONE ? '\0' : given != '\0' ? given : '"';
  try_escapes (sniff, d, dialect);
  if (given != '\0' || !may_quote (sniff, dialect.delimiter, '\''))
    return;
  dialect.quote = '\'';
  try_escapes (sniff, d, dialect);
}

static void
try_delimiter (Sniff *sniff, guint d, char delimiter)
{
  RwDialect dialect = { .delimiter = delimiter };

  try_quotes (sniff, d, dialect);
  dialect.blanks = may_have_blanks (sniff, delimiter);
  if (dialect.blanks)
    try_quotes (sniff, d, dialect);
}

/* A list of one column, though its header may hold a delimiter: nothing cuts any other record. Or
 * few records only are cut. */
static gboolean
find_single_column (const Sniff *sniff, guint *found)
{
  *found = N_DELIMITERS;
  for (guint d = 0; d < N_DELIMITERS; d++)
    {
      const Fit *fit = &sniff->fits[d];
      gboolean fits = fit->header == 1 && fit->width == 1 && fit->share >= MIN_SHARE;
      if (fit->n_cut > 0 && !fits)
        return FALSE;
      if (*found == N_DELIMITERS && fits)
        *found = d;
    }
  return *found < N_DELIMITERS;
}

static gboolean
find_best (const Sniff *sniff, guint *found)
{
  *found = N_DELIMITERS;
  for (guint d = 0; d < N_DELIMITERS; d++)
    {
      const Fit *fit = &sniff->fits[d];
      if (fit->width > 1 && fit->share >= MIN_SHARE &&
          (*found == N_DELIMITERS || fit->score > sniff->fits[*found].score))
        *found = d;
    }
  return *found < N_DELIMITERS || find_single_column (sniff, found);
}

static void
take_best (const Sniff *sniff, guint found, RwDialect *dialect)
{
  RwDialect best = sniff->best[found];

  best.start = dialect->start;
  best.tail = dialect->tail;
  best.n_columns = sniff->fits[found].width;
  best.score = sniff->fits[found].score;
  for (guint d = 0; d < N_DELIMITERS; d++)
    if (d != found && sniff->fits[d].score > best.next_score)
      {
        best.next_score = sniff->fits[d].score;
        best.next_delimiter = delimiters[d];
      }
  *dialect = best;
}

gboolean
rw_sniff_text (const RwDialectGiven *given, const char *text, gsize length, RwDialect *dialect)
{
  Sniff sniff = { .given = given, .text = text, .length = length };
  guint found = 0;

  if (given->delimiter != '\0')
    try_delimiter (&sniff, 0, given->delimiter);
  for (guint d = 0; d < N_DELIMITERS && given->delimiter == '\0'; d++)
    try_delimiter (&sniff, d, delimiters[d]);
  if (given->delimiter == '\0' && !find_best (&sniff, &found))
    return FALSE;
  take_best (&sniff, found, dialect);
  return TRUE;
}
