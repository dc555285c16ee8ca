/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-labels.h"
#include "rw-role.h"

G_BEGIN_DECLS

/**
 * rw_roles_find: the role of each column of @table (RwRole, in their order, transfer full).
 * @ignored: NULL, or names of columns that are not to be used; @kept: NULL, or those to be used
 * although they would be left out. Looks at up to 50,000 rows of @labels. Errors: RW_ERROR_LABEL
 * for a name that no column or the label has, or a kept column that nothing can be learned from.
 */
GPtrArray *rw_roles_find (RwTable *table, const RwLabels *labels, const char *const *ignored,
                          const char *const *kept, GCancellable *cancellable, GError **error);

G_END_DECLS
