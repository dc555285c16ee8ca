/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-mapping.h"
#include "rw-table.h"

G_BEGIN_DECLS

/**
 * RwChoices: what a person says of how a file is to be read; what is not said is found out.
 */
typedef struct
{
  char *encoding; /* NULL: found out */
  RwDialectGiven dialect;
  RwNumberChoice numbers;     /* for all columns */
  GHashTable *column_numbers; /* column name → RwNumberChoice, instead */
  RwMapping *columns;         /* which ones a model's inputs are read from; never NULL */
  gboolean remember;          /* the columns, for files with the same ones */
} RwChoices;

RwChoices *rw_choices_new (void);
RwChoices *rw_choices_copy (const RwChoices *choices);
void rw_choices_free (RwChoices *choices);

void rw_choices_set_encoding (RwChoices *choices, const char *encoding);

/* How the numbers and dates of @column are written, whatever those of the others are. */
void rw_choices_set_column (RwChoices *choices, const char *column, RwNumberChoice numbers);

/* Says of the columns all that was found: it is no guess any more. */
void rw_choices_take_columns (RwChoices *choices, const RwMapping *found);

/* To load with; borrows from @choices (NULL: nothing is said), all but
 * the columns. */
RwTableOptions rw_choices_get_options (const RwChoices *choices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwChoices, rw_choices_free)

G_END_DECLS
