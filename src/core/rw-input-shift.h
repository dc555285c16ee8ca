/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rw-mapping.h"
#include "rw-table.h"

G_BEGIN_DECLS

/* Texts that the model does not know which are listed. */
#define RW_INPUT_SHIFT_N_UNSEEN 5u

/* How much an input's values differ from those in training: PSI below 0.1, below 0.25, and above
 * (N. Siddiqi, "Credit Risk Scorecards", 2006). What chance does to a file of so few rows is no
 * shift. */
typedef enum
{
  RW_SHIFT_NOT_COMPARED, /* it has no column, or the model does not say what it was */
  RW_SHIFT_STABLE,
  RW_SHIFT_SHIFTED,
  RW_SHIFT_STRONG,
} RwShift;

typedef struct
{
  char *text;
  guint64 count; /* rows */
} RwUnseenText;

/**
 * RwInputShift: the values of one input in a table, beside those in the rows its model was trained
 * on. Shares are of all rows.
 */
typedef struct
{
  guint input; /* number of the model's input */
  RwShift shift;
  double psi;
  double missing;
  double missing_before; /* in training */
  double unseen;         /* values that are levels the model does not know */
  double outside;        /* numbers below the smallest or above the largest in training */
  GPtrArray *texts;      /* RwUnseenText: the most frequent ones, most frequent first */
} RwInputShift;

/**
 * rw_input_shift_measure: compares what @input is read from with its reference. PSI is the sum of
 * (a − e) ln (a / e) over the reference's bins or levels, other levels, and missing values; a is
 * the share here, e in training. A share of none counts as half a row in a, as 0.0001 in e; none in
 * both counts nothing. By chance alone n rows have a PSI of up to the 99 % quantile of χ² with one
 * degree of freedom less than there are bins, divided by n (B. Yurdakul and J. Naranjo,
 * "Statistical properties of the population stability index", 2020); a PSI below that is stable.
 * Linear in the rows. Only @shift->input is set before; fails only when cancelled.
 */
gboolean rw_input_shift_measure (RwInputShift *shift, const RwInput *input,
                                 const RwInputMapping *mapping, RwTable *table,
                                 GCancellable *cancellable, GError **error);
void rw_input_shift_clear (RwInputShift *shift);

/* The word in the reader's language, e.g. "Strongly shifted", and for JSON. */
const char *rw_shift_get_title (RwShift shift);
const char *rw_shift_get_id (RwShift shift);

G_END_DECLS
