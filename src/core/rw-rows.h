/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwRows: row numbers of a table in some order: all of them sorted, or those that a filter kept.
 * Immutable, reference counted, thread-safe.
 */
typedef struct _RwRows RwRows;

RwRows *rw_rows_new_take (guint32 *rows, guint32 n);
RwRows *rw_rows_ref (RwRows *rows);
void rw_rows_unref (RwRows *rows);

guint32 rw_rows_get_n (const RwRows *rows);
const guint32 *rw_rows_get (const RwRows *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwRows, rw_rows_unref)

G_END_DECLS
