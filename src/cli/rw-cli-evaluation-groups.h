/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-evaluation-groups.h"

#include <jansson.h>

/* Evaluations by the column called @by (RwEvaluationGroup), for people, on standard output. */
void rw_cli_evaluation_groups_print (const char *by, const GPtrArray *groups);

/* The same as JSON: "column" and "groups", each with its value, rows, positives, whether it has too
 * few of them, and else all of rw_evaluation_to_json(). Transfer full. */
json_t *rw_cli_evaluation_groups_to_json (const char *by, const GPtrArray *groups);
