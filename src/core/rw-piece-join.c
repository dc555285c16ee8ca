/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-piece-private.h"

#include "rw-error.h"
#include "rw-number-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Up to this many levels a column is a category however few rows there are. */
#define ALWAYS_CATEGORY_LEVELS 20u

typedef struct
{
  guint64 n_values;          /* not missing */
  gboolean has_number_piece; /* whose texts are lost */
  gboolean has_text_piece;
} Tally;

static Tally
tally_pieces (const RwPieces *pieces)
{
  Tally tally = { 0 };

  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      const RwPiece *piece = pieces->pieces->pdata[i];
      tally.n_values += piece->n_rows - piece->n_missing;
      tally.has_number_piece |= piece->state == RW_COLUMN_NUMBER;
      tally.has_text_piece |= piece->state == RW_COLUMN_TEXT;
    }
  return tally;
}

static RwNumberTally *
tally_numbers (const RwPieces *pieces)
{
  RwNumberTally *numbers = rw_number_tally_new ();

  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      const RwPiece *piece = pieces->pieces->pdata[i];
      if (piece->state == RW_COLUMN_NUMBER)
        rw_number_tally_merge (numbers, piece->tally);
      else
        for (guint32 k = 0; k < rw_levels_get_n (piece->levels); k++)
          rw_number_tally_add (numbers, rw_levels_get_cell (piece->levels, k),
                               rw_levels_get_count (piece->levels, k));
    }
  return numbers;
}

static gboolean
set_ambiguous (const char *name, const RwDecision *decision, GError **error)
{
  RwCell example = { decision->example, strlen (decision->example) };
  RwNumberFormat formats[2] = { decision->format, decision->other };
  char *values[2] = { NULL };
  char *titles[2] = { NULL };

  for (guint i = 0; i < 2; i++)
    {
      double number = 0;
      rw_number_format_parse (&formats[i], example, &number);
      values[i] = rw_number_text_dup_value (&formats[i], number);
      titles[i] = rw_number_text_describe_reading (&formats[i]);
    }
  /* Translators: a column, a value, and twice what it is and as what: 1.234 (decimal point) */
  g_set_error (error, RW_ERROR, RW_ERROR_NUMBERS,
               _ ("The column “%s” can be read in two ways: “%s” is %s (%s) or %s (%s). No value "
                  "tells which."),
               name, decision->example, values[0], titles[0], values[1], titles[1]);
  for (guint i = 0; i < 2; i++)
    {
      g_free (values[i]);
      g_free (titles[i]);
    }
  return FALSE;
}

/* Whether a piece has read its numbers as those of @format are. */
static gboolean
has_read (const RwPiece *piece, const RwNumberFormat *format)
{
  const RwNumberFormat *own = &piece->format;

  if (piece->state != RW_COLUMN_NUMBER || rw_number_format_equal (own, format))
    return TRUE;
  return own->decimal == format->decimal && own->date == format->date && piece->bad->len == 0 &&
         (own->grouping == '\0' || own->grouping == format->grouping) &&
         (own->unit[0] == '\0' || strcmp (own->unit, format->unit) == 0);
}

static gboolean
have_all_read (const RwPieces *pieces, const RwNumberFormat *format)
{
  for (guint i = 0; i < pieces->pieces->len; i++)
    if (!has_read (pieces->pieces->pdata[i], format))
      return FALSE;
  return TRUE;
}

/* Settles what the column is; the reading says whether numbers and in which format. */
static gboolean
decide (RwPieces *pieces, const Tally *tally, GError **error)
{
  RwReading *reading = pieces->reading;
  gboolean forced = reading->hint == RW_HINT_NUMBER;

  if (reading->hint == RW_HINT_TEXTS || reading->has_format)
    return TRUE;
  if (tally->has_text_piece || (tally->n_values == 0 && !forced))
    {
      reading->hint = RW_HINT_TEXTS;
      return TRUE;
    }
  g_autoptr (RwNumberTally) numbers = tally_numbers (pieces);
  RwDecision decision = rw_number_tally_decide (numbers, &reading->numbers, forced);
  if (decision.verdict == RW_VERDICT_AMBIGUOUS && !reading->takes_doubts)
    return set_ambiguous (pieces->name, &decision, error);
  reading->doubt = decision;
  reading->has_format = decision.verdict != RW_VERDICT_TEXTS;
  reading->hint = reading->has_format ? RW_HINT_NUMBER : RW_HINT_TEXTS;
  reading->format = decision.format;
  return TRUE;
}

/* The numbers of a piece of levels; the rows whose level is none are problems. Returns how many
 * rows have a number. */
static guint64
write_level_numbers (const RwPieces *pieces, const RwPiece *piece, RwProblems *problems)
{
  guint32 n = rw_levels_get_n (piece->levels);
  g_autofree double *values = g_new (double, n + 1);
  guint64 n_numbers = 0;

  for (guint32 i = 0; i < n; i++)
    if (rw_number_format_parse (&pieces->reading->format, rw_levels_get_cell (piece->levels, i),
                                &values[i]))
      n_numbers += rw_levels_get_count (piece->levels, i);
    else
      values[i] = NAN;
  for (guint32 i = 0; i < piece->n_rows; i++)
    {
      guint16 code = piece->codes[i];
      piece->numbers[i] = code == RW_CODE_MISSING ? NAN : values[code];
      if (code != RW_CODE_MISSING && isnan (values[code]))
        rw_problems_add (problems, RW_PROBLEM_NOT_A_NUMBER, (guint64) piece->first_row + i + 1,
                         pieces->column, rw_levels_get_cell (piece->levels, code));
    }
  return n_numbers;
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
join_numbers (RwPieces *pieces, RwProblems *problems)
{
  guint64 n_numbers = 0;

  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      const RwPiece *piece = pieces->pieces->pdata[i];
      if (piece->state == RW_COLUMN_CATEGORY)
        n_numbers += write_level_numbers (pieces, piece, problems);
      else
        {
          report_bad_cells (pieces, piece, problems);
          n_numbers += piece->n_rows - piece->n_missing - piece->bad->len;
        }
    }
  return rw_column_new_number (pieces->name, &pieces->reading->format,
                               g_steal_pointer (&pieces->space->numbers),
                               pieces->n_rows - n_numbers);
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

gboolean
rw_pieces_join (RwPieces *pieces, RwProblems *problems, RwColumn **column, GError **error)
{
  Tally tally = tally_pieces (pieces);

  *column = NULL;
  if (!decide (pieces, &tally, error))
    return FALSE;
  if (pieces->reading->hint == RW_HINT_NUMBER)
    {
      if (have_all_read (pieces, &pieces->reading->format))
        *column = join_numbers (pieces, problems);
      return TRUE;
    }
  if (tally.has_number_piece)
    return TRUE;
  RwLevels *levels = join_levels (pieces, &tally);
  *column = levels != NULL ? join_categories (pieces, &tally, levels) : join_texts (pieces, &tally);
  return TRUE;
}
