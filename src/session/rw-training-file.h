/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-choices.h"
#include "rw-labels.h"

G_BEGIN_DECLS

/**
 * RwTrainingFile: a file as it is to be trained on: which columns may say who left, which one does,
 * and what training does with the others. Immutable, reference counted, thread-safe.
 */
typedef struct
{
  char *path;
  RwChoices *choices; /* with which it was read; NULL: nothing was said */
  RwTable *table;
  GStrv candidates;  /* names of the columns with exactly two different values */
  char *label;       /* one of them; NULL: none, or several, say that they are the one */
  char *values[2];   /* of the label, the more frequent one first; NULL without a label */
  gboolean is_guess; /* that the rarer value means “left”, as no value says so */
  RwLabels *labels;  /* NULL without a label */
  GPtrArray *roles;  /* RwRole, of each column; NULL without a label */
} RwTrainingFile;

/* What is to be read. Borrowed. */
typedef struct
{
  const char *path;
  const RwChoices *choices; /* NULL: nothing is said */
  const char *label;        /* NULL: found out */
  const char *positive;     /* its value that means “left”; NULL: found out */
} RwTrainingRequest;

/**
 * rw_training_file_read: reads the file, twice where other columns than the label were read as
 * texts for their names. Errors: those of rw_source_open(), rw_table_load() and rw_roles_find();
 * RW_ERROR_LABEL if @request's label has not exactly two different values.
 */
RwTrainingFile *rw_training_file_read (const RwTrainingRequest *request, RwProgress *progress,
                                       GCancellable *cancellable, GError **error);

/* The same file with another value of its label that means “left”; reads nothing. Errors:
 * RW_ERROR_LABEL. */
RwTrainingFile *rw_training_file_relabel (const RwTrainingFile *self, const char *positive,
                                          GCancellable *cancellable, GError **error);

RwTrainingFile *rw_training_file_ref (RwTrainingFile *self);
void rw_training_file_unref (RwTrainingFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTrainingFile, rw_training_file_unref)

G_END_DECLS
