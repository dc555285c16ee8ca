/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-table.h"

G_BEGIN_DECLS

/* What is known of each customer: left (1) or stayed (0). */
typedef struct
{
  char *column;
  char *positive; /* the value that means "left" */
  GArray *rows;   /* guint32: those that have a label, ascending */
  GArray *values; /* float, one for each of them */
  guint32 n_positive;
} RwLabels;

/**
 * rw_labels_read: the label column of a table loaded with RW_HINT_TEXTS for it. It must have two
 * different values; @positive says which means "left", NULL: found by their words
 * (rw-label-words.h). Errors: RW_ERROR_LABEL.
 */
RwLabels *rw_labels_read (RwTable *table, const char *column, const char *positive, GError **error);

/* The same, but where no value says by itself that it means "left", the rarer one is taken, and
 * @is_guess (NULL: not asked for) set. */
RwLabels *rw_labels_read_or_guess (RwTable *table, const char *column, gboolean *is_guess,
                                   GError **error);
void rw_labels_free (RwLabels *labels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwLabels, rw_labels_free)

G_END_DECLS
