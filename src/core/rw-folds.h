/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rw_folds_assign: the fold (0 … @n_folds - 1) of each of @n rows for cross-validation, stratified:
 * rows with label 1 and with label 0 are each shuffled by @seed and dealt out in turn, so that
 * folds differ by at most one row of each. The same on every machine. (transfer full)
 */
guint8 *rw_folds_assign (const float *labels, guint32 n, guint n_folds, guint64 seed);

G_END_DECLS
