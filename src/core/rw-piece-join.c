/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-piece-private.h"

#include <math.h>
#include <string.h>

/* Up to this many levels a column is a category however few rows there are. */
#define ALWAYS_CATEGORY_LEVELS 20u

typedef struct
{
  guint64 n_values; /* not missing */
  guint64 n_numbers;
  gboolean has_number_piece; /* whose texts are lost */
  gboolean has_text_piece;
} Tally;

static guint64
count_number_rows (const RwLevels *levels)
{
  guint64 n = 0;
  double ignored = 0;

  for (guint32 i = 0; i < rw_levels_get_n (levels); i++)
    if (rw_cell_parse_number (rw_levels_get_cell (levels, i), &ignored))
      n += rw_levels_get_count (levels, i);
  return n;
}

static Tally
tally_pieces (const RwPieces *pieces)
{
  Tally tally = { 0 };

  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      const RwPiece *piece = pieces->pieces->pdata[i];
      guint32 n_values = piece->n_rows - piece->n_missing;
      tally.n_values += n_values;
      if (piece->state == RW_COLUMN_CATEGORY)
        tally.n_numbers += count_number_rows (piece->levels);
      else if (piece->state == RW_COLUMN_NUMBER)
        tally.n_numbers += n_values - piece->bad->len;
      tally.has_number_piece |= piece->state == RW_COLUMN_NUMBER;
      tally.has_text_piece |= piece->state == RW_COLUMN_TEXT;
    }
  return tally;
}

static gboolean
is_number (const RwPieces *pieces, const Tally *tally)
{
  if (pieces->hint != RW_HINT_NONE)
    return pieces->hint == RW_HINT_NUMBER;
  return !tally->has_text_piece && tally->n_values > 0 &&
         tally->n_numbers * 10 >= tally->n_values * 9;
}

/* The numbers of a piece of levels; the rows whose level is none are problems. */
static void
write_level_numbers (const RwPieces *pieces, const RwPiece *piece, RwProblems *problems)
{
  guint32 n = rw_levels_get_n (piece->levels);
  g_autofree double *values = g_new (double, n + 1);

  for (guint32 i = 0; i < n; i++)
    if (!rw_cell_parse_number (rw_levels_get_cell (piece->levels, i), &values[i]))
      values[i] = NAN;
  for (guint32 i = 0; i < piece->n_rows; i++)
    {
      guint16 code = piece->codes[i];
      piece->numbers[i] = code == RW_CODE_MISSING ? NAN : values[code];
      if (code != RW_CODE_MISSING && isnan (values[code]))
        rw_problems_add (problems, RW_PROBLEM_NOT_A_NUMBER, (guint64) piece->first_row + i + 1,
                         pieces->column, rw_levels_get_cell (piece->levels, code));
    }
}

static void
report_bad_cells (const RwPieces *pieces, const RwPiece *piece, RwProblems *problems)
{
  for (guint i = 0; i < piece->bad->len; i++)
    {
      const RwBadCell *bad = &g_array_index (piece->bad, RwBadCell, i);
      rw_problems_add (problems, RW_PROBLEM_NOT_A_NUMBER, (guint64) piece->first_row + bad->row + 1,
                       pieces->column, (RwCell){ bad->text, strlen (bad->text) });
    }
}

static RwColumn *
join_numbers (RwPieces *pieces, const Tally *tally, RwProblems *problems)
{
  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      const RwPiece *piece = pieces->pieces->pdata[i];
      if (piece->state == RW_COLUMN_CATEGORY)
        write_level_numbers (pieces, piece, problems);
      else
        report_bad_cells (pieces, piece, problems);
    }
  return rw_column_new_number (pieces->name, g_steal_pointer (&pieces->space->numbers),
                               pieces->n_rows - tally->n_numbers);
}

/* All levels in the order of their first row, or NULL when there are too many for a category. */
static RwLevels *
join_levels (const RwPieces *pieces, const Tally *tally)
{
  g_autoptr (RwLevels) levels = rw_levels_new ();

  if (tally->has_text_piece)
    return NULL;
  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      const RwPiece *piece = pieces->pieces->pdata[i];
      for (guint32 k = 0; k < rw_levels_get_n (piece->levels); k++)
        rw_levels_add (levels, rw_levels_get_cell (piece->levels, k),
                       rw_levels_get_count (piece->levels, k));
      if (rw_levels_get_n (levels) > RW_CATEGORY_MAX_LEVELS)
        return NULL;
    }
  guint32 n = rw_levels_get_n (levels);
  if (n > ALWAYS_CATEGORY_LEVELS && (guint64) n * 2 > tally->n_values)
    return NULL;
  return g_steal_pointer (&levels);
}

/* Turns the codes of a piece into those of the whole column. */
static void
recode (const RwPiece *piece, const RwLevels *levels)
{
  guint32 n = rw_levels_get_n (piece->levels);
  g_autofree guint16 *joined = g_new (guint16, n + 1);

  for (guint32 k = 0; k < n; k++)
    joined[k] = (guint16) rw_levels_find (levels, rw_levels_get_cell (piece->levels, k));
  for (guint32 i = 0; i < piece->n_rows; i++)
    if (piece->codes[i] != RW_CODE_MISSING)
      piece->codes[i] = joined[piece->codes[i]];
}

static RwColumn *
join_categories (RwPieces *pieces, const Tally *tally, RwLevels *levels)
{
  for (guint i = 0; i < pieces->pieces->len; i++)
    recode (pieces->pieces->pdata[i], levels);
  return rw_column_new_category (pieces->name, g_steal_pointer (&pieces->space->codes), levels,
                                 pieces->n_rows - tally->n_values);
}

static RwCell
get_piece_text (const RwPiece *piece, guint32 row)
{
  if (piece->state == RW_COLUMN_CATEGORY)
    return piece->codes[row] == RW_CODE_MISSING
               ? (RwCell){ "", 0 }
               : rw_levels_get_cell (piece->levels, piece->codes[row]);
  guint32 start = row > 0 ? piece->ends[row - 1] : 0;
  return (RwCell){ piece->texts->str + start, piece->ends[row] - start };
}

static RwColumn *
join_texts (RwPieces *pieces, const Tally *tally)
{
  g_autoptr (GString) texts = g_string_new (NULL);
  guint64 *ends = g_new (guint64, pieces->n_rows);
  guint32 at = 0;

  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      const RwPiece *piece = pieces->pieces->pdata[i];
      for (guint32 row = 0; row < piece->n_rows; row++)
        {
          RwCell cell = get_piece_text (piece, row);
          g_string_append_len (texts, cell.text, (gssize) cell.length);
          ends[at++] = texts->len;
        }
    }
  gsize length = texts->len;
  char *bytes = g_realloc (g_string_free (g_steal_pointer (&texts), FALSE), length + 1);
  return rw_column_new_text (pieces->name, ends, bytes, pieces->n_rows - tally->n_values);
}

RwColumn *
rw_pieces_join (RwPieces *pieces, RwProblems *problems)
{
  Tally tally = tally_pieces (pieces);

  if (is_number (pieces, &tally))
    return join_numbers (pieces, &tally, problems);
  if (tally.has_number_piece)
    return NULL;
  RwLevels *levels = join_levels (pieces, &tally);
  if (levels != NULL)
    return join_categories (pieces, &tally, levels);
  return join_texts (pieces, &tally);
}
