/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-levels.h"
#include "rw-number-format.h"

G_BEGIN_DECLS

typedef enum
{
  RW_COLUMN_NUMBER,   /* a double a row, NaN where missing */
  RW_COLUMN_CATEGORY, /* a level's number a row, RW_CODE_MISSING where missing */
  RW_COLUMN_TEXT,     /* a text a row, empty where missing */
} RwColumnKind;

#define RW_CODE_MISSING        G_MAXUINT16
#define RW_CATEGORY_MAX_LEVELS 4096u

/**
 * RwColumn: the values of one column in all rows. Immutable; owned by its table. Texts and levels
 * are trimmed and valid UTF-8; what the file said byte for byte is rw_table_read_record()'s.
 */
typedef struct _RwColumn RwColumn;

const char *rw_column_get_name (const RwColumn *column);
RwColumnKind rw_column_get_kind (const RwColumn *column);
guint64 rw_column_get_n_missing (const RwColumn *column);

/* The values of all rows; only for columns of that kind. */
const double *rw_column_get_numbers (const RwColumn *column);
const guint16 *rw_column_get_codes (const RwColumn *column);
const RwLevels *rw_column_get_levels (const RwColumn *column);
RwCell rw_column_get_text (const RwColumn *column, guint32 row);

/* How the file writes the numbers; only for columns of numbers. */
const RwNumberFormat *rw_column_get_format (const RwColumn *column);

/* "number", "category" or "text": for JSON. */
const char *rw_column_kind_get_id (RwColumnKind kind);

/* The makers take over what they are given. @ends holds, for each row, the end of its text in
 * @texts; the text of row i starts at the end of that of row i - 1. */
RwColumn *rw_column_new_number (const char *name, const RwNumberFormat *format, double *numbers,
                                guint64 n_missing);
RwColumn *rw_column_new_category (const char *name, guint16 *codes, RwLevels *levels,
                                  guint64 n_missing);
RwColumn *rw_column_new_text (const char *name, guint64 *ends, char *texts, guint64 n_missing);
void rw_column_free (RwColumn *column);

G_END_DECLS
