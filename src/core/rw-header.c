/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-header.h"

#include <string.h>

/* Records that are looked at, and of these above the header and with names. */
#define MAX_ROWS        500u
#define MAX_PREAMBLE    50u
#define MAX_HEADER_ROWS 3u

/* Rows that must be under a second header row, lest it is a damaged row. */
#define MIN_ROWS 3u

/* Of a column's values, numbers: then it is one of numbers. */
#define MIN_NUMBERS 0.9

typedef struct
{
  GPtrArray *rows; /* GPtrArray of char *, each a record */
  const GArray *records;
  guint width;
} Sample;

/* Text above numbers speaks for a header; a number above numbers, or a text that comes again below,
 * against it. */
typedef struct
{
  guint n_for;
  guint n_against;
} Verdict;

static GPtrArray *
copy_cells (const RwCsvCells *cells)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MIN (cells->n, RW_CSV_MAX_COLUMNS); i++)
    {
      RwCell cell = rw_cell_trim (cells->cells[i]);
      g_ptr_array_add (row, g_strndup (cell.text, cell.length));
    }
  return row;
}

static GPtrArray *
read_rows (const RwDialect *dialect, const char *text, const GArray *records)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_auto (RwCsvCells) cells = { 0 };

  for (guint i = 0; i < MIN (records->len, MAX_ROWS); i++)
    {
      const RwSniffRecord *record = &g_array_index (records, RwSniffRecord, i);
      g_autofree char *copy = g_memdup2 (text + record->start, record->end - record->start);
      rw_csv_split (dialect, copy, record->end - record->start, &cells);
      g_ptr_array_add (rows, copy_cells (&cells));
    }
  return rows;
}

static const char *
get_cell (const Sample *sample, guint row, guint column)
{
  const GPtrArray *cells = sample->rows->pdata[row];

  return column < cells->len ? cells->pdata[column] : "";
}

/* Whether @text is written like a number, an amount of money, a share or a date. */
static gboolean
is_number_like (const char *text)
{
  guint n_letters = 0;
  guint n_digits = 0;

  if (!g_ascii_isdigit (text[0]) && strchr ("+-.,($", text[0]) == NULL && (text[0] & 0x80) == 0)
    return FALSE;
  for (; *text != '\0'; text++)
    {
      n_letters += g_ascii_isalpha (*text);
      n_digits += g_ascii_isdigit (*text);
    }
  return n_digits > 0 && n_letters <= 3;
}

static gboolean
is_year (const char *text)
{
  return strlen (text) == 4 && (g_str_has_prefix (text, "19") || g_str_has_prefix (text, "20")) &&
         is_number_like (text);
}

static gboolean
is_missing (const char *text)
{
  return rw_cell_is_missing ((RwCell){ text, strlen (text) });
}

static gboolean
is_same_row (const Sample *sample, guint a, guint b)
{
  for (guint i = 0; i < sample->width; i++)
    if (strcmp (get_cell (sample, a, i), get_cell (sample, b, i)) != 0)
      return FALSE;
  return TRUE;
}

/* Whether the values of @column from @row on are numbers; years among them are a matter of taste.
 */
static gboolean
is_number_column (const Sample *sample, guint row, guint column, gboolean *years)
{
  guint n = 0;
  guint n_numbers = 0;
  guint n_years = 0;

  for (guint i = row; i < sample->rows->len; i++)
    {
      const char *text = get_cell (sample, i, column);
      if (is_missing (text))
        continue;
      n++;
      n_numbers += is_number_like (text);
      n_years += is_year (text);
    }
  *years = n > 0 && n_years == n;
  return n > 0 && n_numbers >= MIN_NUMBERS * n;
}

/* The rows under @row that are not the same (guint). */
static GArray *
find_others (const Sample *sample, guint row)
{
  GArray *others = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = row + 1; i < sample->rows->len; i++)
    if (!is_same_row (sample, i, row))
      g_array_append_val (others, i);
  return others;
}

static gboolean
comes_again (const Sample *sample, guint row, guint column, const GArray *others)
{
  const char *text = get_cell (sample, row, column);
  guint n = 0;

  for (guint i = 0; i < others->len && !is_missing (text); i++)
    n += strcmp (get_cell (sample, g_array_index (others, guint, i), column), text) == 0;
  return n > 1;
}

/* What @row is, given the rows from @below on. */
static Verdict
judge (const Sample *sample, guint row, guint below)
{
  g_autoptr (GArray) others = find_others (sample, row);
  Verdict verdict = { 0 };

  for (guint column = 0; column < sample->width; column++)
    {
      const char *text = get_cell (sample, row, column);
      gboolean years = FALSE;
      gboolean numbers = is_number_column (sample, below, column, &years);
      if (is_missing (text) || (is_year (text) && !years))
        continue;
      verdict.n_for += numbers && !is_number_like (text);
      verdict.n_against +=
          numbers ? is_number_like (text) : comes_again (sample, row, column, others);
    }
  return verdict;
}

