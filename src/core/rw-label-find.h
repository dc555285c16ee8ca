/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-table.h"

G_BEGIN_DECLS

/* Whether @column may say who left: it has exactly two different values, missing ones aside. */
gboolean rw_label_may_be (const RwColumn *column, guint32 n_rows);

/* The column that says by its name and its two values who left (borrowed); NULL: none does. Of
 * several the last one is taken. */
const char *rw_label_find (RwTable *table);

G_END_DECLS
