/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-chunk.h"
#include "rw-column.h"
#include "rw-dialect.h"
#include "rw-doubts.h"
#include "rw-encoding.h"
#include "rw-index.h"
#include "rw-problems.h"
#include "rw-progress.h"
#include "rw-source.h"

G_BEGIN_DECLS

/**
 * RwTable: a customer file: typed columns of all rows, and the open source for what each row said
 * byte for byte. Immutable and thread-safe. Rows count from 0, the first one under the header.
 */
#define RW_TYPE_TABLE (rw_table_get_type ())
G_DECLARE_FINAL_TYPE (RwTable, rw_table, RW, TABLE, GObject)

/* Says what columns shall become as soon as their names (char; all different) are known: all
 * @hints, one a column, are RW_HINT_NONE before. An error ends the load. */
typedef gboolean (*RwHintFunc) (const GPtrArray *names, RwKindHint *hints, gpointer data,
                                GError **error);

typedef struct
{
  guint n_threads; /* 0: one for each core; the table does not depend on it */
  RwHintFunc hint; /* or NULL: rw_matching_hint() for what a model reads */
  gpointer hint_data;
  const char *encoding;       /* of the file; NULL: it is found out */
  guint64 max_unpacked;       /* bytes a compressed file may be unpacked to; 0: any number */
  RwNumberChoice numbers;     /* for all columns */
  GHashTable *column_numbers; /* column name → RwNumberChoice, instead, or NULL (borrowed) */
  RwDialectGiven dialect;     /* what is known of how the file is written */
  RwDoubts *doubts;           /* gets what would refuse the file, which is read then; or NULL */
} RwTableOptions;

/**
 * rw_table_load: unpacks and decodes, finds the dialect, indexes, and parses chunks on all cores.
 * Errors: those of rw_decoder_run(), rw_dialect_detect() and @options' hint; RW_ERROR_NUMBERS for a
 * column whose numbers can be read in two ways and that @options do not settle; RW_ERROR_DIALECT
 * when more than a fifth of the rows are damaged; RW_ERROR_EMPTY (no rows), RW_ERROR_LIMIT,
 * RW_ERROR_CHANGED, RW_ERROR_FILE.
 */
RwTable *rw_table_load (RwSource *source, const RwTableOptions *options, RwProgress *progress,
                        GCancellable *cancellable, GError **error);

/* The file itself, maybe compressed and in another encoding. */
RwSource *rw_table_get_source (RwTable *self);
/* What it says, in UTF-8: where the ranges of records are. */
RwSource *rw_table_get_text (RwTable *self);
const RwEncoding *rw_table_get_encoding (RwTable *self);
const RwDialect *rw_table_get_dialect (RwTable *self);
/* For what was set aside. */
const RwIndex *rw_table_get_index (RwTable *self);
RwProblems *rw_table_get_problems (RwTable *self);

guint32 rw_table_get_n_rows (RwTable *self);
guint rw_table_get_n_columns (RwTable *self);
const RwColumn *rw_table_get_column (RwTable *self, guint column);

/* NULL if there is none of that name. */
const RwColumn *rw_table_find_column (RwTable *self, const char *name);

/* The names of all columns (char, borrowed; transfer container). */
GPtrArray *rw_table_list_names (RwTable *self);

/* The cells of the widest row; n_columns when no row has too many. */
guint rw_table_get_width (RwTable *self);
guint rw_table_get_n_cells (RwTable *self, guint32 row);

/* Records: 0 is the header, row + 1 a row. */
guint64 rw_table_get_line (RwTable *self, guint64 record);

/* Where @record is in the text of the source; the line ends behind it belong to it. */
typedef struct
{
  guint64 start;
  guint64 end;
  gboolean open_quote; /* it ends inside a quoted cell */
} RwRecordRange;

RwRecordRange rw_table_get_range (RwTable *self, guint64 record);

/* The cells of @record as the file has them, unquoted (GBytes, transfer full): some µs.
 * Errors: RW_ERROR_CHANGED when the file is not what it was any more; those of rw_source_read(). */
GPtrArray *rw_table_read_record (RwTable *self, guint64 record, GError **error);

G_END_DECLS
