/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-row.h"

#include "rw-number-text.h"

#include <math.h>
#include <string.h>

/* More of a cell is not to be seen. */
#define MAX_SHOWN 200u

typedef struct
{
  char *raw;
  char *value; /* or NULL */
  gboolean is_bad;
} Cell;

struct _RwImportRow
{
  GObject parent_instance;

  guint64 line;
  GArray *cells; /* Cell */
};

G_DEFINE_FINAL_TYPE (RwImportRow, rw_import_row, G_TYPE_OBJECT)

static void
cell_clear (gpointer data)
{
  g_free (((Cell *) data)->raw);
  g_free (((Cell *) data)->value);
}

/* Valid, short, and on one line. */
static char *
make_text (RwCell cell)
{
  gsize length = MIN (cell.length, MAX_SHOWN);
  char *text = g_utf8_make_valid (length > 0 ? cell.text : "", (gssize) length);

  return g_strdelimit (text, "\n\r\t", ' ');
}

static void
read_number (Cell *cell, RwCell trimmed, const RwColumn *column, guint32 row)
{
  double number = rw_column_get_numbers (column)[row];

  if (isnan (number))
    {
      cell->is_bad = !rw_cell_is_missing (trimmed);
      return;
    }
  cell->value = rw_number_text_dup_value (rw_column_get_format (column), number);
  if (strcmp (cell->value, cell->raw) == 0)
    g_clear_pointer (&cell->value, g_free);
}

static void
read_cell (RwImportRow *self, RwTable *table, guint32 row, guint column, GBytes *bytes)
{
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  RwCell trimmed = rw_cell_trim ((RwCell){ text != NULL ? text : "", length });
  const RwColumn *values = rw_table_get_column (table, column);
  Cell cell = { .raw = make_text (trimmed) };

  if (rw_column_get_kind (values) == RW_COLUMN_NUMBER)
    read_number (&cell, trimmed, values, row);
  g_array_append_val (self->cells, cell);
}

static void
rw_import_row_finalize (GObject *object)
{
  g_array_unref (RW_IMPORT_ROW (object)->cells);
  G_OBJECT_CLASS (rw_import_row_parent_class)->finalize (object);
}

static void
rw_import_row_class_init (RwImportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_import_row_finalize;
}

static void
rw_import_row_init (RwImportRow *self)
{
  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  g_array_set_clear_func (self->cells, cell_clear);
}

RwImportRow *
rw_import_row_new (RwTable *table, guint32 row, const GArray *columns)
{
  guint64 record = (guint64) row + 1;
  g_autoptr (GPtrArray) cells = rw_table_read_record (table, record, NULL);

  if (cells == NULL)
    return NULL;
  RwImportRow *self = g_object_new (RW_TYPE_IMPORT_ROW, NULL);
  self->line = rw_table_get_line (table, record);
  for (guint i = 0; i < columns->len; i++)
    {
      guint column = g_array_index (columns, guint, i);
      read_cell (self, table, row, column, column < cells->len ? cells->pdata[column] : NULL);
    }
  return self;
}

guint64
rw_import_row_get_line (RwImportRow *self)
{
  return self->line;
}

const char *
rw_import_row_get_raw (RwImportRow *self, guint place)
{
  return g_array_index (self->cells, Cell, place).raw;
}

const char *
rw_import_row_get_value (RwImportRow *self, guint place)
{
  return g_array_index (self->cells, Cell, place).value;
}

gboolean
rw_import_row_is_bad (RwImportRow *self, guint place)
{
  return g_array_index (self->cells, Cell, place).is_bad;
}
