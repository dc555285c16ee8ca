/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cell.h"

G_BEGIN_DECLS

#define RW_CSV_MAX_CELL    ((gsize) 1 << 20)
#define RW_CSV_MAX_RECORD  ((gsize) 16 << 20)
#define RW_CSV_MAX_COLUMNS 10000u

/* How the bytes of a file are cut into records and cells. */
typedef struct
{
  char delimiter;
  char quote;              /* NUL: none */
  guint64 start;           /* where the text begins: behind a byte-order mark */
  char escape;             /* NUL: none; a quote may be doubled in any case */
  char comment;            /* first byte of lines that are no records; NUL: none */
  gboolean blanks;         /* blanks behind a delimiter are no data */
  gboolean trailing;       /* records end with a delimiter that no cell follows */
  gboolean unnamed_index;  /* the header lacks the name of the first column */
  gboolean no_header;      /* the first record is a row */
  guint extra_header_rows; /* records behind the first one that are header too */
  guint64 preamble;        /* bytes between the start and the first record */
  guint64 preamble_lines;  /* line ends among them */
  guint64 tail;            /* bytes at the end that are no text: Ctrl-Z */
  guint n_columns;         /* the usual number of cells; 0: that of the first record */
  double score;            /* of 1: how well the sample fits */
  double next_score;       /* of the next best delimiter */
  char next_delimiter;     /* NUL: there was no other candidate */
} RwDialect;

/**
 * RwCsvScan: finds where records end. Blanks are data, blank lines are no records, a quote inside
 * an unquoted cell is data, a quoted cell goes on until a quote that a delimiter or line end
 * follows. It remembers where the next line end and quote are, so a text must be scanned forwards.
 */
typedef struct
{
  const RwDialect *dialect;
  const char *end; /* of the text */
  gboolean last;   /* no more text follows */
  gboolean wary;   /* the quoted cells of a record go over few lines, or it is suspect */
  const char *next_lf;
  const char *next_cr;
  const char *next_quote;
} RwCsvScan;

typedef struct
{
  const char *end;         /* where the record's line end is, or the text ends */
  const char *first_break; /* the first line end inside a quoted cell, or NULL */
  gboolean complete;       /* no further text can belong to the record */
  gboolean open;           /* the text ends inside a quoted cell */
  gboolean stray;          /* a quote in a quoted cell is neither doubled nor does it close */
  guint n_breaks;          /* line ends in quoted cells, those of each up to some only */
  gboolean suspect;        /* given up: a quotation mark seems to be missing or too many */
} RwCsvExtent;

/* For @length bytes at @text, and for more of them, or for going back, anew. */
void rw_csv_scan_begin (RwCsvScan *scan, const RwDialect *dialect, const char *text, gsize length,
                        gboolean last);

/* The first line end from @at on, whatever quotes say; the end of the text if there is none. */
const char *rw_csv_find_line_end (RwCsvScan *scan, const char *at);

/* The extent of the record that starts at @at. A quoted cell over several lines with stray quotes,
 * or longer than a cell may be, makes it suspect. */
void rw_csv_find_end (RwCsvScan *scan, const char *at, RwCsvExtent *extent);

/* The cells of one record; to be used again for the next one. */
typedef struct
{
  RwCell *cells; /* NULL at first */
  guint room;
  guint n;        /* all cells; those beyond RW_CSV_MAX_COLUMNS + 1 are only counted */
  gsize longest;  /* bytes of the longest one */
  gboolean open;  /* the last one lacks its closing quote */
  gboolean stray; /* as in RwCsvExtent */
} RwCsvCells;

/* Cuts the one record in @bytes, which may end with line ends. Cells point into @bytes, where
 * quotes and escapes are removed. */
void rw_csv_split (const RwDialect *dialect, char *bytes, gsize length, RwCsvCells *cells);

/* @length without the line ends at the end of @bytes. */
gsize rw_csv_strip_line_ends (const char *bytes, gsize length);

void rw_csv_cells_clear (RwCsvCells *cells);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RwCsvCells, rw_csv_cells_clear)

G_END_DECLS
