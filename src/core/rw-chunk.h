/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-index.h"
#include "rw-piece.h"

G_BEGIN_DECLS

/* A row whose number of cells is not the header's. */
typedef struct
{
  guint32 row; /* from 0, the first one under the header */
  guint32 n_cells;
} RwRaggedRow;

/* What the chunks of a file have in common while it is parsed. */
typedef struct
{
  RwSource *source;
  const RwDialect *dialect;
  const RwIndex *index;
  const RwReading *readings;   /* of each column */
  const RwColumnSpace *spaces; /* of each column */
  guint n_columns;
} RwChunkContext;

/**
 * RwChunk: the records @first … @last - 1 of a file, cut into cells on their own.
 */
typedef struct
{
  guint64 first;
  guint64 last;
  GPtrArray *pieces; /* RwPiece, one a column */
  GArray *ragged;    /* RwRaggedRow */
  RwProblems *problems;
} RwChunk;

/* Errors: RW_ERROR_LIMIT when there is no memory; those of rw_source_read(). */
RwChunk *rw_chunk_parse (const RwChunkContext *context, guint64 first, guint64 last,
                         GError **error);
void rw_chunk_free (RwChunk *chunk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwChunk, rw_chunk_free)

G_END_DECLS
