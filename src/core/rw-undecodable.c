/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-undecodable.h"

#include "rw-decoder.h"
#include "rw-table-private.h"

typedef struct
{
  RwTable *table;
  guint64 record;
  RwCsvCells cells; /* of the record */
  GByteArray *raw;  /* undecodable bytes of one cell */
} Walk;

/* The cell that the byte at @at is in. */
static guint
find_cell (const RwCsvCells *cells, const char *at)
{
  guint low = 0;
  guint high = MIN (cells->n, RW_CSV_MAX_COLUMNS + 1);

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      if (cells->cells[middle].text <= at)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static void
report (Walk *walk, guint cell)
{
  const RwDialect *dialect = &walk->table->dialect;
  guint column = cell + (walk->record == 0 && dialect->unnamed_index);

  if (column >= walk->table->columns->len)
    column = RW_PROBLEM_NO_COLUMN;
  rw_problems_add_raw (walk->table->problems, RW_PROBLEM_UNDECODABLE, walk->record, column,
                       walk->cells.cells[cell],
                       (RwCell){ (char *) walk->raw->data, walk->raw->len });
  g_byte_array_set_size (walk->raw, 0);
}

/* Reports the first of @places that are in @text, which is at @start; returns how many. */
static guint
report_cells (Walk *walk, char *text, gsize length, guint64 start, const RwUndecodable *places,
              guint n_places)
{
  guint cell = 0;
  guint n = 0;

  rw_csv_split (&walk->table->dialect, text, length, &walk->cells);
  for (; n < n_places && places[n].offset < start + length; n++)
    {
      guint next = find_cell (&walk->cells, text + (places[n].offset - start));
      if (next != cell && walk->raw->len > 0)
        report (walk, cell);
      cell = next;
      g_byte_array_append (walk->raw, places[n].bytes, places[n].n_bytes);
    }
  if (walk->raw->len > 0)
    report (walk, cell);
  return n;
}

/* Reports the first of @places that are in the walk's record; returns how many. */
static gboolean
walk_record (Walk *walk, const RwUndecodable *places, guint n_places, guint *n, GError **error)
{
  const RwDialect *dialect = &walk->table->dialect;
  RwRecordRange range = rw_table_get_range (walk->table, walk->record);
  gsize length = (gsize) (range.end - range.start);
  g_autofree char *bytes = g_malloc (length + 1);
  RwCsvScan scan;
  RwCsvExtent extent = { .end = bytes + length };

  *n = 0;
  if (!rw_source_read (walk->table->text, range.start, bytes, length, error))
    return FALSE;
  rw_csv_scan_begin (&scan, dialect, bytes, length, TRUE);
  for (char *at = bytes; at < scan.end; at = bytes + (extent.end - bytes))
    {
      if (walk->record == 0 && dialect->extra_header_rows > 0)
        rw_csv_find_end (&scan, at, &extent);
      while (extent.end < scan.end && (*extent.end == '\n' || *extent.end == '\r'))
        extent.end++;
      *n += report_cells (walk, at, (gsize) (extent.end - at), range.start + (guint64) (at - bytes),
                          places + *n, n_places - *n);
    }
  return TRUE;
}

/* Those that are in no record, but in lines above the header, comments or rows set aside, are left
 * out. */
static gboolean
walk_records (Walk *walk, const RwUndecodable *places, guint n_places, GError **error)
{
  guint at = 0;

  while (at < n_places)
    {
      while (walk->record < walk->table->n_rows &&
             rw_table_get_range (walk->table, walk->record).end <= places[at].offset)
        walk->record++;
      RwRecordRange range = rw_table_get_range (walk->table, walk->record);
      guint n = 1;
      if (places[at].offset >= range.start && places[at].offset < range.end &&
          !walk_record (walk, places + at, n_places - at, &n, error))
        return FALSE;
      at += n;
    }
  return TRUE;
}

gboolean
rw_undecodable_report (RwTable *table, GArray *undecodable, GError **error)
{
  g_autoptr (GByteArray) raw = g_byte_array_new ();
  Walk walk = { .table = table, .raw = raw };
  gboolean done = walk_records (&walk, (const RwUndecodable *) (gpointer) undecodable->data,
                                undecodable->len, error);

  rw_csv_cells_clear (&walk.cells);
  return done;
}
