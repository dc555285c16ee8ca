/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-piece.h"

#include "rw-piece-private.h"

#include <math.h>

static void
clear_bad_cell (gpointer data)
{
  g_free (((RwBadCell *) data)->text);
}

static void
add_number (RwPiece *piece, RwCell trimmed)
{
  double number = NAN;

  if (!rw_cell_parse_number (trimmed, &number))
    {
      RwBadCell bad = { piece->n_rows, g_strndup (trimmed.text, trimmed.length) };
      g_array_append_val (piece->bad, bad);
    }
  piece->numbers[piece->n_rows++] = number;
}

static void
add_text (RwPiece *piece, RwCell trimmed)
{
  g_string_append_len (piece->texts, trimmed.text, (gssize) trimmed.length);
  piece->ends[piece->n_rows++] = (guint32) piece->texts->len;
}

static void
add_missing (RwPiece *piece)
{
  piece->n_missing++;
  if (piece->state == RW_COLUMN_CATEGORY)
    piece->codes[piece->n_rows++] = RW_CODE_MISSING;
  else if (piece->state == RW_COLUMN_NUMBER)
    piece->numbers[piece->n_rows++] = NAN;
  else
    piece->ends[piece->n_rows++] = (guint32) piece->texts->len;
}

/* Nine in ten of the rows, as for the whole column. */
static gboolean
are_mostly_numbers (const RwLevels *levels)
{
  guint64 numbers = 0;
  guint64 all = 0;
  double ignored = 0;

  for (guint32 i = 0; i < rw_levels_get_n (levels); i++)
    {
      guint64 count = rw_levels_get_count (levels, i);
      all += count;
      if (rw_cell_parse_number (rw_levels_get_cell (levels, i), &ignored))
        numbers += count;
    }
  return numbers * 10 >= all * 9;
}

static void
start_state (RwPiece *piece, RwColumnKind state)
{
  piece->state = state;
  if (state == RW_COLUMN_NUMBER)
    {
      piece->bad = g_array_new (FALSE, FALSE, sizeof (RwBadCell));
      g_array_set_clear_func (piece->bad, clear_bad_cell);
    }
  else
    {
      piece->texts = g_string_new (NULL);
      piece->ends = g_new (guint32, piece->capacity);
    }
}

/* There are too many levels: goes on as numbers or as texts, with the rows so far. */
static void
leave_levels (RwPiece *piece)
{
  g_autoptr (RwLevels) levels = g_steal_pointer (&piece->levels);
  const guint16 *codes = piece->codes;
  guint32 n_rows = piece->n_rows;
  gboolean numbers =
      piece->hint == RW_HINT_NUMBER || (piece->hint == RW_HINT_NONE && are_mostly_numbers (levels));

  start_state (piece, numbers ? RW_COLUMN_NUMBER : RW_COLUMN_TEXT);
  piece->n_rows = piece->n_missing = 0;
  for (guint32 i = 0; i < n_rows; i++)
    if (codes[i] == RW_CODE_MISSING)
      add_missing (piece);
    else if (numbers)
      add_number (piece, rw_levels_get_cell (levels, codes[i]));
    else
      add_text (piece, rw_levels_get_cell (levels, codes[i]));
}

/* Most cells are a level that was there before, and then neither missing nor in need of trimming.
 */
static gboolean
add_known_level (RwPiece *piece, RwCell cell)
{
  guint32 level = rw_levels_count_known (piece->levels, cell);

  if (level == RW_LEVEL_NONE)
    return FALSE;
  piece->codes[piece->n_rows++] = (guint16) level;
  return TRUE;
}

static void
add_level (RwPiece *piece, RwCell trimmed)
{
  piece->codes[piece->n_rows++] = (guint16) rw_levels_add (piece->levels, trimmed, 1);
  if (rw_levels_get_n (piece->levels) > RW_CATEGORY_MAX_LEVELS)
    leave_levels (piece);
}

RwPiece *
rw_piece_new (RwKindHint hint, const RwColumnSpace *space, guint32 first_row, guint32 n_rows)
{
  RwPiece *piece = g_new0 (RwPiece, 1);

  piece->state = RW_COLUMN_CATEGORY;
  piece->hint = hint;
  piece->first_row = first_row;
  piece->capacity = n_rows;
  piece->levels = rw_levels_new ();
  piece->codes = space->codes + first_row;
  piece->numbers = space->numbers + first_row;
  return piece;
}

void
rw_piece_free (RwPiece *piece)
{
  g_clear_pointer (&piece->levels, rw_levels_free);
  g_clear_pointer (&piece->bad, g_array_unref);
  if (piece->texts != NULL)
    g_string_free (piece->texts, TRUE);
  g_free (piece->ends);
  g_free (piece);
}

void
rw_piece_add (RwPiece *piece, RwCell cell)
{
  g_return_if_fail (piece->n_rows < piece->capacity);
  if (piece->state == RW_COLUMN_CATEGORY && add_known_level (piece, cell))
    return;

  RwCell trimmed = rw_cell_trim (cell);
  if (rw_cell_is_missing (trimmed))
    add_missing (piece);
  else if (piece->state == RW_COLUMN_NUMBER)
    add_number (piece, trimmed);
  else if (piece->state == RW_COLUMN_TEXT)
    add_text (piece, trimmed);
  else
    add_level (piece, trimmed);
}
