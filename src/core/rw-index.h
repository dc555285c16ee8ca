/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-csv.h"
#include "rw-progress.h"
#include "rw-source.h"

G_BEGIN_DECLS

/**
 * RwIndex: where each record of a CSV file starts, in bytes and in physical lines. Record 0 is the
 * header. Costs 8 bytes a record, and nothing for lines as long as every record is one line.
 */
typedef struct _RwIndex RwIndex;

/* One pass over the file that follows libcsv's rules for quotes. Errors: RW_ERROR_LIMIT for a
 * record over RW_CSV_MAX_RECORD or more than G_MAXUINT32 - 2 records; those of rw_source_read(). */
RwIndex *rw_index_new (RwSource *source, const RwDialect *dialect, RwProgress *progress,
                       GCancellable *cancellable, GError **error);
void rw_index_free (RwIndex *index);

guint64 rw_index_get_n_records (const RwIndex *index);

/* Start of @record in bytes; of the record after the last one: the end of the file. */
guint64 rw_index_get_start (const RwIndex *index, guint64 record);

/* The line of the file, from 1, on which @record starts. */
guint64 rw_index_get_line (const RwIndex *index, guint64 record);

/* Whether the file ends inside a quoted cell. */
gboolean rw_index_is_unterminated (const RwIndex *index);

/* The first record after @record that starts @bytes or more behind it; n_records if none does. */
guint64 rw_index_find_cut (const RwIndex *index, guint64 record, guint64 bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwIndex, rw_index_free)

G_END_DECLS
