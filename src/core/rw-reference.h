/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* Numbers are counted in at most so many bins of about the same share. */
#define RW_REFERENCE_N_BINS 10u

/**
 * RwReference: what an input's values were in the rows a model was trained on. Shares are of all
 * these rows: @missing, @other and @shares together are 1. As JSON, of a number and of a category:
 * { "missing": 0.01, "edges": [5, 20], "shares": [0.3, 0.3, 0.39], "min": 0, "max": 72 }
 * { "missing": 0, "shares": [0.7, 0.3], "other": 0 }
 */
typedef struct
{
  double missing;
  GArray *edges;  /* double, ascending, between the bins; NULL for a category */
  GArray *shares; /* double: of each bin, edges + 1, or of each level of the input */
  double other;   /* values that are none of the levels; 0 for a number */
  double min;     /* of a number's values */
  double max;
} RwReference;

/* Of a column of numbers: bins end at the tenths of the values, or fewer where many are the same.
 * Sorts @values (double, none NaN). NULL when there are none. */
RwReference *rw_reference_new_number (GArray *values, guint64 n_missing);

/* Of a category: how many rows had each level, and another one. NULL when no row has a value. */
RwReference *rw_reference_new_category (const guint64 *counts, guint32 n_levels, guint64 n_other,
                                        guint64 n_missing);
void rw_reference_free (RwReference *reference);

/* The bin of @value: the first one whose upper edge is not below it. */
guint rw_reference_find_bin (const RwReference *reference, double value);

/* @n_levels: of the input; 0: it is a number. Errors: RW_ERROR_MODEL. */
RwReference *rw_reference_parse (const json_t *json, guint32 n_levels, GError **error);
json_t *rw_reference_to_json (const RwReference *reference);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwReference, rw_reference_free)

G_END_DECLS
