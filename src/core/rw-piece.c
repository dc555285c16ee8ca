/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-piece.h"

#include "rw-piece-private.h"

#include <math.h>

static void
clear_bad_cell (gpointer data)
{
  g_free (((RwBadCell *) data)->text);
}

/* The only way that a plain number takes. */
static gboolean
parse_plain (RwPiece *piece, RwCell trimmed, double *number)
{
  if (!piece->is_plain || !rw_cell_parse_number (trimmed, number))
    return FALSE;
  if (piece->tally != NULL)
    rw_number_tally_add_plain (piece->tally, trimmed, 1);
  return TRUE;
}

static gboolean
parse_formatted (RwPiece *piece, RwCell trimmed, double *number)
{
  if (piece->tally != NULL)
    rw_number_tally_add (piece->tally, trimmed, 1);
  return rw_number_format_parse (&piece->format, trimmed, number);
}

static void
add_number (RwPiece *piece, RwCell trimmed)
{
  double number = NAN;

  if (!parse_plain (piece, trimmed, &number) && !parse_formatted (piece, trimmed, &number))
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

/* Whether to go on with numbers, and in which format; as for the whole column. */
static gboolean
decide_format (RwPiece *piece, const RwLevels *levels)
{
  const RwReading *reading = piece->reading;
  g_autoptr (RwNumberTally) tally = NULL;

  piece->format = reading->format;
  if (reading->hint == RW_HINT_TEXTS || reading->has_format)
    return reading->hint == RW_HINT_NUMBER;
  tally = rw_number_tally_new ();
  for (guint32 i = 0; i < rw_levels_get_n (levels); i++)
    rw_number_tally_add (tally, rw_levels_get_cell (levels, i), rw_levels_get_count (levels, i));
  RwDecision decision =
      rw_number_tally_decide (tally, &reading->numbers, reading->hint == RW_HINT_NUMBER);
  piece->format = decision.format;
  return decision.verdict != RW_VERDICT_TEXTS;
}

static void
start_state (RwPiece *piece, RwColumnKind state)
{
  piece->state = state;
  if (state == RW_COLUMN_NUMBER)
    {
      piece->bad = g_array_new (FALSE, FALSE, sizeof (RwBadCell));
      g_array_set_clear_func (piece->bad, clear_bad_cell);
      piece->is_plain = rw_number_format_is_plain (&piece->format);
      piece->tally = piece->reading->has_format ? NULL : rw_number_tally_new ();
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
  gboolean numbers = decide_format (piece, levels);

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
rw_piece_new (const RwReading *reading, const RwColumnSpace *space, guint32 first_row,
              guint32 n_rows)
{
  RwPiece *piece = g_new0 (RwPiece, 1);

  piece->state = RW_COLUMN_CATEGORY;
  piece->reading = reading;
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
  g_clear_pointer (&piece->tally, rw_number_tally_free);
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