/* Whether @row, under the header, names columns too: several texts above numbers and no number. */
static gboolean
is_header_row (const Sample *sample, guint row, guint below)
{
  Verdict verdict = judge (sample, row, below);

  for (guint column = 0; column < sample->width; column++)
    if (is_missing (get_cell (sample, row, column)))
      return FALSE;
  return ((const GPtrArray *) sample->rows->pdata[row])->len == sample->width &&
         verdict.n_for > 1 && verdict.n_against == 0;
}

static guint
count_header_rows (const Sample *sample, guint first)
{
  for (guint n = MAX_HEADER_ROWS; n > 1; n--)
    {
      gboolean all = first + n + MIN_ROWS <= sample->rows->len;
      for (guint i = 1; i < n && all; i++)
        all = is_header_row (sample, first + i, first + n);
      if (all)
        return n;
    }
  return 1;
}

static guint
get_n_cells (const Sample *sample, guint row)
{
  return g_array_index (sample->records, RwSniffRecord, row).n_cells;
}

/* The first record as wide as the table; those above it must be narrower. */
static guint
find_first_full (const Sample *sample)
{
  guint row = 0;

  while (row < MIN (sample->rows->len, MAX_PREAMBLE) && get_n_cells (sample, row) < sample->width)
    row++;
  return row < sample->rows->len && get_n_cells (sample, row) == sample->width ? row : 0;
}

/* The header, or the first row where there is none; what is above it is preamble. */
static guint
find_first (const Sample *sample)
{
  guint full = find_first_full (sample);
  Verdict verdict = judge (sample, full, full + 1);

  if (full == 0)
    return 0;
  if (verdict.n_for > verdict.n_against || (get_n_cells (sample, 0) == 1 && sample->width > 2))
    return full;
  return 0;
}

/* Whether all records from @row on that are as wide as the table end with an empty cell. */
static gboolean
has_trailing (const Sample *sample, guint row)
{
  guint n = 0;

  for (guint i = row; i < sample->rows->len; i++)
    if (get_n_cells (sample, i) == sample->width)
      {
        if (get_cell (sample, i, sample->width - 1)[0] != '\0')
          return FALSE;
        n++;
      }
  return n > 0 && sample->width > 1;
}

static gboolean
lacks_name (const Sample *sample, guint header)
{
  guint n = 0;

  for (guint i = header + 1; i < sample->rows->len; i++)
    n += get_n_cells (sample, i) == sample->width;
  return get_n_cells (sample, header) + 1 == sample->width && n > 0 &&
         n >= MIN_NUMBERS * (sample->rows->len - header - 1);
}

static guint
count_lines (const char *text, gsize length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += text[i] == '\r' || (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'));
  return n;
}

static void
set_header (const RwDialectGiven *given, const Sample *sample, guint first, RwDialect *dialect)
{
  Verdict verdict = judge (sample, first, first + 1);

  dialect->no_header =
      given->no_header || (given->header_row == 0 && get_n_cells (sample, first) == sample->width &&
                           verdict.n_against > verdict.n_for);
  if (!dialect->no_header && given->header_row == 0)
    dialect->extra_header_rows = count_header_rows (sample, first) - 1;
  gboolean no_last_name = get_n_cells (sample, first) <= sample->width &&
                          (lacks_name (sample, first) || has_trailing (sample, first));
  dialect->trailing = !dialect->no_header && no_last_name && has_trailing (sample, first + 1);
  dialect->unnamed_index = !dialect->trailing && !dialect->no_header && lacks_name (sample, first);
  dialect->n_columns = sample->width - dialect->trailing;
}

void
rw_header_find (const RwDialectGiven *given, const char *text, gsize length, gsize offset,
                guint lines, RwDialect *dialect)
{
  g_autoptr (GArray) records = rw_sniff_records (dialect, text, length);
  g_autoptr (GPtrArray) rows = read_rows (dialect, text, records);
  Sample sample = { rows, records, dialect->n_columns };
  gboolean given_place = given->header_row > 0 || given->skip_rows > 0 || given->no_header;

  dialect->preamble = offset;
  dialect->preamble_lines = lines;
  dialect->no_header = given->no_header;
  if (rows->len == 0)
    return;
  guint first = given_place ? 0 : find_first (&sample);
  gsize start = first > 0 ? g_array_index (records, RwSniffRecord, first).start : 0;
  dialect->preamble += start;
  dialect->preamble_lines += count_lines (text, start);
  set_header (given, &sample, first, dialect);
}
