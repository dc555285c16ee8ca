/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rw-column.h"

G_BEGIN_DECLS

/* Rows that are listed. */
#define RW_ID_CHECK_N_EXAMPLES 20u

/* A row whose id another one before it has. */
typedef struct
{
  guint32 row;
  guint32 first; /* the first row with that id */
} RwDuplicateId;

/**
 * RwIdCheck: whether the ids of a table tell its customers apart. Ids are compared as the table
 * has them: numbers as numbers, texts byte for byte without the blanks at their ends.
 */
typedef struct
{
  guint64 n_distinct;
  guint64 n_duplicates; /* rows whose id is that of a row before */
  guint64 n_blank;      /* rows without an id */
  GArray *duplicates;   /* RwDuplicateId, the first ones */
  GArray *blanks;       /* guint32: the first rows without an id */
} RwIdCheck;

/* Linear in the size of the column, and takes 8 to 16 bytes a row. Errors: RW_ERROR_LIMIT when
 * there is not that much memory; cancelled. */
RwIdCheck *rw_id_check_new (const RwColumn *column, guint32 n_rows, GCancellable *cancellable,
                            GError **error);
void rw_id_check_free (RwIdCheck *check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwIdCheck, rw_id_check_free)

G_END_DECLS
