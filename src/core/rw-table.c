/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-table.h"

#include "rw-table-private.h"

G_DEFINE_FINAL_TYPE (RwTable, rw_table, G_TYPE_OBJECT)

static void
collect_cell_cb (const char *text, gsize length, gpointer data)
{
  g_ptr_array_add (data, g_bytes_new (text, length));
}

static void
ignore_record_cb (gpointer data G_GNUC_UNUSED)
{
}

GPtrArray *
rw_read_cells (RwSource *source, const RwDialect *dialect, guint64 start, guint64 end,
               GError **error)
{
  gsize length = (gsize) (end - start);
  g_autofree char *bytes = g_malloc (length);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (RwCsv) csv = rw_csv_new (dialect, collect_cell_cb, ignore_record_cb, cells);

  if (!rw_source_read (source, start, bytes, length, error) ||
      !rw_csv_feed (csv, bytes, length, error) || !rw_csv_finish (csv, error))
    return NULL;
  return g_steal_pointer (&cells);
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
    .end = rw_index_get_start (self->index, record + 1),
    .open_quote = record == self->n_rows && rw_index_is_unterminated (self->index),
  };
}

GPtrArray *
rw_table_read_record (RwTable *self, guint64 record, GError **error)
{
  RwRecordRange range = rw_table_get_range (self, record);

  g_return_val_if_fail (record <= self->n_rows, NULL);
  if (!rw_source_check (self->source, error))
    return NULL;
  return rw_read_cells (self->text, &self->dialect, range.start, range.end, error);
}
