/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-table-private.h"

#include "rw-decoder.h"
#include "rw-error.h"
#include "rw-format.h"
#include "rw-io.h"
#include "rw-parallel.h"
#include "rw-undecodable.h"

#include <glib/gi18n.h>
#include <malloc.h>
#include <string.h>

/* Of all rows, set aside: more, and the file is refused. */
#define MAX_ASIDE_PERCENT 20

#define CHUNK_SIZE ((guint64) 2 << 20)

typedef struct
{
  RwTable *table;
  const RwTableOptions *options;
  RwDecoded *decoded;
  RwProgress *progress;
  GCancellable *cancellable;
  GPtrArray *names; /* of the columns: unique */
  GArray *readings; /* RwReading, of the columns */
  GArray *cuts;     /* guint64: first record of each chunk, n_records at the end */
  RwChunk **chunks; /* one between two cuts */
  RwColumnSpace *spaces;
  RwColumn **joined; /* NULL: the column must be read again */
  RwProblems **join_problems;
} Load;

static char *
make_name (RwTable *table, GBytes *cell, guint column)
{
  gsize length = 0;
  const char *bytes = g_bytes_get_data (cell, &length);
  g_autofree char *name = g_utf8_make_valid (bytes != NULL ? bytes : "", (gssize) length);

  if (!g_utf8_validate_len (bytes != NULL ? bytes : "", length, NULL))
    rw_problems_add (table->problems, RW_PROBLEM_NOT_UTF8, 0, column, (RwCell){ bytes, length });
  g_strstrip (name);
  if (name[0] == '\0') /* in every language: models and settings remember it */
    return g_strdup_printf ("Column %u", column + 1);
  return g_steal_pointer (&name);
}

static gboolean
check_header (RwTable *table, const GPtrArray *cells, GError **error)
{
  guint64 line = rw_index_get_line (table->index, 0);
  g_autofree char *number = rw_format_count (line);
  g_autofree char *most = rw_format_count (RW_CSV_MAX_COLUMNS);
  gboolean fits = TRUE;

  for (guint i = 0; i < cells->len; i++)
    fits = fits && g_bytes_get_size (cells->pdata[i]) <= RW_CSV_MAX_CELL;
  if (cells->len > RW_CSV_MAX_COLUMNS)
    g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
                 _ ("The header on line %s has more than %s columns. Remove some, "
                    "or check what separates them."),
                 number, most);
  else if (!fits)
    g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
                 _ ("A name in the header on line %s is longer than 1 MiB. A quotation mark may be "
                    "missing there."),
                 number);
  else
    return TRUE;
  return FALSE;
}

/* @name, or "name (2)" and so on where that is taken. @taken: name → the copies made of it. */
static char *
make_unique (GHashTable *taken, const char *name)
{
  guint copies = GPOINTER_TO_UINT (g_hash_table_lookup (taken, name));
  g_autofree char *unique = g_strdup (name);

  while (g_hash_table_contains (taken, unique))
    {
      g_free (unique);
      unique = g_strdup_printf ("%s (%u)", name, ++copies + 1);
    }
  g_hash_table_insert (taken, g_strdup (name), GUINT_TO_POINTER (copies));
  if (copies > 0)
    g_hash_table_insert (taken, g_strdup (unique), GUINT_TO_POINTER (0));
  return g_steal_pointer (&unique);
}

/* Names the columns after the header; an empty name gets the column's number. */
static gboolean
read_names (Load *load, GError **error)
{
  RwTable *table = load->table;
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) cells = rw_table_read_header (table, error);

  if (cells == NULL || !check_header (table, cells, error))
    return FALSE;
  for (guint i = 0; i < cells->len; i++)
    {
      g_autofree char *name = make_name (table, cells->pdata[i], i);
      g_ptr_array_add (load->names, make_unique (taken, name));
    }
  return TRUE;
}

