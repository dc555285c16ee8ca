/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-export.h"

#include "rw-parallel.h"
#include "rw-rank.h"
#include "rw-table-private.h"

#include <string.h>

/* Blocks are formatted on all cores, some at a time, and written in their order. */
#define BLOCK_BYTES ((guint64) 256 << 10)
#define BLOCK_ROWS  1024u
#define N_BLOCKS    16u

const char *const rw_export_names[RW_EXPORT_N_COLUMNS] = { "churn_probability",
                                                           "retention_probability", "risk_level",
                                                           "churn_rank" };

typedef struct
{
  guint32 first; /* position in the order, or row */
  guint32 n;
  GString *text;
} Block;

typedef struct
{
  RwTable *table;
  const float *probabilities; /* NULL: no columns of ours */
  const RwRiskBands *bands;
  const guint32 *ranks;
  const RwRows *order;
  const char *line_end; /* of the header: for a last row that has none */
  RwOutput *output;
  RwProgress *progress;
  /* One batch is written while the other is made. */
  Block batches[2][N_BLOCKS];
  Block *making;
  guint n_making;
  Block *writing;
  guint n_writing;
} Export;

static char *
make_unique (RwTable *table, const char *name)
{
  char *unique = g_strdup (name);

  for (guint i = 2; rw_table_find_column (table, unique) != NULL; i++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s_%u", name, i);
    }
  return unique;
}

static void
append_millionths (GString *text, guint32 millionths)
{
  char digits[8] = { '0', '.' };

  digits[0] = (char) ('0' + millionths / 1000000);
  for (guint i = 7; i >= 2; i--)
    {
      digits[i] = (char) ('0' + millionths % 10);
      millionths /= 10;
    }
  g_string_append_len (text, digits, sizeof digits);
}

static void
append_number (GString *text, guint32 number)
{
  char digits[10];
  guint at = sizeof digits;

  do
    digits[--at] = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  g_string_append_len (text, digits + at, (gssize) (sizeof digits - at));
}

/* Length of a record without its line ends and the delimiter that ends it. */
static gsize
strip_row (const Export *export, const char *bytes, gsize length)
{
  const RwDialect *dialect = &export->table->dialect;
  gsize end = rw_csv_strip_line_ends (bytes, length);

  return end - (dialect->trailing && end > 0 && bytes[end - 1] == dialect->delimiter);
}

static const char *
get_line_end (const char *at, gsize length)
{
  if (length == 0)
    return NULL;
  if (at[0] == '\n')
    return "\n";
  return length > 1 && at[1] == '\n' ? "\r\n" : "\r";
}

static void
append_scores (const Export *export, GString *text, guint32 row)
{
  char delimiter = export->table->dialect.delimiter;
  guint32 millionths = rw_probability_to_millionths (export->probabilities[row]);
  RwRisk risk = rw_risk_bands_classify (export->bands, export->probabilities[row]);

  g_string_append_c (text, delimiter);
  append_millionths (text, millionths);
  g_string_append_c (text, delimiter);
  append_millionths (text, 1000000 - millionths);
  g_string_append_c (text, delimiter);
  g_string_append (text, rw_risk_get_id (risk));
  g_string_append_c (text, delimiter);
  append_number (text, export->ranks[row]);
}

/* @bytes: the record's range in the source. */
static void
append_row (const Export *export, GString *text, guint32 row, const char *bytes, gsize length,
            gboolean open_quote)
{
  gsize end = strip_row (export, bytes, length);
  gsize stripped = rw_csv_strip_line_ends (bytes, length);
  const char *line_end = get_line_end (bytes + stripped, length - stripped);

  g_string_append_len (text, bytes, (gssize) end);
  if (open_quote)
    g_string_append_c (text, export->table->dialect.quote);
  for (guint i = rw_table_get_n_cells (export->table, row); i < export->table->width; i++)
    g_string_append_c (text, export->table->dialect.delimiter);
  if (export->probabilities != NULL)
    append_scores (export, text, row);
  g_string_append (text, line_end != NULL ? line_end : export->line_end);
}

