/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-table.h"

G_BEGIN_DECLS

/* Finds which column says who left. Names come first, because the label must be loaded with
 * RW_HINT_TEXTS; its values confirm it. */

/* Those of @names (char) that a label usually has: what to load as texts (borrowed; transfer
 * container; may be empty). */
GPtrArray *rw_label_find_named (const GPtrArray *names);

/**
 * rw_label_find: the name of the column of @table that says who left (transfer full), however it
 * was loaded. It has exactly two different values, and is the first one of these kinds:
 *
 * - its name is one that a label usually has;
 * - its name speaks of leaving, and its values say which of them means "left" (rw-label-words.h);
 * - it is the last one, and its values say so.
 *
 * Several of a kind that say the same of every row are as good as one. @positive: NULL, or the
 * value that means "left", which says as much as the words do. Errors: RW_ERROR_LABEL, with the
 * columns that might be it, when there is none or several say different things.
 *
 * A number is found, too; as rw_labels_read() needs it, the file must then be loaded again with
 * RW_HINT_TEXTS for it, and so it should be when other columns were loaded so by
 * rw_label_find_named().
 */
char *rw_label_find (RwTable *table, const char *positive, GError **error);

/* Whether a table whose label was found by RwMatching's finds_label is as if it had been loaded
 * with RW_HINT_TEXTS for @label alone. */
gboolean rw_label_is_read_right (RwTable *table, const char *label);

/* The names of all columns that may be the label: those with exactly two different values, however
 * they were loaded (transfer full). */
GStrv rw_label_list_candidates (RwTable *table);

G_END_DECLS