static gboolean
set_readings (Load *load, GError **error)
{
  const RwTableOptions *options = load->options;
  g_autofree RwKindHint *hints = g_new0 (RwKindHint, load->names->len + 1);

  if (options->hint != NULL && !options->hint (load->names, hints, options->hint_data, error))
    return FALSE;
  for (guint i = 0; i < load->names->len; i++)
    {
      const char *name = load->names->pdata[i];
      RwReading reading = { .hint = hints[i],
                            .numbers = options->numbers,
                            .takes_doubts = options->doubts != NULL };
      const RwNumberChoice *own = options->column_numbers != NULL
                                      ? g_hash_table_lookup (options->column_numbers, name)
                                      : NULL;
      if (own != NULL)
        reading.numbers = *own;
      g_array_append_val (load->readings, reading);
    }
  return TRUE;
}

static void
cut_chunks (Load *load)
{
  guint64 n_records = rw_index_get_n_records (load->table->index);
  guint64 at = 1;

  g_array_set_size (load->cuts, 0);
  while (at < n_records)
    {
      g_array_append_val (load->cuts, at);
      at = rw_index_find_cut (load->table->index, at, CHUNK_SIZE);
    }
  g_array_append_val (load->cuts, n_records);
}

static gboolean
parse_chunk (gsize task, gpointer data, GError **error)
{
  Load *load = data;
  RwTable *table = load->table;
  RwChunkContext context = { table->text,  &table->dialect,
                             table->index, (const RwReading *) (gpointer) load->readings->data,
                             load->spaces, load->names->len };
  guint64 first = g_array_index (load->cuts, guint64, task);
  guint64 last = g_array_index (load->cuts, guint64, task + 1);

  load->chunks[task] = rw_chunk_parse (&context, first, last, error);
  if (load->chunks[task] == NULL)
    return FALSE;
  rw_progress_add (load->progress, rw_index_get_end (table->index, last - 1) -
                                       rw_index_get_start (table->index, first));
  return TRUE;
}

/* Asks for memory that is used only where values are written. */
static gboolean
make_spaces (Load *load, GError **error)
{
  gsize n_rows = load->table->n_rows;

  load->spaces = g_new0 (RwColumnSpace, load->names->len);
  for (guint i = 0; i < load->names->len; i++)
    {
      load->spaces[i].codes = rw_io.try_malloc (n_rows * sizeof (guint16));
      load->spaces[i].numbers = rw_io.try_malloc (n_rows * sizeof (double));
      if (load->spaces[i].codes != NULL && load->spaces[i].numbers != NULL)
        continue;
      g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
                   _ ("There is not enough memory for this file. Close other programs, or split "
                      "the file."));
      return FALSE;
    }
  return TRUE;
}

static void
free_chunks (Load *load)
{
  for (guint i = 0; load->chunks != NULL && i + 1 < load->cuts->len; i++)
    g_clear_pointer (&load->chunks[i], rw_chunk_free);
  for (guint i = 0; load->spaces != NULL && i < load->names->len; i++)
    {
      g_free (load->spaces[i].codes);
      g_free (load->spaces[i].numbers);
    }
  g_clear_pointer (&load->chunks, g_free);
  g_clear_pointer (&load->spaces, g_free);
}

static gboolean
parse_chunks (Load *load, GError **error)
{
  RwTable *table = load->table;
  guint n_chunks = load->cuts->len - 1;

  load->chunks = g_new0 (RwChunk *, n_chunks);
  if (!make_spaces (load, error))
    return FALSE;
  rw_progress_begin (load->progress, RW_STAGE_PARSING, rw_source_get_size (table->text));
  return rw_parallel_run (n_chunks, load->options->n_threads, parse_chunk, load, load->cancellable,
                          error);
}

static gboolean
join_column (gsize column, gpointer data, GError **error)
{
  Load *load = data;
  guint n_chunks = load->cuts->len - 1;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_full (n_chunks, NULL);
  RwPieces pieces = { load->names->pdata[column],
                      (guint) column,
                      &g_array_index (load->readings, RwReading, column),
                      load->table->n_rows,
                      &load->spaces[column],
                      parts };

  for (guint i = 0; i < n_chunks; i++)
    g_ptr_array_add (parts, load->chunks[i]->pieces->pdata[column]);
  load->join_problems[column] = rw_problems_new ();
  return rw_pieces_join (&pieces, load->join_problems[column], &load->joined[column], error);
}