/* Rows that follow one another in the file: one read for all of them. */
static gboolean
format_run (const Export *export, Block *block, GError **error)
{
  RwRecordRange last = rw_table_get_range (export->table, (guint64) block->first + block->n);
  guint64 start = rw_table_get_range (export->table, (guint64) block->first + 1).start;
  gsize length = (gsize) (last.end - start);
  g_autofree char *bytes = g_malloc (length);

  if (!rw_source_read (export->table->text, start, bytes, length, error))
    return FALSE;
  for (guint32 row = block->first; row < block->first + block->n; row++)
    {
      RwRecordRange range = rw_table_get_range (export->table, (guint64) row + 1);
      append_row (export, block->text, row, bytes + (range.start - start),
                  (gsize) (range.end - range.start), range.open_quote);
    }
  return TRUE;
}

static gboolean
format_picked (const Export *export, Block *block, GError **error)
{
  const guint32 *rows = rw_rows_get (export->order) + block->first;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint32 i = 0; i < block->n; i++)
    {
      RwRecordRange range = rw_table_get_range (export->table, (guint64) rows[i] + 1);
      gsize length = (gsize) (range.end - range.start);
      g_byte_array_set_size (bytes, (guint) length);
      if (!rw_source_read (export->table->text, range.start, bytes->data, length, error))
        return FALSE;
      append_row (export, block->text, rows[i], (const char *) bytes->data, length,
                  range.open_quote);
    }
  return TRUE;
}

static gboolean
write_batch (Export *export, GError **error)
{
  for (guint i = 0; i < export->n_writing; i++)
    {
      const Block *block = &export->writing[i];
      if (!rw_output_write (export->output, block->text->str, block->text->len, error))
        return FALSE;
      rw_progress_add (export->progress, block->n);
    }
  return TRUE;
}

/* Task 0 writes the batch that is ready; each of the others makes a block of the next one. */
static gboolean
do_task (gsize task, gpointer data, GError **error)
{
  Export *export = data;

  if (task == 0)
    return write_batch (export, error);
  Block *block = &export->making[task - 1];
  g_string_truncate (block->text, 0);
  return export->order != NULL ? format_picked (export, block, error)
                               : format_run (export, block, error);
}

/* Sets the range of a block that starts at @first; returns where the next one starts. */
static guint32
cut_block (const Export *export, Block *block, guint32 first, guint32 n_rows)
{
  guint64 end = (guint64) first + BLOCK_ROWS;

  if (export->order == NULL)
    end = rw_index_find_cut (export->table->index, (guint64) first + 1, BLOCK_BYTES) - 1;
  block->first = first;
  block->n = (guint32) MIN (end, n_rows) - first;
  return first + block->n;
}

static gboolean
write_rows (Export *export, GCancellable *cancellable, GError **error)
{
  guint32 n_rows = export->order != NULL ? rw_rows_get_n (export->order) : export->table->n_rows;
  guint32 next = 0;

  export->making = export->batches[0];
  export->writing = export->batches[1];
  do
    {
      for (export->n_making = 0; export->n_making < N_BLOCKS && next < n_rows; export->n_making++)
        next = cut_block (export, &export->making[export->n_making], next, n_rows);
      if (!rw_parallel_run (export->n_making + 1, 0, do_task, export, cancellable, error))
        return FALSE;
      Block *written = export->writing;
      export->writing = export->making;
      export->n_writing = export->n_making;
      export->making = written;
    }
  while (export->n_writing > 0);
  return TRUE;
}

static void
append_header_names (const Export *export, GString *text)
{
  RwTable *table = export->table;
  g_auto (GStrv) names = rw_export_dup_names (table, NULL);

  for (guint i = table->columns->len; i < table->width; i++)
    {
      g_autofree char *base = g_strdup_printf ("extra_cell_%u", i - table->columns->len + 1);
      g_autofree char *name = make_unique (table, base);
      g_string_append_printf (text, "%c%s", table->dialect.delimiter, name);
    }
  for (guint i = 0; i < RW_EXPORT_N_COLUMNS && export->probabilities != NULL; i++)
    g_string_append_printf (text, "%c%s", table->dialect.delimiter, names[i]);
}

