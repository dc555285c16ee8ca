/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-csv.h"

G_BEGIN_DECLS

/* What a person says about a file; NUL and 0: to be found out. */
typedef struct
{
  char delimiter;
  char quote;       /* or RW_DIALECT_NONE */
  char escape;      /* or RW_DIALECT_NONE */
  char comment;     /* or RW_DIALECT_NONE */
  guint skip_rows;  /* lines of the file to leave out at its top */
  guint header_row; /* the line of the file, from 1, that is the header */
  gboolean no_header;
} RwDialectGiven;

/* No byte has this meaning; a line end never has any other. */
#define RW_DIALECT_NONE '\n'

/* A record of a sample. */
typedef struct
{
  gsize start;
  gsize end;
  guint n_cells;
  guint n_clean; /* cells that nothing else would cut or unquote; none of a record whose quotes are
                    out of place */
} RwSniffRecord;

/* Cuts @text into records as @dialect says (RwSniffRecord, transfer full). */
GArray *rw_sniff_records (const RwDialect *dialect, const char *text, gsize length);

/* The usual number of cells of @records, and how many of them have it. */
guint rw_sniff_find_width (const GArray *records, guint *n_fitting);

/* Finds delimiter, quote, escape, comment and blanks: each combination that @text gives reason for
 * is tried, and the one that cuts it into most equal and cleanest records wins. FALSE: none cuts
 * half of the records into the same number of cells. */
gboolean rw_sniff_text (const RwDialectGiven *given, const char *text, gsize length,
                        RwDialect *dialect);

G_END_DECLS
