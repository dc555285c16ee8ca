/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-import.h"

G_BEGIN_DECLS

typedef enum
{
  RW_QUESTION_NUMBERS,   /* a column that can be read in two ways */
  RW_QUESTION_DAMAGE,    /* too many rows are set aside */
  RW_QUESTION_NO_COLUMN, /* for an input that needs one */
  RW_QUESTION_RIVALS,    /* columns that fit an input equally well */
  RW_QUESTION_SHARED,    /* one column for two inputs */
  RW_QUESTION_GUESS,     /* a column that fits by a similar name only */
  RW_QUESTION_ENCODING,  /* a guess */
  RW_QUESTION_COVERAGE,  /* how much the model misses; nothing to be answered */
  RW_QUESTION_UNIT,      /* of a column's numbers, that is not the model's */
  RW_QUESTION_CONVERTED, /* it was said to convert one */
  RW_QUESTION_LEVEL,     /* a text of a category that is not as the model calls it */
} RwQuestionKind;

/* Something a person should look at before a file is scored. */
typedef struct
{
  RwQuestionKind kind;
  gboolean blocks;          /* it must be decided first */
  char *text;               /* for people */
  char *column;             /* the one it is about, or NULL */
  char *input;              /* of the model, or NULL */
  GStrv columns;            /* that it could be read from, the best ones first; or NULL */
  guint ambiguity;          /* NUMBERS: its place among the import's doubts */
  double factor;            /* UNIT: what would convert it; CONVERTED: what does */
  const RwTextCheck *level; /* LEVEL: the text and what it is taken for; the import's, or NULL */
} RwQuestion;

/* Those of @import (RwQuestion, transfer full), those that block first; none before it is complete.
 */
GPtrArray *rw_questions_find (RwImport *import);

G_END_DECLS
