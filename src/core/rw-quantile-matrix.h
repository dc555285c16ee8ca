/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-boosting.h"

G_BEGIN_DECLS

/* libxgboost's handle of a matrix of @rows that keeps of each number only in which of @max_bin
 * parts of its feature it is: a byte or two instead of eight. @rows are read block after block,
 * four times. NULL with RW_ERROR_LIBRARY, for a label that is no number as well. */
gpointer rw_quantile_matrix_new (const RwRowSource *rows, guint max_bin, GError **error);

G_END_DECLS
