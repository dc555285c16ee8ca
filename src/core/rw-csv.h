/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RW_CSV_MAX_CELL    ((gsize) 1 << 20)
#define RW_CSV_MAX_RECORD  ((gsize) 16 << 20)
#define RW_CSV_MAX_COLUMNS 10000u

/* How the bytes of a file are cut into records and cells. */
typedef struct
{
  char delimiter;
  char quote;
  guint64 start; /* where the header begins: behind a byte-order mark */
} RwDialect;

/**
 * RwCsv: one libcsv parser. Blanks are data, blank lines are no records, a quote inside an
 * unquoted cell is data, a quoted cell goes on until a quote that a delimiter or line end follows.
 * Any number of parsers may run at once in different threads.
 */
typedef struct _RwCsv RwCsv;

/* @text is @length bytes, not NUL-terminated, valid during the call; "" for an empty cell. */
typedef void (*RwCsvCellFunc) (const char *text, gsize length, gpointer data);
typedef void (*RwCsvRecordFunc) (gpointer data);

RwCsv *rw_csv_new (const RwDialect *dialect, RwCsvCellFunc cell, RwCsvRecordFunc record,
                   gpointer data);
void rw_csv_free (RwCsv *csv);

/* Errors: RW_ERROR_LIBRARY (out of memory; nothing else can fail in this mode). */
gboolean rw_csv_feed (RwCsv *csv, const char *bytes, gsize length, GError **error);

/* Ends the last record if no line end did, and makes the parser ready for the next text. */
gboolean rw_csv_finish (RwCsv *csv, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwCsv, rw_csv_free)

G_END_DECLS
