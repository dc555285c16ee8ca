/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cell.h"

G_BEGIN_DECLS

typedef enum
{
  RW_PROBLEM_TOO_FEW_CELLS,  /* the missing ones count as missing values */
  RW_PROBLEM_TOO_MANY_CELLS, /* those beyond the header are kept in exports, not used */
  RW_PROBLEM_NOT_A_NUMBER,   /* text in a column of numbers: counts as missing */
  RW_PROBLEM_NOT_UTF8,       /* undecodable bytes, shown as U+FFFD, kept in exports */
  RW_PROBLEM_UNDECODABLE,    /* the same in a file that is not in UTF-8: U+FFFD in exports, too */
  RW_PROBLEM_OPEN_QUOTE,     /* a quoted cell that has no end: it was ended with its line or file */
  RW_PROBLEM_STRAY_QUOTE,    /* a quote inside a quoted cell that is neither doubled nor its end */
  RW_PROBLEM_TOO_LONG,       /* a cell over RW_CSV_MAX_CELL or a record over RW_CSV_MAX_RECORD */
  RW_PROBLEM_TOO_WIDE,       /* more than RW_CSV_MAX_COLUMNS cells */
  RW_N_PROBLEM_CAUSES
} RwProblemCause;

/* Examples kept of each cause. */
#define RW_PROBLEMS_MAX_EXAMPLES 100u

#define RW_PROBLEM_NO_COLUMN G_MAXUINT

typedef struct
{
  RwProblemCause cause;
  guint64 record; /* 0: the header */
  guint column;   /* or RW_PROBLEM_NO_COLUMN */
  char *text;     /* the cell's text (valid UTF-8), or NULL */
  char *bytes;    /* what could not be decoded, as "fc e4" (at most the first 16), or NULL */
} RwProblem;

/**
 * RwProblems: what was wrong with rows of a file: how often, and the first examples of each cause.
 * The rows themselves are kept.
 */
typedef struct _RwProblems RwProblems;

RwProblems *rw_problems_new (void);
void rw_problems_free (RwProblems *problems);

void rw_problems_add (RwProblems *problems, RwProblemCause cause, guint64 record, guint column,
                      RwCell cell);

/* The same with the bytes of @cell that could not be decoded. Those that are no UTF-8 are found in
 * the cell itself by rw_problems_add(). */
void rw_problems_add_raw (RwProblems *problems, RwProblemCause cause, guint64 record, guint column,
                          RwCell cell, RwCell raw);

/* Adds those of @other: of other records, or of another column. */
void rw_problems_merge (RwProblems *problems, const RwProblems *other);

/* Sorts what was added; from then on, until something is added, threads may share @problems. */
void rw_problems_seal (RwProblems *problems);

guint64 rw_problems_get_count (const RwProblems *problems, RwProblemCause cause);

/* Number of different rows that have any problem. */
guint64 rw_problems_get_n_rows (RwProblems *problems);

/* A row, or the header, with all that is wrong with it. */
typedef struct
{
  guint32 record;
  guint32 causes; /* 1 << cause */
} RwProblemRecord;

/* All of them (RwProblemRecord), ascending. */
const GArray *rw_problems_get_records (RwProblems *problems);

/* What is wrong with @record; 0: nothing. Of sealed problems. */
guint32 rw_problems_find (const RwProblems *problems, guint64 record);

/* The examples of all causes (RwProblem), in the order of the records. */
GPtrArray *rw_problems_get_examples (RwProblems *problems);

/* The cause in the reader's language, e.g. "too few cells", and as a word for JSON. */
const char *rw_problem_cause_get_title (RwProblemCause cause);
const char *rw_problem_cause_get_id (RwProblemCause cause);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwProblems, rw_problems_free)

G_END_DECLS
