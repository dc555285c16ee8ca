/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-output.h"
#include "rw-risk.h"
#include "rw-rows.h"
#include "rw-scores.h"

G_BEGIN_DECLS

/* churn_probability, retention_probability (6 decimals, together 1), risk_level, churn_rank (1 is
 * the riskiest; equal probabilities share a rank). */
#define RW_EXPORT_N_COLUMNS 4
extern const char *const rw_export_names[RW_EXPORT_N_COLUMNS];

/* The names our columns get beside those of @table: "churn_probability_2" where it has one already
 * (transfer full). @renamed, if not NULL: whether any differs. */
GStrv rw_export_dup_names (RwTable *table, gboolean *renamed);

/**
 * rw_export_write: the analyst's own records byte for byte, each followed by our columns, with the
 * file's own delimiter, line ends and byte-order mark. @order: which rows in which order, NULL: all
 * as in the file. Rows with too few cells are filled up with empty ones; where rows have too many,
 * the header is filled up too, so that our columns are one below the other. @scores NULL: the
 * records alone, as of a file that has our columns already. Does not commit.
 * Errors: those of rw_source_read(), rw_source_check() and rw_output_write().
 */
gboolean rw_export_write (RwTable *table, RwScores *scores, const RwRiskBands *bands,
                          const RwRows *order, RwOutput *output, RwProgress *progress,
                          GCancellable *cancellable, GError **error);

G_END_DECLS
