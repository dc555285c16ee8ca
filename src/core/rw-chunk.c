/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-chunk.h"

#include "rw-error.h"
#include "rw-format.h"
#include "rw-io.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const RwChunkContext *context;
  RwChunk *chunk;
  guint64 record;
  gboolean check_text; /* some bytes of the chunk are no UTF-8 */
  RwCsvCells cells;
} Parse;

static void
add_cell (Parse *parse, guint column, RwCell cell)
{
  RwPiece *piece = parse->chunk->pieces->pdata[column];

  if (!parse->check_text || g_utf8_validate_len (cell.text, cell.length, NULL))
    {
      rw_piece_add (piece, cell);
      return;
    }
  g_autofree char *valid = g_utf8_make_valid (cell.text, (gssize) cell.length);
  rw_problems_add (parse->chunk->problems, RW_PROBLEM_NOT_UTF8, parse->record, column, cell);
  rw_piece_add (piece, (RwCell){ valid, strlen (valid) });
}

static void
note_ragged (Parse *parse)
{
  RwRaggedRow ragged = { (guint32) (parse->record - 1), parse->cells.n };
  RwProblemCause cause = parse->cells.n < parse->context->n_columns ? RW_PROBLEM_TOO_FEW_CELLS
                                                                    : RW_PROBLEM_TOO_MANY_CELLS;

  g_array_append_val (parse->chunk->ragged, ragged);
  rw_problems_add (parse->chunk->problems, cause, parse->record, RW_PROBLEM_NO_COLUMN,
                   (RwCell){ NULL, 0 });
}

static void
add_record (Parse *parse)
{
  guint n_columns = parse->context->n_columns;
  guint n = MIN (parse->cells.n, n_columns);

  if (parse->cells.n != n_columns)
    note_ragged (parse);
  for (guint i = 0; i < n; i++)
    add_cell (parse, i, parse->cells.cells[i]);
  for (guint i = n; i < n_columns; i++)
    rw_piece_add (parse->chunk->pieces->pdata[i], (RwCell){ "", 0 });
}

static void
parse_bytes (Parse *parse, char *bytes, gsize length)
{
  const RwIndex *index = parse->context->index;
  guint64 base = rw_index_get_start (index, parse->record);

  parse->check_text =
      !rw_bytes_are_ascii (bytes, length) && !g_utf8_validate_len (bytes, length, NULL);
  for (; parse->record < parse->chunk->last; parse->record++)
    {
      guint64 start = rw_index_get_start (index, parse->record);
      guint64 end = rw_index_get_end (index, parse->record);
      rw_csv_split (parse->context->dialect, bytes + (start - base), (gsize) (end - start),
                    &parse->cells);
      add_record (parse);
    }
  rw_csv_cells_clear (&parse->cells);
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
  gsize length = (gsize) (rw_index_get_end (context->index, last - 1) - start);
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

  RwChunk *chunk = chunk_new (context, first, last);
  Parse parse = { .context = context, .chunk = chunk, .record = first };
  parse_bytes (&parse, bytes, length);
  return chunk;
}

void
rw_chunk_free (RwChunk *chunk)
{
  g_ptr_array_unref (chunk->pieces);
  g_array_unref (chunk->ragged);
  rw_problems_free (chunk->problems);
  g_free (chunk);
}
