/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-csv.h"

#include "rw-error.h"

#include <csv.h>
#include <glib/gi18n.h>

#define BLOCK_SIZE (64 * 1024)

struct _RwCsv
{
  struct csv_parser parser;
  RwCsvCellFunc cell;
  RwCsvRecordFunc record;
  gpointer data;
};

static int
is_never_space (unsigned char c G_GNUC_UNUSED)
{
  return 0;
}

static void
cell_cb (void *text, size_t length, void *data)
{
  RwCsv *csv = data;

  csv->cell (text != NULL ? text : "", length, csv->data);
}

static void
record_cb (int terminator G_GNUC_UNUSED, void *data)
{
  RwCsv *csv = data;

  csv->record (csv->data);
}

static gboolean
set_error (RwCsv *csv, GError **error)
{
  g_set_error (error, RW_ERROR, RW_ERROR_LIBRARY, _ ("The CSV text could not be split: %s."),
               csv_strerror (csv_error (&csv->parser)));
  return FALSE;
}

RwCsv *
rw_csv_new (const RwDialect *dialect, RwCsvCellFunc cell, RwCsvRecordFunc record, gpointer data)
{
  RwCsv *csv = g_new0 (RwCsv, 1);

  csv_init (&csv->parser, 0);
  csv_set_delim (&csv->parser, (unsigned char) dialect->delimiter);
  csv_set_quote (&csv->parser, (unsigned char) dialect->quote);
  csv_set_space_func (&csv->parser, is_never_space);
  csv_set_blk_size (&csv->parser, BLOCK_SIZE);
  csv->cell = cell;
  csv->record = record;
  csv->data = data;
  return csv;
}

void
rw_csv_free (RwCsv *csv)
{
  csv_free (&csv->parser);
  g_free (csv);
}

gboolean
rw_csv_feed (RwCsv *csv, const char *bytes, gsize length, GError **error)
{
  if (csv_parse (&csv->parser, bytes, length, cell_cb, record_cb, csv) != length)
    return set_error (csv, error);
  return TRUE;
}

gboolean
rw_csv_finish (RwCsv *csv, GError **error)
{
  if (csv_fini (&csv->parser, cell_cb, record_cb, csv) != 0)
    return set_error (csv, error);
  return TRUE;
}
