/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-mapping.h"
#include "rw-model.h"
#include "rw-table.h"

G_BEGIN_DECLS

/* The column that names a customer: the one @mapping (or NULL) says, else the first one of texts,
 * else the first one. */
guint rw_key_columns_find_name (RwTable *table, const RwMapping *mapping);

/* The columns to show where there is no room for all: the one that names a customer, then up to
 * @n_inputs that @model, which reads them by @mapping, makes most of, or (both NULL) the first ones
 * (guint, transfer full). */
GArray *rw_key_columns_pick (RwTable *table, RwModel *model, const RwMapping *mapping,
                             guint n_inputs);

G_END_DECLS
