/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-number-parts.h"

G_BEGIN_DECLS

typedef enum
{
  RW_DATE_NONE, /* numbers */
  RW_DATE_YMD,
  RW_DATE_DMY,
  RW_DATE_MDY,
} RwDateOrder;

/**
 * RwNumberFormat: how the numbers of a column are written. A sign may stand before or behind a
 * number or be a pair of parentheses, and every format reads numbers without a decimal mark, an
 * exponent or groups, too. A unit is told and never applied: "12 %" is 12. Dates are days since
 * 1970-01-01, times of day a part of one; an offset from UTC is taken into account.
 */
typedef struct
{
  char decimal;               /* '.' or ',' */
  char grouping;              /* between groups of three digits: ',', '.', '\'', ' ' (whatever
                               * blank); '\0' for none */
  RwDateOrder date;           /* RW_DATE_NONE: numbers */
  char unit[RW_UNIT_MAX + 1]; /* "%", "$", "EUR"…, "" for none */
} RwNumberFormat;

/* The ways to group digits and to mark the decimals, and the orders of dates. A set of them is a
 * mask with the bit 1 << number of each. The first one is what rw_cell_parse_number() reads. */
#define RW_N_LAYOUTS   11u
#define RW_ALL_LAYOUTS ((1u << RW_N_LAYOUTS) - 1)
#define RW_ALL_NUMBERS 0xffu

RwNumberFormat rw_number_format_of_layout (guint layout);

/* What one cell may mean. */
typedef struct
{
  guint fits;                 /* the layouts in which it is a number or a date */
  gboolean differs;           /* its value depends on the decimal mark or the order of the date */
  gboolean is_code;           /* only digits: over 15, or more than one and the first is 0 */
  char unit[RW_UNIT_MAX + 1]; /* "" for none */
} RwNumberShape;

RwNumberShape rw_number_shape (RwCell trimmed);

/* Whether a trimmed cell is a finite number, or a date, in @format. @number is set only then. */
gboolean rw_number_format_parse (const RwNumberFormat *format, RwCell trimmed, double *number);

gboolean rw_number_format_equal (const RwNumberFormat *a, const RwNumberFormat *b);

/* Whether it is what rw_cell_parse_number() reads. */
gboolean rw_number_format_is_plain (const RwNumberFormat *format);

G_END_DECLS
