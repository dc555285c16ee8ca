/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-number-format.h"

G_BEGIN_DECLS

/* What is known of a column's numbers before it is read; all 0: nothing. */
typedef struct
{
  char decimal;      /* '.' or ','; '\0': to be found out */
  char grouping;     /* as in RwNumberFormat, RW_GROUPING_NONE; '\0': to be found out */
  RwDateOrder dates; /* RW_DATE_NONE: to be found out */
} RwNumberChoice;

#define RW_GROUPING_NONE '-'

typedef enum
{
  RW_VERDICT_TEXTS, /* fewer than nine in ten are numbers, or they are codes */
  RW_VERDICT_NUMBERS,
  RW_VERDICT_AMBIGUOUS, /* two formats read the values, and read some differently */
} RwVerdict;

/* What a column's values make of it. */
typedef struct
{
  RwVerdict verdict;
  RwNumberFormat format; /* of numbers; of TEXTS the one that reads the most values */
  RwNumberFormat other;  /* AMBIGUOUS */
  char example[64];      /* AMBIGUOUS: a value that both read */
} RwDecision;

/**
 * RwNumberTally: how many values of a column fit which formats, whatever the order they come in.
 *
 * A value that fits one layout only decides: "1.5", "0.435" and "1234.5" are no groups, so "1.234"
 * beside them is 1.234. Values without a mark decide nothing. With "1.234" and "12.345" alone, or
 * with "1.5" beside "1,5" too, the column is ambiguous. Dates are decided in the same way, by the
 * days over 12. Codes are values of only digits with a leading zero, or over 15 of them; a column
 * that has some is one of texts, unless there are decimals in it.
 */
typedef struct _RwNumberTally RwNumberTally;

RwNumberTally *rw_number_tally_new (void);
void rw_number_tally_free (RwNumberTally *tally);

void rw_number_tally_add (RwNumberTally *tally, RwCell trimmed, guint64 times);

/* The same for a value that rw_cell_parse_number() reads, in some ns. */
void rw_number_tally_add_plain (RwNumberTally *tally, RwCell trimmed, guint64 times);

void rw_number_tally_merge (RwNumberTally *tally, const RwNumberTally *other);

/* @forced: numbers even if only a few of the values are. */
RwDecision rw_number_tally_decide (const RwNumberTally *tally, const RwNumberChoice *choice,
                                   gboolean forced);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwNumberTally, rw_number_tally_free)

G_END_DECLS