static gboolean
join_columns (Load *load, GError **error)
{
  guint n = load->names->len;

  load->joined = g_new0 (RwColumn *, n);
  load->join_problems = g_new0 (RwProblems *, n);
  return rw_parallel_run (n, load->options->n_threads, join_column, load, load->cancellable, error);
}

static void
free_joined (Load *load)
{
  for (guint i = 0; load->joined != NULL && i < load->names->len; i++)
    {
      g_clear_pointer (&load->joined[i], rw_column_free);
      g_clear_pointer (&load->join_problems[i], rw_problems_free);
    }
  g_clear_pointer (&load->joined, g_free);
  g_clear_pointer (&load->join_problems, g_free);
}

/* Their readings say now how. */
static gboolean
needs_second_reading (const Load *load)
{
  for (guint i = 0; i < load->names->len; i++)
    if (load->joined[i] == NULL)
      return TRUE;
  return FALSE;
}

static void
take_chunk_notes (Load *load)
{
  RwTable *table = load->table;

  for (guint i = 0; i + 1 < load->cuts->len; i++)
    {
      RwChunk *chunk = load->chunks[i];
      g_array_append_vals (table->ragged, chunk->ragged->data, chunk->ragged->len);
      rw_problems_merge (table->problems, chunk->problems);
    }
  table->width = load->names->len;
  for (guint i = 0; i < table->ragged->len; i++)
    table->width = MAX (table->width, g_array_index (table->ragged, RwRaggedRow, i).n_cells);
  const GArray *notes = rw_index_get_notes (table->index);
  for (guint i = 0; i < notes->len; i++)
    {
      const RwQuoteNote *note = &g_array_index (notes, RwQuoteNote, i);
      rw_problems_add (table->problems, note->cause, note->record, RW_PROBLEM_NO_COLUMN,
                       (RwCell){ NULL, 0 });
    }
}

static void
take_columns (Load *load)
{
  RwTable *table = load->table;

  for (guint i = 0; i < load->names->len; i++)
    {
      RwColumn *column = g_steal_pointer (&load->joined[i]);
      g_ptr_array_add (table->columns, column);
      g_hash_table_insert (table->by_name, (char *) rw_column_get_name (column), column);
      rw_problems_merge (table->problems, load->join_problems[i]);
    }
}

static void
take_doubts (Load *load)
{
  for (guint i = 0; load->options->doubts != NULL && i < load->readings->len; i++)
    {
      const RwDecision *doubt = &g_array_index (load->readings, RwReading, i).doubt;
      if (doubt->verdict == RW_VERDICT_AMBIGUOUS)
        rw_doubts_add (load->options->doubts, load->names->pdata[i], &doubt->format, &doubt->other,
                       doubt->example);
    }
}

static gboolean
read_columns (Load *load, GError **error)
{
  gboolean again = TRUE;

  cut_chunks (load);
  while (again)
    {
      free_chunks (load);
      free_joined (load);
      if (!parse_chunks (load, error) || !join_columns (load, error))
        return FALSE;
      again = needs_second_reading (load);
    }
  take_chunk_notes (load);
  take_columns (load);
  take_doubts (load);
  if (!rw_undecodable_report (load->table, load->decoded->undecodable, error))
    return FALSE;
  rw_problems_seal (load->table->problems);
  return TRUE;
}

/* The file's text, and the encoding it is read as. */
static gboolean
find_text (Load *load, GError **error)
{
  const RwTableOptions *options = load->options;
  RwTable *table = load->table;
  RwDecoderOptions decoding = { options->encoding, options->max_unpacked, options->n_threads };

  if (!rw_decoder_run (table->source, &decoding, load->decoded, load->progress, load->cancellable,
                       error))
    return FALSE;
  table->text = g_object_ref (load->decoded->text);
  table->encoding = load->decoded->encoding;
  return TRUE;
}

