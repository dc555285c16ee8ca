/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-column.h"
#include "rw-input.h"

G_BEGIN_DECLS

/* A unit that a file's numbers are in, other than the model's: it is offered, never applied. */
typedef enum
{
  RW_UNIT_SAME,  /* the model's own, or not known */
  RW_UNIT_DAYS,  /* × 12 / 365.25 are months */
  RW_UNIT_YEARS, /* × 12 are months */
  RW_UNIT_CENTS, /* × 0.01 are the currency's */
  RW_N_UNITS
} RwUnit;

/* The unit that @column (of @n_rows numbers) is probably in if @input reads it: what its name says
 * ("days_active", "amountCents"), or else its median (of up to 1,001 values), when that is about as
 * many times the training data's as the unit is smaller. */
RwUnit rw_unit_find (const RwInput *input, const RwColumn *column, guint32 n_rows);

/* What numbers in @unit are to be multiplied with, and its name for JSON ("days"). */
double rw_unit_get_factor (RwUnit unit);
const char *rw_unit_get_id (RwUnit unit);

/* The offer in the reader's language: "days, of which 30.4 are a month". */
const char *rw_unit_get_title (RwUnit unit);

G_END_DECLS
