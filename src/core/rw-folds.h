/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A row that is in no fold: it is neither learned from nor tested with. */
#define RW_FOLD_NONE G_MAXUINT8

/**
 * rw_folds_assign: the fold (0 … @n_folds - 1) of each of @n rows for cross-validation, stratified:
 * rows with label 1 and with label 0 are each shuffled by @seed and dealt out in turn, so that
 * folds differ by at most one row of each. @twins: NULL, or for each row the first row that it must
 * share its fold with (itself, if there is none before it). The same on every machine.
 * (transfer full)
 */
guint8 *rw_folds_assign (const float *labels, const guint32 *twins, guint32 n, guint n_folds,
                         guint64 seed);

/* One split into rows to test with (fold 0) and to learn from (fold 1): @n_test of them, or as many
 * as their twins make of that, stratified. (transfer full) */
guint8 *rw_folds_hold_out (const float *labels, const guint32 *twins, guint32 n, guint32 n_test,
                           guint64 seed);

/* Puts all but about @n_kept rows of @folds, stratified, into RW_FOLD_NONE. */
void rw_folds_thin (guint8 *folds, const float *labels, guint32 n, guint32 n_kept, guint64 seed);

G_END_DECLS
