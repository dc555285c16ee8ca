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
write_level_numbers (const RwPieces *pieces, const RwPiece *piece, guint32 first_row,
                     double *numbers, RwProblems *problems)
{
  guint32 n = rw_levels_get_n (piece->levels);
  g_autofree double *values = g_new (double, n + 1);

  for (guint32 i = 0; i < n; i++)
    if (!rw_cell_parse_number (rw_levels_get_cell (piece->levels, i), &values[i]))
      values[i] = NAN;
  for (guint32 row = 0; row < piece->n_rows; row++)
    {
      guint16 code = piece->codes[row];
      numbers[row] = code == RW_CODE_MISSING ? NAN : values[code];
      if (code != RW_CODE_MISSING && isnan (numbers[row]))
        rw_problems_add (problems, RW_PROBLEM_NOT_A_NUMBER, (guint64) first_row + row + 1,
                         pieces->column, rw_levels_get_cell (piece->levels, code));
    }
}

static void
write_numbers (const RwPieces *pieces, const RwPiece *piece, guint32 first_row, double *numbers,
               RwProblems *problems)
{
  if (piece->state == RW_COLUMN_CATEGORY)
    {
      write_level_numbers (pieces, piece, first_row, numbers, problems);
      return;
    }
  memcpy (numbers, piece->numbers, piece->n_rows * sizeof (double));
  for (guint i = 0; i < piece->bad->len; i++)
    {
      const RwBadCell *bad = &g_array_index (piece->bad, RwBadCell, i);
      rw_problems_add (problems, RW_PROBLEM_NOT_A_NUMBER, (guint64) first_row + bad->row + 1,
                       pieces->column, (RwCell){ bad->text, strlen (bad->text) });
    }
}

static void
free_piece (RwPieces *pieces, guint i)
{
  rw_piece_free (pieces->pieces->pdata[i]);
  pieces->pieces->pdata[i] = NULL;
}

static RwColumn *
join_numbers (RwPieces *pieces, const Tally *tally, RwProblems *problems)
{
  double *numbers = g_new (double, pieces->n_rows);
  guint32 row = 0;

  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      const RwPiece *piece = pieces->pieces->pdata[i];
      write_numbers (pieces, piece, row, numbers + row, problems);
      row += piece->n_rows;
      free_piece (pieces, i);
    }
  return rw_column_new_number (pieces->name, numbers, pieces->n_rows - tally->n_numbers);
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

static RwColumn *
join_categories (RwPieces *pieces, const Tally *tally, RwLevels *levels)
{
  guint16 *codes = g_new (guint16, pieces->n_rows);
  guint32 at = 0;

  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      const RwPiece *piece = pieces->pieces->pdata[i];
      guint32 n = rw_levels_get_n (piece->levels);
      g_autofree guint16 *joined = g_new (guint16, n + 1);
      for (guint32 k = 0; k < n; k++)
        joined[k] = (guint16) rw_levels_find (levels, rw_levels_get_cell (piece->levels, k));
      for (guint32 row = 0; row < piece->n_rows; row++)
        {
          guint16 code = piece->codes[row];
          codes[at++] = code == RW_CODE_MISSING ? RW_CODE_MISSING : joined[code];
        }
      free_piece (pieces, i);
    }
  return rw_column_new_category (pieces->name, codes, levels, pieces->n_rows - tally->n_values);
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
      free_piece (pieces, i);
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
