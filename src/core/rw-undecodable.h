/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-table.h"

G_BEGIN_DECLS

/* Adds a problem for each cell of @table that holds some of @undecodable (RwUndecodable,
 * ascending), about in time linear to the records they are in. Errors: those of rw_source_read().
 */
gboolean rw_undecodable_report (RwTable *table, GArray *undecodable, GError **error);

G_END_DECLS
