/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-mapping.h"
#include "rw-table.h"

G_BEGIN_DECLS

/**
 * RwEncoder: turns rows of a table into a model's features. Inputs are read from the columns that a
 * mapping says. A missing number is NaN; a missing category, and a level the model does not know,
 * is none of the known ones: all its features are 0; an input without a column is missing in every
 * row. Nothing is scaled but by a factor that was given, nothing replaced, and a row's features
 * depend on the texts of its own cells and the formats of their columns only. Immutable; any number
 * of threads may encode at once.
 */
typedef struct _RwEncoder RwEncoder;

/* What one input met in the encoded rows. */
typedef struct
{
  guint64 n_missing;
  guint64 n_unseen; /* values that are levels the model does not know */
} RwInputCounts;

/* Borrows @manifest, @mapping, which was matched for it and the names of @table's columns, and
 * @table. Errors: RW_ERROR_MISMATCH for a category that was loaded as numbers. */
RwEncoder *rw_encoder_new (const RwManifest *manifest, const RwMapping *mapping, RwTable *table,
                           GError **error);
void rw_encoder_free (RwEncoder *encoder);

/* Writes rows @first … @first + @n - 1 as @n × features floats, row after row, and adds to
 * @counts (one for each input). */
void rw_encoder_encode (const RwEncoder *encoder, guint32 first, guint32 n, float *features,
                        RwInputCounts *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwEncoder, rw_encoder_free)

G_END_DECLS
