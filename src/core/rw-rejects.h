/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-output.h"
#include "rw-table.h"

G_BEGIN_DECLS

/**
 * rw_rejects_write: the rows of @table that were set aside, and if @kept those with problems that
 * were kept, in their order as CSV: line, the reasons as words with blanks between them, and the
 * row as the file has it, up to RW_CSV_MAX_CELL bytes. Does not commit. Errors: those of
 * rw_source_read(), rw_source_check() and rw_output_write().
 */
gboolean rw_rejects_write (RwTable *table, gboolean kept, RwOutput *output,
                           GCancellable *cancellable, GError **error);

/* Rows with problems, those that were set aside too; the header is none. */
guint64 rw_rejects_count (RwTable *table);

G_END_DECLS
