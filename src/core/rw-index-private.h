/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-index.h"

G_BEGIN_DECLS

/* From @record on, each record is one line further than the one before it. */
typedef struct
{
  guint64 record;
  guint64 line;
} RwLineMark;

struct _RwIndex
{
  GArray *starts; /* guint64, with the end of the text behind the last record */
  GArray *marks;  /* RwLineMark, ascending */
  GArray *notes;  /* RwQuoteNote, ascending */
  GArray *asides; /* RwAside, ascending */
  guint64 n_aside;
};

RwIndex *rw_index_alloc (void);
void rw_index_add_record (RwIndex *index, guint64 start, guint64 line);

G_END_DECLS
