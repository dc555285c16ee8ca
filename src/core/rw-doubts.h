/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-number-format.h"

G_BEGIN_DECLS

/* A column whose numbers or dates can be read in two ways. */
typedef struct
{
  char *column;          /* its name */
  RwNumberFormat format; /* it was read so */
  RwNumberFormat other;
  char *example; /* a value that both read, each differently */
} RwAmbiguity;

/**
 * RwDoubts: what refuses a file until somebody says how it is to be read: all of it, so that it can
 * be shown at once.
 */
typedef struct
{
  GPtrArray *ambiguities; /* RwAmbiguity, in the order of the columns */
  char *damage;           /* why too many rows are set aside, for people; NULL: they are not */
} RwDoubts;

RwDoubts *rw_doubts_new (void);
void rw_doubts_free (RwDoubts *doubts);

void rw_doubts_add (RwDoubts *doubts, const char *column, const RwNumberFormat *format,
                    const RwNumberFormat *other, const char *example);

/* The value of an ambiguity's example as @format reads it, for people: "1234.5", "2024-04-03"
 * (transfer full). */
char *rw_ambiguity_dup_value (const RwAmbiguity *ambiguity, const RwNumberFormat *format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwDoubts, rw_doubts_free)

G_END_DECLS
