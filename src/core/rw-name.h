/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cell.h"

G_BEGIN_DECLS

/**
 * Names of columns and texts of categories as they are compared. Folded, "Monthly_Charges",
 * "MONTHLY CHARGES" and "monthly-charges" are all "monthlycharges": Unicode NFKD and case folding;
 * letters and digits are kept, accents and all else dropped. What tells numbers and grades apart
 * stays: "+", "<" and ">", a minus in front of all, and a point where something stands between two
 * digits ("1.5" and "1,5" are "1.5", not "15"). Folding twice changes nothing. May be empty.
 */

/* @text is valid UTF-8 (transfer full). */
char *rw_name_fold (const char *text);
char *rw_name_fold_cell (RwCell text);

/* Characters of a folded name that are compared; those behind them are left out. */
#define RW_NAME_MAX_LENGTH 64u

/**
 * RwNamePairs: a folded name as its pairs of neighbouring letters, for rw_name_pairs_compare().
 */
typedef struct
{
  guint n;
  guint64 pairs[RW_NAME_MAX_LENGTH]; /* ascending */
} RwNamePairs;

void rw_name_pairs_init (RwNamePairs *pairs, const char *folded);

/* How similar two names are, from 0 to 1 (the same): Dice's coefficient of their pairs of letters,
 * 2 × common pairs / all pairs (Adamson and Boreham 1974). The order of words matters little. At
 * most 128 steps. */
double rw_name_pairs_compare (const RwNamePairs *a, const RwNamePairs *b);

G_END_DECLS
