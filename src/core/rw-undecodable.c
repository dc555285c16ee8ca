/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-undecodable.h"

#include "rw-decoder.h"
#include "rw-table-private.h"

/* A record that is parsed up to each of its undecodable places in turn. */
typedef struct
{
  RwTable *table;
  guint64 record;
  guint n_cells;   /* that are complete */
  GByteArray *raw; /* undecodable bytes of the next cell */
} Walk;

static void
cell_cb (const char *text, gsize length, gpointer data)
{
  Walk *walk = data;
  guint column = walk->n_cells++;

  if (walk->raw->len == 0)
    return;
  if (column >= walk->table->columns->len)
    column = RW_PROBLEM_NO_COLUMN;
  rw_problems_add_raw (walk->table->problems, RW_PROBLEM_UNDECODABLE, walk->record, column,
                       (RwCell){ text, length },
                       (RwCell){ (char *) walk->raw->data, walk->raw->len });
  g_byte_array_set_size (walk->raw, 0);
}

static void
record_cb (gpointer data G_GNUC_UNUSED)
{
}

/* Reports the first of @places that are in the walk's record; returns how many. */
static guint
walk_record (Walk *walk, const RwUndecodable *places, guint n_places, GError **error)
{
  RwRecordRange range = rw_table_get_range (walk->table, walk->record);
  gsize length = (gsize) (range.end - range.start);
  g_autofree char *bytes = g_malloc (length);
  g_autoptr (RwCsv) csv = rw_csv_new (&walk->table->dialect, cell_cb, record_cb, walk);
  gsize fed = 0;
  guint n = 0;

  if (!rw_source_read (walk->table->text, range.start, bytes, length, error))
    return 0;
  for (; n < n_places && places[n].offset < range.end; n++)
    {
      gsize at = (gsize) (places[n].offset - MIN (range.start, places[n].offset));
      if (!rw_csv_feed (csv, bytes + fed, at - fed, error))
        return 0;
      fed = at;
      g_byte_array_append (walk->raw, places[n].bytes, places[n].n_bytes);
    }
  return rw_csv_feed (csv, bytes + fed, length - fed, error) && rw_csv_finish (csv, error) ? n : 0;
}

gboolean
rw_undecodable_report (RwTable *table, GArray *undecodable, GError **error)
{
  g_autoptr (GByteArray) raw = g_byte_array_new ();
  const RwUndecodable *places = (const RwUndecodable *) (gpointer) undecodable->data;
  Walk walk = { .table = table, .raw = raw };
  guint at = 0;

  while (at < undecodable->len)
    {
      while (walk.record < table->n_rows &&
             rw_table_get_range (table, walk.record).end <= places[at].offset)
        walk.record++;
      walk.n_cells = 0;
      guint n = walk_record (&walk, places + at, undecodable->len - at, error);
      if (n == 0)
        return FALSE;
      at += n;
    }
  return TRUE;
}
