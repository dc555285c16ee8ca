/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-column.h"
#include "rw-input.h"

G_BEGIN_DECLS

/* What the values of @column, which is of the kind of @input, are in @rows (guint32). NULL when it
 * is missing in all of them. */
RwReference *rw_reference_measure (const RwInput *input, const RwColumn *column,
                                   const GArray *rows);

G_END_DECLS
