/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-manifest.h"
#include "rw-table.h"

G_BEGIN_DECLS

/**
 * What the features of a model without a description probably are, by their names: that of a
 * column is its number, and “column_value”, as pandas.get_dummies() writes it, is 1 where the
 * column has this value and else 0. @document passed rw_model_check(). What is found is a proposal
 * for a person to confirm: title, label and id are for the caller to set.
 */

/* By the names alone: where two or more names are the same up to their last “_”, and the trees
 * split these features between 0 and 1 only, they are the values of one column. Errors:
 * RW_ERROR_MODEL when the features have no names. */
RwManifest *rw_manifest_guess (json_t *document, GError **error);

/* By the columns and values of a file that the model was made for, which was loaded with
 * rw_manifest_guess_hint() and @document as its data. Names are compared exactly, then folded. A
 * column of yes and no, or of true and false, may be a number to the model. The one value of a
 * column that no feature is for is one that the model knows (pandas' drop_first). Errors:
 * RW_ERROR_MODEL for features without names, and naming those that are neither a column nor a value
 * of one. */
RwManifest *rw_manifest_guess_for (json_t *document, RwTable *table, GError **error);

/* An RwHintFunc: columns whose values are features keep their texts. */
gboolean rw_manifest_guess_hint (const GPtrArray *names, RwKindHint *hints, gpointer document,
                                 GError **error);

G_END_DECLS
