/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-scores.h"

G_BEGIN_DECLS

/* The scores that rw_export_write() wrote behind the columns of @table: those in a file that was
 * scored elsewhere. Errors: RW_ERROR_FORMAT if the last columns are not ours. */
RwScores *rw_result_read_scores (RwTable *table, GError **error);

G_END_DECLS
