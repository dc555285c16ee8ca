/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-rows.h"
#include "rw-scores.h"

G_BEGIN_DECLS

/**
 * Orders of all rows of a table. Equal rows stay in the order of the file, missing values come last
 * in both directions; texts and levels follow the rules of the reader's language (LC_COLLATE).
 * Blocking; cancelled is the only error.
 */
RwRows *rw_order_by_scores (RwScores *scores, gboolean descending, RwProgress *progress,
                            GCancellable *cancellable, GError **error);
RwRows *rw_order_by_column (RwTable *table, guint column, gboolean descending, RwProgress *progress,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
