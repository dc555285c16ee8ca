/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-column.h"
#include "rw-number-tally.h"
#include "rw-problems.h"

G_BEGIN_DECLS

/* What a column shall become, whatever its values look like. */
typedef enum
{
  RW_HINT_NONE,
  RW_HINT_NUMBER, /* other texts are problems and missing */
  RW_HINT_TEXTS,  /* keep the texts: a category, or text if there are too many */
} RwKindHint;

/* How a column is to be read. */
typedef struct
{
  RwKindHint hint;
  RwNumberChoice numbers;
  gboolean has_format; /* an earlier reading found the format of its numbers; hint is NUMBER */
  RwNumberFormat format;
  gboolean takes_doubts; /* ambiguous numbers are no error, but read as @doubt's format */
  RwDecision doubt;      /* its verdict is RW_VERDICT_AMBIGUOUS if they are */
} RwReading;

/* Room for the values of one column in all rows, as codes and as numbers; the pieces of a column
 * write side by side into it, and the one that is not needed is never touched. */
typedef struct
{
  guint16 *codes;
  double *numbers;
} RwColumnSpace;

/**
 * RwPiece: one column of one chunk while it is read. It starts with levels; when there are more
 * than RW_CATEGORY_MAX_LEVELS of them it goes on with numbers if nine in ten are, else with texts.
 * In which format it reads numbers is decided by its levels, but for the column by the values of
 * all pieces.
 */
typedef struct _RwPiece RwPiece;

/* For @n_rows rows from @first_row on; borrows @reading and @space. */
RwPiece *rw_piece_new (const RwReading *reading, const RwColumnSpace *space, guint32 first_row,
                       guint32 n_rows);
void rw_piece_free (RwPiece *piece);

/* Appends the next row's value; @cell is valid UTF-8 without NUL, not yet trimmed. */
void rw_piece_add (RwPiece *piece, RwCell cell);

/* One column of all chunks. */
typedef struct
{
  const char *name;
  guint column;
  RwReading *reading;
  guint32 n_rows;
  RwColumnSpace *space; /* what the column needs of it is taken */
  GPtrArray *pieces;    /* RwPiece, in the order of the rows */
} RwPieces;

/* Joins the pieces to @column. It is NULL when they must be read again, as @reading says then: some
 * were taken for numbers, or for those of another format, but the column is none. Texts among
 * numbers are added to @problems. Errors: RW_ERROR_NUMBERS for a column whose numbers or dates can
 * be read in two ways. */
gboolean rw_pieces_join (RwPieces *pieces, RwProblems *problems, RwColumn **column, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwPiece, rw_piece_free)

G_END_DECLS
