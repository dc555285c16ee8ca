/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-id-check.h"
#include "rw-input-shift.h"
#include "rw-model.h"

G_BEGIN_DECLS

/**
 * RwDataCheck: whether a table is like the one its model was trained on, and its ids tell customers
 * apart.
 */
typedef struct
{
  GArray *inputs;            /* RwInputShift of each of the model's inputs, the worst first */
  const RwColumn *id_column; /* borrowed from the table; NULL: no column names customers */
  RwIdCheck *ids;            /* or NULL */
} RwDataCheck;

/* Looks at the inputs' columns on all cores. @mapping was matched for @model and the names of
 * @table, which was loaded for it. Ids are those of the column that @mapping says, else of the
 * first one of texts. Errors: those of rw_id_check_new(). */
RwDataCheck *rw_data_check_new (RwTable *table, RwModel *model, const RwMapping *mapping,
                                GCancellable *cancellable, GError **error);
void rw_data_check_free (RwDataCheck *check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwDataCheck, rw_data_check_free)

G_END_DECLS
