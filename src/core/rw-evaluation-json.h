/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-evaluation.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * rw_evaluation_to_json: rows, positives and figures by their names, threshold, ece and ece_floor;
 * "intervals": for each figure [low, high]; "calibration": bins that have rows; "gains": tenths
 * that have rows. What is undefined is null. (transfer full)
 */
json_t *rw_evaluation_to_json (const RwEvaluation *evaluation);

/* A number, null where it is NAN; both ends of an interval, null where it is undefined. */
json_t *rw_figure_to_json (double value);
json_t *rw_interval_to_json (RwInterval interval);

G_END_DECLS
