/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-column.h"

G_BEGIN_DECLS

/* Rows that have one value in a column, or values of one range. */
typedef struct
{
  char *name;     /* the value, or "1 – 9" (not translated); NULL where the value is missing */
  GArray *places; /* guint32: where its rows are among those that were split, ascending */
} RwGroup;

/**
 * rw_groups_split: @rows (guint32, ascending) by what they have in @column: the levels of a
 * category, the most frequent one first; each number where there are at most ten different ones,
 * else quarters of about as many rows, in which equal numbers stay together; missing values last.
 * Groups without rows are left out. (RwGroup, transfer full) Errors: RW_ERROR_LABEL for a column of
 * texts: it has too many different values.
 */
GPtrArray *rw_groups_split (const RwColumn *column, const GArray *rows, GError **error);

G_END_DECLS
