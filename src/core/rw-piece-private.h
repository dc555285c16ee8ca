/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-piece.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 row; /* within the piece */
  char *text;
} RwBadCell;

struct _RwPiece
{
  RwColumnKind state;
  const RwReading *reading;
  guint32 first_row; /* in the table */
  guint32 capacity;  /* rows the piece will have */
  guint32 n_rows;    /* rows it has */
  guint32 n_missing;
  RwLevels *levels;      /* while CATEGORY */
  guint16 *codes;        /* while CATEGORY (borrowed) */
  double *numbers;       /* while NUMBER (borrowed) */
  GArray *bad;           /* while NUMBER: RwBadCell */
  RwNumberFormat format; /* while NUMBER */
  gboolean is_plain;     /* the format */
  RwNumberTally *tally;  /* while NUMBER, unless the column's format is known */
  GString *texts;        /* while TEXT */
  guint32 *ends;         /* while TEXT: of each row, in texts */
};

G_END_DECLS
