/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-chunk.h"

#include "rw-error.h"
#include "rw-format.h"
#include "rw-io.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  WITHIN_LIMITS,
  CELL_TOO_LONG,
  TOO_MANY_CELLS,
} Limit;

typedef struct
{
  const RwChunkContext *context;
  RwChunk *chunk;
  guint64 record;
  guint column;        /* of the next cell */
  gboolean check_text; /* some bytes of the chunk are no UTF-8 */
  Limit limit;
  guint64 limit_record;
} Parse;

static void
note_limit (Parse *parse, Limit limit)
{
  if (parse->limit != WITHIN_LIMITS)
    return;
  parse->limit = limit;
  parse->limit_record = parse->record;
}

static void
add_cell (Parse *parse, RwCell cell)
{
  RwPiece *piece = parse->chunk->pieces->pdata[parse->column];

  if (!parse->check_text || g_utf8_validate_len (cell.text, cell.length, NULL))
    {
      rw_piece_add (piece, cell);
      return;
    }
  g_autofree char *valid = g_utf8_make_valid (cell.text, (gssize) cell.length);
  rw_problems_add (parse->chunk->problems, RW_PROBLEM_NOT_UTF8, parse->record, parse->column, cell);
  rw_piece_add (piece, (RwCell){ valid, strlen (valid) });
}

static void
cell_cb (const char *text, gsize length, gpointer data)
{
  Parse *parse = data;

  if (length > RW_CSV_MAX_CELL)
    note_limit (parse, CELL_TOO_LONG);
  else if (parse->column < parse->context->n_columns && parse->record < parse->chunk->last)
    add_cell (parse, (RwCell){ text, length });
  parse->column++;
}

static void
note_ragged (Parse *parse)
{
  RwRaggedRow ragged = { (guint32) (parse->record - 1), parse->column };
  RwProblemCause cause = parse->column < parse->context->n_columns ? RW_PROBLEM_TOO_FEW_CELLS
                                                                   : RW_PROBLEM_TOO_MANY_CELLS;

  if (parse->column > RW_CSV_MAX_COLUMNS)
    note_limit (parse, TOO_MANY_CELLS);
  g_array_append_val (parse->chunk->ragged, ragged);
  rw_problems_add (parse->chunk->problems, cause, parse->record, RW_PROBLEM_NO_COLUMN,
                   (RwCell){ NULL, 0 });
}

static void
record_cb (gpointer data)
{
  Parse *parse = data;
  guint n_columns = parse->context->n_columns;

  if (parse->column != n_columns)
    note_ragged (parse);
  while (parse->column < n_columns && parse->record < parse->chunk->last)
    rw_piece_add (parse->chunk->pieces->pdata[parse->column++], (RwCell){ "", 0 });
  parse->column = 0;
  parse->record++;
}

static gboolean
check_result (const Parse *parse, GError **error)
{
  guint64 line = rw_index_get_line (parse->context->index, parse->limit_record);
  guint64 first = rw_index_get_line (parse->context->index, parse->chunk->first);
  g_autofree char *number = rw_format_count (line);
  g_autofree char *first_number = rw_format_count (first);
  g_autofree char *most = rw_format_count (RW_CSV_MAX_COLUMNS);

  if (parse->limit == CELL_TOO_LONG)
    g_set_error (
        error, RW_ERROR, RW_ERROR_LIMIT,
        _ ("A cell of the row that starts on line %s is longer than 1 MiB. A quotation mark "
           "may be missing there."),
        number);
  else if (parse->limit == TOO_MANY_CELLS)
    g_set_error (error, RW_ERROR, RW_ERROR_LIMIT, _ ("The row on line %s has more than %s cells."),
                 number, most);
  else if (parse->record != parse->chunk->last)
    g_set_error (error, RW_ERROR, RW_ERROR_LIBRARY,
                 _ ("The rows from line %s on could not be told apart."), first_number);
  else
    return TRUE;
  return FALSE;
}

static gboolean
parse_bytes (Parse *parse, const char *bytes, gsize length, GError **error)
{
  g_autoptr (RwCsv) csv = rw_csv_new (parse->context->dialect, cell_cb, record_cb, parse);

  parse->check_text =
      !rw_bytes_are_ascii (bytes, length) && !g_utf8_validate_len (bytes, length, NULL);
  return rw_csv_feed (csv, bytes, length, error) && rw_csv_finish (csv, error) &&
         check_result (parse, error);
}

static RwChunk *
chunk_new (const RwChunkContext *context, guint64 first, guint64 last)
{
  RwChunk *chunk = g_new0 (RwChunk, 1);

  chunk->first = first;
  chunk->last = last;
  chunk->pieces = g_ptr_array_new_full (context->n_columns, (GDestroyNotify) rw_piece_free);
  for (guint i = 0; i < context->n_columns; i++)
    g_ptr_array_add (chunk->pieces, rw_piece_new (&context->readings[i], &context->spaces[i],
                                                  (guint32) (first - 1), (guint32) (last - first)));
  chunk->ragged = g_array_new (FALSE, FALSE, sizeof (RwRaggedRow));
  chunk->problems = rw_problems_new ();
  return chunk;
}

RwChunk *
rw_chunk_parse (const RwChunkContext *context, guint64 first, guint64 last, GError **error)
{
  guint64 start = rw_index_get_start (context->index, first);
  gsize length = (gsize) (rw_index_get_start (context->index, last) - start);
  g_autofree char *bytes = rw_io.try_malloc (length);

  if (bytes == NULL)
    {
      g_autofree char *line = rw_format_count (rw_index_get_line (context->index, first));
      g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
                   _ ("There is not enough memory to read the rows from line %s on. Close other "
                      "programs, or split the file."),
                   line);
      return NULL;
    }
  if (!rw_source_read (context->source, start, bytes, length, error))
    return NULL;

  g_autoptr (RwChunk) chunk = chunk_new (context, first, last);
  Parse parse = { .context = context, .chunk = chunk, .record = first };
  if (!parse_bytes (&parse, bytes, length, error))
    return NULL;
  return g_steal_pointer (&chunk);
}

void
rw_chunk_free (RwChunk *chunk)
{
  g_ptr_array_unref (chunk->pieces);
  g_array_unref (chunk->ragged);
  rw_problems_free (chunk->problems);
  g_free (chunk);
}
