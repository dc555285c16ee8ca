/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-column.h"

G_BEGIN_DECLS

/* What the values of a column are like in some rows. */
typedef struct
{
  guint32 n_filled; /* rows with a value */
  guint32 n_distinct;
  gboolean is_whole;     /* of numbers: all are whole */
  gboolean is_ascending; /* of numbers: each is above the one before */
  double min;            /* of numbers */
} RwColumnTraits;

/* @rows: guint32, ascending. */
RwColumnTraits rw_column_traits_measure (const RwColumn *column, const GArray *rows);

G_END_DECLS