/* So many damaged rows are rather a file that was not understood. A damaged quote may hide many
 * rows in one: its lines count. */
static gboolean
check_aside (RwTable *table, RwDoubts *doubts, GError **error)
{
  g_autoptr (GError) damage = NULL;

  const GArray *asides = rw_index_get_asides (table->index);
  const RwAside *first = NULL;
  guint64 n = 0;

  for (guint i = asides->len; i-- > 0;)
    if (g_array_index (asides, RwAside, i).cause != RW_N_PROBLEM_CAUSES)
      {
        first = &g_array_index (asides, RwAside, i);
        n += first->n_lines;
      }
  guint64 all = rw_index_get_n_records (table->index) - 1 + n;
  if (first == NULL || n * 100 <= all * MAX_ASIDE_PERCENT)
    return TRUE;
  g_autofree char *damaged = rw_format_count (n);
  g_autofree char *of = rw_format_count (all);
  g_autofree char *line = rw_format_count (first->line);
  /* Translators: the file, how many rows of how many, a line, and what is wrong there */
  g_set_error (&damage, RW_ERROR, RW_ERROR_DIALECT,
               _ ("“%s” cannot be read: %s of %s rows are damaged, the first one on line %s (%s). "
                  "A quotation mark may be missing there; or say what quotes and separates the "
                  "cells."),
               rw_source_get_name (table->source), damaged, of, line,
               rw_problem_cause_get_title (first->cause));
  if (doubts == NULL)
    g_propagate_error (error, g_steal_pointer (&damage));
  else
    doubts->damage = g_strdup (damage->message);
  return doubts != NULL;
}

static gboolean
find_rows (Load *load, GError **error)
{
  RwTable *table = load->table;

  if (!rw_dialect_detect (table->text, &load->options->dialect, &table->dialect, error))
    return FALSE;
  table->index =
      rw_index_new (table->text, &table->dialect, load->progress, load->cancellable, error);
  if (table->index == NULL || !check_aside (table, load->options->doubts, error))
    return FALSE;
  if (rw_index_get_n_records (table->index) < 2)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_EMPTY, _ ("“%s” has a header but no rows under it."),
                   rw_source_get_name (table->source));
      return FALSE;
    }
  table->n_rows = (guint32) (rw_index_get_n_records (table->index) - 1);
  return TRUE;
}

static gboolean
load_table (Load *load, GError **error)
{
  if (!find_text (load, error) || !find_rows (load, error) || !read_names (load, error) ||
      !set_readings (load, error))
    return FALSE;
  return read_columns (load, error) && rw_source_check (load->table->source, error);
}

/* A file that was changed while it was read explains every other failure. */
static void
propagate_reason (RwSource *source, GError *reason, GError **error)
{
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED) || rw_source_check (source, error))
    g_propagate_error (error, reason);
  else
    g_error_free (reason);
}

RwTable *
rw_table_load (RwSource *source, const RwTableOptions *options, RwProgress *progress,
               GCancellable *cancellable, GError **error)
{
  static const RwTableOptions defaults = { 0 };
  g_autoptr (GError) reason = NULL;
  g_autoptr (RwTable) table = g_object_new (RW_TYPE_TABLE, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) readings = g_array_new (FALSE, FALSE, sizeof (RwReading));
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_auto (RwDecoded) decoded = { 0 };
  Load load = { .table = table,
                .options = options != NULL ? options : &defaults,
                .decoded = &decoded,
                .progress = progress,
                .cancellable = cancellable,
                .names = names,
                .readings = readings,
                .cuts = cuts };

  g_return_val_if_fail (RW_IS_SOURCE (source), NULL);
  table->source = g_object_ref (source);
  gboolean loaded = load_table (&load, &reason);
  if (!loaded)
    propagate_reason (source, g_steal_pointer (&reason), error);
  free_chunks (&load);
  free_joined (&load);
  malloc_trim (0); /* the chunks were many small blocks, and the table stays for long */
  rw_progress_end (progress);
  return loaded ? g_steal_pointer (&table) : NULL;
}
