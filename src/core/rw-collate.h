/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rw-column.h"

G_BEGIN_DECLS

/* The place of each level among all in the order of the reader's language; equal ones share it
 * (transfer full). */
guint32 *rw_collate_rank_levels (const RwLevels *levels);

/* Sorts @rows by their texts of @column in the order of the reader's language, on all cores,
 * keeping the order of equal ones. Fails only when cancelled. */
gboolean rw_collate_sort_texts (const RwColumn *column, guint32 *rows, guint32 n,
                                gboolean descending, GCancellable *cancellable, GError **error);

G_END_DECLS
