/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model-comparison.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * rw_model_comparison_to_json: "a" and "b": rw_evaluation_to_json(); "differences": for each figure
 * its "difference" (B − A), "interval" and "better" ("a", "b", or null where it may be chance);
 * "bands": rows of each pair of bands with "from" (A's), "to" (B's) and "rows"; "changed": "rows",
 * "higher", "lower" (with B than with A) and "records" (from 1) of rows whose band is another.
 * (transfer full)
 */
json_t *rw_model_comparison_to_json (const RwModelComparison *comparison);

G_END_DECLS
