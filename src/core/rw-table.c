/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-table.h"

#include "rw-table-private.h"

G_DEFINE_FINAL_TYPE (RwTable, rw_table, G_TYPE_OBJECT)

GPtrArray *
rw_read_cells (RwSource *source, const RwDialect *dialect, guint64 start, guint64 end,
               GError **error)
{
  gsize length = (gsize) (end - start);
  g_autofree char *bytes = g_malloc (length + 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (RwCsvCells) split = { 0 };

  if (!rw_source_read (source, start, bytes, length, error))
    return NULL;
  rw_csv_split (dialect, bytes, length, &split);
  for (guint i = 0; i < MIN (split.n, RW_CSV_MAX_COLUMNS + 1); i++)
    g_ptr_array_add (cells, g_bytes_new (split.cells[i].text, split.cells[i].length));
  return g_steal_pointer (&cells);
}

/* The last of several header rows; where its cell is empty, the one above it. */
static GPtrArray *
read_header_rows (RwTable *self, GError **error)
{
  RwRecordRange range = rw_table_get_range (self, 0);
  gsize length = (gsize) (range.end - range.start);
  g_autofree char *bytes = g_malloc (length + 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (RwCsvCells) split = { 0 };
  RwCsvScan scan;
  RwCsvExtent extent = { .end = bytes };

  if (!rw_source_read (self->text, range.start, bytes, length, error))
    return NULL;
  rw_csv_scan_begin (&scan, &self->dialect, bytes, length, TRUE);
  for (char *at = bytes; at < scan.end; at = bytes + (extent.end - bytes))
    {
      rw_csv_find_end (&scan, at, &extent);
      rw_csv_split (&self->dialect, at, (gsize) (extent.end - at), &split);
      for (guint i = 0; i < MIN (split.n, RW_CSV_MAX_COLUMNS + 1); i++)
        {
          GBytes *cell = g_bytes_new (split.cells[i].text, split.cells[i].length);
          if (i >= cells->len)
            g_ptr_array_add (cells, cell);
          else if (split.cells[i].length > 0)
            {
              g_bytes_unref (cells->pdata[i]);
              cells->pdata[i] = cell;
            }
          else
            g_bytes_unref (cell);
        }
      while (extent.end < scan.end && (*extent.end == '\n' || *extent.end == '\r'))
        extent.end++;
    }
  return g_steal_pointer (&cells);
}

/* Empty names for the columns of a file that has none. */
static GPtrArray *
make_header (guint n)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (cells, g_bytes_new_static ("", 0));
  return cells;
}

GPtrArray *
rw_table_read_header (RwTable *self, GError **error)
{
  GPtrArray *cells = self->dialect.no_header ? make_header (self->dialect.n_columns)
                                             : read_header_rows (self, error);

  if (cells != NULL && self->dialect.unnamed_index)
    g_ptr_array_insert (cells, 0, g_bytes_new_static ("", 0));
  return cells;
}

static void
rw_table_finalize (GObject *object)
{
  RwTable *self = RW_TABLE (object);

  g_clear_object (&self->source);
  g_clear_object (&self->text);
  g_clear_pointer (&self->index, rw_index_free);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->ragged, g_array_unref);
  g_clear_pointer (&self->problems, rw_problems_free);
  G_OBJECT_CLASS (rw_table_parent_class)->finalize (object);
}

static void
rw_table_class_init (RwTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_table_finalize;
}

static void
rw_table_init (RwTable *self)
{
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) rw_column_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->ragged = g_array_new (FALSE, FALSE, sizeof (RwRaggedRow));
  self->problems = rw_problems_new ();
}

RwSource *
rw_table_get_source (RwTable *self)
{
  return self->source;
}

RwSource *
rw_table_get_text (RwTable *self)
{
  return self->text;
}

const RwEncoding *
rw_table_get_encoding (RwTable *self)
{
  return &self->encoding;
}

const RwDialect *
rw_table_get_dialect (RwTable *self)
{
  return &self->dialect;
}

const RwIndex *
rw_table_get_index (RwTable *self)
{
  return self->index;
}

RwProblems *
rw_table_get_problems (RwTable *self)
{
  return self->problems;
}

guint32
rw_table_get_n_rows (RwTable *self)
{
  return self->n_rows;
}

guint
rw_table_get_n_columns (RwTable *self)
{
  return self->columns->len;
}

const RwColumn *
rw_table_get_column (RwTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return self->columns->pdata[column];
}

const RwColumn *
rw_table_find_column (RwTable *self, const char *name)
{
  return g_hash_table_lookup (self->by_name, name);
}

GPtrArray *
rw_table_list_names (RwTable *self)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (names, (char *) rw_column_get_name (self->columns->pdata[i]));
  return names;
}

guint
rw_table_get_width (RwTable *self)
{
  return self->width;
}

guint
rw_table_get_n_cells (RwTable *self, guint32 row)
{
  guint low = 0;
  guint high = self->ragged->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const RwRaggedRow *ragged = &g_array_index (self->ragged, RwRaggedRow, middle);
      if (ragged->row == row)
        return ragged->n_cells;
      if (ragged->row < row)
        low = middle + 1;
      else
        high = middle;
    }
  return self->columns->len;
}

guint64
rw_table_get_line (RwTable *self, guint64 record)
{
  return rw_index_get_line (self->index, record);
}

RwRecordRange
rw_table_get_range (RwTable *self, guint64 record)
{
  return (RwRecordRange){
    .start = rw_index_get_start (self->index, record),
    .end = rw_index_get_end (self->index, record),
    .open_quote = rw_index_is_open (self->index, record),
  };
}

GPtrArray *
rw_table_read_record (RwTable *self, guint64 record, GError **error)
{
  RwRecordRange range = rw_table_get_range (self, record);

  g_return_val_if_fail (record <= self->n_rows, NULL);
  if (!rw_source_check (self->source, error))
    return NULL;
  if (record == 0)
    return rw_table_read_header (self, error);
  return rw_read_cells (self->text, &self->dialect, range.start, range.end, error);
}