/* The names of a file that has none. */
static void
append_made_names (const Export *export, GString *text)
{
  RwTable *table = export->table;

  for (guint i = 0; i < table->columns->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, table->dialect.delimiter);
      g_string_append (text, rw_column_get_name (table->columns->pdata[i]));
    }
}

/* Finds the line end of the rows where there is no header. */
static gboolean
read_line_end (Export *export, GError **error)
{
  RwRecordRange range =
      rw_table_get_range (export->table, export->table->dialect.no_header ? 1 : 0);
  gsize length = (gsize) (range.end - range.start);
  g_autofree char *bytes = g_malloc (length + 1);

  if (!rw_source_read (export->table->text, range.start, bytes, length, error))
    return FALSE;
  gsize end = rw_csv_strip_line_ends (bytes, length);
  export->line_end = get_line_end (bytes + end, length - end);
  if (export->line_end == NULL)
    export->line_end = "\n";
  return TRUE;
}

/* The header as it is, behind the byte-order mark; what stands above it is left out. */
static gboolean
write_header (Export *export, GError **error)
{
  RwTable *table = export->table;
  RwRecordRange range = rw_table_get_range (table, 0);
  gsize mark = (gsize) table->dialect.start;
  gsize length = (gsize) (range.end - range.start);
  g_autofree char *bytes = g_malloc (mark + length + 1);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!read_line_end (export, error) || !rw_source_read (table->text, 0, bytes, mark, error) ||
      !rw_source_read (table->text, range.start, bytes + mark, length, error))
    return FALSE;
  g_string_append_len (text, bytes, (gssize) mark);
  if (table->dialect.no_header)
    append_made_names (export, text);
  if (table->dialect.unnamed_index)
    g_string_append_c (text, table->dialect.delimiter);
  g_string_append_len (text, bytes + mark, (gssize) strip_row (export, bytes + mark, length));
  if (range.open_quote)
    g_string_append_c (text, table->dialect.quote);
  append_header_names (export, text);
  g_string_append (text, export->line_end);
  return rw_output_write (export->output, text->str, text->len, error);
}

GStrv
rw_export_dup_names (RwTable *table, gboolean *renamed)
{
  GStrv unique = g_new0 (char *, RW_EXPORT_N_COLUMNS + 1);

  if (renamed != NULL)
    *renamed = FALSE;
  for (guint i = 0; i < RW_EXPORT_N_COLUMNS; i++)
    {
      unique[i] = make_unique (table, rw_export_names[i]);
      if (renamed != NULL && strcmp (unique[i], rw_export_names[i]) != 0)
        *renamed = TRUE;
    }
  return unique;
}

gboolean
rw_export_write (RwTable *table, RwScores *scores, const RwRiskBands *bands, const RwRows *order,
                 RwOutput *output, RwProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autofree guint32 *ranks = scores != NULL ? rw_rank_scores (scores) : NULL;
  Export export = { .table = table,
                    .probabilities = scores != NULL ? rw_scores_get_probabilities (scores) : NULL,
                    .bands = bands,
                    .ranks = ranks,
                    .order = order,
                    .output = output,
                    .progress = progress };

  rw_progress_begin (progress, RW_STAGE_WRITING,
                     order != NULL ? rw_rows_get_n (order) : rw_table_get_n_rows (table));
  for (guint i = 0; i < 2 * N_BLOCKS; i++)
    export.batches[i / N_BLOCKS][i % N_BLOCKS].text = g_string_new (NULL);
  gboolean written = write_header (&export, error) && write_rows (&export, cancellable, error) &&
                     rw_source_check (rw_table_get_source (table), error);
  for (guint i = 0; i < 2 * N_BLOCKS; i++)
    g_string_free (export.batches[i / N_BLOCKS][i % N_BLOCKS].text, TRUE);
  rw_progress_end (progress);
  return written;
}
