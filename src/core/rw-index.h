/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-csv.h"
#include "rw-problems.h"
#include "rw-progress.h"
#include "rw-source.h"

G_BEGIN_DECLS

/**
 * RwIndex: where each record of a CSV file starts, in bytes and in physical lines. Record 0 is the
 * header, with all its lines; of a file without one it is empty. Costs 8 bytes a record, and
 * nothing for lines as long as every record is one line.
 */
typedef struct _RwIndex RwIndex;

/* A record that was set aside: it is none of the index's. */
typedef struct
{
  guint64 start;
  guint64 end;
  guint64 line;
  RwProblemCause cause; /* RW_N_PROBLEM_CAUSES: a comment, which is no record at all */
  guint64 n_lines;      /* it goes over */
} RwAside;

/* A record that is kept though its quotes are not right. */
typedef struct
{
  guint64 record;
  RwProblemCause cause; /* RW_PROBLEM_OPEN_QUOTE or RW_PROBLEM_STRAY_QUOTE */
} RwQuoteNote;

/**
 * rw_index_new: one pass over the file; each byte is looked at a few times at most, whatever they
 * are. A quoted cell over several lines whose record has not the usual width, or that does not end,
 * is ended with its first line if the line behind it has that width. Records with quotes out of
 * place that have another width, and those over the limits, are set aside.
 * Errors: RW_ERROR_LIMIT for more than G_MAXUINT32 - 2 records or a header over the limits; those
 * of rw_source_read().
 */
RwIndex *rw_index_new (RwSource *source, const RwDialect *dialect, RwProgress *progress,
                       GCancellable *cancellable, GError **error);
void rw_index_free (RwIndex *index);

guint64 rw_index_get_n_records (const RwIndex *index);

/* Start of @record in bytes; of the record after the last one: the end of the text. */
guint64 rw_index_get_start (const RwIndex *index, guint64 record);

/* Where @record ends: its line ends belong to it, what was set aside behind it does not. */
guint64 rw_index_get_end (const RwIndex *index, guint64 record);

/* The line of the file, from 1, on which @record starts. */
guint64 rw_index_get_line (const RwIndex *index, guint64 record);

/* Whether @record ends inside a quoted cell. */
gboolean rw_index_is_open (const RwIndex *index, guint64 record);

/* The first record after @record that starts @bytes or more behind it; n_records if none does. */
guint64 rw_index_find_cut (const RwIndex *index, guint64 record, guint64 bytes);

/* RwQuoteNote, ascending. */
const GArray *rw_index_get_notes (const RwIndex *index);

/* RwAside with the comments, ascending. */
const GArray *rw_index_get_asides (const RwIndex *index);

/* Records set aside, without comments. */
guint64 rw_index_get_n_aside (const RwIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwIndex, rw_index_free)

G_END_DECLS
